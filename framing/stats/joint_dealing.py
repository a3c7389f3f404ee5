"""Every comparison of a report under the same shuffles: what the largest of them would be by chance.

The outlets' names are dealt out anew over the articles, once for all measures and outlets
together, so that what goes together in the texts goes together in the shuffles. Each comparison's
statistic is put on one scale (its standard deviation over the shuffles), and the largest of a
family is compared with what the largest was in each shuffle: step-down max-T (Westfall & Young
1993, *Resampling-Based Multiple Testing*, algorithm 4.1; Ge, Dudoit & Speed 2003, *Test* 12:
1-77). Unlike Holm's correction its least p does not grow with the number of comparisons, and
comparisons that say the same thing count once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from framing.stats.outlet_sums import KeySums
from framing.stats.permutation import count_true
from framing.stats.resampling_units import Block

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LISTED = 50_000  # arrangements listed one by one
LEAST_DRAWS = 10_000  # else at least so many are drawn: p = .05 is then known to .0022
_AT_ONCE = 4_000_000  # cells of a block of draws that set the scale
_NEAR = 1 << 19  # cells of a block of draws that are counted: four megabytes, which stay near the processor
_PILOT = 2_000  # draws that set the scale
_STEPS = 256  # largest statistics that are stepped down one by one; the others share their maximum
_TINY = 1e-9  # equal but for rounding


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Comparisons of one outlet with all others together: which key (counted through all blocks), which outlet."""

    column: NDArray[np.intp]
    outlet: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class JointTest:
    """For each comparison: its statistic in standard deviations, p alone, p in its family.

    ``critical`` holds, for each family, what the largest statistic exceeds in 5 of 100 shuffles.
    Statistics are NaN, and p too, where nothing varies.
    """

    statistic: Floats
    p: Floats
    p_adjusted: Floats
    critical: dict[int, float]
    n_dealt: int
    exact: bool


