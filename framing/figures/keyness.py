"""Which words set outlets apart: dots with intervals, and a map of two outlets' words."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Bbox

from framing.figures.chart_style import BLUE, FAINT, INK, SOFT, VERMILION, bare, new_figure, short, styled
from framing.figures.dot_intervals import empty_figure

EXPLORING = "A ranking to explore with, not a test: words come in articles, and few articles make any word stand out."
_ROW = 0.19  # inches
_PER_LINE = 2  # panels side by side


@styled
def keyness_dots(frame: pd.DataFrame, *, title: str, subtitle: str, most: int = 10) -> Figure:
    """Draw the ``most`` typical terms of each outlet: log-odds with interval, and in how many articles they stand.

    ``frame`` is that of ``stats.keyness.keyness`` (one outlet against all others). A hollow dot
    has no interval: one of the sides rests on one article. Terms that an outlet uses less
    than the others are left out. An empty frame gives a figure that says so.
    """
    used = frame[(frame["estimate"] > 0) & (frame["n_mentions"] > 0)]
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
    axes.set_title(outlet, pad=4)
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
        axes.plot(
            row["estimate"], y, "o", markersize=4.8, markerfacecolor=BLUE if sure else "white", markeredgecolor=BLUE
        )
        where = f"{row['n_mentions']} in {row['n_articles']} art."
        axes.text(1.49 * top, y, where, ha="right", va="center_baseline", fontsize=6.5, color=SOFT)


@styled
def keyness_map(frame: pd.DataFrame, *, first: str, second: str, title: str, subtitle: str, labels: int = 36) -> Figure:
    """Draw the terms of two outlets: uses in the one across, in the other up; the most telling are named.

    ``frame`` holds rows of ``keyness(pairs=True)`` for the two. Names are set where they cover no
    other name; those that find no room are left out, the CSV has them all.
    """
    if frame.empty:
        return empty_figure(title, "no words to compare")
    figure = new_figure(4.6, title=title, subtitle=subtitle, note=EXPLORING)
    axes = figure.subplots()
    bare(axes, grid="")
    axes.spines["left"].set_visible(True)
    x, y = frame["n_mentions"].astype(float) + 0.5, frame["n_mentions_against"].astype(float) + 0.5
    axes.set_xscale("log")
    axes.set_yscale("log")
    most = 1.6 * max(float(x.max()), float(y.max()))
    axes.set_xlim(0.4, most)
    axes.set_ylim(0.4, most)
    axes.plot([0.4, most], [0.4, most], color=FAINT, linewidth=1, zorder=0)
    ticks = [n for n in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500) if n + 0.5 < most]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks([n + 0.5 for n in ticks], labels=[str(n) for n in ticks])
        axis.set_minor_locator(NullLocator())
    axes.set_xlabel(f"uses in {first}")
    axes.set_ylabel(f"uses in {second}")
    colours = [BLUE if z > 0 else VERMILION for z in frame["z"]]
    axes.scatter(x, y, s=9, c=colours, alpha=0.5, linewidths=0)
    telling = frame.assign(x=x, y=y).reindex(frame["z"].abs().sort_values(ascending=False, kind="stable").index)
    _name(figure, axes, telling, labels)
    return figure


def _name(figure: Figure, axes: Axes, telling: pd.DataFrame, most: int) -> None:
    """Write names beside their dots, most telling first, where there is room."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    dots = axes.transData.transform(telling[["x", "y"]].to_numpy(dtype=float))
    # A name may touch its own dot only: every dot is in the way like a name.
    taken: list[Bbox] = [Bbox.from_bounds(a - 2, b - 2, 4, 4) for a, b in dict.fromkeys(map(tuple, dots.tolist()))]
    frame = axes.get_window_extent(renderer)
    n = 0
    for row in telling.to_dict("records"):
        if n >= most:
            break
        for dx, dy, side in (
            (4, 0, "left"),
            (-4, 0, "right"),
            (0, 7, "center"),
            (0, -7, "center"),
            (4, 7, "left"),
            (4, -7, "left"),
        ):
            text: Text = axes.annotate(
                str(row["term"]),
                (row["x"], row["y"]),
                xytext=(dx, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=7,
                color=INK,
                annotation_clip=False,
            )
            box = text.get_window_extent(renderer).padded(1.5)
            if (
                frame.contains(box.x0, box.y0)
                and frame.contains(box.x1, box.y1)
                and not any(box.overlaps(t) for t in taken)
            ):
                taken.append(box)
                n += 1
                break
            text.remove()
