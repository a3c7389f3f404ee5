"""How alike two texts are, by shared shingles (Broder 1997): near-copies found without comparing sentences."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
RUN = 5  # words
_KEPT = 128


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case without accents, punctuation left out."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(text.casefold())


def shingles(text: str) -> frozenset[int]:
    """Return the text's runs of five words, each as a 64-bit hash; a shorter text is one shingle, an empty one none."""
    return frozenset(runs_of(plain_words(text)))


def runs_of(words: Sequence[str]) -> list[int]:
    """Return the hash of the run of five words that begins at each word, in order; a shorter text has one."""
    return [
        int.from_bytes(
            hashlib.blake2b(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        )
        for i in range(max(1, len(words) - RUN + 1) if words else 0)
    ]


def words_in_runs(runs: Sequence[int], shared: frozenset[int]) -> int:
    """Return how many words of a text stand in runs that are ``shared``; ``runs`` are its own in order."""
    covered = 0
    until = 0
    for i, run in enumerate(runs):
        if run in shared:
            covered += i + RUN - max(i, until)
            until = i + RUN
    return covered


def resemblance(one: frozenset[int], two: frozenset[int]) -> float:
    """Return shared shingles ÷ all shingles, 0 to 1; 0 if either has none."""
    return len(one & two) / len(one | two) if one and two else 0.0


def containment(one: frozenset[int], two: frozenset[int]) -> float:
    """Return the share of the smaller text's shingles that the other has, 0 to 1; 0 if either has none."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def sketch(text: str) -> tuple[int, ...]:
    """Return the 128 least shingle hashes of a text, sorted: enough to know it again, nothing to read it by."""
    return tuple(sorted(shingles(text))[:_KEPT])


def sketch_resemblance(one: Sequence[int], two: Sequence[int]) -> float:
    """Estimate :func:`resemblance` from two sketches: of the least hashes of both, the share that is in both."""
    both = set(one) & set(two)
    least = sorted(set(one) | set(two))[:_KEPT]
    return sum(value in both for value in least) / len(least) if least else 0.0
