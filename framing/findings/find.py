"""What a report says first: findings, each filled from a row of the evidence table, strongest evidence first.

A finding says what an outlet printed and what the others did. Comparisons in which nothing
was found are findings too, and what the set cannot show stands beside them.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.context import Context
from framing.findings.finding import DIFFERENCE, NO_DIFFERENCE, Finding, compared, finding_id
from framing.findings.finding_sentences import Said, both_sides, concept_name, listed, percent, sentence_of
from framing.findings.kinds.registry import findings_of
from framing.findings.limits import limits_of
from framing.findings.places import places_of
from framing.findings.ranking import FRONT, front_page, ranked
from framing.measure.declared_contrast import DECLARED, declared_keys
from framing.measure.measures import article_measures
from framing.measure.tables import Tables
from framing.stats.evidence import compare_outlets
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE, SUGGESTIVE, SUPPORTED, TIERS
from framing.text.display import short

# Of several measures of one outlet and one concept, the first with the best tier speaks.
_FIRST = (
    DECLARED,
    "own-voice label share",
    "label share",
    "articles with label",
    "own-voice share",
    "term-choice score",
)


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a set in order, what the set cannot show, and the table they were filled from."""

    findings: tuple[Finding, ...]
    limits: tuple[str, ...]
    evidence: pd.DataFrame

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li><strong>{html.escape(f.tier)}</strong>: {html.escape(f.sentence)} "
            f"<small>{html.escape(f.reason + (f'; {f.copies}' if f.copies else ''))}</small></li>"
            for f in self.findings
        )
        cannot = "".join(f"<li>{html.escape(limit)}</li>" for limit in self.limits)
        return f"<ol>{items}</ol><h4>What this set cannot show</h4><ul>{cannot}</ul>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001  (IPython's signature)
        del cycle
        counts = [f"{n} {t}" for t in TIERS if (n := sum(f.tier == t for f in self.findings))]
        printer.text(short("Findings", *counts, f"limits: {len(self.limits)}"))


def find(
    tables: Tables,
    *,
    codebook: Codebook | None = None,
    draws: int = 2000,
    seed: int = 0,
    confidence: float = 0.95,
    collapse_copies: bool = False,
    include_headline: bool = True,
) -> Findings:
    """Compare all measures of a set at once and put into sentences what was found and what was not.

    Args:
        tables: The set.
        codebook: Names concepts and declares contrasts. If it declares any, only they can be ``supported``.
        draws: Shuffles and bootstrap draws.
        seed: Of all random draws.
        confidence: Of the intervals.
        collapse_copies: Count articles that share copy as one; otherwise that is said beside each finding.
        include_headline: Whether mentions in headlines count.

    Returns:
        What was tested, by tier, then by order of magnitude of p, then by size of the difference, and what all
        kinds of findings saw in the texts, in the order of :mod:`framing.findings.ranking`; negative ones after
        those; ``limits``.
    """
    rows = article_measures(tables, codebook=codebook, include_headline=include_headline)
    declared = declared_keys(codebook) if codebook is not None and codebook.contrasts else None

    def compare(*, once: bool) -> pd.DataFrame:
        return compare_outlets(
            rows, draws=draws, seed=seed, confidence=confidence, contrasts=declared, collapse_copies=once
        )

    evidence = compare(once=collapse_copies)
    copied = bool(tables["articles"]["cluster"].duplicated().any())
    other = compare(once=True) if copied and not collapse_copies else None
    made = [
        _finding(row, rows, tables, codebook, confidence, weighted=collapse_copies)
        for row in _speaking(evidence).to_dict("records")
    ]
    if other is not None:
        made = [_with_copies(finding, other) for finding in made]
    made.sort(key=lambda f: (TIERS.index(f.tier), _strength(f), -_size(f, codebook), f.id))
    made += findings_of(Context(tables, codebook, evidence))
    return Findings(
        ranked([*made, *_negative(evidence, tables, codebook)]),
        limits_of(tables, evidence, codebook=codebook),
        evidence,
    )


def _speaking(evidence: pd.DataFrame) -> pd.DataFrame:
    """The rows that become findings: for each outlet and concept the one that says most."""
    some = evidence[evidence["tier"].isin([SUPPORTED, SUGGESTIVE])].copy()
    some["topic"] = some["group"].where(some["measure"] != "term-choice score", some["key"])
    some["topic"] = some["topic"].where(some["measure"].isin(_FIRST), some["measure"] + some["group"] + some["key"])
    some["rank"] = some["tier"].map(TIERS.index)
    some["order"] = some["measure"].map(lambda m: _FIRST.index(m) if m in _FIRST else len(_FIRST))
    some["used"] = some["difference"] <= 0  # what an outlet did comes before what it did not
    some["width"] = -some["difference"].abs()
    some = some.sort_values(["rank", "order", "used", "width", "key"], kind="stable")
    return some.drop_duplicates(["outlet", "topic"])


