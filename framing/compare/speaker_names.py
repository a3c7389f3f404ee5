"""Whether two articles name the same speaker for a statement, or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from framing.annotate.speakers.noun_phrase import read_source
from framing.compare.inflection import function_words
from framing.compare.spelling import same_name
from framing.compare.tokens import tokens
from framing.lexicons import load


@lru_cache(maxsize=1 << 14)  # each statement's speaker is held against those of all others
def naming_words(speaker: str) -> frozenset[str]:
    """Return the words of a speaker that name: parts that end in a capital ("Ada Lund", not "the mayor")."""
    titles = load("references")["titles"]["forms"]
    out: set[str] = set()
    for part in re.split(r",|\b(?:of|who|for|in|from|at|which)\b", speaker):
        words = [t for t in tokens(part) if t.is_word]
        capital = [t.form for t in words if any(c.isupper() for c in t.span.of(part)) and t.form not in titles]
        if words and capital and words[-1].form == capital[-1]:
            out |= set(capital) - function_words()
    return frozenset(out)


def same_speaker(x: str | None, y: str | None) -> bool | None:
    """Tell whether two speakers are one; ``None`` if one is unknown, a pronoun or described without a name."""
    a, b = naming_words(x or ""), naming_words(y or "")
    return bool(a & b) if a and b else None


def person_named(source: str) -> str | None:
    """Return the name of the one person that the words of a source name ("Mayor Ada Lund"), ``None`` for all others.

    Bodies, countries, pronouns, descriptions and several people give ``None``: an outlet
    that credits "the White House" does not contradict one that names its spokeswoman.
    """
    who = read_source(source)
    if who.form != "name" or who.plural or not who.name:
        return None
    words = who.name.split()
    # A lone capitalised word may be a body that no list has ("Amnesty"); a person's role or full name says more.
    person = len(words) > 1 or bool(who.roles) or bool(who.gender)
    return who.name if person and not any(w.isupper() and len(w) > 1 for w in words) else None


def two_people(x: str, y: str) -> bool:
    """Tell whether two names are of two people: no word of the one is a word of the other, or a spelling of it.

    >>> two_people("Ada Lund", "Mayor Lund"), two_people("Ada Lund", "Per Holm")
    (False, True)
    """
    a, b = naming_words(x), naming_words(y)
    return bool(a and b) and not any(
        v == w or same_name(v, w) or v.startswith(w) or w.startswith(v) for v in a for w in b
    )


def distinct_people(names: Sequence[str]) -> tuple[str, ...]:
    """Return one name for each person among ``names``, the fullest form of each, in order of first appearance."""
    out: list[str] = []
    for name in names:
        k = next((k for k, other in enumerate(out) if not two_people(name, other)), None)
        if k is None:
            out.append(name)
        elif len(name) > len(out[k]):
            out[k] = name
    return tuple(out)
