"""Outlet against outlet, or one against the rest: difference, interval, permutation p, tier."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.measure import MeasureKey
from framing.measure.settings import Settings
from framing.stats.column_types import typed
from framing.stats.conditions import conditions_of, held_within_conditions
from framing.stats.family_correction import REST, Correction, adjusted_for_family, falls_at
from framing.stats.intervals import Interval, bootstrap_interval, difference_interval, share_interval
from framing.stats.joint_dealing import LISTED
from framing.stats.one_thread import on_one_thread
from framing.stats.permutation import (
    Arrangements,
    arrangements,
    arrangements_within,
    least_p_of,
    n_arrangements_within,
    shuffle_test,
)
from framing.stats.resampling_units import Block, Floats, Joined, blocks, join, shares_among, sums_of_keys
from framing.stats.tiers import UNTESTED, Case, judge

__all__ = ["COLUMNS", "MANY", "REST", "Correction", "Declared", "contrasts", "interval_of"]

COLUMNS = (
    "measure", "group", "key", "first", "second", "estimate_first", "estimate_second", "difference", "low", "high",
    "unit", "n_articles_first", "n_articles_second", "n_units_first", "n_units_second", "n_first", "n_second",
    "counts", "p", "p_adjusted", "least_p", "n_tested", "n_arrangements", "exact", "correction",
    "statistic", "critical", "falls_at", "p_within_days", "p_within_desks",
    "declared", "method", "tier", "reason",
)  # fmt: skip

# the columns that make a Case, in its order
_JUDGED = (
    "n_articles_first", "n_articles_second", "n_units_first", "n_units_second", "p", "p_adjusted", "least_p",
    "n_tested", "declared", "correction", "falls_at",
)  # fmt: skip

_NOTHING = 1e-12  # equal but for rounding

# Keys of the comparisons that were planned; a triple (measure, group, key) will do.
Declared = Collection[MeasureKey] | Collection[tuple[str, str, str]]
MANY = Settings(draws=10_000)


def interval_of(values: Floats, bases: Floats, *, share: bool, settings: Settings) -> Interval:
    """Wilson on an effective number for shares, bootstrap for everything else; units with base 0 are left out.

    What was asked before is not worked out again: of most keys (a speaker whom one article quotes) most outlets have
    nothing, and each side is asked for its estimate and for its difference.
    """
    there = bases > 0
    digest = blake2b(values[there].tobytes(), digest_size=16)
    digest.update(bases[there].tobytes())
    asked = digest.digest(), share, settings.draws, settings.seed, settings.confidence
    if asked not in _INTERVALS:
        if len(_INTERVALS) >= _MOST_INTERVALS:
            _INTERVALS.clear()
        _INTERVALS[asked] = _interval(values, bases, there, share=share, settings=settings)
    return _INTERVALS[asked]


_MOST_INTERVALS = 100_000
_INTERVALS: dict[tuple[bytes, bool, int, int, float], Interval] = {}


def _interval(values: Floats, bases: Floats, there: NDArray[np.bool_], *, share: bool, settings: Settings) -> Interval:
    if share:
        return share_interval(values[there], bases[there], confidence=settings.confidence)
    return bootstrap_interval(
        values[there], bases[there], draws=settings.draws, seed=settings.seed, confidence=settings.confidence
    )


def _sides(block: Block, against: str) -> Iterator[tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
    outlets = sorted(set(block.outlets))
    if against == "rest":
        for outlet in outlets:
            mine = block.outlets == outlet
            yield outlet, REST, mine, ~mine
    else:
        for one, other in combinations(outlets, 2):
            yield one, other, block.outlets == one, block.outlets == other


def _dealt(first: NDArray[np.bool_], events: NDArray[np.object_], draws: int, seed: int) -> Arrangements:
    """All arrangements where they are few, or ``draws`` of them."""
    few = n_arrangements_within(first, list(events)) <= LISTED
    draws = LISTED if few else draws
    if len(set(events)) > 1:
        return arrangements_within(first, list(events), draws=draws, seed=seed)
    return arrangements(int(first.sum()), int((~first).sum()), draws=draws, seed=seed)


@dataclass(frozen=True, slots=True)
class _Shuffled:
    """What shuffling gave for each key of a block; p is NaN where no test was made or where it is made jointly."""

    p: Floats
    least_p: Floats
    n_arrangements: NDArray[np.int_]
    exact: NDArray[np.bool_]


def _shuffled(units: Joined, settings: Settings, *, jointly: bool, test: bool) -> _Shuffled:
    """Test the keys of one pair of sides; keys that the same units have are shuffled together."""
    present = units.bases > 0
    keys = present.shape[1]
    made = _Shuffled(
        np.full(keys, math.nan), np.full(keys, math.nan), np.zeros(keys, dtype=int), np.zeros(keys, dtype=bool)
    )
    for pattern in {column.tobytes(): column for column in present.T}.values() if test else ():
        columns = np.flatnonzero((present == pattern[:, None]).all(axis=0))
        on_first = units.first[pattern]
        if on_first.sum() < 2 or (~on_first).sum() < 2:  # noqa: PLR2004  # one article a side is described, not tested
            continue
        values, bases = units.numerators[pattern][:, columns], units.bases[pattern][:, columns]
        varied = np.ptp(values / bases, axis=0) > _NOTHING
        if not varied.any():
            continue
        events = units.events[pattern]
        if jointly and n_arrangements_within(on_first, list(events)) > LISTED:
            # too many to list: p comes from the shuffles of all comparisons together
            made.least_p[columns[varied]] = least_p_of(values[:, varied], bases[:, varied], on_first)
            continue
        dealt = _dealt(on_first, events, settings.draws, settings.seed)
        tested = shuffle_test(values[:, varied], bases[:, varied], dealt)
        made.p[columns[varied]], made.least_p[columns[varied]] = tested.p, tested.least_p
        made.n_arrangements[columns], made.exact[columns] = tested.n_arrangements, tested.exact
    return made


def intervals_of(values: Floats, bases: Floats, shares: Sequence[bool], settings: Settings) -> list[Interval]:
    """Return the estimate of each key (column) with its interval; keys that are alike are asked for once."""
    by_key = zip(np.ascontiguousarray(values.T), np.ascontiguousarray(bases.T), shares, strict=True)
    known: dict[tuple[bytes, bytes, bool], Interval] = {}
    made = []
    for value, base, share in by_key:
        alike = value.tobytes(), base.tobytes(), share
        if alike not in known:
            known[alike] = interval_of(value, base, share=share, settings=settings)
        made.append(known[alike])
    return made


def both_sides(block: Block, units: Joined, settings: Settings) -> Iterator[tuple[Interval, Interval]]:
    """Yield the estimate of each key on the first side and on the second, each with its interval."""
    shares = shares_among(block)
    first, second = (
        intervals_of(units.numerators[side], units.bases[side], shares, settings)
        for side in (units.first, ~units.first)
    )
    return zip(first, second, strict=True)


def _one_contrast(
    block: Block,
    sides: tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]],
    settings: Settings,
    *,
    jointly: bool,
    test: bool,
) -> list[dict[str, object]]:
    first_name, second_name, first, second = sides
    units = join(block, first, second)
    present, has = units.bases > 0, block.bases > 0
    tested = _shuffled(units, settings, jointly=jointly, test=test)
    columns = {
        "n_articles_first": has[first].sum(axis=0).tolist(),
        "n_articles_second": has[second].sum(axis=0).tolist(),
        "n_units_first": present[units.first].sum(axis=0).tolist(),
        "n_units_second": present[~units.first].sum(axis=0).tolist(),
        "n_first": sums_of_keys(block.bases[first]),
        "n_second": sums_of_keys(block.bases[second]),
        "p": tested.p.tolist(),
        "least_p": tested.least_p.tolist(),
        "n_arrangements": tested.n_arrangements.tolist(),
        "exact": tested.exact.tolist(),
    }
    rows: list[dict[str, object]] = []
    for column, two in enumerate(both_sides(block, units, settings)):
        low, high = difference_interval(*two)
        p = columns["p"][column]
        rows.append(
            {
                "measure": block.measure,
                "group": block.group,
                "key": block.keys[column],
                "first": first_name,
                "second": second_name,
                "estimate_first": two[0].estimate,
                "estimate_second": two[1].estimate,
                "difference": two[0].estimate - two[1].estimate,
                "low": low,
                "high": high,
                "unit": block.units[column],
                "counts": block.counts[column],
                **{name: values[column] for name, values in columns.items()},
                "method": "none" if math.isnan(p) else "permutation of outlets over articles",
            }
        )
    return rows


def _triple(key: MeasureKey | tuple[str, str, str]) -> tuple[str, str, str]:
    return key if isinstance(key, tuple) else (key.measure, key.group, key.key)


def _correction_for(against: str, correction: Correction | None) -> Correction:
    """The correction asked for, or the usual one; ``ValueError`` for options that don't go together."""
    if against not in ("rest", "pairs"):
        msg = f"against='{against}' is not known; use 'rest' or 'pairs'"
        raise ValueError(msg)
    correction = correction or ("max-t" if against == "rest" else "holm")
    if correction == "max-t" and against == "pairs":
        msg = "correction 'max-t' compares each outlet with the rest; for pairs use 'holm' or 'bh'"
        raise ValueError(msg)
    return correction


