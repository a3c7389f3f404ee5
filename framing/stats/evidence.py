"""The table every chart and finding reads: what each outlet does, how sure that is, and which tier it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

import numpy as np
import pandas as pd

from framing.measure.settings import Settings
from framing.stats.column_types import typed
from framing.stats.contrasts import MANY, Correction, Declared, both_sides, contrasts, intervals_of
from framing.stats.intervals import difference_interval
from framing.stats.one_thread import on_one_thread
from framing.stats.resampling_units import blocks, join, shares_among, sums_of_keys
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE, UNTESTED

__all__ = ["COLUMNS", "compare_outlets", "contrasts", "evidence_table", "family_rows"]

COLUMNS = (
    "measure", "group", "key", "outlet", "estimate", "low", "high", "unit", "n_articles", "n", "counts", "method",
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


@on_one_thread
def evidence_table(
    rows: pd.DataFrame,
    settings: Settings,
    *,
    declared: Declared | None = None,
    correction: Correction = "max-t",
) -> pd.DataFrame:
    """Return one row for each measure × group × key × outlet: estimate, interval, bases, tier.

    The estimate is Σvalue ÷ Σbase over the outlet's articles. Shares have Wilson's interval on an
    effective number of mentions, other measures a bootstrap interval; articles of one shared-copy
    cluster are one unit. The tier is that of the outlet against all others together. All rows of
    one call are one family for the correction: give everything that a report shows at once.

    Args:
        rows: Article-measure rows (``measure.tables.ARTICLE_MEASURE``). A column ``event`` keeps shuffles within
            events; rows whose column ``tested`` is false get their interval, but neither p nor tier, and stand
            outside the family; a column ``counts`` has the word for what the base counts.
        settings: Draws for shuffles and bootstrap (all arrangements are listed when there are no more), the
            seed, the level of the intervals, and whether copies of one text count once.
        declared: Keys of the comparisons that were declared before looking; only they can be ``supported``.
            None: all.
        correction: ``"max-t"`` (step-down, all comparisons under the same shuffles), ``"holm"``, or ``"bh"``
            (Benjamini-Hochberg) when exploring.

    Returns:
        A frame with ``COLUMNS``. An outlet that never names a group has estimate NaN, ``n_articles`` and
        ``n`` 0 (missing is not zero); ``counts`` says what ``n`` counts. ``rest`` is the estimate of all others
        together and ``difference`` the outlet’s less that, with its own interval. Empty if there are no rows.

    Raises:
        ValueError: for a missing column, two rows of an article for one key, or an unknown correction.

    >>> import framing
    >>> tables = framing.open_set("corpus/harbour-blockade", parser="none")
    >>> made = framing.compare_outlets(framing.term_choice(tables), draws=200, seed=1)
    >>> one = made[(made["measure"] == "label share") & (made["estimate"] > 0)].iloc[0]
    >>> bool(one["low"] <= one["estimate"] <= one["high"]), one["tier"] in {"supported", "suggestive", "descriptive"}
    (True, True)
    """
    outlets = sorted(set(rows["outlet"].drop_duplicates().astype(str))) if "outlet" in rows.columns else []
    found = _estimates(rows, outlets, settings)
    if not found:
        return typed(pd.DataFrame(), COLUMNS)
    family = rows["tested"].to_numpy(bool) if "tested" in rows.columns else np.ones(len(rows), dtype=bool)
    parts = [
        _against_rest(rows[part], settings, declared, correction, test=test)
        for part, test in ((family, True), (~family, False))
        if part.any()
    ]
    names = ["measure", "group", "key", "outlet"]
    compared = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    made = pd.DataFrame(found).merge(compared, on=names, how="left", validate="one_to_one")
    empty = made["n_articles"] == 0
    made["n_tested"] = made["n_tested"].fillna(0).astype("int64")
    alone = "only this outlet has it: nothing to compare" if len(outlets) > 1 else "one outlet: nothing to compare"
    made.loc[made["tier"].isna(), "reason"] = alone
    made["tier"] = made["tier"].fillna(DESCRIPTIVE)
    made.loc[empty, "tier"] = NOT_TESTABLE
    made.loc[empty, "reason"] = "no article of this outlet has it: missing, not zero"
    shown = set(rows.loc[~family, names[:3]].drop_duplicates().itertuples(index=False, name=None))
    outside = [key in shown for key in made[names[:3]].itertuples(index=False, name=None)]
    made.loc[outside, "tier"] = UNTESTED
    return typed(made, COLUMNS)


@on_one_thread
def differences(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return each outlet's difference to all others with its interval, at the level of ``settings``; no test.

    Returns:
        A row for each measure × group × key × outlet with ``difference``, ``low`` and ``high`` (NaN without an
        interval). Empty without rows.
    """
    made = []
    for block in blocks(rows, collapse_copies=settings.collapse_copies):
        for outlet in sorted(set(block.outlets)):
            mine = block.outlets == outlet
            units = join(block, mine, ~mine)
            for key, two in zip(block.keys, both_sides(block, units, settings), strict=True):
                low, high = difference_interval(*two)
                about = {"measure": block.measure, "group": block.group, "key": key, "outlet": outlet}
                made.append({**about, "difference": two[0].estimate - two[1].estimate, "low": low, "high": high})
    return pd.DataFrame(made, columns=["measure", "group", "key", "outlet", "difference", "low", "high"])


