"""Which pairs of statements may be one utterance, by the words they share.

A set of hundreds of articles has millions of pairs of statements with some word in common, and nearly all of them
have too few. How many each pair has is counted for all at once, as a product of statements × words, so that only
pairs that can still be one are read word for word: of half a million pairs in a thousand articles some six thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.compare.run_bounds import RunBounds

LEAST_CONTENT = 3  # content words that two statements from unknown mouths must share at the least
PARAPHRASE = 0.5  # of the smaller one's content stems
COVER = 0.6  # of the smaller quotation's words, that two quotations must have in common in runs
COPIED_COVER = 0.3  # where the sentences around them are shared copy

_ONE_MOUTH = 2  # content words that two quotations of one known speaker must share at the least
_TELLING = 400  # a stem that more statements have tells nothing
_ROWS = 512  # statements compared with all others at once
Numbers = NDArray[np.int64]


def pairs_to_read(
    stems: Sequence[Collection[str]],
    words: Sequence[Sequence[str]],
    articles: Sequence[int],
    direct: Sequence[bool],
    related: Collection[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Return the pairs ``i < j`` of statements that may be one utterance, in order.

    Args:
        stems: The different content stems of each statement.
        words: The folded words of each statement, in order.
        articles: The number of each statement's article.
        direct: Whether the statement is a quotation; otherwise it is indirect speech.
        related: Pairs of articles that have sentences in common, each in both orders: their quotations are read
            whenever they share a telling stem.

    Returns:
        Pairs of different articles that share a stem which few others have; and of two quotations at least two stems
        in all and so many words that runs of them can cover the smaller one (:class:`RunBounds`), of a quotation and
        indirect speech half of the smaller one's and more than three. Two
        statements in indirect speech are never a pair. Memory grows with the number of statements, not of pairs.

    >>> said = [["harbour", "shut", "all", "morning"], ["harbour", "shut"], ["shut", "harbour"]]
    >>> list(pairs_to_read([{"harbour", "shut"}] * 3, said, [0, 1, 2], [True] * 3, []))
    [(0, 1), (0, 2), (1, 2)]
    """
    from scipy.sparse import csr_matrix

    number: dict[str, int] = {}
    columns = [number.setdefault(stem, len(number)) for some in stems for stem in some]
    size = np.array([len(some) for some in stems], dtype=np.int64)
    if not columns:
        return
    held = np.bincount(columns)
    starts = np.concatenate([[0], np.cumsum(size)])
    having = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, starts), shape=(len(stems), len(number)))
    telling, frequent = having[:, (held > 1) & (held <= _TELLING)], having[:, held > _TELLING]
    across = telling.T.tocsr()
    where, quoted = np.asarray(articles, dtype=np.int64), np.asarray(direct, dtype=bool)
    width = int(where.max()) + 1
    copied = np.array([a * width + b for a, b in related], dtype=np.int64)
    bounds = RunBounds(words)
    for start in range(0, len(stems), _ROWS):
        found = (telling[start : start + _ROWS] @ across).tocoo()
        first, second = found.row.astype(np.int64) + start, found.col.astype(np.int64)
        apart = (first < second) & (where[first] != where[second]) & (quoted[first] | quoted[second])
        first, second, common = first[apart], second[apart], found.data[apart].astype(np.int64)
        if frequent.shape[1]:
            common += np.asarray(frequent[first].multiply(frequent[second]).sum(axis=1)).ravel()
        both = quoted[first] & quoted[second]
        close = np.isin(where[first] * width + where[second], copied)
        told = (common > LEAST_CONTENT) & (common >= PARAPHRASE * np.minimum(size[first], size[second]))
        worth = np.where(both, (common >= _ONE_MOUTH) | close, told)
        read = worth & both
        worth[read] = bounds.may_cover(first[read], second[read], np.where(close[read], COPIED_COVER, COVER))
        yield from _in_order(first[worth], second[worth])


def _in_order(first: Numbers, second: Numbers) -> Iterator[tuple[int, int]]:
    order = np.lexsort((second, first))
    return zip(first[order].tolist(), second[order].tolist(), strict=True)