def deal_labels(
    labels: Sequence[int], strata: Sequence[str], *, draws: int, seed: int
) -> tuple[NDArray[np.int8], bool]:
    """Return ways to deal outlet labels over units, the real one first, and whether all of them are there.

    Args:
        labels: Each unit's outlet as a small number.
        strata: Each unit's event: labels are dealt within an event.
        draws: Shuffles to draw where there are more than ``LISTED`` arrangements.
        seed: For the drawing.

    Returns:
        Arrangements × units.
    """
    real = np.asarray(labels, dtype=np.int8)
    codes = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    places = [np.flatnonzero(codes == code) for code in range(int(codes.max(initial=-1)) + 1)]
    total = math.prod(_n_arrangements(real[part]) for part in places)
    if total <= LISTED:
        dealt = np.empty((total, len(real)), dtype=np.int8)
        repeat = total
        for part in places:
            listed = np.array(list(_arrangements(real[part].tolist())), dtype=np.int8).reshape(-1, len(part))
            repeat //= len(listed)
            dealt[:, part] = np.tile(np.repeat(listed, repeat, axis=0), (total // (repeat * len(listed)), 1))
        first = int(np.flatnonzero((dealt == real).all(axis=1))[0])
        dealt[[0, first]] = dealt[[first, 0]]
        return dealt, True
    generator = np.random.default_rng([seed, len(real), draws])
    dealt = np.empty((draws + 1, len(real)), dtype=np.int8)
    dealt[0] = real
    for part in places:
        order = np.argsort(generator.random((draws, len(part)), dtype=np.float32), axis=1)
        dealt[1:, part] = real[part][order]
    return dealt, False


def _n_arrangements(labels: NDArray[np.int8]) -> int:
    left, ways = len(labels), 1
    for count in np.bincount(labels).tolist():
        ways *= math.comb(left, count)
        left -= count
    return ways


def _arrangements(labels: list[int]) -> Iterator[list[int]]:
    """Every different order of some labels."""
    kinds = sorted(set(labels))
    if len(kinds) <= 1:
        yield labels
        return
    first, others = kinds[0], [label for label in labels if label != kinds[0]]
    for chosen in combinations(range(len(labels)), labels.count(first)):
        at = set(chosen)
        for rest in _arrangements(others):
            left = iter(rest)
            yield [first if place in at else next(left) for place in range(len(labels))]


@dataclass(frozen=True, slots=True)
class _Part:
    """The comparisons of one outlet and family: where they stand among all, and what they sum."""

    outlet: int
    here: slice
    sums: KeySums


class _Scaled:
    """Statistics of all comparisons for some draws, on the scale that the first draws set.

    Comparisons stand in an order of its own (``order``), those of one family, and in it of one outlet, together.
    """

    def __init__(self, values: Floats, bases: Floats, comparisons: Comparisons, family: NDArray[np.intp]) -> None:
        order = np.lexsort((comparisons.outlet, family))
        groups = np.stack([family[order], comparisons.outlet[order]])
        ends = [*np.flatnonzero(np.any(np.diff(groups, axis=1), axis=0)) + 1, len(order)]
        self.order, self._parts, self._scale, start = order, list[_Part](), np.zeros(0), 0
        for end in map(int, ends):
            columns = comparisons.column[order[start:end]]
            sums = KeySums.of(values[:, columns], bases[:, columns])
            self._parts.append(_Part(int(groups[1, start]), slice(start, end), sums))
            order[start:end] = order[start:end][sums.order]
            start = end

    def set_scale(self, dealt: NDArray[np.int8], *, step: int) -> None:
        """Take the standard deviations over these draws for the scale."""
        squares = np.zeros((2, len(self.order)))
        for start in range(0, len(dealt), step):
            for one, statistic in enumerate(self._raw(dealt[start : start + step])):
                squares[one] += np.einsum("ij,ij->j", statistic, statistic)
        self._scale = np.sqrt(squares / len(dealt))

    def of(self, dealt: NDArray[np.int8]) -> Floats:
        """Return draws × comparisons: the smaller of gap and surplus, each in standard deviations."""
        gap, surplus = self._raw(dealt)
        with np.errstate(divide="ignore", invalid="ignore"):
            gap /= self._scale[0]
            surplus /= self._scale[1]
        return np.minimum(gap, surplus, out=gap)

    def _raw(self, dealt: NDArray[np.int8]) -> tuple[Floats, Floats]:
        gap, surplus = np.empty((len(dealt), len(self.order))), np.empty((len(dealt), len(self.order)))
        for part in self._parts:
            # an outlet that is dealt none of the base, or all of it, shows nothing
            mine = (dealt == part.outlet).astype(np.float64)
            part.sums.statistics(mine, gap[:, part.here], surplus[:, part.here], least=_TINY)
        return gap, surplus


def joint_test(
    blocks: Sequence[Block],
    comparisons: Comparisons,
    family: NDArray[np.intp],
    *,
    outlets: Sequence[str],
    draws: int,
    seed: int,
) -> JointTest:
    """Test all comparisons under one set of shuffles, and adjust each for its family.

    Args:
        blocks: All measures, articles in each block's own order.
        comparisons: Which block, column and outlet; the outlet against all others.
        family: A number for each comparison; each family is corrected for itself.
        outlets: Names behind the outlets' numbers.
        draws: Shuffles, at least ``LEAST_DRAWS`` are made; all arrangements are listed up to ``LISTED``.
        seed: For the shuffles.

    Returns:
        One value a comparison; see :class:`JointTest`. No comparisons give empty arrays.
    """
    units, values, bases = unit_sums(blocks)
    n = len(comparisons.column)
    if not n or not units:
        nothing = np.full(n, math.nan)
        return JointTest(nothing, nothing.copy(), nothing.copy(), {}, 0, exact=True)
    number = {name: i for i, name in enumerate(outlets)}
    dealt, exact = deal_labels(
        [number[outlet] for _, outlet, _ in units],
        [event for event, _, _ in units],
        draws=max(draws, LEAST_DRAWS),
        seed=seed,
    )
    scaled = _Scaled(values, bases, comparisons, family)
    step = max(1, min(len(dealt), _AT_ONCE // n))
    # Listed arrangements are in order: a scale from the first of them would be one-sided.
    pilot = dealt if len(dealt) <= _PILOT else dealt[np.linspace(0, len(dealt) - 1, _PILOT).astype(int)]
    scaled.set_scale(pilot, step=step)
    step = max(64, min(len(dealt), _NEAR // n))
    made = _adjusted(scaled, dealt, family[scaled.order], step=step, exact=exact)
    back = np.argsort(scaled.order)
    return replace(made, statistic=made.statistic[back], p=made.p[back], p_adjusted=made.p_adjusted[back])


def _adjusted(
    scaled: _Scaled,
    dealt: NDArray[np.int8],
    family: NDArray[np.intp],
    *,
    step: int,
    exact: bool,
) -> JointTest:
    observed = scaled.of(dealt[:1])[0]
    usable = np.isfinite(observed)
    threshold = np.where(usable, observed * (1 - 1e-7) - _TINY, math.inf)
    families = sorted(set(family[usable].tolist()))
    order = {f: _largest_first(observed, usable & (family == f)) for f in families}
    top = {f: places[:_STEPS] for f, places in order.items()}
    below = {f: places[_STEPS:] for f, places in order.items()}
    at_least = np.zeros(len(observed))
    counts = {f: np.zeros(len(top[f]) + 1) for f in families}
    others: dict[int, list[Floats]] = {f: [] for f in families}
    largest: dict[int, list[Floats]] = {f: [] for f in families}
    where = {f: slice(*np.searchsorted(family, [f, f + 1]).tolist()) for f in families}
    for start in range(0, len(dealt), step):
        found = scaled.of(dealt[start : start + step])
        found[:, ~usable] = 0.0  # so that it is never the largest
        at_least += count_true(found >= threshold)
        for f in families:
            first = found[:, top[f][::-1]]
            found[:, top[f]] = 0.0
            rest = found[:, where[f]].max(axis=1, initial=0.0)
            others[f].append(rest)
            # from the smallest of the largest upwards: what the largest of those not yet stepped over is
            running = np.maximum.accumulate(np.column_stack([rest, first]), axis=1)[:, ::-1]
            counts[f][:-1] += count_true(running[:, :-1] >= threshold[top[f]])
            largest[f].append(running[:, 0])
    p = np.where(usable, at_least / len(dealt), math.nan)
    p_adjusted = np.full(len(observed), math.nan)
    for f in families:
        under = len(dealt) - np.searchsorted(np.sort(np.concatenate(others[f])), threshold[below[f]], side="left")
        raised = np.concatenate([counts[f][:-1], under]) / len(dealt)
        p_adjusted[order[f]] = np.maximum.accumulate(raised)
    critical = {f: float(np.quantile(np.concatenate(largest[f]), 0.95)) for f in families}
    return JointTest(np.where(usable, observed, math.nan), p, p_adjusted, critical, len(dealt), exact)


def _largest_first(observed: Floats, chosen: Flags) -> NDArray[np.intp]:
    places = np.flatnonzero(chosen)
    ordered: NDArray[np.intp] = places[np.argsort(-observed[places], kind="stable")]
    return ordered


def unit_sums(blocks: Sequence[Block]) -> tuple[list[tuple[str, str, str]], Floats, Floats]:
    """Return what is dealt (event, outlet, name of what belongs together); values and bases, units × all keys."""
    names = [unit_names(block) for block in blocks]
    # one order whatever the order of the blocks' articles
    units = sorted({name for part in names for name in part})
    place = {name: i for i, name in enumerate(units)}
    values, bases = (np.zeros((len(units), sum(len(block.keys) for block in blocks))) for _ in range(2))
    column = 0
    for block, part in zip(blocks, names, strict=True):
        here, wide = [place[name] for name in part], slice(column, column + len(block.keys))
        np.add.at(values[:, wide], here, block.numerators)
        np.add.at(bases[:, wide], here, block.bases)
        column += len(block.keys)
    return units, values, bases


def unit_names(block: Block) -> list[tuple[str, str, str]]:
    """Return for each article what is dealt with it: event, outlet, name of what belongs together."""
    events = block.events if len(block.events) else [""] * len(block.outlets)
    return [(str(e), str(o), str(c)) for e, o, c in zip(events, block.outlets, block.together, strict=True)]
