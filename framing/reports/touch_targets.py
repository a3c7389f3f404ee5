"""Which marks of a chart one touch can tell apart, and the place on the chart that each touch has.

A finger needs 24 pixels (WCAG 2.2, 2.5.8), marks of a chart stand closer than that. The chart is cut in two, again and
again, where both sides keep that much: marks too close to be parted share a place, whose list names them. No two
places overlap, so none lies under another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

TARGET = 24.0  # pixels that a place is at least wide and high
_BESIDE_MIDDLE = 6.0  # pixels that a place reaches at least beyond the middle of each of its marks
_ROOMY = 2 * TARGET  # pixels; more room between marks makes no better cut
_FAR = 1.5 * TARGET  # pixels that the middles of a place's marks lie apart at most: a crowd without gaps is cut as well


@dataclass(frozen=True, slots=True)
class Box:
    """What a mark or a place covers, in pixels from the chart's left and top."""

    left: float
    top: float
    right: float
    bottom: float

    def side(self, across: int) -> tuple[float, float]:
        """Return where the box begins and ends, from left to right (0) or from top to bottom (1)."""
        return (self.left, self.right) if across == 0 else (self.top, self.bottom)


def touch_targets(marks: Sequence[Box], *, width: float, height: float) -> list[tuple[Box, tuple[int, ...]]]:
    """Return the places of a chart that can be touched, each with the indices of the marks that it stands for.

    Every mark is in one place, no two places overlap, each is at least :data:`TARGET` pixels wide and high unless the
    chart itself is smaller. No marks give no places.

    >>> touch_targets([Box(50, 50, 50, 50)], width=200, height=100)
    [(Box(left=38.0, top=38.0, right=62.0, bottom=62.0), (0,))]
    >>> [inside for _, inside in touch_targets([Box(50, 50, 50, 50), Box(55, 50, 55, 50)], width=200, height=100)]
    [(0, 1)]
    """
    if not marks:
        return []
    waiting = [(Box(0.0, 0.0, width, height), tuple(range(len(marks))))]
    made = []
    while waiting:
        region, inside = waiting.pop()
        cut = _best_cut(region, inside, marks) or _cut_through(region, inside, marks)
        if cut is None:
            made.append((_place(region, [marks[i] for i in inside]), inside))
            continue
        across, at = cut
        low = tuple(i for i in inside if _middle(marks[i], across) < at)
        first, second = _halves(region, across, at)
        waiting += [(first, low), (second, tuple(i for i in inside if i not in set(low)))]
    return sorted(made, key=lambda one: one[1])


def _best_cut(region: Box, inside: Sequence[int], marks: Sequence[Box]) -> tuple[int, float] | None:
    """The cut with most room around it: across which side, and where; among roomy ones the one nearest the middle."""
    best: tuple[tuple[float, float], tuple[int, float]] | None = None
    for across in (0, 1):
        begin, end = region.side(across)
        order = sorted(inside, key=lambda i: _middle(marks[i], across))
        for n, (room, at) in _cuts([marks[i] for i in order], across, begin, end):
            rank = min(room, _ROOMY), -abs(n - len(order) / 2)
            if best is None or rank > best[0]:
                best = rank, (across, at)
    return best[1] if best else None


def _cut_through(region: Box, inside: Sequence[int], marks: Sequence[Box]) -> tuple[int, float] | None:
    """The cut through the middle of a crowd without gaps; ``None`` where it is no larger than a finger tells apart."""
    spread = []
    for across in (0, 1):
        middles = sorted({_middle(marks[i], across) for i in inside})
        begin, end = region.side(across)
        halfway = (middles[0] + middles[-1]) / 2
        between = [(low + high) / 2 for low, high in pairwise(middles)]
        fits = [at for at in between if begin + TARGET <= at <= end - TARGET]
        if fits and middles[-1] - middles[0] > _FAR:
            spread.append((middles[-1] - middles[0], across, min(fits, key=lambda at: abs(at - halfway))))
    return max(spread)[1:] if spread else None


def _cuts(marks: Sequence[Box], across: int, begin: float, end: float) -> Iterator[tuple[int, tuple[float, float]]]:
    """Cuts between marks in order that leave enough on both sides: how many lie before, the room there, and where."""
    reached = float("-inf")
    follow = [float("inf")] * (len(marks) + 1)
    for n in range(len(marks) - 1, -1, -1):
        follow[n] = min(follow[n + 1], marks[n].side(across)[0])
    for n, (mark, after) in enumerate(pairwise(marks), start=1):
        reached = max(reached, mark.side(across)[1])
        if follow[n] < reached:
            continue
        low = max(reached, _middle(mark, across) + _BESIDE_MIDDLE, begin + TARGET)
        high = min(follow[n], _middle(after, across) - _BESIDE_MIDDLE, end - TARGET)
        if low <= high:
            yield n, (follow[n] - reached, min(max((reached + follow[n]) / 2, low), high))


def _halves(region: Box, across: int, at: float) -> tuple[Box, Box]:
    if across == 0:
        return Box(region.left, region.top, at, region.bottom), Box(at, region.top, region.right, region.bottom)
    return Box(region.left, region.top, region.right, at), Box(region.left, at, region.right, region.bottom)


def _place(region: Box, marks: Sequence[Box]) -> Box:
    """What the marks cover with room for a finger, no more than the region has."""
    sides = [_within(region.side(across), [_padded(mark.side(across)) for mark in marks]) for across in (0, 1)]
    (left, right), (top, bottom) = sides
    return Box(left, top, right, bottom)


def _padded(side: tuple[float, float]) -> tuple[float, float]:
    low, high = side
    more = max(TARGET - (high - low), 0.0) / 2
    return low - more, high + more


def _within(region: tuple[float, float], sides: Sequence[tuple[float, float]]) -> tuple[float, float]:
    begin, end = region
    low, high = max(min(low for low, _ in sides), begin), min(max(high for _, high in sides), end)
    # cut on one side, it reaches further on the other
    low = max(min(low, high - TARGET), begin)
    return low, min(max(high, low + TARGET), end)


def _middle(box: Box, across: int) -> float:
    low, high = box.side(across)
    return (low + high) / 2
