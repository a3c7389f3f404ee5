"""Would chance give as much, and does a finding hang on a setting: tables and words for notebook 80."""

from __future__ import annotations

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings
from framing.measure.row_sentence import concept_name
from framing.measure.settings import Settings, at_most
from framing.measure.term_choice import LABEL_SHARE
from framing.stats.divergence import divergence_of_outlets
from framing.stats.evidence import family_rows
from framing.stats.null_card import ALL, NullCard, null_card
from framing.stats.tiers import NOT_TESTABLE, TIERS


def count_against_chance(rows: pd.DataFrame, *, settings: Settings) -> NullCard:
    """Return the null card of all measures; a thousand shuffles or ``draws`` if fewer."""
    return null_card(rows, settings=at_most(settings, 1000))


def card_words(card: NullCard) -> list[str]:
    """Return the card in sentences: all measures together, at each size of difference."""
    whole = card.card[card.card["measure"] == ALL] if len(card.card) else card.card
    if whole.empty:
        return ["There are not two outlets to compare."]
    return [f"{note[0].upper()}{note[1:]}." for note in whole["note"]]


def divergences(rows: pd.DataFrame, codebook: Codebook | None, *, settings: Settings) -> pd.DataFrame:
    """Return how far apart each two outlets' labels are beyond shuffled outlets, most first, concepts by name."""
    shares = LABEL_SHARE.of(rows)
    made = divergence_of_outlets(shares, settings=at_most(settings, 2000))
    made = made[made["excess"].notna()].sort_values("excess", ascending=False, kind="stable")
    concepts = [concept_name(str(group), codebook) for group in made["group"]]
    columns = ["concept", "first", "second", "divergence", "expected", "excess", "p", "n_first", "n_second"]
    return made.assign(concept=concepts)[columns].reset_index(drop=True)


def copies_words(found: Findings) -> list[str]:
    """Return what becomes of the findings when copies of one text count once."""
    changed = [f for f in found.findings if f.copies]
    if not changed:
        why = "nothing could be tested or stood out, no articles are copies, or copies were counted once from the start"
        return [f"No tested difference is there to change: {why}."]
    return [f"{finding.sentence} {finding.copies[0].upper()}{finding.copies[1:]}." for finding in changed]


def tier_words(found: Findings) -> str:
    """Return how many comparisons have which tier."""
    family = family_rows(found.evidence)
    counts = family["tier"].value_counts()
    parts = [f"{int(counts.get(tier, 0))} {tier}" for tier in TIERS]
    n = len(family)
    able = n - int(counts.get(NOT_TESTABLE, 0))
    return f"Of {n} comparisons of an outlet with the others, {able} could be tested: {', '.join(parts)}."