def _finding(
    row: dict[Any, Any],
    rows: pd.DataFrame,
    tables: Tables,
    codebook: Codebook | None,
    confidence: float,
    *,
    weighted: bool,
) -> Finding:
    same = rows[(rows["measure"] == row["measure"]) & (rows["group"] == row["group"]) & (rows["key"] == row["key"])]
    mine, others = same[same["outlet"] == row["outlet"]], same[same["outlet"] != row["outlet"]]
    counted = row["unit"] == "share" and not weighted
    every = int((tables["articles"]["outlet"] == row["outlet"]).sum())

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
        confidence=confidence,
    )
    return Finding(
        **compared(row),
        **_tested(row),
        id=finding_id(row["measure"], row["group"], row["key"], row["outlet"]),
        kind=DIFFERENCE,
        sentence=sentence_of(said, codebook),
        tier=row["tier"],
        n_articles=int(row["n_articles"]),
        n_mentions=float(row["n_mentions"]),
        spans=places_of(row, tables),
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


def _negative(evidence: pd.DataFrame, tables: Tables, codebook: Codebook | None) -> Iterable[Finding]:
    """Declared contrasts (without any: each concept's labels) that were tested and in which no outlet stands apart."""
    measure = DECLARED if (evidence["measure"] == DECLARED).any() else "own-voice label share"
    by = ["group", "key"] if measure == DECLARED else ["group"]
    for _, part in evidence[evidence["measure"] == measure].groupby(by, sort=False):
        tested = part[part["p"].notna() & (part["tier"] != NOT_TESTABLE)]
        if tested.empty or part["tier"].isin([SUPPORTED, SUGGESTIVE]).any():
            continue
        best = tested.sort_values("p", kind="stable").iloc[0].to_dict()
        shown = part[(part["key"] == best["key"]) & part["estimate"].notna()].sort_values("estimate")
        first, last = shown.iloc[0], shown.iloc[-1]
        name = concept_name(best["group"], codebook)
        if measure == DECLARED:
            a, b = both_sides(best["key"])
            what = f"Naming {name}, no outlet stood apart in writing {listed(a)} rather than {listed(b)}"
        else:
            what = f"Naming {name}, no outlet’s labels stood apart; the widest gap is in “{best['key']}”"
        sentence = (
            f"{what}: from {percent(first['estimate'])} of mentions ({first['outlet']}) to "
            f"{percent(last['estimate'])} ({last['outlet']}). Shuffled outlets differ as much in "
            f"{max(1, round(100 * best['p']))} of 100 draws. With {int(part['n_articles'].max())} articles an outlet "
            "at most, that is no proof that they write alike."
        )
        about = dict.fromkeys(("estimate", "low", "high", "rest"), math.nan)
        gap = float(last["estimate"] - first["estimate"])
        yield Finding(
            **(compared(best) | about | {"outlet": "", "difference": gap}),
            **_tested(best),
            id=finding_id("no-difference", best["group"], best["key"] if measure == DECLARED else "", ""),
            kind=NO_DIFFERENCE,
            sentence=sentence,
            tier=DESCRIPTIVE,
            n_articles=int(part.groupby("outlet")["n_articles"].max().sum()),
            n_mentions=float(shown["n_mentions"].sum()),
            spans=tuple(place for row in shown.to_dict("records") for place in places_of(row, tables)),
        )


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


def write_findings(found: Findings, out: str | Path) -> Path:
    """Write ``findings.json`` into the folder ``out`` and return its path; missing numbers are ``null``."""

    def plain(finding: Finding) -> dict[str, object]:
        said = ("id", "kind", "sentence", "tier", "reason", "copies")
        made = {name: getattr(finding, name) for name in said} | asdict(finding)
        made["spans"] = [[p.article_id, p.start, p.end] for p in finding.spans]
        return {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in made.items()}

    path = Path(out) / "findings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"findings": [plain(f) for f in found.findings], "limits": list(found.limits)}
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
    return path


def headline(found: Findings, n: int = FRONT) -> Sequence[Finding]:
    """Return at most ``n`` findings for a front page: see :func:`framing.findings.ranking.front_page`.

    Where other kinds leave room, further tested differences fill it; a negative one is among them if there is any.
    """
    first = list(front_page(found.findings))[:n]
    first += [f for f in found.findings if f.tier in (SUPPORTED, SUGGESTIVE) and f not in first][: n - len(first)]
    negative = next((f for f in found.findings if f.kind == NO_DIFFERENCE), None)
    if negative is not None and first:
        first = [*first[: n - 1], negative]
    return first
