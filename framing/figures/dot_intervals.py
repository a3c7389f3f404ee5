"""Dots with intervals, one panel an outlet: the shared drawing of shares and rates.

Rows are keys (labels, source types), columns are outlets, so that a reader compares outlets
along one line. Position carries the value, as readers judge it best (W. S. Cleveland,
R. McGill, "Graphical Perception", JASA 79, 1984); the number stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from framing.figures.chart_style import BLUE, FAINT, INK, SOFT, WIDTH, bare, new_figure, short, styled, wrap
from framing.figures.marks import compared
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names

MOST_KEYS = 14
_ROW = 0.235  # inches a row
_PER_LINE = 5  # panels side by side
_BOLD = FontProperties(family="DejaVu Sans", weight="bold")
_LETTERS: dict[str, Any] = {}  # paths of bold letters by name, as matplotlib keeps them for one call
_NAME_SIZE = 8.0  # points of an outlet's name over its panel


@styled
def dot_panels(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    counts: tuple[str, str] = ("mention", "mentions"),
    absent: str = "not named",
    outlets: Sequence[str] = (),
) -> Figure:
    """Draw ``estimate`` with ``low``–``high`` for every key (rows) and outlet (panels).

    Args:
        frame: rows of one comparison with key, outlet, estimate, low, high, unit, n_articles and
            n. Shares are drawn from 0 to 100 %, other units from 0 to their largest value.
        title: the finding's subject.
        subtitle: how to read the chart.
        counts: what ``n`` counts, in singular and plural.
        absent: what a panel says when the outlet has nothing to divide: that is not zero.
        outlets: panels in this order, also for outlets without a row; the frame's own order if empty.

    A filled dot has an interval; a hollow one rests on one article and has none. Keys are
    ordered by use; beyond ``MOST_KEYS`` the least used are named in the note. An empty frame
    gives a figure that says so.
    """
    columns = list(outlets) or list(dict.fromkeys(frame["outlet"]))
    every = ordered_keys(frame)
    keys = every[:MOST_KEYS]
    if not keys or not columns:
        return empty_figure(title, absent)
    # a chart whose keys are drawn under other names says itself which rows its marks stand for
    named = frame if "at" in frame else frame.assign(at=list(map(compared, frame.to_dict("records"))))
    lines, across = grid_of(len(columns))
    shares = set(frame["unit"].dropna()) <= {"share"}
    top = 1.0 if shares else _top(frame)
    names, head = panel_heads(columns, across)
    figure = new_figure(
        lines * (_ROW * len(keys) + 0.7 + head),
        title=title,
        subtitle=subtitle,
        note=left_out(every[MOST_KEYS:]),
    )
    grid = figure.subplots(lines, across, sharex=True, squeeze=False)
    for i, axes in enumerate(grid.flat):
        if i >= len(columns):
            axes.set_visible(False)
            continue
        rows = named[named["outlet"] == columns[i]].set_index("key")
        # right of the axis stands the number, which takes more of a narrow panel
        axes.set_xlim(-0.05 * top, (1.78 if across < _PER_LINE else 2.0) * top)
        _panel(axes, rows, keys, top=top, shares=shares, absent=absent)
        header(axes, names[columns[i]], rows, counts)
        axes.set_yticks(range(len(keys)), [short(key, 26) for key in keys] if i % across == 0 else [])
        axes.tick_params(axis="x", labelbottom=True)
    return figure


def grid_of(n: int, *, most: int = _PER_LINE) -> tuple[int, int]:
    """Return into how many lines, of how many each and ``most`` at most, ``n`` panels (one or more) are laid out."""
    lines = math.ceil(n / most)
    return lines, math.ceil(n / lines)


def panel_end(rows: Iterable[tuple[float, str]], *, across: int, top: float = 1.0, size: float = 7.5) -> float:
    """Return where panels end on their axis, so that words flush right there stand clear of their row's marks.

    ``rows`` are each row's rightmost mark, on an axis from 0 to ``top``, and its words, drawn bold in ``size`` points;
    ``across`` panels stand side by side. No rows give the least room.

    >>> panel_end([], across=4), round(panel_end([(1.0, "100 · 100")], across=4), 1)
    (1.6, 2.4)
    """
    width = (WIDTH - 1.9) / across - 0.12  # inches a panel, labels at the left taken off
    end = 1.6 * top
    for mark, words in set(rows):
        need = _broad(words, size) / 72 + 0.08
        end = max(end, (mark * width + 0.06 * top * need) / max(width - need, 0.2))
    return end


@lru_cache(2000)
def _broad(words: str, size: float) -> float:
    """Return how many points bold words take across, from the left of the first letter's ink to the last one's right.

    They are few numbers, in many rows and charts; the path of a whole word would be measured curve by curve.
    """
    face = text_to_path._get_font(_BOLD)  # type: ignore[attr-defined] # noqa: SLF001 (sets the size of paths)
    placed, _, _ = text_to_path.get_glyphs_with_font(face, words, _LETTERS)
    sides = [(x + left, x + right) for letter, x, _, _ in placed for left, right in _ink(letter)]
    if not sides:
        return 0.0
    return float((max(right for _, right in sides) - min(left for left, _ in sides)) * size / text_to_path.FONT_SCALE)


@cache
def _ink(letter: str) -> tuple[tuple[float, float], ...]:
    """Return where a letter's ink begins and ends beside its start; nothing for a space."""
    vertices, codes = _LETTERS[letter]
    if not len(vertices):
        return ()
    box = Path(vertices, codes).get_extents()
    return ((float(box.x0), float(box.x1)),)


