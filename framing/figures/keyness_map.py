"""The words of two outlets: a map of their uses in the one and in the other."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, INK, VERMILION, bare, new_figure, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.keyness import EXPLORING
from framing.figures.marks import at
from framing.measure.tables import Tables

_Place = tuple[float, float, Literal["left", "center", "right"]]
# Where a name may stand beside its dot: points across and up, and which side of it is there.
_PLACES: tuple[_Place, ...] = (
    (4, 0, "left"),
    (-4, 0, "right"),
    (0, 7, "center"),
    (0, -7, "center"),
    (4, 7, "left"),
    (4, -7, "left"),
)
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}  # the part of a name that stands before its place
_CLEAR = 1.5  # pixels around a name
_MOST_DOTS = 3000  # that are all drawn
_DEEP = 6  # dots on one another that can be told from fewer: each lets half of what lies under it through


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
    other name; those that find no room are left out, the CSV has them all. So it has the dots that lie under
    others of thousands (:func:`drawn_of`).
    """
    if frame.empty:
        return empty_figure(title, "no words to compare")
    drawn = drawn_of(frame)
    some = f" Of more than {_DEEP} dots on one another {_DEEP} are drawn, {len(drawn)} of {len(frame)} in all; "
    note = EXPLORING + (some + "the data file has all.") * (len(drawn) < len(frame))
    figure = new_figure(4.6, title=title, subtitle=subtitle, note=note)
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
    colours = [BLUE if z > 0 else VERMILION for z in drawn["z"]]
    axes.scatter(
        drawn["n"].astype(float) + 0.5, drawn["n_against"].astype(float) + 0.5, s=9, c=colours, alpha=0.5, linewidths=0
    )
    telling = frame.assign(x=x, y=y).reindex(frame["z"].abs().sort_values(ascending=False, kind="stable").index)
    _name(figure, axes, telling, labels)
    return figure


def drawn_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the terms whose dots can be seen: all, or of thousands the first of those with the same uses in both.

    >>> same = pd.DataFrame({"n": [1] * 4000, "n_against": 2, "z": [1.0, -1.0] * 2000})
    >>> len(drawn_of(same)), len(drawn_of(same[:3000]))
    (12, 3000)
    """
    if len(frame) <= _MOST_DOTS:
        return frame
    place = [frame["n"], frame["n_against"], frame["z"] > 0]
    return frame[frame.groupby(place, sort=False).cumcount() < _DEEP]


def _name(figure: Figure, axes: Axes, telling: pd.DataFrame, most: int) -> None:
    """Write names beside their dots, most telling first, where there is room."""
    canvas = FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
    dots = axes.transData.transform(telling[["x", "y"]].to_numpy(dtype=float))
    # A name may touch its own dot only: every dot is in the way like a name.
    taken = np.array([(a - 2, b - 2, a + 2, b + 2) for a, b in dict.fromkeys(map(tuple, dots.tolist()))])
    frame = axes.get_window_extent(renderer)
    probe = _written(axes, "", (1, 1), (0, 0, "left"))
    n = 0
    for row in telling.to_dict("records"):
        if n >= most:
            break
        probe.set_text(str(row["term"]))
        probe.xy = (row["x"], row["y"])
        box = probe.get_window_extent(renderer)  # it is as large on every side of its dot: measured once
        for place in _PLACES:
            moved = _moved(box, place, figure.dpi / 72)
            if frame.contains(*moved[:2]) and frame.contains(*moved[2:]) and not _overlaps(moved, taken):
                taken = np.vstack([taken, moved])
                _written(axes, str(row["term"]), (row["x"], row["y"]), place).set_gid(at(term=row["term"]))
                n += 1
                break
    probe.remove()


def _written(axes: Axes, words: str, dot: tuple[float, float], place: _Place) -> Annotation:
    across, up, side = place
    return axes.annotate(
        words,
        dot,
        xytext=(across, up),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=7,
        color=INK,
        annotation_clip=False,
    )


def _moved(box: Bbox, place: _Place, point: float) -> NDArray[np.float64]:
    """Return the room that a name takes at a place, a little around it, as left, bottom, right and top."""
    across, up, side = place
    left, bottom = box.x0 + across * point - _BEFORE[side] * box.width, box.y0 + up * point
    return np.array([left - _CLEAR, bottom - _CLEAR, left + box.width + _CLEAR, bottom + box.height + _CLEAR])


def _overlaps(box: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    apart = (others[:, :2] > box[2:]) | (others[:, 2:] < box[:2])
    return bool((~apart.any(axis=1)).any())
