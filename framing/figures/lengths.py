"""How long the articles of each outlet are."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, bare, new_figure, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import articles_of, at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.sets.audit import Audit

_TITLE = "How long the articles are"


def length_chart(found: Audit) -> Chart:
    """Chart the articles' lengths."""
    known = found.articles["words"].dropna().astype(int)
    span = f"from {known.min()} to {known.max()} words" if len(known) else "none with a text"
    return Chart(
        name="lengths",
        title=_TITLE,
        alt=f"Strip chart of the length of {counted(len(known), 'article')} by outlet, {span}.",
        figure=lengths(found.articles),
        data=found.articles[["article_id", "outlet", "words", "furniture"]],
    )


@styled
def lengths(articles: pd.DataFrame) -> Figure:
    """Draw a mark for each article at its number of words, a row for each outlet, with the outlet's median.

    ``articles`` has outlet and words (words outside page furniture; missing where the text
    is not there). No words at all give a figure that says so.
    """
    known = articles[articles["words"].notna()]
    if known.empty:
        return empty_figure(_TITLE, "no texts are here")
    outlets = sorted(map(str, articles["outlet"].unique()))
    figure = new_figure(
        0.34 * len(outlets) + 0.45,
        title=_TITLE,
        subtitle="Words outside page furniture; one mark an article, the stroke is the outlet’s median.",
    )
    axes = figure.subplots()
    names, shown = [], short_names(outlets, 28)
    for y, outlet in enumerate(outlets):
        words = known.loc[known["outlet"] == outlet, "words"].astype(float)
        missing = int((articles["outlet"] == outlet).sum()) - len(words)
        names.append(f"{shown[outlet]}  (n = {len(words)}{f', {missing} without text' if missing else ''})")
        ids = articles_of(known[known["outlet"] == outlet])
        mark: dict[str, Any] = {"markersize": 5.5, "markerfacecolor": "none", "markeredgecolor": BLUE}
        axes.plot(words, [y] * len(words), "o", gid=at(article_id=ids), **mark)
        if len(words):
            middle = float(words.median())
            axes.plot([middle, middle], [y - 0.3, y + 0.3], color=INK, linewidth=1.2)
    bare(axes)
    axes.set_xlim(0, float(known["words"].max()) * 1.04)
    axes.set_ylim(len(outlets) - 0.4, -0.6)
    axes.set_yticks(range(len(outlets)), names)
    axes.set_xlabel(f"words ({counted(len(known), 'article')})", loc="left")
    return figure
