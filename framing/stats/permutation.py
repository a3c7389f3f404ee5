"""Shuffle outlets over articles: every shuffle of every key in one matrix product.

A test here asks: if the outlets' names were dealt out anew over the same articles, how often
would the two sides differ as much as they do? All arrangements are listed when they are few;
else as many are drawn as asked for, and the real one counts among them (Phipson & Smyth 2010,
*Stat. Appl. Genet. Mol. Biol.* 9: 39), so that p is never 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_BLOCK = 1 << 17  # cells held at once: a megabyte, which stays near the processor
_TINY = 1e-12  # equal but for rounding


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Ways to deal units to the first side: ``sides`` has a row an arrangement, 1 where the unit is on the first side.

    Row 0 is the real one. ``exact`` says that every arrangement is there.
    """

    sides: Floats
    exact: bool


@dataclass(frozen=True, slots=True)
class Tested:
    """For each key: the difference first - second, its p, and the least p that these articles could have given."""

    __test__ = False  # its name begins as those of test cases do

    difference: Floats
    p: Floats
    least_p: Floats
    n_arrangements: int
    exact: bool


def count_arrangements(first: int, second: int) -> int:
    """Return how many ways there are to deal ``first + second`` articles to two sides of these sizes."""
    return math.comb(first + second, first)


@lru_cache(maxsize=1 << 14)  # asked for each outlet and measure
def least_possible_p(first: int, second: int) -> float:
    """Return the least two-sided p that any data could give at these numbers of articles.

    Equal sides: 2 ÷ arrangements, since swapping the sides gives the same difference; 2 × 2 gives
    1/3, 3 × 3 gives 1/10, 4 × 4 gives 1/35. Unequal sides: 1 ÷ arrangements. An empty side gives 1.
    """
    if first == 0 or second == 0:
        return 1.0
    return min(1.0, (2 if first == second else 1) / count_arrangements(first, second))


@lru_cache(maxsize=32)
def _whole_arrangements(first: int, second: int, draws: int, seed: int) -> Arrangements:
    total = first + second
    if count_arrangements(first, second) <= draws:
        chosen = np.array(list(combinations(range(total), first)), dtype=np.intp).reshape(-1, first)
        sides = np.zeros((len(chosen), total))
        np.put_along_axis(sides, chosen, 1.0, axis=1)
    else:
        keys = np.random.default_rng([seed, first, second, draws]).random((draws, total))
        sides = np.empty((draws + 1, total))
        sides[0] = np.arange(total) < first
        # the units with the smallest random keys make the first side
        np.less_equal(keys, np.partition(keys, first - 1, axis=1)[:, [first - 1]], out=sides[1:])
    sides.setflags(write=False)
    return Arrangements(sides, exact=count_arrangements(first, second) <= draws)


def arrangements(first: int, second: int, *, draws: int, seed: int) -> Arrangements:
    """Ways to deal units to two sides, the first side's units standing first; all of them if at most ``draws``.

    Raises ``ValueError`` if a side is empty or ``draws`` is not positive.
    """
    if first < 1 or second < 1 or draws < 1:
        msg = f"a shuffle needs an article on each side and a draw at least; got {first}, {second} and {draws} draws"
        raise ValueError(msg)
    return _whole_arrangements(first, second, draws, seed)


def n_arrangements_within(on_first: NDArray[np.bool_], strata: Sequence[object]) -> int:
    """Return how many ways there are to deal units that keep, within each stratum, the number on the first side."""
    if len(set(strata)) == 1:
        return math.comb(len(on_first), int(on_first.sum()))
    codes = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    members = np.bincount(codes).tolist()
    taken = np.bincount(codes, weights=on_first).astype(int).tolist()
    return math.prod(math.comb(n, k) for n, k in zip(members, taken, strict=True))


def least_p_of(values: Floats, bases: Floats, on_first: NDArray[np.bool_]) -> Floats:
    """Return the least p of each key that its articles could give: by their number, and by how few of them differ.

    Args:
        values: Units × keys.
        bases: Units × keys, all above 0.
        on_first: One flag a unit.
    """
    first, second = int(on_first.sum()), int((~on_first).sum())
    return np.maximum(_floors(values / bases, first), least_possible_p(first, second))


def arrangements_within(
    on_first: NDArray[np.bool_], strata: Sequence[object], *, draws: int, seed: int
) -> Arrangements:
    """Ways to deal units that keep, within each stratum (an event), the number on the first side.

    Args:
        on_first: One flag a unit.
        strata: The event of each unit.
        draws: All arrangements are listed if there are at most so many; else so many are drawn.
        seed: For the drawing.
    """
    codes = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    members = [np.flatnonzero(codes == code) for code in range(int(codes.max()) + 1)]
    taken = [int(on_first[places].sum()) for places in members]
    if math.prod(math.comb(len(places), k) for places, k in zip(members, taken, strict=True)) <= draws:
        lists = [list(combinations(places.tolist(), k)) for places, k in zip(members, taken, strict=True)]
        sides = np.zeros((math.prod(map(len, lists)), len(on_first)))
        for row, choice in enumerate(product(*lists)):
            sides[row, [place for part in choice for place in part]] = 1.0
        real = int(np.flatnonzero((sides == on_first).all(axis=1))[0])
        sides[[0, real]] = sides[[real, 0]]
        return Arrangements(sides, exact=True)
    generator = np.random.default_rng([seed, len(on_first), draws])
    sides = np.zeros((draws + 1, len(on_first)))
    sides[0] = on_first
    for places, k in zip(members, taken, strict=True):
        if k:
            order = np.argsort(generator.random((draws, len(places))), axis=1)[:, :k]
            sides[np.arange(1, draws + 1)[:, None], places[order]] = 1.0
    return Arrangements(sides, exact=False)


