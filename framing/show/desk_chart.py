"""One chart at the desk, in one line: the labels of one concept, with the intervals of the report."""

from __future__ import annotations

from pathlib import Path

from framing.annotate.codebook import Codebook
from framing.figures.label_share import label_charts
from framing.findings.cached_findings import find_once
from framing.measure.concept_mentions import concept_names
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.show.show_chart import show_charts
from framing.show.shown import Shown


def label_chart(
    tables: Tables,
    codebook: Codebook | None,
    concept: str,
    *,
    out: str | Path = "figures/in-jupyter",
    settings: Settings | None = None,
) -> Shown:
    """Draw how often each outlet uses each label of a concept, keep the chart's files under ``out`` and show it.

    Args:
        tables: The set.
        codebook: For names and comparisons, as for :func:`framing.findings.find.find`; ``None`` is the set's labels
            as they are.
        concept: The concept's id.
        out: Folder for picture, drawing and data.
        settings: As for ``find``; the report's if nothing is said.

    Raises:
        ValueError: the set has no mention of such a concept; the message names those it has.

    >>> import framing as fr
    >>> from tempfile import mkdtemp
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> type(fr.label_chart(tables, book, "fishers", out=mkdtemp())).__name__
    'Shown'
    """
    known = concept_names(tables, codebook)
    if concept not in known:
        msg = f"no concept '{concept}' in this set; it has {', '.join(known) or 'none'}"
        raise ValueError(msg)
    asked = settings or Settings()
    found = find_once(tables, codebook=codebook, settings=asked)
    charts = label_charts(found.evidence, tables, codebook, confidence=asked.confidence, concepts=[concept])
    return show_charts(*charts, out=out)
