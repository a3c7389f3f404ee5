"""Two sentences that agree in some of their figures and differ in one: the surest sign of one question.

"82 Lunders, 63 Orlenders and 11 Brunners" here and "78 were Lunders, 63 Orlenders and 11 Brunners" there list the
same people; the figures that agree say so without a word in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from framing.annotate.numbers import AGE, DATE, PERCENT, RATIO
from framing.compare.number_contexts import NumberContext

_ANCHORS = 2  # figures in common
_LARGE = 1000  # figures that need no noun to be the same
_FACTOR = 4.0
_UNITLESS = frozenset(("", DATE, AGE, PERCENT, RATIO))


def anchored(found: Sequence[NumberContext]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions in ``found`` whose sentences have two other figures in common and differ in this one.

    The two are the only ones of their kind left in their sentences, and neither is the other and the figure next to it.
    """
    sentences: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for k, c in enumerate(found):
        sentences[c.claim.article_id, c.claim.sentence.start].append(k)
    enough = [(key[0], ks, _figures(found, ks)) for key, ks in sentences.items() if len(ks) > _ANCHORS]
    for (p, one, mine), (q, two, theirs) in combinations(enough, 2):
        shared = mine & theirs
        values = {value for _, value in shared}
        if p == q or len(values) < _ANCHORS:
            continue
        left = [[k for k in ks if found[k].claim.number.value not in values] for ks in (one, two)]
        for i in left[0]:
            for j in left[1]:
                if _is_only(found, left[0], i) and _is_only(found, left[1], j) and _is_set_apart(found, i, j, one, two):
                    yield i, j


def _figures(found: Sequence[NumberContext], members: Sequence[int]) -> frozenset[tuple[str, float]]:
    """What two sentences may have in common: figures with what they count, large ones and dates alone too."""
    out: set[tuple[str, float]] = set()
    for k in members:
        c = found[k]
        if c.claim.unit not in _UNITLESS:
            out.add((c.kind, c.claim.number.value))
        if c.claim.number.value >= _LARGE:
            out.add(("", c.claim.number.value))
    return frozenset(out)


def _is_only(found: Sequence[NumberContext], left: Sequence[int], k: int) -> bool:
    return sum(found[n].kind == found[k].kind for n in left) == 1


def _is_set_apart(found: Sequence[NumberContext], i: int, j: int, one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether two figures count one thing, and neither is the other and a figure next to it ("167 and nine crew")."""
    x, y = found[i], found[j]
    if x.kind != y.kind or x.claim.unit in _UNITLESS or y.claim.unit in _UNITLESS:
        return False
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    beside = {found[n].claim.number.value for ks, k in ((one, i), (two, j)) for n in ks if abs(n - k) == 1}
    return low < high <= _FACTOR * low and high - low not in beside