def ordered_keys(frame: pd.DataFrame) -> list[str]:
    """Return the keys by mean estimate over outlets, largest first; equal ones by name."""
    mean = frame.assign(estimate=frame["estimate"].fillna(0.0)).groupby("key", observed=True)["estimate"].mean()
    return [str(key) for key in sorted(mean.index, key=lambda key: (-mean[key], str(key)))]


@styled
def empty_figure(title: str, why: str) -> Figure:
    """Return a small figure that says in words that there is nothing to draw."""
    figure = new_figure(0.6, title=title)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.text(0.5, 0.5, why, ha="center", va="center", color=SOFT, style="italic")
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, keys: list[str], *, top: float, shares: bool, absent: str) -> None:
    bare(axes)
    end = axes.get_xlim()[1] - 0.04 * top
    axes.set_ylim(len(keys) - 0.4, -0.6)
    axes.set_xticks([0, top / 2, top], ["0", "50", "100"] if shares else [f"{v:g}" for v in (0, top / 2, top)])
    axes.spines["bottom"].set_bounds(0, top)
    names, numbers = rows.index.tolist(), rows[["estimate", "low", "high"]].to_numpy(dtype=float)
    values = {str(name): (float(v), float(lo), float(hi)) for name, (v, lo, hi) in zip(names, numbers, strict=True)}
    named = dict(zip(values, rows["at"], strict=True))
    if rows["estimate"].notna().sum() == 0:
        axes.text(0.5 * top, (len(keys) - 1) / 2, absent, ha="center", va="center", style="italic", color=SOFT)
        return
    for y, key in enumerate(keys):
        value, low, high = values.get(key, (math.nan, math.nan, math.nan))
        shown, ink, weight = "–", SOFT, "normal"
        if not math.isnan(value):
            dot(axes, y, value, low, high, row=named[key])
            shown = f"{100 * value:.0f} %" if shares else f"{value:.3g}"
            ink, weight = (INK, "bold") if value else (SOFT, "normal")
        axes.text(end, y, shown, ha="right", va="center_baseline", fontsize=7.5, color=ink, fontweight=weight)


def dot(
    axes: Axes,
    y: float,
    value: float,
    low: float,
    high: float,
    *,
    colour: str = BLUE,
    marker: str = "o",
    row: str = "",
) -> None:
    """Draw one value with its interval on the line ``y``; hollow without an interval, quiet if it is zero.

    ``row`` names the row that it stands for (:mod:`framing.figures.marks`).
    """
    sure = not (math.isnan(low) or math.isnan(high))
    # A zero is there, but quietly: what is used should catch the eye.
    size, line, ink = (5.2, 2.6, colour) if value else (3.4, 1.0, SOFT)
    axes.plot([0, value], [y, y], color=FAINT, linewidth=1, zorder=1)
    if sure:
        axes.plot([low, high], [y, y], color=ink, linewidth=line, alpha=0.45, solid_capstyle="butt", zorder=2)
    face = ink if sure else "white"
    (drawn,) = axes.plot(
        value, y, marker, markersize=size, markerfacecolor=face, markeredgecolor=ink, zorder=3, clip_on=False
    )
    if row:
        drawn.set_gid(row)


def panel_heads(outlets: Sequence[str], across: int) -> tuple[dict[str, str], float]:
    """Return outlets' names wrapped to panels of which ``across`` stand side by side, and the inches the tallest takes.

    Names of more than five lines are cut, and stay apart.
    """
    room = (WIDTH - 1.9) / across  # inches a panel, labels at the left taken off
    letters = max(int(room / (0.0101 * _NAME_SIZE)), 6)
    shown = short_names(outlets, 5 * letters)
    names = {outlet: wrap(shown[outlet], letters) for outlet in outlets}
    return names, 0.125 * max(2, *(1 + name.count("\n") for name in names.values()))


def header(axes: Axes, name: str, rows: pd.DataFrame, counts: tuple[str, str]) -> None:
    """Write an outlet's name, wrapped as :func:`panel_heads` gives it, and its bases over its panel."""
    mentions, articles = (int(rows[name].max()) if len(rows) else 0 for name in ("n", "n_articles"))
    base = f"n = {counted(mentions, *counts)}\nin {counted(articles, 'article')}"
    axes.set_title(base, fontsize=7.5, fontweight="normal", color=SOFT, pad=4, linespacing=1.2)
    axes.annotate(
        name,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 26),
        textcoords="offset points",
        fontsize=_NAME_SIZE,
        fontweight="bold",
        va="bottom",
    )


def _top(frame: pd.DataFrame) -> float:
    """Return a round number at or above everything drawn."""
    most = float(frame[["estimate", "high"]].max().max())
    if not most > 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(most))
    return next(step * k for k in (1, 2, 4, 5, 10) if step * k >= most)


def left_out(keys: list[str], *, why: str = "Used less") -> str:
    """Return the note on keys that are not drawn; empty if there are none."""
    if not keys:
        return ""
    named = ", ".join(keys[:6]) + (" …" if len(keys) > 6 else "")  # noqa: PLR2004  (what fits one line)
    return f"{why} and only in the CSV: {named} ({len(keys)})."


def commonest(rows: pd.DataFrame) -> str:
    """Say each outlet's key with the largest share, for an alt text."""
    named = rows[rows["estimate"].notna()].sort_values(["outlet", "estimate"], ascending=[True, False], kind="stable")
    first = named.drop_duplicates("outlet")
    said = [
        f"{outlet}: “{key}” {100 * share:.0f} %"
        for outlet, key, share in zip(first["outlet"], first["key"], first["estimate"], strict=True)
    ]
    return f"Commonest: {'; '.join(said)}." if said else "Nobody names it."
