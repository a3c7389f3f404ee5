"""Counts of rows by outlets, the shade showing how much that is for each outlet.

The count is written into every cell, so the shade only guides the eye: the chart reads the
same in grey. A hatched cell is missing, which is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.figures.dots import empty_figure
from framing.figures.style import FAINT, INK, PAPER, SOFT, new_figure, short, styled, wrap

# One hue from paper to dark: the order of the shades is the order of the values, in grey too.
_SHADES = LinearSegmentedColormap.from_list("framing", ["#f3f7fa", "#a9cbe0", "#3f8fc0", "#0b4f80"])
_DARK = 0.55  # from this part of the scale on, white letters read better


@styled
def heat(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    rows: Sequence[str],
    outlets: Sequence[str],
    bases: Mapping[str, str],
    aside: Mapping[str, str] | None = None,
    note: str = "",
) -> Figure:
    """Draw ``count`` of every key (rows) and outlet (columns), shaded by ``estimate``.

    Args:
        frame: one row for each key and outlet with key, outlet, estimate (what the shade shows, 0 or
            more) and count (what is written). A pair without a row, or with a missing estimate, is
            hatched.
        title: the finding's subject.
        subtitle: how to read it.
        rows: keys, top to bottom.
        outlets: columns, left to right.
        bases: what stands under each outlet's name: its n, in words.
        aside: a word after a key, e.g. the class of a verb.
        note: a line below.

    No rows or no outlets give a figure that says so.
    """
    if not rows or not outlets:
        return empty_figure(title, "nothing to count")
    figure = new_figure(0.27 * len(rows) + 0.75, title=title, subtitle=subtitle, note=note)
    axes = figure.subplots()
    values = {
        (str(k), str(o)): (float(e), float(c))
        for k, o, e, c in zip(frame["key"], frame["outlet"], frame["estimate"], frame["count"], strict=True)
    }
    top = max((e for e, _ in values.values() if not math.isnan(e)), default=0.0) or 1.0
    for y, key in enumerate(rows):
        for x, outlet in enumerate(outlets):
            _cell(axes, x, y, values.get((key, outlet), (math.nan, math.nan)), top)
    axes.set_xlim(-0.5, len(outlets) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.xaxis.tick_top()
    letters = max(9, 62 // len(outlets))
    names = [f"{wrap(o, letters)}\n{bases.get(o, '')}" for o in outlets]
    axes.set_xticks(range(len(outlets)), names, color=INK, fontsize=8, linespacing=1.25)
    axes.tick_params(length=0)
    words = {**dict.fromkeys(rows, ""), **{key: f"  ({word})" for key, word in (aside or {}).items()}}
    axes.set_yticks(range(len(rows)), [short(key, 34) + words[key] for key in rows])
    return figure


def _cell(axes: Axes, x: int, y: int, value: tuple[float, float], top: float) -> None:
    estimate, count = value
    corner, size = (x - 0.485, y - 0.46), (0.97, 0.92)
    if math.isnan(estimate):
        axes.add_patch(Rectangle(corner, *size, facecolor=PAPER, edgecolor=FAINT, hatch="////", linewidth=0))
        return
    level = estimate / top
    axes.add_patch(Rectangle(corner, *size, facecolor=_SHADES(level), edgecolor=PAPER, linewidth=0))
    ink = PAPER if level > _DARK else INK if count else SOFT
    axes.text(x, y, f"{count:,.0f}", ha="center", va="center_baseline", fontsize=8.5, color=ink)
