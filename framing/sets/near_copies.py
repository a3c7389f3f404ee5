"""How alike two texts are, by shared shingles (Broder 1997): near-copies found without comparing sentences."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5
_KEPT = 128


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case without accents, punctuation left out."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(text.casefold())


def shingles(text: str) -> frozenset[int]:
    """Return the text's runs of five words, each as a 64-bit hash; a shorter text is one shingle, an empty one none."""
    words = plain_words(text)
    if not words:
        return frozenset()
    runs = (" ".join(words[i : i + _SIZE]) for i in range(max(1, len(words) - _SIZE + 1)))
    return frozenset(
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()) for run in runs
    )


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
