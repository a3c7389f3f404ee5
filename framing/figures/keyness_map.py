"""The words of two outlets: a map of their uses in the one and in the other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Bbox

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, INK, VERMILION, bare, new_figure, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.keyness import EXPLORING
from framing.figures.marks import at
from framing.measure.tables import Tables


def keyness_map_chart(paired: pd.DataFrame, tables: Tables) -> Chart:
    """Chart the words of the two outlets that wrote most; ``paired`` as ``keyness(pairs=True)`` gives it."""
    size = tables["articles"].groupby("outlet")["n_words"].sum().sort_values(ascending=False, kind="stable")
    two = sorted(str(o) for o in size.index[:2])
    first, second = two if len(two) > 1 else ("", "")
    rows = paired[(paired["outlet"] == first) & (paired["against"] == second)] if second else paired.iloc[:0]
    title = f"Words of {first} and {second}" if second else "Words of two outlets"
    subtitle = (
        "Each dot is a word or phrase, the diagonal equal use; named are those that differ most for their frequency"
    )
    return Chart(
        name="keyness-map",
        title=title,
        alt=f"Scatter chart of {len(rows)} words and phrases by their uses in {first or 'none'} and "
        f"{second or 'none'}, both axes logarithmic.",
        figure=keyness_map(rows, first=first, second=second, title=title, subtitle=subtitle),
        data=rows,
    )


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
    x, y = frame["n"].astype(float) + 0.5, frame["n_against"].astype(float) + 0.5
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
                text.set_gid(at(term=row["term"]))
                n += 1
                break
            text.remove()
