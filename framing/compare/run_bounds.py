"""How much two sentences can have in common in runs, at the most: cheaply, and for many pairs at once.

To look for the runs of a pair (``common_words.py``) takes as long as to rule out a hundred pairs by counting what both
have: words that no run can hold are words that the other sentence has not, or has next to other words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SHORT = 2  # words; a sentence of no more can be found in another word for word singly
Numbers = NDArray[np.int64]


class RunBounds:
    """Sentences as counts of their words and neighbouring words, for bounds of what pairs of them have in common."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        """Count the folded words of each sentence."""
        self._length = np.array([len(words) for words in sentences], dtype=np.int64)
        self._words = _counts(sentences)
        self._next_to = _counts([list(pairwise(words)) for words in sentences])

    def may_cover(self, first: Numbers, second: Numbers, share: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which pairs may have runs in common that hold ``share`` of the smaller sentence's words.

        Args:
            first: Numbers of the one sentence of each pair.
            second: Numbers of the other.
            share: What the runs must hold at the least, for each pair.

        Returns:
            ``False`` only where runs of two words and more cannot hold so much; single words count for a sentence
            that is :data:`SHORT`.
        """
        smaller = np.minimum(self._length[first], self._length[second])
        may = smaller > 0
        # A run of n words holds n - 1 times two neighbours, so twice as many hold all the words of all runs.
        long = may & (smaller > SHORT)
        may[long] = 2 * _common(self._next_to, first[long], second[long]) / smaller[long] >= share[long]
        may[may] = _common(self._words, first[may], second[may]) / smaller[may] >= share[may]
        return may


def _counts(sentences: Iterable[Iterable[Hashable]]) -> csr_matrix:
    """One row a sentence: a word said the second time is another column, so that products of rows count both."""
    from scipy.sparse import csr_matrix

    number: dict[tuple[Hashable, int], int] = {}
    columns: list[int] = []
    starts = [0]
    for words in sentences:
        said: Counter[Hashable] = Counter()
        for word in words:
            said[word] += 1
            columns.append(number.setdefault((word, said[word]), len(number)))
        starts.append(len(columns))
    every = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, starts), shape=(len(starts) - 1, len(number)))
    held = np.bincount(columns, minlength=len(number))
    return every[:, held > 1]  # what one sentence has alone is common to none


def _common(counts: csr_matrix, first: Numbers, second: Numbers) -> Numbers:
    return np.asarray(counts[first].multiply(counts[second]).sum(axis=1), dtype=np.int64).ravel()
