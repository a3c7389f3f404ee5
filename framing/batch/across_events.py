"""Do an outlet's choices hold over events? Shares per outlet and set, from the tables of a batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from framing.batch.query import QueryError, query
from framing.stats.intervals import share_interval

# Who speaks for the state: governments, courts and police, armed forces.
_OFFICIAL = "('government', 'justice', 'military')"
# What is counted, and out of what; both are conditions on one table.
CHOICES = {
    "official sources": ("quotations", f"source_type IN {_OFFICIAL}", "source_type IS NOT NULL"),
    "anonymous sources": ("quotations", "identified = 'anonymous'", "identified IS NOT NULL"),
    "direct quotations": ("quotations", "kind = 'direct'", "kind IN ('direct', 'partial', 'indirect')"),
    "neutral reporting verbs": ("quotations", "cue_class = 'neutral'", "cue_class IS NOT NULL"),
    "labels in the outlet's own voice": ("mentions", "voice = 'outlet'", "TRUE"),
}
FEWEST_SETS = 2  # of one event nothing can be said about events


def choices_by_set(tables: str | Path, choice: str) -> pd.DataFrame:
    """Return how often each outlet makes a choice, set by set.

    Args:
        tables: The collection of a batch, see ``query.py``.
        choice: A key of ``CHOICES``.

    Returns:
        One row an outlet and set: ``outlet, set, title, value, base, share``. ``share`` is value ÷
        base, 0 to 1. A set where an outlet had nothing to choose (base 0) has no row.

    Raises:
        QueryError: no such choice, or no tables.
    """
    if choice not in CHOICES:
        msg = f"no choice '{choice}'; there are {', '.join(CHOICES)}"
        raise QueryError(msg)
    table, counted, of = CHOICES[choice]
    return query(
        f"""
        SELECT t.outlet, t.set, any_value(a.set_title) AS title,
               count(*) FILTER ({counted}) AS value, count(*) AS base, value / base AS share
        FROM {table} AS t JOIN articles AS a ON a.set = t.set AND a.article_id = t.article_id
        WHERE {of} GROUP BY t.outlet, t.set ORDER BY t.outlet, t.set
        """,  # noqa: S608 (every part comes from CHOICES)
        tables=tables,
    )


def hold_over_sets(by_set: pd.DataFrame, *, confidence: float = 0.95, fewest: int = FEWEST_SETS) -> pd.DataFrame:
    """Return each outlet's share over all its sets, with an interval over sets and the spread between them.

    Args:
        by_set: As :func:`choices_by_set` gives it.
        confidence: Level of the interval, which takes each set as one unit: events are independent
            of each other, the quotations of one event are not.
        fewest: Outlets in fewer sets are left out.

    Returns:
        One row an outlet, most sets first: ``outlet, estimate, low, high, lowest, highest, n_sets, n``.
        ``estimate`` is Σvalue ÷ Σbase; ``lowest`` and ``highest`` are the extreme sets' shares.
    """
    rows = []
    for outlet, own in by_set.groupby("outlet", sort=True):
        if len(own) < fewest:
            continue
        values, bases = own["value"].to_numpy(float), own["base"].to_numpy(float)
        found = share_interval(values, bases, confidence=confidence)
        rows.append(
            {
                "outlet": outlet,
                "estimate": found.estimate,
                "low": found.low,
                "high": found.high,
                "lowest": float(own["share"].min()),
                "highest": float(own["share"].max()),
                "n_sets": len(own),
                "n": int(np.sum(bases)),
            }
        )
    columns = ["outlet", "estimate", "low", "high", "lowest", "highest", "n_sets", "n"]
    return pd.DataFrame(rows, columns=columns).sort_values(["n_sets", "outlet"], ascending=[False, True], kind="stable")
