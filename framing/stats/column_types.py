"""What type a column of a table of this layer has: one name, one type, with rows and without.

pandas guesses a column's type from what stands in it, so that a column in which everything is
missing, and every column of an empty table, would become "object": neither text nor number.
A test on one article, or on one outlet, then fails far from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

_TEXT = (
    "measure", "group", "key", "outlet", "first", "second", "against", "term", "unit", "counts", "method", "tier",
    "reason", "correction", "note", "what",
)  # fmt: skip
_COUNT = (
    "n_articles", "n_articles_first", "n_articles_second", "n_articles_against", "n_articles_read",
    "n_articles_read_against", "n_units_first", "n_units_second", "n_tested", "n_arrangements", "n_comparisons",
    "n_real", "n_draws", "draw",
)  # fmt: skip
_REAL = (
    "estimate", "low", "high", "estimate_first", "estimate_second", "difference", "difference_low", "difference_high",
    "rest", "p", "p_adjusted", "least_p", "divergence", "expected", "excess", "z", "dispersion", "dispersion_against",
    "null_low", "null_high", "null_difference_low", "null_difference_high", "n_shuffled", "n_shuffled_high",
    "share_as_many", "same", "size", "statistic", "critical", "falls_at", "p_within_days", "p_within_desks",
    # what a measure counts is not whole where the copies of a text weigh as one
    "n", "n_first", "n_second", "n_against",
)  # fmt: skip
_FLAG = ("declared", "exact", "outside")

TYPES: dict[str, str] = {
    **dict.fromkeys(_TEXT, "string"),
    **dict.fromkeys(_COUNT, "int64"),
    **dict.fromkeys(_REAL, "float64"),
    **dict.fromkeys(_FLAG, "bool"),
}


def typed(frame: pd.DataFrame, columns: Iterable[str], *, counts: Collection[str] = ()) -> pd.DataFrame:
    """Return ``frame`` with ``columns`` in that order, each of the type that its name has.

    A frame without rows may lack columns: they are there, empty, in the result. ``counts`` are
    columns that are whole numbers in this table, whatever they may be elsewhere.

    Raises:
        ValueError: a column's name has no type here.
        KeyError: a frame with rows lacks a column.

    >>> typed(pd.DataFrame(), ("outlet", "p", "n_articles")).dtypes.astype(str).tolist()
    ['string', 'float64', 'int64']
    """
    names = list(columns)
    unknown = [name for name in names if name not in TYPES]
    if unknown:
        msg = f"no type for {', '.join(unknown)}: add it to column_types.py"
        raise ValueError(msg)
    made = frame[names] if len(frame) else frame.reindex(columns=names)
    return made.astype({name: "int64" if name in counts else TYPES[name] for name in names})