def count_true(flags: NDArray[np.bool_]) -> Floats:
    """Return how many rows are true in each column; in small sums first, which the processor does many at a time."""
    counted = np.zeros(flags.shape[1])
    for start in range(0, len(flags), 255):
        counted += flags[start : start + 255].view(np.uint8).sum(axis=0, dtype=np.uint8)
    return counted


@lru_cache(maxsize=1 << 14)  # asked for each key, and rare ones are alike
def occurrence_p(odd: int, first: int, second: int) -> float:
    """Return the least p that ``odd`` articles which differ from all others can give, however they are dealt.

    The chance that shuffles put as many of them on one side as can be; on either side if the
    sides are equal. One article in 5 against 15: 5/20. This is known before anything is compared.
    """
    total = count_arrangements(first, second)

    def chance(on_first: int) -> float:
        return math.comb(odd, on_first) * math.comb(first + second - odd, first - on_first) / total

    ends = chance(min(odd, first)), chance(max(0, odd - second))
    return min(1.0, sum(ends) if first == second else min(ends))


def bases_vary(bases: Floats) -> bool:
    """Tell whether a key's base is not the same for all units (rows): else gap and surplus say the same."""
    return bool(np.ptp(bases, axis=0).max() > _TINY)


def shuffle_test(values: Floats, bases: Floats, dealt: Arrangements) -> Tested:
    """Permutation test of the difference of Σvalues ÷ Σbases between two sides, for every column at once.

    Two statistics are asked, and the larger p is given: the gap between the two ratios, and the
    first side's surplus, Σvalues less what the common ratio would give for its bases. Where
    outlets have equally many mentions an article the two are nearly one. Where they have not,
    the gap alone calls up to 25 in 100 differences below .05 that are none, since shuffles even
    out the bases; both together stay near 5 (``docs/statistics.md``).

    Args:
        values: Units × keys; units in the order of ``dealt.sides``.
        bases: Units × keys, or units × 1 if all keys share their base; all above 0.
        dealt: The arrangements, the real one first.

    Returns:
        Two-sided p for each key: the share of arrangements whose absolute statistic is at least the
        real one's. ``least_p`` is the p that the most extreme arrangement would have had. Neither
        is below :func:`occurrence_p` where fewer than half of the units differ from the commonest ratio.
    """
    sides, keys = dealt.sides, values.shape[1]
    value_sum, base_sum = values.sum(axis=0), bases.sum(axis=0)
    # a/A - (t-a)/(T-A) is the surplus a - A t/T times 1/A + 1/(T-A)
    residuals = values - bases * (value_sum / base_sum)
    both = bases_vary(bases)
    counts = [_Counts(keys) for _ in range(1 + both)]
    observed = np.zeros(keys)
    step = max(1, _BLOCK // max(keys, 1))
    for start in range(0, len(sides), step):
        block = sides[start : start + step]
        first_base = block @ bases
        gap = block @ residuals
        if both:
            counts[1].add(np.abs(gap))
        gap *= 1.0 / first_base + 1.0 / (base_sum - first_base)
        if start == 0:
            observed = gap[0].copy()
        counts[0].add(np.abs(gap, out=gap))
    floor = _floors(values / bases, int(sides[0].sum()))
    p = np.max([floor, *(count.at_least / len(sides) for count in counts)], axis=0)
    least = np.max([floor, *(count.at_extreme / len(sides) for count in counts)], axis=0)
    return Tested(observed, p, least, len(sides), dealt.exact)


def _floors(ratios: Floats, first: int) -> Floats:
    """The least p of each key by :func:`occurrence_p`; 0 where no value is common to more than half of the units."""
    units, keys = ratios.shape
    floors = np.zeros(keys)
    middle = np.sort(ratios, axis=0)[units // 2]  # a value that more than half have is the middle one
    odd = (np.abs(ratios - middle) > _TINY).sum(axis=0)
    for key in np.flatnonzero(2 * odd < units):
        floors[key] = occurrence_p(int(odd[key]), first, units - first)
    return floors


@dataclass(slots=True)
class _Counts:
    """Of one statistic, by key: arrangements at least as extreme as the real one, and as extreme as any."""

    keys: int
    threshold: Floats = field(init=False)
    extreme: Floats = field(init=False)
    at_least: Floats = field(init=False)
    at_extreme: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.threshold = self.at_least = np.zeros(0)
        self.extreme, self.at_extreme = np.full(self.keys, -1.0), np.zeros(self.keys)

    def add(self, block: Floats) -> None:
        """Count a block of absolute statistics, arrangements × keys; the first block's first row is the real one."""
        if not len(self.threshold):
            self.threshold, self.at_least = block[0] * (1 - 1e-9) - _TINY, np.zeros(self.keys)
        self.at_least += count_true(block >= self.threshold)
        highest = block.max(axis=0)
        some = np.flatnonzero(highest >= self.extreme * (1 - 1e-9) - _TINY)  # few after the first block
        top = np.maximum(highest[some], self.extreme[some])
        kept = np.where(self.extreme[some] < top * (1 - 1e-9) - _TINY, 0.0, self.at_extreme[some])
        self.at_extreme[some] = kept + count_true(block[:, some] >= top * (1 - 1e-9) - _TINY)
        self.extreme[some] = top
