"""Which label each outlet chooses for one concept."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from framing.annotate.codebook import Codebook
from framing.figures.chart import Chart
from framing.figures.dot_intervals import commonest, dot_panels
from framing.findings.find import Findings
from framing.measure.concept_mentions import concept_names
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE
from framing.sets.ids import slug

MOST_CONCEPTS = 8


def label_charts(
    evidence: pd.DataFrame,
    tables: Tables,
    codebook: Codebook | None,
    *,
    confidence: float,
    concepts: Sequence[str] | None = None,
) -> list[Chart]:
    """Chart, for each concept, the labels each outlet chooses.

    ``evidence`` holds rows of measure "label share" as ``compare_outlets`` gives them. Without
    ``concepts`` (ids) the ``MOST_CONCEPTS`` most named ones are drawn.
    """
    named = concept_names(tables, codebook)
    wanted = list(named)[:MOST_CONCEPTS] if concepts is None else list(concepts)
    shares = LABEL_SHARE.of(evidence)
    made = []
    for identity in wanted:
        rows = shares[shares["group"] == identity]
        used = rows[rows.groupby("key")["estimate"].transform("max") > 0]
        made.append(
            Chart(
                name=f"label-share-{slug(identity) or 'x'}",
                title=_title(named[identity]),
                alt=f"Dot chart, a panel for each outlet, a row for each label for {named[identity]}; the dot is the "
                f"label’s share of the outlet’s mentions, the line its {confidence:.0%} interval. {commonest(used)}",
                figure=label_share(used, concept=named[identity], confidence=confidence),
                data=rows,
            )
        )
    return made


def lead_chart(found: Findings, tables: Tables, codebook: Codebook | None, *, confidence: float) -> list[Chart]:
    """Chart the label shares of the concept of the first finding, else of the one with most labels; none without."""
    named = concept_names(tables, codebook)
    about = [f.group for f in found.findings if f.group in named]
    labels = tables["mentions"].groupby("concept")["variant"].nunique().sort_values(ascending=False, kind="stable")
    about += [str(concept) for concept in labels.index]
    return label_charts(found.evidence, tables, codebook, confidence=confidence, concepts=about[:1])


def _title(concept: str) -> str:
    return f"What each outlet calls: {concept}"


def label_share(frame: pd.DataFrame, *, concept: str, confidence: float, voices: str = "every voice") -> Figure:
    """Draw each outlet's share of labels for ``concept`` (its name, for the title).

    ``frame`` holds the comparison rows of measure "label share" for that one concept; the
    shares of an outlet sum to one. ``voices`` says whose words are counted. See
    :func:`framing.figures.dot_intervals.dot_panels`.
    """
    return dot_panels(
        frame,
        title=_title(concept),
        subtitle=f"Share of the outlet’s mentions, {voices}. Line: {confidence:.0%} interval over articles; "
        "hollow dot: one article, so no interval.",
    )
