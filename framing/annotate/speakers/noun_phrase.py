"""What a source's noun phrase says: a name, a role, a pronoun; one or several; named or not.

No list of people is used. A name is a run of capitalised words that is left when titles and
roles are taken off; what the words around it mean is told by :mod:`.head_nouns`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.head_nouns import (
    ADJECTIVES,
    ARTICLE,
    FIRST_PART,
    WORD,
    forms_of_address,
    noun_at_end,
    openers,
    places,
    roles_among,
    same_role,
    type_by_suffix,
)
from framing.annotate.speakers.names import (
    CAPITAL,
    NAME,
    NAME_WORD,
    PARTICLES,
    Gender,
    fold,
    gender_of_given_name,
    offices,
    without_unseen,
)
from framing.annotate.speakers.served import roles_behind, serves_the_named, without_served

Form = Literal["pronoun", "name", "body", "description"]

_PRONOUNS: Mapping[str, Gender] = {
    **dict.fromkeys(("he", "him", "his"), "m"),
    **dict.fromkeys(("she", "her"), "f"),
    **dict.fromkeys(("they", "them", "we"), "pl"),
    **dict.fromkeys(("who", "i"), ""),
    "it": "n",
}
_BY = re.compile(
    r"\b(?:by|from|of|in)[ \u00a0](?P<by>[^,;(]*?[A-Z][^,;(]*?)"
    r"(?=,|;|\(|$|[ \u00a0](?:on|in|last|this|published|released)[ \u00a0])"
)
_APPOSED = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne[ \u00a0]of|[\w.\-]+[’']s)[ \u00a0][^,]+,[ \u00a0]"
    rf"(?P<name>(?:{CAPITAL})(?:[ \u00a0](?:{CAPITAL})){{1,3}})(?=,|$)"
)
_REFLEXIVE = re.compile(r"[ \u00a0](?:himself|herself|itself|themselves)$")
_NUMBERED = re.compile(rf"(?:[Tt]he[ \u00a0])?(?P<name>(?:(?:{CAPITAL})[ \u00a0]){{1,4}}\d+)$")  # "Dockers Local 12"
_OF_NAME = re.compile(
    rf"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?(?:{CAPITAL})"
    rf"(?:(?:,?[ \u00a0](?:and|of|for|the|&))*[ \u00a0](?:{CAPITAL}))*"
)
# Ranks, and firms and outlets named after people, that are surnames behind a given name.
_ALSO_SURNAMES = frozenset(
    {
        "Major",
        "King",
        "Judge",
        "Bishop",
        "Prince",
        "Dean",
        "Abbot",
        "Cardinal",
        "Pope",
        "Fox",
        "Ford",
        "Rogers",
        "Sears",
    }
)
_LEGAL = re.compile(r"(?:Inc|Corp|Ltd|LLC|PLC|plc|Co)\b")
_ADDRESSED = re.compile(
    r"(?P<what>[a-z][\w’'\-]*(?:[ \u00a0][a-z][\w’'\-]*){0,3}?)[ \u00a0](?:to|about|on|against)[ \u00a0](?=[A-Z])"
)
_AUXILIARY = re.compile(r"[ \u00a0](?:is|was|are|were|has|had|have|would|will|also|then|later)$")
_RELATIVE = re.compile(r",?[ \u00a0](?:who|which|whose)[ \u00a0].*$|,[ \u00a0]that[ \u00a0].*$")
_INDEFINITE = re.compile(
    r"^(?:a|an|one|another|some|several|many|two|three|four|five|other|both|few|various|most|unnamed|anonymous"
    r"|certain|multiple|numerous)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"^(?:the|his|her|their|its|this|that|these|those)\b|[’']s\b", re.IGNORECASE)
_DEMONYM = re.compile(
    r"(?:ian|ean|ish|ese|can|qi|eli|ani|stani|US|U\.S\.|UK|French|Dutch|Greek|German|Swiss|Saudi|Yemeni|Thai)$"
)
_SINGULAR = frozenset(
    {"news", "press", "congress", "police", "series", "business", "boss", "witness", "eyewitness"}
    | {"sergeant-at-arms"}
)


@dataclass(frozen=True, slots=True)
class Who:
    """A source as its words show it.

    ``name`` is empty if it has none; ``roles`` are dictionary forms; ``key`` is the phrase
    without its article, the speaker's name as far as these words go.
    """

    form: Form
    name: str
    roles: frozenset[str]
    key: str
    gender: Gender = ""
    definite: bool = False
    plural: bool = False
    source_type: SourceType | None = None


@lru_cache(maxsize=16384)
def read_source(phrase: str) -> Who:  # noqa: PLR0911 (one return for each form a source can have)
    """Return what the words of a source say about who it is.

    Args:
        phrase: A noun phrase as printed. An empty one gives a description with an empty key.
    """
    text = re.sub(r"\s+", " ", without_unseen(phrase)).strip(" ,;:!?\"“”‘’'")
    bare = _AUXILIARY.sub("", text.lower())  # "He was", where a parser took the verb along
    if (gender := _PRONOUNS.get(bare)) is not None:
        return Who("pronoun", "", frozenset(), "", gender, definite=True, plural=gender == "pl")
    text = _REFLEXIVE.sub("", text)
    if (plain := _plain_name(text)) is not None:
        return plain
    head = without_served(FIRST_PART.split(text, maxsplit=1)[0].strip() or text)
    of = head.find(" of ")
    if of > 0 and (whole := _body_of(head, of)) is not None:
        return whole
    head = _up_to_of(head, of) if of > 0 else _before_addressee(head)
    words = [m.group() for m in WORD.finditer(head)]
    rest = [m.group() for m in WORD.finditer(text[len(head) :])]
    if not words:
        return Who("description", "", frozenset(), text)
    roles = [*roles_among(words), *roles_among(rest)]
    describes = NAME_WORD.match(words[-1]) is None or words[-1] in ("Democrat", "Republican")
    if describes and (apposed := _APPOSED.match(text)) and not serves_the_named(apposed):
        # "the chandler, Pat Rudd": what stands first describes, the name follows.
        inner = read_source(apposed["name"])
        if inner.form == "name":
            kind = roles[0][2] if roles else inner.source_type or type_by_suffix(words)
            return replace(inner, roles=inner.roles | {same_role(r) for _, r, _ in roles}, source_type=kind)
    named = frozenset(same_role(r) for _, r, _ in [*roles_among(words), *roles_behind(text[len(head) :])])
    address: Gender = next((g for w in words if (g := forms_of_address().get(w.lower(), ""))), "")
    if NAME_WORD.match(words[-1]) and not (ARTICLE.match(head) and noun_at_end(words, "roles")):
        body = noun_at_end(words, "bodies")
        name = "" if body and not roles_among(words) else _person(head, words)
        if fold(name) in places():
            return Who("body", name, named, name, "n", definite=True, source_type="government")
        if name:
            kind = roles[0][2] if roles else type_by_suffix([*words, *rest[:6]])
            return Who("name", name, named, name, address, definite=True, plural=" and " in name, source_type=kind)
        return _body(head, body)
    return _described(text, head, words, named, address)


def _plain_name(text: str) -> Who | None:
    """A name whose last word would mislead: a numbered body; "Robert Major" and "Mary King", who hold no rank."""
    if (numbered := _NUMBERED.match(text)) is not None:
        return Who("body", numbered["name"], frozenset(), numbered["name"], "n", definite=True)
    words = text.split(" ")
    if len(words) == 2 and words[1] in _ALSO_SURNAMES and gender_of_given_name(words[0]):  # noqa: PLR2004
        return Who("name", text, frozenset(), text, definite=True)
    return None


def _up_to_of(head: str, of: int) -> str:
    """The part that says who it is: "Brook" of "Brook of the Harbour Board", "the mayor" of "the mayor of Hull"."""
    last = head[:of].rsplit(" ", 1)[-1]
    if NAME_WORD.match(last):
        if roles_among([head[:of].lower()]) and roles_among([head[:of]]) and " the " in head[of:]:
            return head[:of].lower()  # "Deputies of the mayor", capitalised because the sentence begins
        role = noun_at_end(head[:of].split(" "), "roles") or noun_at_end(head.split(" "), "roles")
        return head if role else head[:of]
    if not last[:1].islower():
        return head
    words, first = head.split(" "), roles_among(head[:of].split(" "))
    # "archbishop of York Ada Brook" is Ada Brook; "the parents of student Ada Brook" are not.
    held = bool(first) and first[-1][2] != "citizen" and not roles_among(head[of + 4 :].split(" "))
    return head if held and _person(head, words) else head[:of]


def _before_addressee(head: str) -> str:
    """The part before whom something is written to or about: "letter" of "letter to Ada Brook", which is not hers."""
    to = _ADDRESSED.match(head)
    return head if to is None or roles_among(head.split(" ")) else to["what"]


def _body_of(head: str, of: int) -> Who | None:
    """A body whose name goes on behind "of": "the Bank of England", "Society of Cider Makers and Traders"."""
    first = ARTICLE.sub("", head[:of])
    noun = noun_at_end(first.split(" "), "bodies")
    if noun is None or not NAME_WORD.match(first.rsplit(" ", 1)[-1]) or roles_among(first.split(" ")):
        return None
    rest = _OF_NAME.match(head, of)
    if rest is None or rest.end() < len(head):
        return None  # "Brook University of late", "Harbour Board of Hull chair Jo Brook"
    name = f"{first}{rest.group()}"
    if roles_among(name.split(" ")[-1:]) and not name.endswith("s"):
        return None  # "Bank of England governor"
    return Who("body", name, frozenset(), name, "n", definite=True, source_type=noun[1])


def _body(head: str, noun: tuple[str, SourceType | None] | None) -> Who:
    """A named body: "the State Department", "The New York Post", "the Pentagon"."""
    bare = ARTICLE.sub("", head)
    kind = noun[1] if noun else None
    key = head if head.startswith("The ") and kind == "media" else bare
    return Who("body", bare, frozenset(), key, "n", definite=True, source_type=kind)


def _described(text: str, head: str, words: Sequence[str], roles: frozenset[str], address: Gender) -> Who:
    """A source without a name: "the minister", "several diplomats", "a report by the ministry"."""
    key = _RELATIVE.sub("", ARTICLE.sub("", text))
    definite = bool(_DEFINITE.search(text)) and not _INDEFINITE.match(text)
    role, document, body = (noun_at_end(words, table) for table in ("roles", "documents", "bodies"))
    plural = words[-1].lower().endswith(("s", "men", "people")) and words[-1].lower() not in _SINGULAR
    if role is None and document is not None:
        by = _BY.search(text, len(head))
        inner = read_source(by["by"]) if by else None
        if inner is not None and inner.form in ("name", "body"):
            return replace(inner, definite=definite)
        return Who("description", "", roles, key, "n", definite, source_type="document")
    if role is None and body is not None:
        capital = any(w[:1].isupper() for w in words[1:]) or (words[0][:1].isupper() and not ARTICLE.match(text))
        bare = ARTICLE.sub("", head)
        return Who("body", bare if capital else "", roles, bare, "n", definite, source_type=body[1])
    kind = role[1] if role else type_by_suffix(words[-1:])
    return Who("description", "", roles, key, address, definite, plural, kind)


def _behind_owner(rest: str) -> str:
    """The name that follows what an office is held in: "Ada Brook" of "of Hull Ada Brook"; empty for none."""
    parts = re.sub(r"^of[ \u00a0](?:the[ \u00a0])?", "", rest).split(" ")
    start = next((n for n in range(len(parts) - 2, 0, -1) if _is_body_or_place(parts[:n])), 1)
    left = parts[start:]
    named = len(left) > 1 and all(NAME_WORD.match(w) or re.fullmatch(PARTICLES, w) for w in left)
    return " ".join(left) if named and not _is_body_or_place(parts) and not _LEGAL.match(left[-1]) else ""


def _is_body_or_place(words: Sequence[str]) -> bool:
    told = fold(" ".join(words))
    return noun_at_end(words, "bodies") is not None or told in places() or told in offices()


def _person(head: str, words: Sequence[str]) -> str:
    """The name of a person in ``head``, without titles; empty if there is none."""
    rest = head
    found = roles_among(words)
    if found:
        end = found[-1][0]
        place = 0
        for word in words[:end]:
            place = head.index(word, place) + len(word)
        rest = head[place:].strip()
        if rest.startswith("of "):
            rest = _behind_owner(rest)
    elif ARTICLE.match(head):
        return ""
    parts = re.split(r"[ \u00a0]+", rest)
    if owners := [i for i, w in enumerate(parts[:-1]) if w.endswith(("’s", "'s"))]:
        parts = parts[owners[-1] + 1 :]  # "Port Brook’s Ada Moss"
    if not found:
        # Without a role the name is the run of capitalised words at the end.
        k = len(parts)
        while k > 0 and (re.fullmatch(PARTICLES + r"|and|&", parts[k - 1]) or NAME_WORD.match(parts[k - 1])):
            k -= 1
        parts = parts[k:]
    address = forms_of_address()
    while len(parts) > 1 and (
        parts[0].lower() in address
        or parts[0].lower() in ADJECTIVES
        or (_DEMONYM.search(parts[0]) and parts[2:])
        or parts[0].lower() in ("and", "&", "of")
        or parts[0].lower() in openers()
    ):
        parts.pop(0)
    name = re.sub(r"[’']s?$", "", " ".join(parts)).rstrip(",")
    if name.lower() not in ("jr.", "sr.") and not name.lower().endswith((" jr.", " sr.")):
        name = name.rstrip(".")
    return name if NAME.search(name) else ""