def family_rows(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the tested family: those that have a tier."""
    return evidence[evidence["tier"] != UNTESTED]


class Options(TypedDict, total=False):
    """Settings by their names, as :func:`compare_outlets` takes them."""

    draws: int
    seed: int
    confidence: float
    collapse_copies: bool


def compare_outlets(
    frame: pd.DataFrame,
    *,
    contrasts: Declared | None = None,
    correction: Correction = "max-t",
    **options: Unpack[Options],
) -> pd.DataFrame:
    """Return the evidence table of article-measure rows; see :func:`evidence_table`.

    Args:
        frame: Article-measure rows.
        contrasts: (measure, group, key) of the comparisons that were declared before looking; only they can be
            ``supported``. None: all.
        correction: ``"max-t"`` (step-down, all comparisons under the same shuffles), ``"holm"``, or ``"bh"``
            (Benjamini-Hochberg) when exploring.
        options: ``draws`` (10,000), ``seed`` (0), ``confidence`` (.95), ``collapse_copies`` (False).

    >>> import framing
    >>> tables = framing.open_set("corpus/harbour-blockade", parser="none")
    >>> made = framing.compare_outlets(framing.term_choice(tables), draws=200, seed=1)
    >>> one = made[(made["measure"] == "label share") & (made["estimate"] > 0)].iloc[0]
    >>> bool(one["low"] <= one["estimate"] <= one["high"]), one["unit"]
    (True, 'share')
    """
    return evidence_table(frame, replace(MANY, **options), declared=contrasts, correction=correction)


def _estimates(rows: pd.DataFrame, outlets: list[str], settings: Settings) -> list[dict[str, object]]:
    """Estimate, interval and bases of every outlet in every key."""
    made: list[dict[str, object]] = []
    for block in blocks(rows, collapse_copies=settings.collapse_copies):
        shares = shares_among(block)
        for outlet in outlets:
            mine = block.outlets == outlet
            units = join(block, mine, mine & False)
            found = intervals_of(units.numerators, units.bases, shares, settings)
            n_articles = (block.bases[mine] > 0).sum(axis=0).tolist()
            for column, (one, n) in enumerate(zip(found, sums_of_keys(block.bases[mine]), strict=True)):
                made.append(
                    {
                        "measure": block.measure,
                        "group": block.group,
                        "key": block.keys[column],
                        "outlet": outlet,
                        "estimate": one.estimate,
                        "low": one.low,
                        "high": one.high,
                        "unit": block.units[column],
                        "n_articles": n_articles[column],
                        "n": n,
                        "counts": block.counts[column],
                        "method": one.method,
                    }
                )
    return made


def _against_rest(
    rows: pd.DataFrame,
    settings: Settings,
    declared: Declared | None,
    correction: Correction,
    *,
    test: bool,
) -> pd.DataFrame:
    made = contrasts(rows, against="rest", settings=settings, declared=declared, correction=correction, test=test)
    names = {"first": "outlet", "estimate_second": "rest", "low": "difference_low", "high": "difference_high"}
    return made[["measure", "group", "key", "first", *_FROM_CONTRAST]].rename(columns=names)
