"""What a source's noun phrase says: a name, a role, a pronoun; one or several; named or not.

No list of people is used. A name is a run of capitalised words that is left when titles and
roles are taken off; what the words around it mean is in ``lexicons/source_types.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, cast

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.names import CAPITAL, NAME, NAME_WORD, PARTICLES, Gender, fold, without_unseen
from framing.lexicons import load

Form = Literal["pronoun", "name", "body", "description"]

_PRONOUNS: Mapping[str, Gender] = {
    **dict.fromkeys(("he", "him", "his"), "m"),
    **dict.fromkeys(("she", "her"), "f"),
    **dict.fromkeys(("they", "them", "we"), "pl"),
    **dict.fromkeys(("who", "i"), ""),
    "it": "n",
}
_WORD = re.compile(r"[\w’'.\-]+")
_FIRST_PART = re.compile(
    r",|\(|[ \u00a0](?:at|from|in|for|who|which|whose|that|with|on|near|based|told|when|by|asked|published|released"
    r"|issued|written|titled|posted|obtained|conducted|commissioned|carried)[ \u00a0]| [–—] "
)
_BY = re.compile(
    r"\b(?:by|from|of|in)[ \u00a0](?P<by>[^,;(]*?[A-Z][^,;(]*?)"
    r"(?=,|;|\(|$|[ \u00a0](?:on|in|last|this|published|released)[ \u00a0])"
)
_APPOSED = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)[ \u00a0][^,]+,[ \u00a0]"
    rf"(?P<name>(?:{CAPITAL})(?:[ \u00a0](?:{CAPITAL})){{1,3}})(?=,|$)"
)
_AGENT = re.compile(
    r"(?!(?:other|another|former|later|under|over|number|letter|master|after|earlier|whether|either|rather)s?$)"
    r"[a-z]{3,}(?:er|or|ist|ian|ant|eur)s?$"
)
_TITLE_OF = re.compile(r"of[ \u00a0](?:the[ \u00a0])?[A-Z][\w’'\-]*[ \u00a0]+(?=[A-Z])")
_OF = re.compile(r"[ \u00a0]of[ \u00a0]")
_AND = re.compile(r"[ \u00a0](?:and|&)[ \u00a0]|/")
_AUXILIARY = re.compile(r"[ \u00a0](?:is|was|are|were|has|had|have|would|will|also|then|later)$")
_RELATIVE = re.compile(r",?[ \u00a0](?:who|which|whose)[ \u00a0].*$|,[ \u00a0]that[ \u00a0].*$")
_GOVERNMENT = re.compile(r"^the | government$")
_ARTICLE = re.compile(r"^(?:the|a|an)[ \u00a0]", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"^(?:a|an|one|another|some|several|many|two|three|four|five|other|both|few|various|most|unnamed|anonymous"
    r"|certain|multiple|numerous)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"^(?:the|his|her|their|its|this|that|these|those)\b|[’']s\b", re.IGNORECASE)
_DEMONYM = re.compile(
    r"(?:ian|ean|ish|ese|can|qi|eli|ani|stani|US|U\.S\.|UK|French|Dutch|Greek|German|Swiss|Saudi|Yemeni|Thai)$"
)
_ADJECTIVES = frozenset(
    [
        "former",
        "then",
        "acting",
        "deputy",
        "vice",
        "assistant",
        "senior",
        "chief",
        "lead",
        "interim",
        "foreign",
        "prime",
        "defence",
        "defense",
        "finance",
        "interior",
        "health",
        "state",
        "federal",
        "national",
        "top",
        "late",
        "new",
        "old",
        "longtime",
        "veteran",
        "future",
        "ex-",
        "conservative",
        "liberal",
        "democratic",
        "republican",
        "labour",
        "labor",
    ]
)


_SINGULAR = frozenset({"news", "press", "congress", "police", "series", "business", "boss", "witness", "eyewitness"})


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


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("man"):
        return (word[:-3] + "men",)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s", word + "es")


# What the lexicon calls its tables of people, and of bodies.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "roles": ("anonymous", "roles", "offices"),
    "bodies": ("bodies",),
    "documents": ("documents",),
}


@cache
def _nouns(table: str) -> Mapping[str, tuple[str, SourceType | None]]:
    """Every form of every noun of a table with its dictionary form and type, words that are names as often left out."""
    out: dict[str, tuple[str, SourceType | None]] = {}
    groups = [g for name in _TABLES[table] for g in load("source_types")[name] if not g.get("typing_only")]
    single = {w.lower() for g in groups for w in g["words"] if " " not in w}
    whole = frozenset(load("source_types")["whole_titles"]["words"])
    for group in groups:
        for word in (w.lower() for w in group["words"]):
            # "the chief" goes back to "police chief Ann Lund": titles are known by their last noun.
            if table == "roles" and " " in word and word.rpartition(" ")[2] in single and word not in whole:
                continue
            for form in (word, *_plurals(word)):
                out.setdefault(form, (word, group.get("type") or None))
    return out


@cache
def _places() -> Mapping[str, str]:
    """Countries, their adjectives and capitals, which in news prose stand for governments, each with its country."""
    places = load("places")["places"]
    return {fold(w): name for name, others in places.items() for w in (name, *others)}


def government_of(name: str) -> str | None:
    """Return the country whose government ``name`` means ("US", "Washington", "the US government"), else ``None``."""
    return _places().get(_GOVERNMENT.sub("", fold(name)))


@cache
def _openers() -> frozenset[str]:
    """Words that, capitalised, begin a sentence and no name."""
    return frozenset(load("abbreviations")["openers"]["forms"])


@cache
def _address() -> Mapping[str, Gender]:
    tables = load("source_types")["forms_of_address"]
    return {w: cast("Gender", g) for key, g in (("male", "m"), ("female", "f"), ("any", "")) for w in tables[key]}


def same_role(role: str) -> str:
    """Return the role that ``role`` is short for ("pm" gives "prime minister"), else ``role``."""
    return str(load("source_types")["same_role"].get(role, role))


def _at_end(words: Sequence[str], table: str) -> tuple[str, SourceType | None] | None:
    """The longest noun of ``table`` that ``words`` end with."""
    known = _nouns(table)
    return next((e for n in (3, 2, 1) if (e := known.get(" ".join(words[-n:]).lower()))), None)


def _by_suffix(words: Sequence[str]) -> SourceType | None:
    """People called by what they do are private persons unless the lexicon knows better ("broker", "dentist")."""
    return "citizen" if any(_AGENT.match(w) for w in words) else None


def _roles(words: Sequence[str]) -> list[tuple[int, str, SourceType | None]]:
    """The roles among ``words``: where they end, dictionary form, type."""
    known = _nouns("roles")
    out: list[tuple[int, str, SourceType | None]] = []
    i = 0
    while i < len(words):
        for n in (3, 2, 1):
            if i + n <= len(words) and (entry := known.get(" ".join(words[i : i + n]).lower())):
                if out and out[-1][0] == i and words[i - 1].islower() and words[i].islower():
                    # Two common nouns in a row are one: a marine ecologist is no marine.
                    out.pop()
                out.append((i + n, *entry))
                i += n - 1
                break
        i += 1
    return out


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
    head = _FIRST_PART.split(text, maxsplit=1)[0].strip() or text
    of = head.find(" of ")
    if (
        of > 0
        and NAME_WORD.match(head[:of].rsplit(" ", 1)[-1])
        and not (_at_end(head[:of].split(" "), "roles") or _at_end(head.split(" "), "roles"))
    ):
        head = head[:of]
    words = [m.group() for m in _WORD.finditer(head)]
    rest = [m.group() for m in _WORD.finditer(text[len(head) :])]
    if not words:
        return Who("description", "", frozenset(), text)
    roles = [*_roles(words), *_roles(rest)]
    if (apposed := _APPOSED.match(text)) and not NAME_WORD.match(words[-1]):
        # "the chandler, Pat Rudd": what stands first describes, the name follows.
        inner = read_source(apposed["name"])
        if inner.form == "name":
            kind = roles[0][2] if roles else inner.source_type or _by_suffix(words)
            return replace(inner, roles=inner.roles | {same_role(r) for _, r, _ in roles}, source_type=kind)
    named = frozenset(same_role(r) for _, r, _ in roles)
    address: Gender = next((g for w in words if (g := _address().get(w.lower(), ""))), "")
    if NAME_WORD.match(words[-1]) and not (_ARTICLE.match(head) and _at_end(words, "roles")):
        body = _at_end(words, "bodies")
        name = "" if body and not _roles(words) else _person(head, words)
        if fold(name) in _places():
            return Who("body", name, named, name, "n", definite=True, source_type="government")
        if name:
            kind = roles[0][2] if roles else _by_suffix([*words, *rest[:6]])
            return Who("name", name, named, name, address, definite=True, plural=" and " in name, source_type=kind)
        return _body(head, body)
    return _described(text, head, words, named, address)


def _body(head: str, noun: tuple[str, SourceType | None] | None) -> Who:
    """A named body: "the State Department", "The New York Post", "the Pentagon"."""
    bare = _ARTICLE.sub("", head)
    kind = noun[1] if noun else None
    key = head if head.startswith("The ") and kind == "media" else bare
    return Who("body", bare, frozenset(), key, "n", definite=True, source_type=kind)


def _described(text: str, head: str, words: Sequence[str], roles: frozenset[str], address: Gender) -> Who:
    """A source without a name: "the minister", "several diplomats", "a report by the ministry"."""
    key = _RELATIVE.sub("", _ARTICLE.sub("", text))
    definite = bool(_DEFINITE.search(text)) and not _INDEFINITE.match(text)
    role, document, body = (_at_end(words, table) for table in ("roles", "documents", "bodies"))
    plural = words[-1].lower().endswith(("s", "men", "people")) and words[-1].lower() not in _SINGULAR
    if role is None and document is not None:
        by = _BY.search(text, len(head))
        inner = read_source(by["by"]) if by else None
        if inner is not None and inner.form in ("name", "body"):
            return replace(inner, definite=definite)
        return Who("description", "", roles, key, "n", definite, source_type="document")
    if role is None and body is not None:
        capital = any(w[:1].isupper() for w in words[1:]) or (words[0][:1].isupper() and not _ARTICLE.match(text))
        bare = _ARTICLE.sub("", head)
        return Who("body", bare if capital else "", roles, bare, "n", definite, source_type=body[1])
    kind = role[1] if role else _by_suffix(words[-1:])
    return Who("description", "", roles, key, address, definite, plural, kind)


@lru_cache(maxsize=16384)
def called_by(phrase: str, *, only_known: bool = False) -> tuple[str, ...]:
    """Return the nouns that a title or apposition calls somebody by, in dictionary form.

    Args:
        phrase: "the union president", "founder and chief executive of Brook Ltd", "a lanky professor".
        only_known: Leave out nouns that no list has and that do not end like words for people.

    >>> called_by("founder and chief executive of Brook Ltd")
    ('founder', 'chief executive')
    """
    out = []
    plain = _ARTICLE.sub("", _FIRST_PART.split(_OF.split(phrase.strip(), maxsplit=1)[0], maxsplit=1)[0])
    for part in _AND.split(plain):
        words = [m.group() for m in _WORD.finditer(part)]
        if not words:
            continue
        known = _at_end(words, "roles") or _at_end(words, "bodies")
        if known is not None:
            out.append(same_role(known[0]))
        elif words[-1].lower() in _ADJECTIVES or not words[-1].islower():
            continue
        elif _AGENT.match(words[-1]) or (not only_known and _ARTICLE.match(phrase)):
            out.append(words[-1])
    return tuple(out)


@lru_cache(maxsize=4096)
def gender_in(phrase: str) -> Gender:
    """Return the gender that a title or apposition shows ("spokeswoman", "Mr"); empty for none.

    >>> gender_in("the party’s spokeswoman"), gender_in("the mayor")
    ('f', '')
    """
    return next((g for m in _WORD.finditer(phrase) if (g := _address().get(m.group().lower(), ""))), "")


def places_in(phrase: str) -> frozenset[str]:
    """Return the countries that words of ``phrase`` name ("Iraqi", "Baghdad")."""
    words = (re.sub(r"[’']s$", "", m.group()) for m in _WORD.finditer(phrase))
    return frozenset(place for w in words if w[:1].isupper() and (place := _places().get(fold(w))))


@lru_cache(maxsize=16384)
def is_place(name: str) -> bool:
    """Tell whether ``name`` is a country, its people or its capital."""
    return fold(name) in _places()


@lru_cache(maxsize=16384)
def is_document(phrase: str) -> bool:
    """Tell whether a noun phrase is headed by a word for something written ("statement to a court")."""
    plain = _FIRST_PART.split(_OF.split(phrase.strip(), maxsplit=1)[0], maxsplit=1)[0]
    words = [m.group() for m in _WORD.finditer(re.sub(r"[ \u00a0](?:to|e-mailed|emailed|sent)[ \u00a0].*", "", plain))]
    return bool(words) and _at_end(words, "documents") is not None


@lru_cache(maxsize=16384)
def is_human(phrase: str) -> bool:
    """Tell whether a noun phrase is headed by a word for people by what they do or are ("the self-taught resident")."""
    plain = _FIRST_PART.split(_OF.split(phrase.strip(), maxsplit=1)[0], maxsplit=1)[0]
    words = [m.group() for m in _WORD.finditer(plain)]
    if not words:
        return False
    aged = any(re.fullmatch(r"\d+-year-old|former", w.lower()) for w in words)
    return aged or _at_end(words, "roles") is not None or _AGENT.match(words[-1]) is not None


@lru_cache(maxsize=16384)
def is_body_name(name: str) -> str:
    """Return the noun for a body in ``name`` ("court" for "Superior Court"), in dictionary form; empty for none."""
    words = [m.group() for m in _WORD.finditer(name)]
    found = _at_end(words, "bodies") if words else None
    if found is None and words and " of " in name:
        found = _at_end([m.group() for m in _WORD.finditer(name.split(" of ", 1)[0])], "bodies")
    return found[0] if found else ""


def _person(head: str, words: Sequence[str]) -> str:
    """The name of a person in ``head``, without titles; empty if there is none."""
    rest = head
    found = _roles(words)
    if found:
        end = found[-1][0]
        place = 0
        for word in words[:end]:
            place = head.index(word, place) + len(word)
        rest = head[place:].strip()
        if rest.startswith("of "):
            rest = _TITLE_OF.sub("", rest, count=1)
    elif _ARTICLE.match(head):
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
    address = _address()
    while len(parts) > 1 and (
        parts[0].lower() in address
        or parts[0].lower() in _ADJECTIVES
        or (_DEMONYM.search(parts[0]) and parts[2:])
        or parts[0].lower() in ("and", "&", "of")
        or parts[0].lower() in _openers()
    ):
        parts.pop(0)
    name = re.sub(r"[’']s?$", "", " ".join(parts)).rstrip(",")
    if name.lower() not in ("jr.", "sr.") and not name.lower().endswith((" jr.", " sr.")):
        name = name.rstrip(".")
    return name if NAME.search(name) else ""
