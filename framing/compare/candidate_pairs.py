"""Which pairs of sentences are worth a closer look.

All pairs of 100 000 sentences are five thousand million. Two sentences that descend from
one sentence share word pairs ("rocket attacks", "attacks have"): each sentence becomes a
sparse row of hashed word pairs, and a sparse product keeps the few rows that share the
largest part of theirs. The share is of the *smaller* sentence, so that a sentence that
went whole into a longer one is found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A word pair that stands in more sentences than this says little about descent ("of the",
# a minister's name) and would make the product grow with the square of the sentences.
_COMMON = 192
_CHUNK = 100_000  # pairs counted at once
_LEAST_PAIRS, _MANY_PAIRS = 2 / 9, 9
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, the usual multiplicative hash
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def _word_numbers(sentences: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Every word as the number of its form, one after the other, and where each sentence starts."""
    number: dict[str, int] = {}
    flat = [number.setdefault(word, len(number)) for sentence in sentences for word in sentence]
    starts = np.zeros(len(sentences) + 1, dtype=np.int64)
    np.cumsum([len(s) for s in sentences], out=starts[1:])
    return np.asarray(flat, dtype=np.uint64), starts


def _features(
    sentences: Sequence[Sequence[str]], *, gaps: Sequence[int] = (1, 2)
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Row and hash of every neighbouring (gap 1) and every next-but-one (gap 2) word pair."""
    flat, starts = _word_numbers(sentences)
    row = np.repeat(np.arange(len(sentences), dtype=np.int64), np.diff(starts))
    rows, hashes = [], []
    for gap in gaps:
        if len(flat) <= gap:
            continue
        inside = row[:-gap] == row[gap:]
        mixed = (flat[:-gap] * _MIX) ^ ((flat[gap:] + np.uint64(gap << 40)) * np.uint64(0xC2B2AE3D27D4EB4F))
        rows.append(row[:-gap][inside])
        hashes.append((mixed ^ (mixed >> np.uint64(29)))[inside])
    if not rows:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    return np.concatenate(rows), np.concatenate(hashes)


def candidate_pairs(sentences: Sequence[Sequence[str]], *, least: float = 0.12, best: int = 16) -> Pairs:
    """Return the pairs ``i < j`` of sentences that share word pairs, as two arrays.

    Args:
        sentences: Folded words of each sentence. Identical sentences should be given once.
        least: Smallest share of the smaller sentence's rarer word pairs that both have.
        best: At most so many partners are kept for a sentence, those with the largest share.

    Returns:
        First and second positions, sorted; empty for fewer than two sentences. Memory and
        time grow with the number of sentences, not with its square: word pairs that stand
        in more than a fixed number of sentences are left out.
    """
    from scipy.sparse import csr_matrix
    from sparse_dot_topn import sp_matmul_topn

    empty = np.empty(0, dtype=np.int64)
    rows, hashes = _features(sentences)
    if len(sentences) < 2 or not len(rows):  # noqa: PLR2004 a pair needs two
        return empty, empty
    _, columns, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    useful = (counts > 1) & (counts <= _COMMON)
    # Only shared columns can meet; what a sentence has alone still counts in its size.
    alive = counts[columns] <= _COMMON
    size = np.bincount(rows[alive], minlength=len(sentences)).astype(np.float32)
    keep = useful[columns]
    new_column = np.cumsum(useful) - 1
    matrix = csr_matrix(
        (np.ones(int(keep.sum()), dtype=np.float32), (rows[keep], new_column[columns[keep]])),
        shape=(len(sentences), int(useful.sum())),
        dtype=np.float32,
    )
    matrix.data[:] = 1.0  # a pair said twice in a sentence counts once
    share = matrix.copy()
    share.data /= np.repeat(np.maximum(size, 1.0), np.diff(share.indptr))
    # +1: the best partner of every sentence is itself
    found = sp_matmul_topn(share, matrix.T.tocsr(), top_n=best + 1, threshold=least, sort=False).tocoo()
    low, high = np.minimum(found.row, found.col).astype(np.int64), np.maximum(found.row, found.col).astype(np.int64)
    pairs = np.unique(low[low < high] * len(sentences) + high[low < high])
    return _worth_reading(sentences, pairs // len(sentences), pairs % len(sentences))


def _worth_reading(sentences: Sequence[Sequence[str]], first: NDArray[np.int64], second: NDArray[np.int64]) -> Pairs:
    """The pairs that have enough neighbouring word pairs in common, common ones counted too.

    Runs of three words and more that cover a third of a sentence of n words hold at least
    two ninths of n neighbouring pairs; ten words in a row hold nine.
    """
    from scipy.sparse import csr_matrix

    rows, hashes = _features(sentences, gaps=(1,))
    _, columns = np.unique(hashes, return_inverse=True)
    matrix = csr_matrix(
        (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(sentences), columns.max() + 1)
    )
    matrix.data[:] = 1.0
    length = np.asarray([len(s) for s in sentences])
    keep = np.zeros(len(first), dtype=bool)
    for start in range(0, len(first), _CHUNK):
        part = slice(start, start + _CHUNK)
        shared = np.asarray(matrix[first[part]].multiply(matrix[second[part]]).sum(axis=1)).ravel()
        smaller = np.minimum(length[first[part]], length[second[part]])
        keep[part] = (shared >= _LEAST_PAIRS * smaller) | (shared >= _MANY_PAIRS)
    return first[keep], second[keep]
