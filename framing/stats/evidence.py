"""The table every chart and finding reads: what each outlet does, how sure that is, and which tier it has."""

from __future__ import annotations

import math

import pandas as pd

from framing.stats.column_types import typed
from framing.stats.contrasts import Correction, Declared, contrasts, interval_of, is_share
from framing.stats.intervals import NO_INTERVAL, Interval
from framing.stats.resampling_units import blocks, join
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE

__all__ = ["COLUMNS", "compare_outlets", "contrasts"]

COLUMNS = (
    "measure", "group", "key", "outlet", "estimate", "low", "high", "unit", "n_articles", "n_mentions", "method",
    "rest", "difference", "difference_low",
    "difference_high", "p", "p_adjusted", "least_p", "n_tested", "tier", "reason",
)  # fmt: skip

_FROM_CONTRAST = (
    "estimate_second",
    "difference",
    "low",
    "high",
    "p",
    "p_adjusted",
    "least_p",
    "n_tested",
    "tier",
    "reason",
)


def compare_outlets(
    frame: pd.DataFrame,
    *,
    draws: int = 10_000,
    seed: int = 0,
    confidence: float = 0.95,
    contrasts: Declared | None = None,
    correction: Correction = "max-t",
    collapse_copies: bool = False,
) -> pd.DataFrame:
    """Return one row for each measure × group × key × outlet: estimate, interval, bases, tier.

    The estimate is Σvalue ÷ Σbase over the outlet's articles. Shares have Wilson's interval on an
    effective number of mentions, other measures a bootstrap interval; articles of one shared-copy
    cluster are one unit. The tier is that of the outlet against all others together. All rows of
    one call are one family for the correction: give everything that a report shows at once.

    Args:
        frame: Article-measure rows (``measure.tables.ARTICLE_MEASURE``). A column ``event``
            keeps shuffles within events.
        draws: Shuffles, and bootstrap draws; all arrangements are listed when there are no more than these.
        seed: For shuffles and draws; the same seed gives the same frame.
        confidence: Of the intervals.
        contrasts: (measure, group, key) of the comparisons that were declared before looking; only they can be
            ``supported``. None: all.
        correction: ``"max-t"`` (step-down, all comparisons under the same shuffles), ``"holm"``, or ``"bh"``
            (Benjamini-Hochberg) when exploring.
        collapse_copies: Count the articles of a shared-copy cluster as one text.

    Returns:
        A frame with ``COLUMNS``. An outlet that never names a group has estimate NaN, ``n_articles`` and
        ``n_mentions`` 0 (missing is not zero). ``rest`` is the estimate of all others together and
        ``difference`` the outlet’s less that, with its own interval. Empty if ``frame`` is.

    Raises:
        ValueError: for a missing column, two rows of an article for one key, or an unknown correction.

    >>> import framing
    >>> tables = framing.open_set("corpus/harbour-blockade", parser="none")
    >>> made = framing.compare_outlets(framing.term_choice(tables), draws=200, seed=1)
    >>> one = made[(made["measure"] == "label share") & (made["estimate"] > 0)].iloc[0]
    >>> bool(one["low"] <= one["estimate"] <= one["high"]), one["tier"] in {"supported", "suggestive", "descriptive"}
    (True, True)
    """
    outlets = sorted(set(frame["outlet"].astype(str))) if "outlet" in frame.columns else []
    rows: list[dict[str, object]] = []
    for block in blocks(frame, collapse_copies=collapse_copies):
        for outlet in outlets:
            mine = block.outlets == outlet
            units = join(block, mine, mine & False)
            for column, key in enumerate(block.keys):
                found = Interval(math.nan, math.nan, math.nan, NO_INTERVAL)
                if mine.any():
                    found = interval_of(
                        units.numerators[:, column],
                        units.bases[:, column],
                        share=is_share(block, column),
                        draws=draws,
                        seed=seed,
                        confidence=confidence,
                    )
                rows.append(
                    {
                        "measure": block.measure,
                        "group": block.group,
                        "key": key,
                        "outlet": outlet,
                        "estimate": found.estimate,
                        "low": found.low,
                        "high": found.high,
                        "unit": block.units[column],
                        "n_articles": int((block.bases[mine, column] > 0).sum()),
                        "n_mentions": float(block.bases[mine, column].sum()),
                        "method": found.method,
                    }
                )
    if not rows:
        return typed(pd.DataFrame(), COLUMNS)
    compared = _against_rest(
        frame,
        draws=draws,
        seed=seed,
        confidence=confidence,
        declared=contrasts,
        correction=correction,
        collapse_copies=collapse_copies,
    )
    names = ["measure", "group", "key", "outlet"]
    made = pd.DataFrame(rows).merge(compared, on=names, how="left", validate="one_to_one")
    empty = made["n_articles"] == 0
    made["n_tested"] = made["n_tested"].fillna(0).astype("int64")
    alone = "only this outlet has it: nothing to compare" if len(outlets) > 1 else "one outlet: nothing to compare"
    made.loc[made["tier"].isna(), "reason"] = alone
    made["tier"] = made["tier"].fillna(DESCRIPTIVE)
    made.loc[empty, "tier"] = NOT_TESTABLE
    made.loc[empty, "reason"] = "no article of this outlet has it: missing, not zero"
    return typed(made, COLUMNS)


def _against_rest(frame: pd.DataFrame, **options: object) -> pd.DataFrame:
    made = contrasts(frame, against="rest", **options)  # type: ignore[arg-type]  # passed on as they came
    names = {"first": "outlet", "estimate_second": "rest", "low": "difference_low", "high": "difference_high"}
    return made[["measure", "group", "key", "first", *_FROM_CONTRAST]].rename(columns=names)
