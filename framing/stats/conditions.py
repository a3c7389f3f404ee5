"""Would a difference stand if outlets' names were dealt out within each day alone, or within each desk?

What happens on a day is in all its articles, and a sports desk writes as sports desks do. Where one outlet reports
early and another late, or one sends its politics desk and another its city desk, dealing over all articles takes days
and desks for the outlets. A difference that is worth a tier is therefore tested once more with names dealt within days,
and once with names dealt within desks, and the largest p counts (an intersection-union test: Berger 1982,
*Technometrics* 24: 295-300).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.measure.settings import Settings
from framing.stats.joint_dealing import LEAST_DRAWS, LISTED
from framing.stats.permutation import arrangements_within, n_arrangements_within, shuffle_test
from framing.stats.resampling_units import Block, Floats, join
from framing.stats.tiers import LEVEL, SUGGESTIVE, SUPPORTED, say_p

CONDITIONS = {"day": "days", "desk": "desks"}  # column of the frame: its word for several


@dataclass(frozen=True, slots=True)
class Within:
    """The p of a difference with names dealt within a condition, and the least p that so many ways can give."""

    p: float
    least_p: float


def conditions_of(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return by condition (``day``, ``desk``) the one that each article is under.

    A condition is left out where the frame has no such column, not for every article, or one alone: it parts nothing.
    """
    found = {}
    for name in CONDITIONS:
        if name not in frame.columns or (frame[name].fillna("") == "").any():
            continue
        held = dict(zip(frame["article_id"].astype(str), frame[name].astype(str), strict=True))
        if len(set(held.values())) > 1:
            found[name] = held
    return found


def within(block: Block, column: int, outlet: str, held: Mapping[str, str], settings: Settings) -> Within:
    """Test the outlet against all others with names dealt within a condition (and within events, where there are some).

    Args:
        block: The measure and group.
        column: Its key.
        outlet: The first side.
        held: The day, or the desk, of each article.
        settings: ``draws`` (10,000 at least) and ``seed``, where there are more than 50,000 arrangements.

    Returns:
        p and least p; 1 and 1 where condition and outlets cannot be told apart, as no day (desk) has articles of
        both sides.
    """
    events = block.events if len(block.events) else [""] * len(block.articles)
    strata = [f"{event} {held[article]}" for event, article in zip(events, block.articles, strict=True)]
    mine = block.outlets == outlet
    units = join(dataclasses.replace(block, events=np.array(strata, dtype=object)), mine, ~mine)
    there = units.bases[:, column] > 0
    first, parts = units.first[there], list(units.events[there])
    ways = n_arrangements_within(first, parts)
    if ways == 1:
        return Within(1.0, 1.0)
    few = ways <= LISTED
    dealt = arrangements_within(
        first, parts, draws=LISTED if few else max(settings.draws, LEAST_DRAWS), seed=settings.seed
    )
    values, bases = units.numerators[there][:, [column]], units.bases[there][:, [column]]
    tested = shuffle_test(_level(values, bases, parts), bases, dealt)
    return Within(float(tested.p[0]), 1 / ways)


def _level(values: Floats, bases: Floats, strata: Sequence[str]) -> Floats:
    """Values less what their day (desk) has more than all: what is compared is an outlet with the others of its day."""
    codes = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    ratio = np.bincount(codes, weights=values[:, 0]) / np.bincount(codes, weights=bases[:, 0])
    levelled: Floats = values - bases * (ratio[codes, None] - values.sum() / bases.sum())
    return levelled


def held_within_conditions(
    made: pd.DataFrame, every: Sequence[Block], conditions: Mapping[str, Mapping[str, str]], settings: Settings
) -> pd.DataFrame:
    """Test what has a tier within days and desks too: what does not stand there is not ``supported``, and it is said.

    Args:
        made: Contrasts of outlets with the rest, with tier and reason.
        every: The blocks that they were made of.
        conditions: See :func:`conditions_of`; without any nothing changes.
        settings: As in :func:`within`.

    Returns:
        The contrasts with ``p_within_days`` and ``p_within_desks`` (NaN where it was not asked), tier and reason.
    """
    made = made.assign(**{f"p_within_{several}": math.nan for several in CONDITIONS.values()})
    places = {(block.measure, block.group, key): (block, i) for block in every for i, key in enumerate(block.keys)}
    asked = made.index[made["tier"].isin([SUPPORTED, SUGGESTIVE])] if conditions else ()
    for at in asked:
        row = made.loc[at]
        block, column = places[row["measure"], row["group"], row["key"]]
        reasons = [row["reason"]]
        for name, held in conditions.items():
            found = within(block, column, str(row["first"]), held, settings)
            made.loc[at, f"p_within_{CONDITIONS[name]}"] = found.p
            reasons.append(_said(found, CONDITIONS[name]))
            if found.p > LEVEL and found.least_p <= LEVEL:
                made.loc[at, "tier"] = SUGGESTIVE
        made.loc[at, "reason"] = "; ".join(reasons)
    return made


def _said(found: Within, several: str) -> str:
    if found.least_p > LEVEL:
        return f"within {several} it cannot be tested"
    if found.p > LEVEL:
        return f"within {several} only {say_p(found.p)}"
    return f"stands within {several} too"
