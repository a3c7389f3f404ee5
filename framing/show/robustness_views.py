"""What notebook 80 shows: would chance give as much, and does a finding hang on a setting?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.figures.intervals_null import MOST_PANELS, intervals_null
from framing.figures.null_card import null_card as draw_card
from framing.figures.chart import Chart, save_chart
from framing.figures.specification import specification
from framing.findings.find import Findings
from framing.findings.finding import DIFFERENCE, Finding
from framing.findings.finding_sentences import both_sides, concept_name, listed
from framing.measure.declared_contrast import DECLARED
from framing.measure.tables import Tables
from framing.stats.divergence import divergence_of_outlets
from framing.stats.null_card import ALL, NullCard, null_band, null_card
from framing.stats.specification import MEASURES, Target, specification_curve, standing, term_settings
from framing.stats.tiers import NOT_TESTABLE, TIERS

_NAMES = ["measure", "group", "key"]


def count_against_chance(rows: pd.DataFrame, *, draws: int, seed: int, collapse_copies: bool) -> NullCard:
    """Return the null card of all measures; a thousand shuffles or ``draws`` if fewer."""
    return null_card(rows, draws=min(draws, 1000), seed=seed, collapse_copies=collapse_copies)


def card_words(card: NullCard) -> list[str]:
    """Return the card in sentences: all measures together, at each size of difference."""
    whole = card.card[card.card["measure"] == ALL] if len(card.card) else card.card
    if whole.empty:
        return ["There are not two outlets to compare."]
    return [f"{note[0].upper()}{note[1:]}." for note in whole["note"]]


def card_chart(card: NullCard, *, out: str | Path) -> Chart:
    """Draw and keep the null card."""
    title = "How many differences, and how many with outlets shuffled"
    whole = card.card[(card.card["measure"] == ALL) & card.card["size"].isna()] if len(card.card) else card.card
    said = " ".join(str(note) for note in whole["note"]) if len(whole) else "Nothing to compare."
    return save(
        draw_card(card.card, card.shuffles, title=title),
        card.card,
        out=out,
        name="null-card",
        title=title,
        alt=f"Range chart, a row a measure: differences in 100 comparisons, this set beside shuffled outlets. {said}.",
    )


def band_chart(
    found: Findings,
    rows: pd.DataFrame,
    codebook: Codebook | None,
    *,
    out: str | Path,
    draws: int,
    seed: int,
    confidence: float,
    collapse_copies: bool,
) -> Chart:
    """Draw and keep differences with intervals over the null band: declared contrasts, else the best-supported."""
    shares = found.evidence[found.evidence["unit"] == "share"]
    shown = shares[shares["measure"] == DECLARED]
    title = "Declared contrasts: each outlet beside the others, and what chance would give"
    if shown.empty:
        best = shares.assign(rank=shares["tier"].map(TIERS.index)).sort_values(["rank", "p"], kind="stable")
        first = best.drop_duplicates(_NAMES).head(MOST_PANELS)[_NAMES]
        shown = first.merge(shares, on=_NAMES, how="left")
        title = "Shares in which outlets differ most, and what chance would give"
    names = set(shown[_NAMES].itertuples(index=False, name=None))
    kept = [name in names for name in rows[_NAMES].itertuples(index=False, name=None)]
    band = null_band(
        rows[kept], draws=min(draws, 1000), seed=seed, confidence=confidence, collapse_copies=collapse_copies
    )
    data = shown.merge(band.drop(columns=["estimate", "difference"]), on=[*_NAMES, "outlet"], how="left")
    named = shown.assign(group=[concept_name(str(group), codebook) for group in shown["group"]])
    band = band.assign(group=[concept_name(str(group), codebook) for group in band["group"]])
    outside = int(data["outside"].fillna(value=False).sum())
    return save(
        intervals_null(named, band, title=title, confidence=confidence),
        data,
        out=out,
        name="null-band",
        title=title,
        alt=f"Dots with intervals, a panel a comparison and a row an outlet, over the band that shuffled outlets give. "
        f"{outside} of {len(data)} dots lie outside their band.",
    )


def specification_charts(
    found: Findings, tables: Tables, codebook: Codebook | None, *, out: str | Path, draws: int, seed: int, most: int = 3
) -> list[Chart]:
    """Draw and keep a specification curve for each of the first ``most`` findings about labels."""
    return [
        _curve_chart(number, finding, tables, codebook, out=out, draws=draws, seed=seed)
        for number, finding in enumerate(_about_labels(found, codebook, most), start=1)
        if codebook is not None
    ]


def _about_labels(found: Findings, codebook: Codebook | None, most: int) -> Iterator[Finding]:
    if codebook is not None:
        able = (f for f in found.findings if f.kind == DIFFERENCE and f.measure in MEASURES)
        yield from (finding for _, finding in zip(range(most), able, strict=False))


def _curve_chart(
    number: int, finding: Finding, tables: Tables, codebook: Codebook, *, out: str | Path, draws: int, seed: int
) -> Chart:
    target = Target(finding.measure, finding.group, finding.key, finding.outlet)
    curve = specification_curve(term_settings(tables, codebook, target), target, draws=min(draws, 1000), seed=seed)
    stood = standing(curve)
    if finding.measure == DECLARED:
        a, b = both_sides(finding.key)
        what = f"{listed(a)} rather than {listed(b)}"
    else:
        what = f"“{finding.key}” for {concept_name(finding.group, codebook)}"
    title = f"{finding.outlet}: {what}"
    return save(
        specification(curve, title=title),
        curve,
        out=out,
        name=f"specification-{number}",
        title=title,
        alt=f"Specification curve: the difference between {finding.outlet} and the others under "
        f"{stood.n} settings, {what}. It stands in {stood.stands}; {stood.same_direction} have the same direction.",
    )


def divergences(rows: pd.DataFrame, codebook: Codebook | None, *, draws: int, seed: int) -> pd.DataFrame:
    """Return how far apart each two outlets' labels are beyond shuffled outlets, most first, concepts by name."""
    shares = rows[rows["measure"] == "label share"]
    made = divergence_of_outlets(shares, draws=min(draws, 2000), seed=seed)
    made = made[made["excess"].notna()].sort_values("excess", ascending=False, kind="stable")
    concepts = [concept_name(str(group), codebook) for group in made["group"]]
    columns = ["concept", "first", "second", "divergence", "expected", "excess", "p", "n_mentions_first"]
    return made.assign(concept=concepts)[[*columns, "n_mentions_second"]].reset_index(drop=True)


def copies_words(found: Findings) -> list[str]:
    """Return what becomes of the findings when copies of one text count once."""
    changed = [f for f in found.findings if f.copies]
    if not changed:
        return ["No articles of this set share copy, or copies were counted once from the start."]
    return [f"{finding.sentence} {finding.copies[0].upper()}{finding.copies[1:]}." for finding in changed]


def tier_words(found: Findings) -> str:
    """Return how many comparisons have which tier."""
    counts = found.evidence["tier"].value_counts()
    parts = [f"{int(counts.get(tier, 0))} {tier}" for tier in TIERS]
    n = len(found.evidence)
    tested = n - int(counts.get(NOT_TESTABLE, 0))
    return f"Of {n} comparisons of an outlet with the others, {tested} could be tested: {', '.join(parts)}."
