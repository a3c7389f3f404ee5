"""What to say of a set in which nothing can be tested: who prints which label most, concept by concept.

With one article an outlet every comparison is description. That is no reason to say
nothing: which outlet calls the same thing by which name is what a reader came for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.finding import DIFFERENCE, Finding, slug
from framing.findings.finding_sentences import concept_name, listed
from framing.findings.places import places_of
from framing.measure.concept_mentions import first_choices
from framing.measure.tables import Tables
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE

_MEASURE = "label share"


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one outlet uses most for one concept: several labels where it uses them alike."""

    outlet: str
    labels: tuple[str, ...]
    n: int
    of: int
    n_articles: int
    rows: tuple[dict[Any, Any], ...]


def described(evidence: pd.DataFrame, tables: Tables, codebook: Codebook | None) -> list[Finding]:
    """Return one finding for each concept that outlets name most often by different labels.

    Ordered by how many mentions lie behind it, times how far the outlets' first choices
    differ. Labels that an outlet uses alike are its first choice together, and outlets that have
    one of them in common do not differ. Tier ``descriptive``, always. Concepts that only one
    outlet names, or that all call the same, give none; no concepts give an empty list.
    """
    labels = evidence[(evidence["measure"] == _MEASURE) & (evidence["n_mentions"] > 0)]
    labels = labels[labels["tier"].isin([DESCRIPTIVE, NOT_TESTABLE])]
    found = [_of_concept(str(group), part, tables, codebook) for group, part in labels.groupby("group", sort=False)]
    kept = [f for f in found if f is not None]
    return sorted(kept, key=lambda f: (-f.difference * math.sqrt(f.n_mentions), f.id))


def _of_concept(concept: str, part: pd.DataFrame, tables: Tables, codebook: Codebook | None) -> Finding | None:
    first = [_choice(str(outlet), own) for outlet, own in part.groupby("outlet", sort=True)]
    needed = _labels_needed([set(choice.labels) for choice in first])
    if needed < 2:  # noqa: PLR2004 - two labels make a difference
        return None
    chosen = {label for choice in first for label in choice.labels}
    return Finding(
        id=slug("described", concept),
        kind=DIFFERENCE,
        sentence=f"For {concept_name(concept, codebook)}, {_said(first)}.",
        tier=DESCRIPTIVE,
        reason="one article an outlet: description only"
        if all(choice.n_articles == 1 for choice in first)
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
        difference=(needed - 1) / (len(first) - 1),
        unit="share",
        n_articles=sum(choice.n_articles for choice in first),
        n_mentions=float(sum(choice.of for choice in first)),
        p=math.nan,
        p_adjusted=math.nan,
        n_tested=0,
        spans=tuple(place for choice in first for row in choice.rows for place in places_of(row, tables)),
    )


def _choice(outlet: str, own: pd.DataFrame) -> _Choice:
    rows = {str(row["key"]): row for row in own.to_dict("records")}
    # Not whole where the copies of a text count once; digits enough to see that two are alike.
    used = {label: round(row["estimate"] * row["n_mentions"], 9) for label, row in rows.items()}
    labels = first_choices(used)
    mine = tuple(rows[label] for label in labels)
    n, of = round(used[labels[0]]), round(mine[0]["n_mentions"])
    return _Choice(outlet, labels, n, of, int(mine[0]["n_articles"]), mine)


def _labels_needed(choices: Iterable[set[str]]) -> int:
    """How many labels are needed so that each outlet has one of its first choices among them.

    Counted by taking, again and again, the label that most outlets have that still lack one.
    """
    left = list(choices)
    n = 0
    while left:
        sizes = Counter(label for labels in left for label in labels)
        common = min(sizes, key=lambda label: (-sizes[label], label))
        left = [labels for labels in left if common not in labels]
        n += 1
    return n


def _said(first: Iterable[_Choice]) -> str:
    """Outlets with the same first choice together: "Quay printed “crews” most (3 of 4 mentions)"."""
    by_labels: dict[tuple[str, ...], list[str]] = {}
    for choice in sorted(first, key=lambda c: (-c.n, c.outlet)):
        each = " each" if len(choice.labels) > 1 else ""
        by_labels.setdefault(choice.labels, []).append(f"{choice.outlet} ({choice.n} of {choice.of} mentions{each})")
    said: list[str] = []
    for labels, outlets in by_labels.items():
        is_ = ("are together" if len(labels) > 1 else "is") + " the first choice "
        said.append(f"{listed(list(labels), 'and')} {is_ if not said else ''}of {_and(outlets)}")
    return "; ".join(said)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
