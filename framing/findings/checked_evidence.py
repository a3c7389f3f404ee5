"""The evidence table beside what a checked sample says of it: corrected estimates, and tiers that errors take away."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.measure.checked_units import CODINGS, FACTS, UNITS
from framing.measure.measure import MeasureKey
from framing.measure.row_sentence import percent
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.measure.unit_shares import UnitShare, unit_share
from framing.stats.corrected_estimates import CorrectedDifference, corrected_difference, strata_short
from framing.stats.tiers import DESCRIPTIVE, SUGGESTIVE, SUPPORTED

COLUMNS = (
    "measure", "group", "key", "outlet", "machine", "corrected", "low", "high", "rest", "difference", "difference_low",
    "difference_high", "machine_difference", "n_checked", "n_units", "misses",
)  # fmt: skip
_KEY = ["measure", "group", "key", "outlet"]


def checked_evidence(tables: Tables, evidence: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the corrected estimate of each outlet and of its difference to all others, where enough was checked.

    Args:
        tables: The set, with its checked sample; a set without one has no rows.
        evidence: The rows of the evidence table to correct. Rows whose number is no share of single marks are left out.
        settings: Draws, seed and level of the intervals.

    Returns:
        A row a share with ``COLUMNS``: as the machine counts it without corrections, corrected, both intervals over
        articles; ``n_checked`` of ``n_units`` marks lie behind it, and ``misses`` says whether drawn sentences told
        what was missed (else only what was marked is corrected).
    """
    if UNITS not in tables.frames or tables[CODINGS].empty:
        return pd.DataFrame(columns=list(COLUMNS))
    words = _Words(tables[UNITS], tables[CODINGS])
    rows = []
    for (measure, group, key), some in evidence.groupby(_KEY[:3], sort=False):
        about = MeasureKey(str(measure), str(group), str(key))
        share = unit_share(about)
        if share is None:
            continue
        units, misses = words.units(share, about)
        for outlet in some["outlet"]:
            mine = (units["outlet"] == outlet).to_numpy()
            if mine.all() or not mine.any():
                continue
            made = corrected_difference(
                units.assign(side=np.where(mine, 0, 1)),
                draws=settings.draws,
                seed=settings.seed,
                confidence=settings.confidence,
            )
            if not math.isnan(made.corrected):
                rows.append(_row(about, str(outlet), made, misses=misses))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(about: MeasureKey, outlet: str, made: CorrectedDifference, *, misses: bool) -> dict[str, object]:
    return {
        "measure": about.measure,
        "group": about.group,
        "key": about.key,
        "outlet": outlet,
        "machine": made.first.machine,
        "corrected": made.first.corrected,
        "low": made.first.low,
        "high": made.first.high,
        "rest": made.second.corrected,
        "difference": made.corrected,
        "difference_low": made.low,
        "difference_high": made.high,
        "machine_difference": made.machine,
        "n_checked": made.first.n_checked + made.second.n_checked,
        "n_units": made.first.n_units + made.second.n_units,
        "misses": misses,
    }


class _Words:
    """Units and what people said of them, ready to be summed for any share."""

    def __init__(self, units: pd.DataFrame, codings: pd.DataFrame) -> None:
        self._units = units
        word = codings[codings["weight"] > 0]
        self._checked = units["unit"].isin(word["unit"]).to_numpy()
        place = {str(name): i for i, name in enumerate(units["unit"])}
        marks = word[(word["mark"] != "sentence") & (word["state"] != "deleted")]
        self._said = [(place[str(row["unit"])], float(row["weight"]), row) for row in marks.to_dict("records")]
        self._facts = [_plain(row) for row in units[list(FACTS)].to_dict("records")]

    def units(self, share: UnitShare, key: MeasureKey) -> tuple[pd.DataFrame, bool]:
        """The units behind a share, in the form of ``corrected_difference``; and whether misses are known."""
        table = self._units
        mine = (table["mark"] == share.mark).to_numpy()
        value, base, hand_value, hand_base = (np.zeros(len(table)) for _ in range(4))
        counted = mine & (table["act"].to_numpy(bool) if share.mark == "quotation" else True)
        for i in np.flatnonzero(counted).tolist():
            base[i] = share.counts(self._facts[i], key)
            value[i] = base[i] and share.hits(self._facts[i], key)
        for at, weight, row in self._said:
            facts = _plain(row)
            if row["mark"] != share.mark or (mine[at] and not counted[at]) or not share.counts(facts, key):
                continue
            hand_base[at] += weight
            hand_value[at] += weight * share.hits(facts, key)
        made = pd.DataFrame({
            "outlet": table["outlet"], "article": table["outlet"] + " · " + table["cluster"],
            "stratum": table["stratum"], "checked": self._checked, "value": value, "base": base,
            "hand_value": hand_value, "hand_base": hand_base,
        })  # fmt: skip
        sentences = (table["mark"] == "sentence").to_numpy()
        misses = bool(sentences.any()) and not strata_short(made[sentences])
        return made[mine | sentences if misses else mine], misses


def _plain(row: Mapping[Any, Any]) -> dict[str, object]:
    """Facts with ``None`` for what is missing, whatever pandas calls it."""
    return {name: None if row[name] is pd.NA or row[name] is None else row[name] for name in FACTS}


def with_checked_tiers(evidence: pd.DataFrame, checked: pd.DataFrame) -> pd.DataFrame:
    """Return the evidence table in which a difference that does not outlast the machine's errors has lost its tier.

    A supported or suggestive row whose corrected interval holds zero becomes descriptive; every such row's reason says
    the corrected difference and how much was checked.
    """
    if checked.empty:
        return evidence
    found = {tuple(row[name] for name in _KEY): row for row in checked.to_dict("records")}
    tiers, reasons = [], []
    for row in evidence[[*_KEY, "tier", "reason"]].to_dict("records"):
        tier, reason = str(row["tier"]), str(row["reason"])
        by_hand = found.get(tuple(row[name] for name in _KEY)) if tier in (SUPPORTED, SUGGESTIVE) else None
        if by_hand is not None and not math.isnan(float(by_hand["difference_low"])):
            said = said_corrected(by_hand)
            if float(by_hand["difference_low"]) <= 0 <= float(by_hand["difference_high"]):
                tier, reason = DESCRIPTIVE, f"was {tier} as counted by program; {said}, which holds zero"
            else:
                reason = f"{reason}; {said}"
        tiers.append(tier)
        reasons.append(reason)
    text = {
        name: pd.Series(said, evidence.index, dtype="string") for name, said in (("tier", tiers), ("reason", reasons))
    }
    return evidence.assign(**text)


def said_corrected(row: Mapping[Any, Any]) -> str:
    """Return a corrected difference in words, with how much was checked."""
    low, high = (_points(row[name]) for name in ("difference_low", "difference_high"))
    n, of = int(row["n_checked"]), int(row["n_units"])
    known = "" if row["misses"] else "; what was missed is not known"
    shares = f"{percent(float(row['corrected']))} against {percent(float(row['rest']))}"
    return f"corrected by the {n} of {of} units that were checked: {shares}, {low} to {high} points apart{known}"


def _points(value: object) -> str:
    return f"{100 * float(str(value)):+.0f}"
