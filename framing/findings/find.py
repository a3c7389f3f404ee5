"""What a report says first: findings, each filled from a row of the evidence table, strongest evidence first.

A finding says what an outlet printed and what the others did. Comparisons in which nothing
was found are findings too, and what the set cannot show stands beside them.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.checked_evidence import checked_evidence, with_checked_tiers
from framing.findings.context import Context
from framing.findings.finding import NO_DIFFERENCE, Finding
from framing.findings.kinds.registry import findings_of
from framing.findings.limits import limits_of
from framing.findings.ranking import FRONT, front_page, ranked
from framing.findings.tested_differences import no_differences, tested_differences
from framing.measure.declared_contrast import declared_keys
from framing.measure.known_blocks import with_known_blocks
from framing.measure.measure import CodedSet
from framing.measure.measures import report_rows
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.stats.evidence import evidence_table, family_rows
from framing.stats.tiers import SUGGESTIVE, SUPPORTED, TIERS
from framing.text.display import short


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a set in order, what the set cannot show, and the report's one evidence table.

    Every chart, table and finding of a report takes its rows from ``evidence``, so that a number has one
    tier. Rows without a tier are shown beside the tested family.
    """

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
    settings: Settings | None = None,
    rows: pd.DataFrame | None = None,
    seen: Callable[[], Iterable[Finding]] | None = None,
) -> Findings:
    """Compare all measures of a set at once and put into sentences what was found and what was not.

    Args:
        tables: The set.
        codebook: Names concepts and declares contrasts. Only declared contrasts can be ``supported``; without any,
            all is exploring.
        settings: Draws, seed, level of the intervals, whether articles that share copy count as one (otherwise
            what that would change is said beside each finding), whether mentions in headlines count.
        rows: What :func:`framing.measure.measures.report_rows` gives for these, if that is known.
        seen: Gives what all kinds see in the texts, if another process is looking meanwhile: :func:`seen_in_texts`.

    Returns:
        What was tested, by tier, then by order of magnitude of p, then by size of the difference, and what all
        kinds of findings saw in the texts, in the order of :mod:`framing.findings.ranking`; negative ones after
        those; ``limits``.
    """
    coded = CodedSet(tables, codebook, settings or Settings())
    rows = with_known_blocks(report_rows(coded) if rows is None else rows, tables)
    declared = declared_keys(codebook)
    evidence = evidence_table(rows, coded.settings, declared=declared)
    checked = checked_evidence(tables, family_rows(evidence), coded.settings)
    evidence = with_checked_tiers(evidence, checked)
    family = family_rows(evidence)
    copied = bool(tables["articles"]["cluster"].duplicated().any())
    once = None
    if copied and not coded.settings.collapse_copies:
        once = evidence_table(rows[rows["tested"]], replace(coded.settings, collapse_copies=True), declared=declared)
    made = tested_differences(family, rows, coded, once=once)
    made += seen() if seen is not None else seen_in_texts(tables, codebook=codebook)
    found = ranked(_own_ids([*made, *no_differences(family, rows, coded)]))
    return Findings(found, limits_of(tables, family, codebook=codebook), evidence)


def seen_in_texts(tables: Tables, *, codebook: Codebook | None = None) -> list[Finding]:
    """Return what all kinds of findings see in the texts, kind by kind; no comparison is needed for it.

    Args:
        tables: The set; an empty one gives none.
        codebook: Names concepts.
    """
    return findings_of(Context(tables, codebook))


def _own_ids(findings: Iterable[Finding]) -> list[Finding]:
    """Tell apart ids that came out alike, as those of “C” and “C++” do."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        seen[finding.id] += 1
        n = seen[finding.id]
        made.append(finding if n == 1 else replace(finding, id=f"{finding.id}-{n}"))
    return made


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
