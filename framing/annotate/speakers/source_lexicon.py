"""The words of ``lexicons/source_types.toml``, found in a run of tokens: longest first, with a mind to capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from framing.annotate.quotations.record import SourceType
from framing.lexicons import load

Sort = Literal["person", "office", "body", "document", "anonymous"]
_LONGEST = 6  # words
_AS_NAME = 4  # letters


@dataclass(frozen=True, slots=True)
class Entry:
    """One noun of the lexicon.

    ``type`` is what it tells by itself, ``None`` for an office that tells nothing ("director") and for the anonymous;
    ``in_body`` is an office's type in a body of which nothing is known, ``in_place`` in a country or town.
    """

    word: str
    sort: Sort
    type: SourceType | None
    in_body: SourceType | None = None
    capital: bool = False
    lower: bool = False
    in_place: SourceType | None = None

    @property
    def acronym(self) -> bool:
        """Counts only in capitals."""
        return self.word.isupper()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry at tokens ``start`` to ``end`` (one past)."""

    start: int
    end: int
    entry: Entry


def plurals(word: str) -> tuple[str, ...]:
    """Return the plurals that ``word`` may have.

    >>> plurals("spokesman"), plurals("ministry")
    (('spokesmen',), ('ministries',))
    """
    if word.endswith(("man", "MAN")):
        return (word[:-3] + "men",)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    if word.isupper():
        return (word + "s",)
    return (word + "s", word + "es")


@cache
def _entries() -> Mapping[str, tuple[Entry, ...]]:
    """Every form in lower case with its entries; people come before bodies, and bodies before documents."""
    out: dict[str, list[Entry]] = {}
    tables: tuple[tuple[str, Sort], ...] = (
        ("anonymous", "anonymous"),
        ("roles", "person"),
        ("occupations", "person"),
        ("offices", "office"),
        ("bodies", "body"),
        ("documents", "document"),
    )
    lexicon = load("source_types")
    for table, sort in tables:
        for group in lexicon[table]:
            kind = cast("SourceType | None", group.get("type") or None)
            inside = cast("SourceType | None", group.get("in_body") or None)
            for word in group["words"]:
                capital = group.get("capital", False) or (group.get("typing_only", False) and not word.isupper())
                entry = Entry(word, sort, kind, inside, capital, group.get("lower", False), group.get("in_place"))
                for form in (word, *plurals(word)):
                    out.setdefault(form.lower(), []).append(entry)
    # Words that count in small letters only come last: "Secretary Ann Lund" holds an office.
    return {form: tuple(sorted(found, key=lambda e: e.lower)) for form, found in out.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _entries())


@cache
def words_of(table: str) -> frozenset[str]:
    """Return the words of a plain list of the lexicon ("trade_words", "sport_words", "weak_bodies")."""
    return frozenset(load("source_types")[table]["words"])


@cache
def modifiers() -> Mapping[str, SourceType]:
    """Return the adjectives that tell where anonymous sources stand, each with its type."""
    table = load("source_types")["modifiers"]
    return {word: cast("SourceType", kind) for kind, words in table.items() if kind != "source" for word in words}


def find_entries(words: Sequence[str], *, title: bool = False) -> list[Found]:
    """Return the lexicon's nouns among ``words``, the longest at each place, none overlapping.

    Args:
        words: Tokens as printed.
        title: They stand right before a name, where a capital says nothing ("Bishop Ann Lund").
    """
    known, first = _entries(), _first_words()
    out: list[Found] = []
    i = 0
    lowered = [w.lower() for w in words]
    while i < len(words):
        step = 1
        if lowered[i] in first:
            for n in range(min(_LONGEST, len(words) - i), 0, -1):
                form = " ".join(lowered[i : i + n])
                entry = next((e for e in known.get(form, ()) if _counts(e, words[i : i + n], title=title)), None)
                if entry is not None:
                    out.append(Found(i, i + n, entry))
                    step = n
                    break
        i += step
    return out


def _counts(entry: Entry, words: Sequence[str], *, title: bool) -> bool:
    """Tell whether the printed form has the capitals that the entry asks for."""
    if entry.acronym:
        # Some papers print long acronyms as names ("Nato"); short ones would be words ("Who").
        return words[0][:2].isupper() or (len(entry.word) >= _AS_NAME and words[0][:1].isupper())
    if entry.capital:
        return words[0][:1].isupper()
    return not entry.lower or title or not words[-1][:1].isupper()
