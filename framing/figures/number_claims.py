"""Figures that answer one question, article by article."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, ORANGE, PAPER, SOFT, VERMILION, bare, new_figure, short, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.outlet_names import short_names
from framing.measure.tables import Tables

_TITLE = "Figures that differ"
MOST_GROUPS = 6
_MARKS = {"now": ("o", BLUE), "planned": (">", ORANGE), "earlier": ("<", SOFT)}
_HEDGES = {"exact": "", "vague": "", "about": "about ", "at least": "at least ", "at most": "up to "}


def number_chart(tables: Tables) -> Chart:
    """Chart the figures that answer one question and differ.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.number_chart(tables).title)
    Figures that differ
    """
    groups = tables["number_groups"]
    differ = groups[groups["verdict"] != "agree"]
    said = "; ".join(
        f"{rows['label'].iloc[0]}: " + ", ".join(f"{v:,.0f}" for v in sorted(set(rows["value"])))
        for _, rows in list(differ.groupby("group"))[:6]
    )
    return Chart(
        name="numbers",
        title=_TITLE,
        alt="Dots on lines, a panel for each thing counted differently, a line for each article. "
        f"{said or 'Nothing differs'}.",
        figure=number_claims(groups),
        data=groups,
    )


@styled
def number_claims(groups: pd.DataFrame) -> Figure:
    """Draw, a panel for each question whose answers differ, every article's figure on one line.

    Args:
        groups: Table of number groups. Groups that agree are left out; at most ``MOST_GROUPS`` are drawn.

    A hollow mark is a vague figure ("about"), an arrow on it "at least" or "at most"; the mark's
    form tells the moment. Nothing that differs gives a figure that says so.
    """
    shown = groups[groups["verdict"] != "agree"]
    order = list(dict.fromkeys(shown["group"]))
    if not order:
        return empty_figure(_TITLE, "no two figures for one thing differ")
    left_out = len(order) - MOST_GROUPS
    order = order[:MOST_GROUPS]
    panels = [shown[shown["group"] == g] for g in order]
    heights = [0.24 * len(p) + 0.42 for p in panels]
    figure = new_figure(
        sum(heights) + 0.2,
        title=_TITLE,
        subtitle="Each panel asks one question; each line is one article’s answer. Hollow: given as approximate. "
        "Triangle right: planned; left: before a change.",
        note=f"{left_out} more in the data file." if left_out > 0 else "",
    )
    grid = figure.subplots(len(panels), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    for axes, panel in zip(grid.flat, panels, strict=True):
        _panel(axes, panel)
    return figure


def _panel(axes: Axes, panel: pd.DataFrame) -> None:
    rows = panel.sort_values(["value", "outlet"], kind="stable").to_dict("records")
    top = max(float(r["high"]) for r in rows)
    for y, row in enumerate(rows):
        value = float(row["value"])
        marker, colour = _MARKS[str(row["moment"])]
        vague = row["hedge"] != "exact"
        axes.plot([0, value], [y, y], color="#d9d9d9", linewidth=1, zorder=1)
        axes.plot(
            value,
            y,
            marker=marker,
            markersize=6,
            color=colour,
            markerfacecolor=PAPER if vague else colour,
            linestyle="none",
            zorder=3,
            gid=at(group=row["group"], article_id=row["article_id"], start=row["start"]),
        )
        if row["hedge"] in ("at least", "at most"):
            step = 0.06 * top * (1 if row["hedge"] == "at least" else -1)
            axes.annotate(
                "", xy=(value + step, y), xytext=(value, y), arrowprops={"arrowstyle": "->", "color": colour}, zorder=2
            )
        words = _HEDGES[str(row["hedge"])] + _figure(value, float(row["high"]))
        axes.text(value + 0.075 * top, y, words, va="center", ha="left", fontsize=7.5, color=INK)
    shown = short_names((str(r["outlet"]) for r in rows), 22)
    names = [f"{shown[str(r['outlet'])]} ({short(str(r['article_id']), 14)})" for r in rows]
    axes.set_yticks(range(len(rows)), names, fontsize=7.5)
    axes.set(xlim=(0, 1.25 * top), ylim=(-0.6, len(rows) - 0.4))
    verdict = str(rows[0]["verdict"])
    colour = VERMILION if verdict == "disagree" else SOFT
    axes.set_title(f"{short(str(rows[0]['label']), 40)}: {verdict}", color=colour, fontsize=8.5)
    bare(axes, grid="")
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _figure(value: float, high: float) -> str:
    def one(x: float) -> str:
        return f"{int(x):,}" if x == math.floor(x) else f"{x:,.2f}"

    return one(value) if value == high else f"{one(value)} to {one(high)}"
