"""How much each speaker gets to say in each outlet: quotations and words side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import INK, SOFT, Mark, bare, marks, new_figure, short, styled
from framing.figures.dot_intervals import (
    dot,
    empty_figure,
    grid_of,
    header,
    left_out,
    ordered_keys,
    panel_end,
    panel_heads,
)
from framing.figures.marks import at
from framing.measure.sourcing import SPEAKER_SHARE
from framing.measure.tables import Tables

MOST_SPEAKERS = 10
WEIGHTS = ("quotations", "words")
_ROW = 0.29  # inches a speaker, whose two marks stand over each other
_APART = 0.17  # of a row, each mark from its middle
_PER_LINE = 4  # panels side by side: two numbers stand beside the marks
_TITLE = "Who gets to speak, and how much"


def speaker_chart(evidence: pd.DataFrame, tables: Tables, *, confidence: float) -> Chart:
    """Chart each speaker's share of quotations and of the words quoted, by outlet.

    ``evidence`` holds rows of the measure "speaker share", as ``compare_outlets`` gives them.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> compared = fr.compare_outlets(fr.sourcing(tables), draws=100)
    >>> print(fr.speaker_chart(compared, tables, confidence=0.95).title)
    Who gets to speak, and how much
    """
    rows = SPEAKER_SHARE.of(evidence)
    known = rows[rows["estimate"] > 0].sort_values(["outlet", "estimate"], ascending=[True, False], kind="stable")
    by_words = known[known["group"] == "words"].set_index(["outlet", "key"])["estimate"]
    first = known[known["group"] == "quotations"].drop_duplicates("outlet")
    said = "; ".join(
        f"{outlet}: {key} {100 * share:.0f} % of quotations, {100 * by_words.get((outlet, key), 0.0):.0f} % of words"
        for outlet, key, share in zip(first["outlet"], first["key"], first["estimate"], strict=True)
    )
    n = min(rows["key"].nunique(), MOST_SPEAKERS)
    return Chart(
        name="who-speaks",
        title=_TITLE,
        alt=f"Dot chart, a panel for each outlet, a row for each of the {n} speakers quoted most; a circle for the "
        "share of the outlet’s quotations, a square for that of the words quoted, lines for their "
        f"{confidence:.0%} intervals. Most quoted: {said or 'nobody'}.",
        figure=speaker_share(rows, confidence=confidence, outlets=tables.outlets),
        data=rows,
    )


@styled
def speaker_share(frame: pd.DataFrame, *, confidence: float, outlets: Sequence[str] = ()) -> Figure:
    """Draw each speaker's share of an outlet's quotations and of its quoted words, a panel an outlet.

    Args:
        frame: comparison rows of the measure "speaker share" with key, outlet, estimate, low, high, n_articles
            and n; ``group`` is one of ``WEIGHTS``.
        confidence: level of the intervals, for the legend.
        outlets: panels in this order, also for outlets without a row; the frame's own order if empty.

    Speakers are ordered by their mean share of quotations, the first ``MOST_SPEAKERS`` drawn and
    the next named in the note. A hollow mark has no interval. An empty frame gives a figure that
    says so.
    """
    columns = list(outlets) or list(dict.fromkeys(frame["outlet"]))
    every = ordered_keys(frame[frame["group"] == WEIGHTS[0]])
    keys = every[:MOST_SPEAKERS]
    if not keys or not columns:
        return empty_figure(_TITLE, "no quotations")
    drawn = frame[frame["key"].isin(keys)]
    most = float(drawn[["estimate", "high"]].max().max())
    top = next((t for t in (0.25, 0.5) if most <= t), 1.0)
    looks = marks(WEIGHTS)
    lines, across = grid_of(len(columns), most=_PER_LINE)
    end = panel_end(_rightmost(drawn), across=across, top=top)
    names, head = panel_heads(columns, across)
    figure = new_figure(
        lines * (_ROW * len(keys) + 0.7 + head),
        title=_TITLE,
        subtitle="In % of the outlet’s quotations (circle, first number) and of the words in them (square, second "
        f"number). Line: {confidence:.0%} interval over articles; hollow: one article, so no interval.",
        note=left_out(every[MOST_SPEAKERS:], why="Quoted less"),
    )
    for i, axes in enumerate(figure.subplots(lines, across, sharex=True, squeeze=False).flat):
        if i >= len(columns):
            axes.set_visible(False)
            continue
        mine = drawn[drawn["outlet"] == columns[i]]
        _panel(axes, mine, keys, top=top, end=end, looks=looks)
        header(axes, names[columns[i]], mine[mine["group"] == WEIGHTS[0]], ("quotation", "quotations"))
        axes.set_yticks(range(len(keys)), [short(key, 24) for key in keys] if i % across == 0 else [])
        axes.tick_params(axis="x", labelbottom=True)
    return figure


def _rightmost(rows: pd.DataFrame) -> Iterator[tuple[float, str]]:
    """Each speaker's rightmost mark in an outlet, and its two numbers."""
    for _, both in rows[rows["estimate"] > 0].groupby(["outlet", "key"], observed=True):
        yield float(both[["estimate", "high"]].max().max()), " · ".join(f"{100 * v:.0f}" for v in both["estimate"])


def _panel(axes: Axes, rows: pd.DataFrame, keys: list[str], *, top: float, end: float, looks: dict[str, Mark]) -> None:
    bare(axes)
    axes.set_xlim(-0.05 * top, end)
    axes.set_ylim(len(keys) - 0.4, -0.6)
    axes.set_xticks([0, top / 2, top], [f"{100 * v:g}" for v in (0, top / 2, top)])
    axes.spines["bottom"].set_bounds(0, top)
    outlet = str(rows["outlet"].iloc[0]) if len(rows) else ""
    values = {
        (str(row["group"]), str(row["key"])): (float(row["estimate"]), float(row["low"]), float(row["high"]))
        for row in rows.to_dict("records")
    }
    if all(math.isnan(value) for value, _, _ in values.values()):
        axes.text(0.5 * top, (len(keys) - 1) / 2, "no quotations", ha="center", style="italic", color=SOFT)
        return
    for y, key in enumerate(keys):
        shown = []
        for side, (weight, look) in zip((-_APART, _APART), looks.items(), strict=True):
            value, low, high = values.get((weight, key), (math.nan, math.nan, math.nan))
            shown.append("–" if math.isnan(value) else f"{100 * value:.0f}")
            # Who is not quoted has one quiet mark, not two.
            if value > 0:
                row = at(group=weight, key=key, outlet=outlet)
                dot(axes, y + side, value, low, high, colour=look.colour, marker=look.marker, row=row)
            elif value == 0 and weight == WEIGHTS[0]:
                dot(axes, y, value, low, high)
        none = set(shown) <= {"0", "–"}
        axes.text(
            end - 0.02 * top,
            y,
            shown[0] if none else " · ".join(shown),
            ha="right",
            va="center_baseline",
            fontsize=7.5,
            color=SOFT if none else INK,
            fontweight="normal" if none else "bold",
        )
