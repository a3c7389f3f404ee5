"""Would a difference stand if outlets' names were dealt out within each day alone?

What happens on a day is in all its articles. Where one outlet reports early and another late, dealing over all
days takes the days for the outlets. A difference that is worth a tier is therefore tested once more with names dealt
within days, and the larger p counts (an intersection-union test: Berger 1982, *Technometrics* 24: 295-300).
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


@dataclass(frozen=True, slots=True)
class WithinDays:
    """The p of a difference whose outlets' names are dealt within days, and the least p that so many ways can give."""

    p: float
    least_p: float


def days_of(frame: pd.DataFrame) -> dict[str, str]:
    """Return the day of each article; nothing if the frame has no column ``day``, or not for every article."""
    if "day" not in frame.columns or (frame["day"].fillna("") == "").any():
        return {}
    return dict(zip(frame["article_id"].astype(str), frame["day"].astype(str), strict=True))


def within_days(block: Block, column: int, outlet: str, days: Mapping[str, str], settings: Settings) -> WithinDays:
    """Test the outlet against all others with names dealt within days (and within events, where there are some).

    Args:
        block: The measure and group.
        column: Its key.
        outlet: The first side.
        days: The day of each article.
        settings: ``draws`` (10,000 at least) and ``seed``, where there are more than 50,000 arrangements.

    Returns:
        p and least p, 1 and 1 where days and outlets cannot be told apart: no day has articles of both sides.
    """
    events = block.events if len(block.events) else [""] * len(block.articles)
    strata = [f"{event} {days[article]}" for event, article in zip(events, block.articles, strict=True)]
    mine = block.outlets == outlet
    units = join(dataclasses.replace(block, events=np.array(strata, dtype=object)), mine, ~mine)
    there = units.bases[:, column] > 0
    first, held = units.first[there], list(units.events[there])
    ways = n_arrangements_within(first, held)
    if ways == 1:
        return WithinDays(1.0, 1.0)
    few = ways <= LISTED
    dealt = arrangements_within(
        first, held, draws=LISTED if few else max(settings.draws, LEAST_DRAWS), seed=settings.seed
    )
    values, bases = units.numerators[there][:, [column]], units.bases[there][:, [column]]
    tested = shuffle_test(_level(values, bases, held), bases, dealt)
    return WithinDays(float(tested.p[0]), 1 / ways)


def _level(values: Floats, bases: Floats, strata: Sequence[str]) -> Floats:
    """Values less what their day has more than all days: what is compared is an outlet with the others of its day."""
    codes = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    ratio = np.bincount(codes, weights=values[:, 0]) / np.bincount(codes, weights=bases[:, 0])
    levelled: Floats = values - bases * (ratio[codes, None] - values.sum() / bases.sum())
    return levelled


def held_within_days(
    made: pd.DataFrame, every: Sequence[Block], days: Mapping[str, str], settings: Settings
) -> pd.DataFrame:
    """Test what has a tier within days too: what does not stand there is not ``supported``, and the reason says so.

    Args:
        made: Contrasts of outlets with the rest, with tier and reason.
        every: The blocks that they were made of.
        days: See :func:`days_of`; without any, or with one day, nothing changes.
        settings: As in :func:`within_days`.

    Returns:
        The contrasts with ``p_within_days`` (NaN where it was not asked), tier and reason.
    """
    made = made.assign(p_within_days=math.nan)
    if len(set(days.values())) < 2:  # noqa: PLR2004  # one day has nothing to part
        return made
    places = {(block.measure, block.group, key): (block, i) for block in every for i, key in enumerate(block.keys)}
    asked = made.index[made["tier"].isin([SUPPORTED, SUGGESTIVE])]
    for at in asked:
        row = made.loc[at]
        block, column = places[row["measure"], row["group"], row["key"]]
        found = within_days(block, column, str(row["first"]), days, settings)
        made.loc[at, "p_within_days"] = found.p
        made.loc[at, "reason"] = f"{row['reason']}; {_said(found)}"
        if found.p > LEVEL and found.least_p <= LEVEL:
            made.loc[at, "tier"] = SUGGESTIVE
    return made


def _said(found: WithinDays) -> str:
    if found.least_p > LEVEL:
        return "within days it cannot be tested"
    if found.p > LEVEL:
        return f"within days only {say_p(found.p)}"
    return "stands within days too"
