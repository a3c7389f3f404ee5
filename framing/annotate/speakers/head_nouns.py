"""What the nouns of a phrase call somebody: a role, an office, a body, a document, a place, a gender.

The nouns and what they mean are in ``lexicons/source_types.toml`` and ``lexicons/places.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.names import Gender, fold
from framing.lexicons import load

WORD = re.compile(r"[\w’'.\-]+")
FIRST_PART = re.compile(
    r",|\(|[ \u00a0](?:at|from|in|for|who|which|whose|that|with|on|near|based|told|when|by|asked|published|released"
    r"|issued|written|titled|posted|obtained|conducted|commissioned|carried|prepared|shown|representing|presented|delivered"
    r"|addressed|submitted|drafted|compiled)[ \u00a0]| [–—] "
)
AGENT = re.compile(
    r"(?!(?:other|another|former|later|under|over|number|letter|master|after|earlier|whether|either|rather)s?$)"
    r"[a-z]{3,}(?:er|or|ist|ian|ant|eur)s?$"
)
_OF = re.compile(r"[ \u00a0]of[ \u00a0]")
_TO = re.compile(
    r"[ \u00a0](?:(?:close|known|loyal|prepared|addressed|shown|sent|given|made)[ \u00a0])?to[ \u00a0]"
    r"(?=(?:the|an?|his|her|its|their)[ \u00a0])"
)
_AND = re.compile(r"[ \u00a0](?:and|&)[ \u00a0]|/")
_GOVERNMENT = re.compile(r"^the | government$")
ARTICLE = re.compile(r"^(?:the|a|an)[ \u00a0]", re.IGNORECASE)
ADJECTIVES = frozenset(
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
def places() -> Mapping[str, str]:
    """Return countries, their adjectives and capitals, which stand for governments in news, each with its country."""
    table = load("places")["places"]
    return {fold(w): name for name, others in table.items() for w in (name, *others)}


def government_of(name: str) -> str | None:
    """Return the country whose government ``name`` means ("US", "Washington", "the US government"), else ``None``."""
    return places().get(_GOVERNMENT.sub("", fold(name)))


@cache
def openers() -> frozenset[str]:
    """Return words that, capitalised, begin a sentence and no name."""
    return frozenset(load("abbreviations")["openers"]["forms"])


@cache
def forms_of_address() -> Mapping[str, Gender]:
    """Return the words that people are addressed by ("mr", "dame"), each with the gender it shows; empty for either."""
    tables = load("source_types")["forms_of_address"]
    return {w: cast("Gender", g) for key, g in (("male", "m"), ("female", "f"), ("any", "")) for w in tables[key]}


def same_role(role: str) -> str:
    """Return the role that ``role`` is short for ("pm" gives "prime minister"), else ``role``."""
    return str(load("source_types")["same_role"].get(role, role))


def noun_at_end(words: Sequence[str], table: str) -> tuple[str, SourceType | None] | None:
    """Return the longest noun of ``table`` ("roles", "bodies", "documents") that ``words`` end with, and its type."""
    known = _nouns(table)
    return next((e for n in (3, 2, 1) if (e := known.get(" ".join(words[-n:]).lower()))), None)


def body_and_role_nouns() -> frozenset[str]:
    """Return the nouns of one word, singular, that call one person or one body so."""
    return frozenset(
        form
        for table in ("roles", "bodies")
        for form, (word, _) in _nouns(table).items()
        if form == word and " " not in form
    )


def type_by_suffix(words: Sequence[str]) -> SourceType | None:
    """Return "citizen" for people called by what they do ("broker", "dentist"), unless the lexicon knows better."""
    return "citizen" if any(AGENT.match(w) for w in words) else None


def roles_among(words: Sequence[str]) -> list[tuple[int, str, SourceType | None]]:
    """Return the roles among ``words``: where they end, dictionary form, type."""
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
def own_part(phrase: str) -> str:
    """Return the part of a phrase that says what somebody is, without whom or what they are it for.

    >>> own_part("a spokesman for the mayor"), own_part("the head of the harbour board")
    ('a spokesman', 'the head')
    """
    return FIRST_PART.split(_OF.split(phrase.strip(), maxsplit=1)[0], maxsplit=1)[0]


def called_by(phrase: str, *, only_known: bool = False) -> tuple[str, ...]:
    """Return the nouns that a title or apposition calls somebody by, in dictionary form.

    Args:
        phrase: "the union president", "founder and chief executive of Brook Ltd", "a lanky professor".
        only_known: Leave out nouns that no list has and that do not end like words for people.

    >>> called_by("founder and chief executive of Brook Ltd")
    ('founder', 'chief executive')
    """
    out = []
    plain = ARTICLE.sub("", _TO.split(own_part(phrase), maxsplit=1)[0])
    for part in _AND.split(plain):
        words = [m.group() for m in WORD.finditer(part)]
        if not words:
            continue
        known = noun_at_end(words, "roles") or noun_at_end(words, "bodies")
        if known is not None:
            out.append(same_role(known[0]))
        elif words[-1].lower() in ADJECTIVES or not words[-1].islower():
            continue
        elif AGENT.match(words[-1]) or (not only_known and ARTICLE.match(phrase)):
            out.append(words[-1])
    return tuple(out)


@lru_cache(maxsize=4096)
def gender_in(phrase: str) -> Gender:
    """Return the gender that a title or apposition shows ("spokeswoman", "Mr"); empty for none.

    >>> gender_in("the party’s spokeswoman"), gender_in("the mayor")
    ('f', '')
    """
    return next((g for m in WORD.finditer(phrase) if (g := forms_of_address().get(m.group().lower(), ""))), "")


def places_in(phrase: str) -> frozenset[str]:
    """Return the countries that words of ``phrase`` name ("Iraqi", "Baghdad")."""
    words = (re.sub(r"[’']s$", "", m.group()) for m in WORD.finditer(phrase))
    return frozenset(place for w in words if w[:1].isupper() and (place := places().get(fold(w))))


@lru_cache(maxsize=16384)
def is_place(name: str) -> bool:
    """Tell whether ``name`` is a country, its people or its capital."""
    return fold(name) in places()


@lru_cache(maxsize=16384)
def is_document(phrase: str) -> bool:
    """Tell whether a noun phrase is headed by a word for something written ("statement to a court")."""
    plain = own_part(phrase)
    words = [m.group() for m in WORD.finditer(re.sub(r"[ \u00a0](?:to|e-mailed|emailed|sent)[ \u00a0].*", "", plain))]
    return bool(words) and noun_at_end(words, "documents") is not None


@lru_cache(maxsize=16384)
def is_human(phrase: str) -> bool:
    """Tell whether a noun phrase is headed by a word for people by what they do or are ("the self-taught resident")."""
    words = [m.group() for m in WORD.finditer(own_part(phrase))]
    if not words:
        return False
    aged = any(re.fullmatch(r"\d+-year-old|former", w.lower()) for w in words)
    return aged or noun_at_end(words, "roles") is not None or AGENT.match(words[-1]) is not None


@lru_cache(maxsize=16384)
def is_body_name(name: str) -> str:
    """Return the noun for a body in ``name`` ("court" for "Superior Court"), in dictionary form; empty for none."""
    words = [m.group() for m in WORD.finditer(name)]
    found = noun_at_end(words, "bodies") if words else None
    if found is None and words and " of " in name:
        found = noun_at_end([m.group() for m in WORD.finditer(name.split(" of ", 1)[0])], "bodies")
    return found[0] if found else ""
