"""Would chance give as much, and does a finding hang on a setting: tables and words for notebook 80."""

from __future__ import annotations

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings
from framing.findings.finding_sentences import concept_name
from framing.stats.divergence import divergence_of_outlets
from framing.stats.null_card import ALL, NullCard, null_card
from framing.stats.tiers import NOT_TESTABLE, TIERS


def count_against_chance(rows: pd.DataFrame, *, draws: int, seed: int, collapse_copies: bool) -> NullCard:
    """Return the null card of all measures; a thousand shuffles or ``draws`` if fewer."""
    return null_card(rows, draws=min(draws, 1000), seed=seed, collapse_copies=collapse_copies)


def card_words(card: NullCard) -> list[str]:
    """Return the card in sentences: all measures together, at each size of difference."""
    whole = card.card[card.card["measure"] == ALL] if len(card.card) else card.card
    if whole.empty:
        return ["There are not two outlets to compare."]
    return [f"{note[0].upper()}{note[1:]}." for note in whole["note"]]


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
