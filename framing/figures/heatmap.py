"""Counts of rows by outlets, the shade showing how much that is for each outlet.

The count is written into every cell, so the shade only guides the eye: the chart reads the
same in grey. A hatched cell is missing, which is not zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.figures.chart_style import FAINT, INK, PAPER, SOFT, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.outlet_names import short_names

# One hue from paper to dark: the order of the shades is the order of the values, in grey too.
_SHADES = LinearSegmentedColormap.from_list("framing", ["#f3f7fa", "#a9cbe0", "#3f8fc0", "#0b4f80"])


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
    key: str = "",
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
        key: the column of the chart's data that holds the keys, if its rows have sentences to open.

    No rows or no outlets give a figure that says so.
    """
    if not rows or not outlets:
        return empty_figure(title, "nothing to count")
    names = _heads(outlets, bases)
    head = 0.14 * max(1 + name.count("\n") for name in names)
    figure = new_figure(0.27 * len(rows) + 0.45 + head, title=title, subtitle=subtitle, note=note)
    axes = figure.subplots()
    shade, count = (_grid(frame, column, rows, outlets) for column in ("estimate", "count"))
    sns.heatmap(
        shade,
        ax=axes,
        cmap=_SHADES,
        vmin=0,
        vmax=max(float(shade.max().max()), 0.0) or 1.0,
        cbar=False,
        annot=count,
        fmt=",.0f",
        annot_kws={"fontsize": 8.5},
        linewidths=2,
        linecolor=PAPER,
        xticklabels=False,
        yticklabels=False,
    )
    for y, x in zip(*shade.isna().to_numpy().nonzero(), strict=True):
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor=PAPER, edgecolor=FAINT, hatch="////", linewidth=0))
    _counts(axes, key, rows, outlets)
    _columns(axes, names)
    words = {**dict.fromkeys(rows, ""), **{key: f"  ({word})" for key, word in (aside or {}).items()}}
    axes.set_yticks([y + 0.5 for y in range(len(rows))], [short(key, 34) + words[key] for key in rows], rotation=0)
    return figure


def _heads(outlets: Sequence[str], bases: Mapping[str, str]) -> list[str]:
    """Outlets with their n, wrapped to the width of a column."""
    letters = max(9, 62 // len(outlets))
    shown = short_names(outlets, 48)
    return [f"{wrap(shown[o], letters)}\n{bases.get(o, '')}" for o in outlets]


def _counts(axes: Axes, key: str, rows: Sequence[str], outlets: Sequence[str]) -> None:
    """Zeros are written light; other numbers name the row of data that they stand for, if rows have sentences."""
    for text in axes.texts:
        x, y = text.get_position()
        if text.get_text() == "0":
            text.set_color(SOFT)
        elif key:
            text.set_gid(at(**{key: rows[int(y)], "outlet": outlets[int(x)]}))


def _columns(axes: Axes, names: Sequence[str]) -> None:
    axes.set(xlabel="", ylabel="")
    axes.xaxis.tick_top()
    axes.set_xticks([x + 0.5 for x in range(len(names))], names, color=INK, fontsize=8, linespacing=1.25)
    axes.tick_params(length=0)


def _grid(frame: pd.DataFrame, column: str, rows: Sequence[str], outlets: Sequence[str]) -> pd.DataFrame:
    """Values of ``column`` as rows by outlets; NaN where a pair has no row or no estimate."""
    known = frame[frame["estimate"].notna()]
    wide = known.astype({"key": str, "outlet": str}).pivot_table(
        index="key", columns="outlet", values=column, aggfunc="first"
    )
    return wide.reindex(index=list(rows), columns=list(outlets)).astype(float)
