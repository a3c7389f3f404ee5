"""What two sentences have word for word in common, wherever it stands in them.

Greedy string tiling (Wise 1993): the longest run of words that both have is taken first
and used up, then the next. A clause that moved is found as well as one that stayed, which
an edit distance would count twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """``n`` words in common: from position ``a`` of the one sentence and ``b`` of the other."""

    a: int
    b: int
    n: int


def common_runs(a: Sequence[str], b: Sequence[str], *, least: int = 3) -> tuple[Run, ...]:
    """Return the runs of at least ``least`` words that ``a`` and ``b`` share, each word used once, in order of ``a``.

    Among runs of the same length the one that moved least comes first. No run in common
    gives an empty tuple. Source: Wise, M. J. (1993), String similarity via greedy string tiling.
    """
    if a == b:  # the longest run is all there is: most of what is compared are copies
        return (Run(0, 0, len(a)),) if a and len(a) >= least else ()
    where: defaultdict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        where[word].append(j)
    found: list[tuple[int, int, int, int]] = []
    for i, word in enumerate(a):
        for j in where.get(word, ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue  # inside a run that began earlier
            n = 1
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n >= least:
                found.append((-n, abs(i - j), i, j))
    free_a, free_b = [True] * len(a), [True] * len(b)
    runs: list[Run] = []
    found.sort()
    while found:
        n, _, i, j = found.pop(0)
        free = [p and q for p, q in zip(free_a[i : i - n], free_b[j : j - n], strict=True)]
        pieces = [(i + k, j + k, m) for k, m in _stretches(free) if m >= least]
        if pieces == [(i, j, -n)]:
            free_a[i : i - n] = [False] * -n
            free_b[j : j - n] = [False] * -n
            runs.append(Run(i, j, -n))
        else:  # partly used up: its pieces go back in line
            found.extend((-m, abs(p - q), p, q) for p, q, m in pieces)
            found.sort()
    return tuple(sorted(runs))


def _stretches(free: Sequence[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of true values."""
    out, k = [], 0
    while k < len(free):
        m = k
        while m < len(free) and free[m]:
            m += 1
        if m > k:
            out.append((k, m - k))
        k = m + 1
    return out
