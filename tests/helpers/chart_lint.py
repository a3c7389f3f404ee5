"""What is wrong with a drawn chart, to the eye: text cut, run together or too small, letters that no font has."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from framing.figures.chart import Chart
from framing.figures.chart_style import own_style
from framing.figures.fonts import letters_without_font

SMALLEST = 6.5  # points: 11 pixels where a page shows the chart at its full 816 pixels
_SLACK = 1.5  # pixels at 100 dots an inch that boxes may reach out or into each other: they are larger than the ink


def faults(chart: Chart, *, outlets: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with a chart, in words; none where it is legible.

    With ``outlets`` no two of them may stand under one name in the same row or column.
    """
    figure = chart.figure
    with warnings.catch_warnings(record=True) as caught, own_style():
        warnings.simplefilter("always")
        figure.savefig(io.BytesIO(), format="png", dpi=100)
        figure.set_dpi(100)
        figure.draw_without_rendering()
        shown = list(_shown(figure))
        dots = list(_dots(figure))
    name = chart.name
    found = [f"{name}: {w.message}" for w in caught if not _no_font_has_it(str(w.message))]
    canvas = figure.bbox
    for text, box in shown:
        over = max(-box.x0, -box.y0, box.x1 - canvas.x1, box.y1 - canvas.y1)
        if over > _SLACK:
            found.append(f"{name}: {text.get_text()!r} leaves the canvas by {over:.0f} px")
        if text.get_fontsize() < SMALLEST:
            found.append(f"{name}: {text.get_text()!r} is set in {text.get_fontsize():.1f} points")
    boxes, marks = _edges([box for _, box in shown]), _edges(dots)
    for n, (one, _) in enumerate(shown):
        for later in np.flatnonzero(_meet(boxes[n], boxes[n + 1 :])):
            two, _ = shown[n + 1 + int(later)]
            found.append(f"{name}: {one.get_text()!r} and {two.get_text()!r} run together")
    for n, (text, _) in enumerate(shown):
        if not text.get_bbox_patch() and text.get_text() and _meet(boxes[n], marks).any():
            found.append(f"{name}: {text.get_text()!r} stands on a mark")
    return found + list(_twins(figure, outlets, name))


def _no_font_has_it(warning: str) -> bool:
    """A letter that no font of this machine has; the report says so (``letters_without_font``)."""
    found = re.match(r"Glyph (\d+) ", warning)
    return found is not None and bool(letters_without_font([chr(int(found[1]))]))


def _shown(figure: Figure) -> Iterator[tuple[Text, Bbox]]:
    unseen = {text for axes in figure.axes for text in _unseen(axes)}
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip() and text not in unseen:
            box = Text.get_window_extent(text)
            if box.width > 0:
                yield text, box


def _unseen(axes: Axes) -> Iterator[Text]:
    """Texts that matplotlib keeps but does not draw: of hidden panels and axes, and of ticks out of view."""
    if not axes.get_visible():
        yield from axes.findobj(Text)  # type: ignore[misc]
    for axis in (axes.xaxis, axes.yaxis):
        if not axes.axison or not axis.get_visible():
            yield from axis.findobj(Text)  # type: ignore[misc]
            continue
        low, high = sorted(axis.get_view_interval())
        slack = 1e-9 * (high - low)
        drawn = {
            id(tick.label1)
            for place, tick in zip(axis.get_majorticklocs(), axis.get_major_ticks(), strict=False)
            if low - slack <= place <= high + slack
        }
        for tick in axis.get_major_ticks():
            yield from (label for label in (tick.label1, tick.label2) if id(label) not in drawn)


def _dots(figure: Figure) -> Iterator[Bbox]:
    """Boxes of single marks; of runs of many, each mark's."""
    for line in figure.findobj(Line2D):
        if not isinstance(line, Line2D) or line.get_marker() not in ("o", "s", "^", "D", "v", "P", "X", "*"):
            continue
        if line.axes is None or not line.get_visible() or not line.axes.get_visible():
            continue
        size = line.get_markersize() * figure.dpi / 72 / 2
        for x, y in line.get_transform().transform(line.get_xydata()):
            yield Bbox.from_extents(x - size, y - size, x + size, y + size)


def _edges(boxes: Sequence[Bbox]) -> NDArray[np.float64]:
    """Left, lower, right and upper edge of each box, a row each."""
    return np.array([box.extents for box in boxes], dtype=np.float64).reshape(-1, 4)


def _meet(box: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the others the box reaches into; at once, as a chart of forty outlets has a thousand texts."""
    wide = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    high = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    met: NDArray[np.bool_] = (wide > _SLACK) & (high > _SLACK)
    return met


def _twins(figure: Figure, outlets: Sequence[str], name: str) -> Iterator[str]:
    """Outlets that begin alike and of which a chart shows fewer names than it has of them in one column."""
    begins: defaultdict[str, list[str]] = defaultdict(list)
    for outlet in outlets:
        begins[outlet[:8]].append(outlet)
    for begin, group in begins.items():
        for axes in figure.axes if len(group) > 1 else ():
            labels = [" ".join(t.get_text().split()) for a in (axes.xaxis, axes.yaxis) for t in a.get_ticklabels()]
            about = [label for label in labels if label.startswith(begin)]
            if len(about) >= len(group) > len(set(about)):
                yield f"{name}: {sorted(set(about))} stands for {group}"
