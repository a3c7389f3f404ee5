"""What to say of a set in which nothing can be tested: who prints which label most, concept by concept.

With one article an outlet every comparison is description. That is no reason to say
nothing: which outlet calls the same thing by which name is what a reader came for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.reports.evidence_spans import places_of
from framing.reports.finding import DIFFERENCE, Finding, slug
from framing.reports.sentences import concept_name
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE

_MEASURE = "label share"


def described(evidence: pd.DataFrame, tables: Tables, codebook: Codebook | None) -> list[Finding]:
    """Return one finding for each concept that outlets name most often by different labels.

    Ordered by how many mentions lie behind it, times how far the outlets' first choices
    differ. Tier ``descriptive``, always. Concepts that only one outlet names, or that all
    call the same, give none; no concepts give an empty list.
    """
    labels = evidence[(evidence["measure"] == _MEASURE) & (evidence["n_mentions"] > 0)]
    labels = labels[labels["tier"].isin([DESCRIPTIVE, NOT_TESTABLE])]
    found = [_of_concept(str(group), part, tables, codebook) for group, part in labels.groupby("group", sort=False)]
    kept = [f for f in found if f is not None]
    return sorted(kept, key=lambda f: (-f.difference * math.sqrt(f.n_mentions), f.id))


def _of_concept(concept: str, part: pd.DataFrame, tables: Tables, codebook: Codebook | None) -> Finding | None:
    first = [_first_choice(own) for _, own in part.groupby("outlet", sort=True)]
    chosen = {row["key"] for row in first}
    if len(chosen) < 2:  # noqa: PLR2004 - two labels make a difference
        return None
    mentions = sum(float(row["n_mentions"]) for row in first)
    return Finding(
        id=slug("described", concept),
        kind=DIFFERENCE,
        sentence=f"For {concept_name(concept, codebook)}, {_said(first)}.",
        tier=DESCRIPTIVE,
        reason="one article an outlet: description only"
        if all(row["n_articles"] == 1 for row in first)
        else "no difference here can be told from chance: description only",
        copies="",
        measure=_MEASURE,
        group=concept,
        key=" | ".join(sorted(chosen)),
        outlet="",
        estimate=math.nan,
        low=math.nan,
        high=math.nan,
        rest=math.nan,
        # 0 if all make one choice, 1 if no two outlets make the same
        difference=(len(chosen) - 1) / (len(first) - 1),
        unit="share",
        n_articles=sum(int(row["n_articles"]) for row in first),
        n_mentions=mentions,
        p=math.nan,
        p_adjusted=math.nan,
        n_tested=0,
        spans=tuple(place for row in first for place in places_of(row, tables)),
    )


def _first_choice(own: pd.DataFrame) -> dict[Any, Any]:
    """The label that one outlet uses most for one concept; of equals the one that others use least."""
    ordered = own.sort_values(["estimate", "rest", "key"], ascending=[False, True, True], kind="stable")
    return dict(ordered.iloc[0].to_dict())


def _said(first: Iterable[dict[Any, Any]]) -> str:
    """Outlets with the same first choice together: "Quay printed “crews” most (3 of 4 mentions)"."""
    by_label: dict[str, list[str]] = {}
    for row in sorted(first, key=lambda r: (-r["estimate"] * r["n_mentions"], r["outlet"])):
        n, of = round(row["estimate"] * row["n_mentions"]), round(row["n_mentions"])
        by_label.setdefault(str(row["key"]), []).append(f"{row['outlet']} ({n} of {of} mentions)")
    said = [f"“{label}” is the first choice of {_and(outlets)}" for label, outlets in by_label.items()]
    return "; ".join([said[0], *(s.replace(" is the first choice of", " of") for s in said[1:])])


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
