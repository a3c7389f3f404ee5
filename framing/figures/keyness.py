"""Which words and phrases set each outlet apart: dots with intervals."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, SOFT, bare, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.stats.keyness_lists import worth_listing

EXPLORING = "A ranking to explore with, not a test: words come in articles, and few articles make any word stand out."
_ROW = 0.19  # inches
_PER_LINE = 2  # panels side by side


def keyness_chart(ranked: pd.DataFrame, *, confidence: float) -> Chart:
    """Chart the words and phrases that are typical of each outlet; ``ranked`` as ``stats.keyness.keyness`` gives."""
    ranked = worth_listing(ranked)
    title = "Words and phrases that set each outlet apart"
    subtitle = (
        f"Log-odds against all other outlets, with {confidence:.0%} interval from resampling articles; names of people "
        "and places, words used about equally, and what stands in quotation marks, are left out"
    )
    first = (
        ranked[ranked["estimate"] > 0].groupby("outlet", sort=True)["term"].apply(lambda terms: ", ".join(terms[:3]))
    )
    said = "; ".join(f"{outlet}: {terms}" for outlet, terms in first.items())
    return Chart(
        name="keyness",
        title=title,
        alt="Dot chart, a panel for each outlet, its most typical words, log-odds with intervals. "
        f"{said or 'No words'}.",
        figure=keyness_dots(ranked, title=title, subtitle=subtitle),
        data=ranked,
    )


@styled
def keyness_dots(frame: pd.DataFrame, *, title: str, subtitle: str, most: int = 10) -> Figure:
    """Draw the ``most`` typical terms of each outlet: log-odds with interval, and in how many articles they stand.

    ``frame`` is that of ``stats.keyness.keyness`` (one outlet against all others). A hollow dot
    has no interval: one of the sides rests on one article. Terms that an outlet uses less
    than the others are left out. An empty frame gives a figure that says so.
    """
    used = frame[(frame["estimate"] > 0) & (frame["n"] > 0)]
    panels = [(str(o), rows.head(most)) for o, rows in used.groupby("outlet", sort=True)]
    if not panels:
        return empty_figure(title, "no two outlets with words to compare")
    lines = math.ceil(len(panels) / _PER_LINE)
    height = lines * (_ROW * max(len(rows) for _, rows in panels) + 0.62)
    figure = new_figure(height, title=title, subtitle=subtitle, note=EXPLORING)
    grid = figure.subplots(lines, min(_PER_LINE, len(panels)), squeeze=False, sharex=True)
    top = max(float(rows[["estimate", "high"]].max().max()) for _, rows in panels)
    for axes, panel in zip(grid.flat, [*panels, *[None] * (grid.size - len(panels))], strict=True):
        if panel is None:
            axes.set_visible(False)
        else:
            _panel(axes, *panel, top=top)
    return figure


def _panel(axes: Axes, outlet: str, rows: pd.DataFrame, *, top: float) -> None:
    bare(axes)
    axes.set_title(wrap(outlet, 28), pad=4)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(-0.03 * top, 1.5 * top)
    axes.set_yticks(range(len(rows)), [short(str(t), 26) for t in rows["term"]])
    axes.set_xlabel("log-odds against all others")
    axes.tick_params(axis="x", labelbottom=True)
    for y, row in enumerate(rows.to_dict("records")):
        sure = not math.isnan(row["low"])
        if sure:
            axes.plot(
                [max(row["low"], 0), row["high"]], [y, y], color=BLUE, alpha=0.45, linewidth=2.6, solid_capstyle="butt"
            )
        axes.plot([0, row["estimate"]], [y, y], color=FAINT, linewidth=1, zorder=1)
        (mark,) = axes.plot(
            row["estimate"], y, "o", markersize=4.8, markerfacecolor=BLUE if sure else "white", markeredgecolor=BLUE
        )
        mark.set_gid(at(outlet=outlet, term=row["term"]))
        where = f"{row['n']} in {row['n_articles']} art."
        axes.text(1.49 * top, y, where, ha="right", va="center_baseline", fontsize=6.5, color=SOFT)
