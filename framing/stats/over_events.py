"""Does an outlet's choice hold over events? One share an outlet, each event counting the same, shuffled within events.

The events are what is independent, so the interval is over events; which outlet wrote an article of an event is what
would not matter if outlets did not, so outlets are dealt anew within each event. Copies that one outlet ran
of one text are dealt as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.settings import Settings
from framing.stats.intervals import share_interval
from framing.stats.multiplicity import adjust
from framing.stats.permutation import arrangements_within

Floats = NDArray[np.float64]
Names = NDArray[np.object_]

FEWEST_EVENTS = 2  # of one event nothing can be said about events
LEVEL = 0.05
_KEY = ["measure", "group", "key"]
COLUMNS = (
    *(*_KEY, "outlet", "estimate", "low", "high", "others", "difference", "lowest", "highest"),
    *("n_events", "n_above", "n_below", "n_articles", "n", "p", "p_adjusted", "keeps"),
)
_ROUNDING = 1e-9
_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class _Units:
    """What is dealt of one key: numerators and bases (above 0), with outlet, event and number of articles of each."""

    counts: Floats
    bases: Floats
    outlets: Names
    events: Names
    articles: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> _Units:
        return _Units(self.counts[kept], self.bases[kept], self.outlets[kept], self.events[kept], self.articles[kept])


def over_events(rows: pd.DataFrame, settings: Settings = _SETTINGS) -> pd.DataFrame:
    """Return for each outlet and key one share over all events, beside that of the others in the same events.

    Args:
        rows: Article-measure rows (``measure.tables.ARTICLE_MEASURE``) whose unit is a share, of at least two events,
            with a column ``event``.
        settings: Draws, seed and confidence.

    Returns:
        One row a key and outlet, for outlets with at least two events in which others had that choice too; other
        events are left out of the row. The least chance-like first: ``measure, group, key, outlet``;
        ``estimate`` is the mean of the outlet's shares in its events, 0 to 1, between ``low`` and ``high``;
        ``others`` the mean of the others' shares in the same events, each pooled; ``difference`` the one less the
        other, -1 to 1; ``lowest`` and ``highest`` the outlet's extreme events; in ``n_above`` and ``n_below`` of
        ``n_events`` the outlet lies above and below the others. ``n`` is what was counted in ``n_articles``.
        ``p`` is the part of dealings within events whose difference is as large, both ways; ``p_adjusted`` is
        corrected (Benjamini and Hochberg) for all rows; ``keeps`` says that it is at most 0.05 and that the outlet lies
        on one side of the others in every event. No rows give an empty frame.

    Example:
        >>> row = {"measure": "label share", "group": "crowd", "key": "mob", "base": 1.0}
        >>> made = [
        ...     {**row, "event": e, "outlet": o, "article_id": e + o, "cluster": e + o, "value": float(o == "A")}
        ...     for e in "xyz"
        ...     for o in "AB"
        ... ]
        >>> found = over_events(pd.DataFrame(made))
        >>> found[["outlet", "estimate", "others", "n_events", "n_above", "p"]].to_numpy().tolist()
        [['A', 1.0, 0.0, 3, 3, 0.25], ['B', 0.0, 1.0, 3, 0, 0.25]]
    """
    used = rows[rows["base"] > 0]
    dealt = [*_KEY, "event", "outlet", "cluster"]
    joined = used.groupby(dealt, sort=True, as_index=False).agg(
        value=("value", "sum"), base=("base", "sum"), articles=("article_id", "nunique")
    )
    made, least = [], []
    for key, own in joined.groupby(_KEY, sort=True):
        units = _Units(
            own["value"].to_numpy(float),
            own["base"].to_numpy(float),
            own["outlet"].astype(str).to_numpy(object),
            own["event"].astype(str).to_numpy(object),
            own["articles"].to_numpy(np.int64),
        )
        for outlet in sorted(set(units.outlets)):
            found = _of_outlet(units, str(outlet), settings)
            if found is not None:
                made.append({**dict(zip(_KEY, key, strict=True)), "outlet": str(outlet), **found[0]})
                least.append(found[1])
    if not made:
        return pd.DataFrame(columns=list(COLUMNS))
    frame = pd.DataFrame(made)
    frame["p_adjusted"], _ = adjust(frame["p"].to_numpy(float), np.array(least), correction="bh", level=LEVEL)
    one_side = frame[["n_above", "n_below"]].max(axis=1) == frame["n_events"]
    frame["keeps"] = one_side & (frame["p_adjusted"] <= LEVEL)
    apart = frame["difference"].abs().rename("apart")
    order = pd.concat([frame[["p_adjusted", "p"]], apart, frame[[*_KEY, "outlet"]]], axis=1)
    order = order.sort_values(list(order.columns), ascending=[True, True, False, True, True, True, True])
    return frame.loc[order.index, list(COLUMNS)].reset_index(drop=True)


def _of_outlet(units: _Units, outlet: str, settings: Settings) -> tuple[dict[str, object], float] | None:
    """The row of one outlet and the least p that its dealings could give; ``None`` with too few events."""
    mine = units.outlets == outlet
    events = sorted(set(units.events[mine]) & set(units.events[~mine]))
    if len(events) < FEWEST_EVENTS:
        return None
    units = units.only(np.isin(units.events, events))
    mine = units.outlets == outlet
    dealt = arrangements_within(mine, units.events.tolist(), draws=settings.draws, seed=settings.seed)
    first, second = _shares(units, events, dealt.sides)
    # Each event counts the same, as if as much had been counted in each: the harmonic mean keeps the sampling error.
    counted = [float(units.bases[mine & (units.events == event)].sum()) for event in events]
    typical = len(counted) / sum(1 / n for n in counted)
    own, rest = first[0], second[0]  # the first arrangement is the real one
    gaps = (first - second).mean(axis=1)
    held = share_interval(own * typical, np.full(len(own), typical), confidence=settings.confidence)
    row: dict[str, object] = {
        "estimate": float(own.mean()),
        "low": held.low,
        "high": held.high,
        "others": float(rest.mean()),
        "difference": float(gaps[0]),
        "lowest": float(own.min()),
        "highest": float(own.max()),
        "n_events": len(events),
        "n_above": int(np.sum(own - rest > _ROUNDING)),
        "n_below": int(np.sum(rest - own > _ROUNDING)),
        "n_articles": int(units.articles[mine].sum()),
        "n": int(units.bases[mine].sum()),
        "p": float(np.mean(np.abs(gaps) >= abs(gaps[0]) - _ROUNDING)),
    }
    return row, 1 / len(gaps)


def _shares(units: _Units, events: list[object], sides: Floats) -> tuple[Floats, Floats]:
    """The shares of both sides, arrangements × events."""
    first = np.empty((len(sides), len(events)))
    second = np.empty_like(first)
    for column, event in enumerate(events):
        places = np.flatnonzero(units.events == event)
        values, bases, dealt = units.counts[places], units.bases[places], sides[:, places]
        value, base = dealt @ values, dealt @ bases
        first[:, column] = value / base
        second[:, column] = (values.sum() - value) / (bases.sum() - base)
    return first, second
