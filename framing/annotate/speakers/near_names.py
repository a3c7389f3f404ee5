"""Which of many names may be one speaker's with another, found without holding each against each.

A set of a thousand articles quotes four thousand names. What makes two of them one speaker's (``canonical.py``) can
nearly always be looked up: the same words, body or country, initials. Only surnames that differ in
their letters must be compared, and only with those that begin with the same one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from framing.annotate.speakers.head_nouns import government_of
from framing.annotate.speakers.names import fold, surname
from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.speakers.one_body import body_key

# Romanised surnames of one person differ by a letter or two ("Soleimani", "Suleimani"); two people's seldom do.
NEAR = 0.91
_SHORT = 5  # letters; shorter surnames must be the same
_CAMEL = re.compile(r"[A-Z][a-z]+")
_SMALL = frozenset({"the", "of", "and", "for", "a"})
_THE = re.compile(r"^[Tt]he ")


class NearNames:
    """Names to look up those in that may be one speaker's with a name."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._by_key: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_surname: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, name: str) -> None:
        """Put a name among those to be found."""
        for key in _keys(name):
            self._by_key[key].append(name)
        if last := _surname(name):
            self._by_surname[last[:1]][last].append(name)

    def near(self, name: str) -> set[str]:
        """Return names that may be one speaker's with ``name``: all that are, and some that are not."""
        found = {other for kind, key in _keys(name) for other in self._by_key.get((_MEETS[kind], key), ())}
        if last := _surname(name):
            alike = (names for other, names in self._by_surname[last[:1]].items() if near_surnames(last, other))
            found.update(other for names in alike for other in names)
        return found


# What a key of a name meets in other names: initials meet the words that they stand for.
_MEETS = {"words": "words", "body": "body", "country": "country", "short": "long", "long": "short"}


@lru_cache(maxsize=16384)
def _keys(name: str) -> frozenset[tuple[str, str]]:
    words = capital_words(name)
    keys = {
        ("words", without_the(name)),
        ("body", body_key(name)),
        ("country", government_of(name) or ""),
        ("short", "".join(piece[0] for piece in short_pieces(name))),
        ("long", "".join(w[0] for w in words) if len(words) > 1 else ""),
    }
    return frozenset((kind, key) for kind, key in keys if key)


@lru_cache(maxsize=16384)
def _surname(name: str) -> str:
    """The surname of one person; empty for all others."""
    who = read_source(name)
    return surname(who.name) if who.form == "name" and not who.plural else ""


def without_the(name: str) -> str:
    """Return the name in the form for comparing, without "the" before it."""
    return fold(_THE.sub("", name))


def near_surnames(s: str, t: str) -> bool:
    """Tell whether two surnames in the form for comparing may be one, spelt in two ways.

    >>> near_surnames("suleimani", "soleimani"), near_surnames("lund", "lunt")
    (True, False)
    """
    if s == t:
        return True
    return min(len(s), len(t)) >= _SHORT and s[:1] == t[:1] and JaroWinkler.similarity(s, t) >= NEAR


def capital_words(name: str) -> list[str]:
    """Return the words of a name that begin with a capital, "The" and the like left out."""
    return [w for w in re.findall(r"[\w’'&]+", name) if w.lower() not in _SMALL and w[:1].isupper()]


def short_pieces(name: str) -> list[str]:
    """Return the letters of initials or the parts of a contraction of words, of each two at least; else none.

    >>> short_pieces("the U.N."), short_pieces("WaPo"), short_pieces("Washington Post")
    (['U', 'N'], ['Wa', 'Po'], [])
    """
    core = _THE.sub("", name).replace(".", "")
    if " " in core:
        return []
    pieces = list(core) if core.isupper() and core.isalpha() else _CAMEL.findall(core)
    return pieces if pieces[1:] and "".join(pieces) == core else []