@on_one_thread
def contrasts(
    frame: pd.DataFrame,
    *,
    against: Literal["rest", "pairs"] = "pairs",
    settings: Settings = MANY,
    declared: Declared | None = None,
    correction: Correction | None = None,
    test: bool = True,
) -> pd.DataFrame:
    """Compare outlets two by two, or each with all others together, in every measure × group × key of a frame.

    All comparisons of one call are one family for the correction: give it everything a report shows at once.

    Args:
        frame: Article-measure rows (``measure.tables.ARTICLE_MEASURE``). A column ``event``
            keeps shuffles within events; with ``author`` an outlet's articles by one author are dealt as one; with
            ``day`` or ``desk``, what has a tier is tested within days and within desks too.
        against: ``"pairs"`` or ``"rest"``.
        settings: Draws for shuffles and bootstrap, the seed, the level of the intervals, and whether the articles
            of a shared-copy cluster count as one text.
        declared: (measure, group, key) of the comparisons that were planned; only they can be ``supported``, and
            only they count in their correction. None: all are planned.
        correction: ``"max-t"`` (step-down, one dealing for all comparisons with the rest: what ``None`` takes there),
            ``"holm"`` (what ``None`` takes for pairs), or ``"bh"`` (Benjamini-Hochberg) when exploring.
        test: Whether to test at all; otherwise there are differences and intervals, no p and no tier.

    Returns:
        A frame with ``COLUMNS``: ``difference`` is first - second in ``unit``; ``least_p`` the p of the most extreme
        way to deal these articles; ``n_tested`` the comparisons
        of its family that could reach .05 at all. Empty if the frame is empty or
        has one outlet.

    Raises:
        ValueError: for a missing column or an unknown option.
    """
    correction = _correction_for(against, correction)
    every = list(blocks(frame, collapse_copies=settings.collapse_copies))
    if not test:
        correction = "holm"  # nothing to deal
    jointly = correction == "max-t"
    rows: list[dict[str, object]] = []
    for block in every:
        for sides in _sides(block, against):
            if sides[3].any():
                rows += _one_contrast(block, sides, settings, jointly=jointly, test=test)
    if not rows:
        return typed(pd.DataFrame(), COLUMNS)
    made = pd.DataFrame(rows)
    planned = None if declared is None else {_triple(key) for key in declared}
    names = zip(made["measure"], made["group"], made["key"], strict=True)
    made["declared"] = [planned is None or name in planned for name in names]
    made["correction"] = correction
    made = adjusted_for_family(made, every, correction, settings)
    signed = "author" in frame.columns and bool((frame["author"].fillna("") != "").all())
    made["falls_at"] = math.nan if signed else falls_at(made)
    made = _with_tiers(made, test=test)
    conditions = conditions_of(frame) if against == "rest" else {}
    return typed(held_within_conditions(made, every, conditions, settings), COLUMNS)


def _with_tiers(made: pd.DataFrame, *, test: bool) -> pd.DataFrame:
    if not test:
        return made.assign(tier=UNTESTED, reason="shown beside the tests, not tested")
    fields = [made[name].tolist() for name in _JUDGED]
    judged = [judge(Case(*row)) for row in zip(*fields, strict=True)]
    return made.assign(tier=[tier for tier, _ in judged], reason=[reason for _, reason in judged])
