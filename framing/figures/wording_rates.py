"""How often hedges, boosters, doubt and other kinds of wording stand in each outlet's own words."""

from __future__ import annotations

import pandas as pd

from framing.figures.chart import Chart
from framing.figures.dot_intervals import dot_panels
from framing.measure.wording import KINDS, WORDING


def wording_chart(evidence: pd.DataFrame, *, confidence: float) -> Chart:
    """Chart how often each kind of wording stands in the outlet's own words.

    ``evidence`` holds rows of the measure "wording", as ``compare_outlets`` gives them.
    """
    rows = WORDING.of(evidence[evidence["group"] == "outlet"])
    title = "Stance words and loaded wording in each outlet’s own words"
    subtitle = f"Occurrences per 1000 words outside quotation marks, with {confidence:.0%} interval"
    return Chart(
        name="wording",
        title=title,
        alt=f"Dot chart, a panel for each outlet, a row for each kind of wording: {', '.join(KINDS)}; "
        "occurrences per 1000 words.",
        figure=dot_panels(rows, title=title, subtitle=subtitle, counts=("word", "words"), absent="no words of its own"),
        data=rows,
    )
