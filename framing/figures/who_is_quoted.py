"""Whom each outlet quotes."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.dot_intervals import commonest, dot_panels
from framing.measure.sourcing import SOURCE_TYPE_SHARE
from framing.sets.ids import slug

_WHAT = {"quotations": "quotations", "words": "quoted words"}


def source_chart(evidence: pd.DataFrame, *, confidence: float, by: str = "quotations") -> Chart:
    """Chart the types of source each outlet quotes.

    ``evidence`` holds rows of the measure "source type share", as ``compare_outlets`` gives them;
    ``by`` says what is shared out: "quotations" or "words".

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> compared = fr.compare_outlets(fr.sourcing(tables), draws=100)
    >>> print(fr.source_chart(compared, confidence=0.95).title)
    Whom each outlet quotes, by quotations
    """
    rows = SOURCE_TYPE_SHARE.of(evidence[evidence["group"] == by])
    return Chart(
        name="who-is-quoted" if by == "quotations" else f"who-is-quoted-by-{slug(by)}",
        title=_title(by),
        alt="Dot chart, a panel for each outlet, a row for each type of source; the dot is the type’s share of the "
        f"outlet’s {_WHAT[by]}, the line its {confidence:.0%} interval. {commonest(rows)}",
        figure=who_is_quoted(rows, confidence=confidence, by=by),
        data=rows,
    )


def _title(by: str) -> str:
    return f"Whom each outlet quotes, by {by}"


def who_is_quoted(frame: pd.DataFrame, *, confidence: float, by: str = "quotations", only: str = "") -> Figure:
    """Draw each outlet's share of source types, or of speakers.

    ``frame`` holds the comparison rows of one measure of sources, key being the source type or the speaker;
    ``by`` says what is shared out: "quotations" or "words"; ``only`` which of them, if not all were counted.
    """
    key = "type of source" if frame["measure"].eq(SOURCE_TYPE_SHARE.name).all() else "speaker"
    narrowed = f", only: {only}" if only else ""
    return dot_panels(
        frame,
        title=_title(by),
        subtitle=f"Share of the outlet’s {_WHAT[by]} by {key}{narrowed}. "
        f"Line: {confidence:.0%} interval over articles; hollow dot: one article, so no interval.",
        counts=("quotation", "quotations") if by == "quotations" else ("word", "words"),
        absent="no quotations",
    )
