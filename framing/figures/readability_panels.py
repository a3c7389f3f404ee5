"""How hard each outlet's text is to read."""

from __future__ import annotations

import pandas as pd

from framing.figures.chart import Chart
from framing.figures.dot_intervals import dot_panels
from framing.measure.readability import READABILITY

_KEYS = ("words per sentence", "letters per word", "Flesch–Kincaid grade")


def readability_chart(evidence: pd.DataFrame, *, confidence: float) -> Chart:
    """Chart the length of sentences and words, and the grade by Flesch and Kincaid, of each outlet's text.

    ``evidence`` holds rows of the measure "readability", as ``compare_outlets`` gives them.
    """
    rows = evidence[
        (evidence["measure"] == READABILITY.name) & (evidence["group"] == "body") & evidence["key"].isin(_KEYS)
    ]
    title = "How hard each outlet’s text is to read"
    subtitle = f"Mean over articles, with {confidence:.0%} interval; grades only for articles of 100 words and more"
    drawn = rows.assign(n=rows["n_articles"])
    return Chart(
        name="readability",
        title=title,
        alt=f"Dot chart, a panel for each outlet: {', '.join(_KEYS)}.",
        figure=dot_panels(drawn, title=title, subtitle=subtitle, counts=("article", "articles"), absent="no text"),
        data=rows,
    )
