"""Findings that are tested differences: the rows of the evidence table that say something, and those that don't."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.finding import DIFFERENCE, NO_DIFFERENCE, Finding, finding_id
from framing.measure.declared_contrast import DECLARED, contrast_of
from framing.measure.measure import CodedSet, MeasureKey
from framing.measure.measures import measure_of, places_of
from framing.measure.row_sentence import Said, compared, concept_name, listed, percent
from framing.measure.term_choice import OWN_VOICE_LABEL_SHARE
from framing.stats.equivalence import equivalent, joint_confidence
from framing.stats.evidence import differences
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE, SUGGESTIVE, SUPPORTED, TIERS


def tested_differences(
    evidence: pd.DataFrame, rows: pd.DataFrame, coded: CodedSet, *, once: pd.DataFrame | None
) -> list[Finding]:
    """Return a finding for each row that is supported or suggestive, the one that says most of an outlet and concept.

    Args:
        evidence: The tested family.
        rows: The article rows it was made from.
        coded: The set.
        once: The same comparison with shared copy counted once, if that is something else.

    Returns:
        By tier, then by order of magnitude of p, then by size of the difference.
    """
    speaking = _speaking(evidence)
    of_key = _rows_by_key(rows, speaking)
    made = [_finding(row, of_key[MeasureKey.of(row)], coded) for row in speaking.to_dict("records")]
    if once is not None:
        made = [_with_copies(finding, once) for finding in made]
    return sorted(made, key=lambda f: (TIERS.index(f.tier), _strength(f), -_size(f, coded.codebook), f.id))


def _speaking(evidence: pd.DataFrame) -> pd.DataFrame:
    """The rows that become findings: for each outlet and concept the one that says most."""
    some = evidence[evidence["tier"].isin([SUPPORTED, SUGGESTIVE])].copy()
    keys = [MeasureKey.of(row) for row in some.to_dict("records")]
    # What names a concept has the concept for its topic, everything else only itself.
    some["topic"] = [measure_of(key.measure).concept(key) or str(key) for key in keys]
    some["rank"] = some["tier"].map(TIERS.index)
    some["order"] = [measure_of(key.measure).rank for key in keys]
    some["used"] = some["difference"] <= 0  # what an outlet did comes before what it did not
    some["width"] = -some["difference"].abs()
    some = some.sort_values(["rank", "order", "used", "width", "key"], kind="stable")
    return some.drop_duplicates(["outlet", "topic"])


def _rows_by_key(rows: pd.DataFrame, wanted: pd.DataFrame) -> Mapping[MeasureKey, pd.DataFrame]:
    """The article rows of the keys wanted, gone through once for all of them."""
    names = ["measure", "group", "key"]
    some = rows.merge(wanted[names].drop_duplicates(), on=names)
    return {MeasureKey(*map(str, key)): part for key, part in some.groupby(names, sort=False)}


def _finding(row: dict[Any, Any], same: pd.DataFrame, coded: CodedSet) -> Finding:
    mine, others = same[same["outlet"] == row["outlet"]], same[same["outlet"] != row["outlet"]]
    counted = row["unit"] == "share" and not coded.settings.collapse_copies
    every = int((coded.tables["articles"]["outlet"] == row["outlet"]).sum())

    def total(part: pd.DataFrame, column: str) -> int | None:
        return round(float(part[column].sum())) if counted else None

    said = Said(
        **compared(row),
        hits=total(mine, "value"),
        of=total(mine, "base"),
        rest_hits=total(others, "value"),
        rest_of=total(others, "base"),
        articles_with=int((mine["value"] > 0).sum()),
        articles=every,
        confidence=coded.settings.confidence,
    )
    return Finding(
        **compared(row),
        **_tested(row),
        id=finding_id(row["measure"], row["group"], row["key"], row["outlet"]),
        kind=DIFFERENCE,
        sentence=measure_of(said.measure).sentence(said, coded.codebook),
        tier=row["tier"],
        n_articles=int(row["n_articles"]),
        n=float(row["n"]),
        spans=places_of(row, coded),
    )


def _tested(row: Mapping[Any, Any]) -> dict[str, Any]:
    """How the comparison of a row was tested, as every finding says it."""
    return {
        "reason": row["reason"],
        "copies": "",
        "p": row["p"],
        "p_adjusted": row["p_adjusted"],
        "n_tested": int(row["n_tested"]),
    }


def _with_copies(finding: Finding, other: pd.DataFrame) -> Finding:
    """Say what becomes of a finding when the copies of one text count as one text."""
    names = ("measure", "group", "key", "outlet")
    hit = other[(other[list(names)] == [getattr(finding, name) for name in names]).all(axis=1)]
    if hit.empty:
        return finding
    row = hit.iloc[0]
    shown = percent(row["estimate"]) if finding.unit == "share" else f"{row['estimate']:.1f}"
    rest = percent(row["rest"]) if finding.unit == "share" else f"{row['rest']:.1f}"
    same = "still" if row["tier"] == finding.tier else "then"
    copies = f"with shared copy counted once {same} {row['tier']} ({shown} against {rest})"
    return replace(finding, copies=copies)


def no_differences(evidence: pd.DataFrame, rows: pd.DataFrame, coded: CodedSet) -> Iterable[Finding]:
    """Declared contrasts (without any: each concept's labels) that were tested and in which no outlet stands apart.

    That there is no difference is said only where an equivalence test rules larger ones out.
    """
    measure = DECLARED if len(DECLARED.of(evidence)) else OWN_VOICE_LABEL_SHARE
    by = ["group", "key"] if measure is DECLARED else ["group"]
    rows = measure.of(rows)
    for _, part in measure.of(evidence).groupby(by, sort=False):
        tested = part[part["p"].notna() & (part["tier"] != NOT_TESTABLE)]
        if tested.empty or part["tier"].isin([SUPPORTED, SUGGESTIVE]).any():
            continue
        shown = _widest(part)
        first, last = shown.iloc[0], shown.iloc[-1]
        best = tested.sort_values("p", kind="stable").iloc[0].to_dict()
        about = dict.fromkeys(
            ("estimate", "low", "high", "rest", "difference_low", "difference_high", "p", "p_adjusted"), math.nan
        )
        gap = float(last["estimate"] - first["estimate"])
        yield Finding(
            **(compared(first.to_dict()) | {name: about[name] for name in about if name in compared(first.to_dict())})
            | {"outlet": "", "difference": gap},
            **_tested(best) | {"p": math.nan, "p_adjusted": math.nan, "reason": _least_p(tested)},
            id=finding_id("no-difference", best["group"], best["key"] if measure is DECLARED else "", ""),
            kind=NO_DIFFERENCE,
            sentence=f"{_nobody_apart(shown, measure is DECLARED, coded)}. {_ruled_out(part, rows, coded)}",
            tier=DESCRIPTIVE,
            n_articles=int(part.groupby("outlet")["n_articles"].max().sum()),
            n=float(shown["n"].sum()),
            spans=tuple(place for row in shown.to_dict("records") for place in places_of(row, coded)),
        )


def _widest(part: pd.DataFrame) -> pd.DataFrame:
    """The rows of the key between whose outlets the widest gap is, from the lowest share to the highest."""
    there = part[part["estimate"].notna()]
    spread = there.groupby("key", sort=True)["estimate"].agg(lambda shares: shares.max() - shares.min())
    return there[there["key"] == spread.idxmax()].sort_values("estimate", kind="stable")


def _nobody_apart(shown: pd.DataFrame, declared: bool, coded: CodedSet) -> str:  # noqa: FBT001 - a fact of the rows
    first, last = shown.iloc[0].to_dict(), shown.iloc[-1].to_dict()
    name = concept_name(first["group"], coded.codebook)
    if declared:
        contrast = contrast_of(MeasureKey.of(first), coded.codebook)
        what = f"no outlet stood apart in writing {listed(contrast.a)} rather than {listed(contrast.b)}"
    else:
        what = f"no outlet’s labels stood apart; the widest gap is in “{first['key']}”"
    # an outlet that stands apart only with the words of others counted in is a finding of its own
    whose = "of its mentions in its own voice"
    between = f"from {percent(first['estimate'])} {whose} ({first['outlet']}) to {percent(last['estimate'])}"
    return f"Naming {name}, {what}: {between} ({last['outlet']})"


def _least_p(tested: pd.DataFrame) -> str:
    n, least = len(tested), float(tested["p_adjusted"].min())
    count = "its one comparison" if n == 1 else f"the least of its {n} comparisons"
    return (
        f"shuffled outlets differ as much as in {count} in {max(1, round(100 * least))} of 100 draws, corrected for all"
    )


def _ruled_out(part: pd.DataFrame, rows: pd.DataFrame, coded: CodedSet) -> str:
    """Whether the differences are shown to be small, or how large ones are not ruled out.

    All outlets that have an estimate count, those with too few articles for a test too: their gap is in the
    sentence, so it cannot be ruled out in the next.
    """
    names = ["measure", "group", "key"]
    there = part[part["estimate"].notna()]
    wanted = set(there[names].itertuples(index=False, name=None))
    here = rows[[key in wanted for key in rows[names].itertuples(index=False, name=None)]]
    level = joint_confidence(len(there))
    found = differences(here, replace(coded.settings, confidence=level))
    kept = found.merge(there[[*names, "outlet"]], on=[*names, "outlet"])
    smallest = coded.settings.smallest_effect
    shown = equivalent(list(zip(kept["low"], kept["high"], strict=True)), smallest=smallest)
    points = f"{100 * smallest:.0f} points"
    if shown.shown:
        return f"Differences of {points} or more from all others together are ruled out (equivalence test at .05)."
    if math.isnan(shown.not_ruled_out):
        return "How large a difference could be, these articles do not show."
    largest = f"differences of up to {100 * min(shown.not_ruled_out, 1.0):.0f} points"
    return f"That is no proof that they write alike: {largest} from all others together are not ruled out."


def _strength(finding: Finding) -> int:
    """Order of magnitude of p: findings within one are told apart by their size."""
    return math.ceil(math.log10(finding.p)) if finding.p > 0 else 0


def _size(finding: Finding, codebook: Codebook | None) -> float:
    """Size of a difference between 0 and 1, to order findings: share, part of the axis, or part of the larger value."""
    if finding.unit == "share":
        return abs(finding.difference)
    axis = next((a for a in codebook.axes if a.name == finding.group), None) if codebook else None
    whole = axis.high - axis.low if axis else max(abs(finding.estimate), abs(finding.rest))
    return min(1.0, abs(finding.difference) / whole) if whole > 0 else 0.0
