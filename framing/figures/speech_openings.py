"""Where speech begins in each article, and how much of what is quoted comes from anonymous sources."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, SOFT, bare, marks, new_figure, styled
from framing.figures.dot_intervals import dot, empty_figure
from framing.figures.marks import articles_of, at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.sourcing import ANONYMOUS_SHARE, FIRST_QUOTATION
from framing.measure.tables import Tables

_ROW = 0.36  # inches an outlet
_APART = 0.17  # of a row, each mark from its middle
_TITLE = "Where speech begins, and how much of it stays anonymous"
_WEIGHTS = ("quotations", "words")
_COLUMNS = [
    "measure", "group", "outlet", "article_id", "estimate", "low", "high", "unit", "n_articles", "n", "counts",
]  # fmt: skip
_LEVELS = (0.1, 0.2, 0.5)  # ends of the right axis, before 1


def opening_chart(measured: pd.DataFrame, evidence: pd.DataFrame, tables: Tables, *, confidence: float) -> Chart:
    """Chart where each article's first quotation begins, and the share of anonymous sources by outlet.

    Args:
        measured: rows as ``measure.sourcing.sourcing`` gives them: the places of first quotations.
        evidence: the same compared by ``compare_outlets``: the measure "anonymous share".
        tables: the set.
        confidence: level of the intervals.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> measured = fr.sourcing(tables)
    >>> compared = fr.compare_outlets(measured, draws=100)
    >>> print(fr.opening_chart(measured, compared, tables, confidence=0.95).title)
    Where speech begins, and how much of it stays anonymous
    """
    first = FIRST_QUOTATION.of(measured)
    anonymous = ANONYMOUS_SHARE.of(evidence)
    places = first.assign(estimate=first["value"] / first["base"], n=first["base"], counts="words")
    medians = "; ".join(
        f"{outlet} {100 * middle:.0f} %" for outlet, middle in places.groupby("outlet")["estimate"].median().items()
    )
    of_quotations = anonymous[(anonymous["group"] == "quotations") & anonymous["estimate"].notna()]
    hidden = "; ".join(
        f"{outlet} {100 * share:.0f} % of {n:.0f}"
        for outlet, share, n in zip(*(of_quotations[c] for c in ("outlet", "estimate", "n")), strict=True)
    )
    return Chart(
        name="openings",
        title=_TITLE,
        alt="Two panels, a row for each outlet. Left, a mark for each article where its first quotation begins; "
        f"median, of the words: {medians or 'no quotations'}. Right, the share of quotations (circle) and of words "
        f"quoted (square) from anonymous sources, with {confidence:.0%} intervals; of the quotations: "
        f"{hidden or 'no quotations'}.",
        figure=speech_openings(first, anonymous, confidence=confidence, outlets=tables.outlets),
        data=pd.concat([places, anonymous], ignore_index=True).reindex(columns=_COLUMNS),
    )


@styled
def speech_openings(
    first: pd.DataFrame, anonymous: pd.DataFrame, *, confidence: float, outlets: Sequence[str] = ()
) -> Figure:
    """Draw the place of each article's first quotation, and the share of anonymous sources, a row an outlet.

    Args:
        first: article-measure rows of the measure "first quotation": outlet, value and base.
        anonymous: comparison rows of the measure "anonymous share": group ("quotations" or "words"), outlet,
            estimate, low, high and n.
        confidence: level of the intervals, for the subtitle.
        outlets: rows in this order, also for outlets that quote nobody; the frames' own order if empty.

    No rows at all give a figure that says so. An outlet without quotations says so in its row.
    """
    rows = list(outlets) or sorted({*first["outlet"], *anonymous["outlet"]})
    if not rows or (first.empty and anonymous.empty):
        return empty_figure(_TITLE, "no quotations")
    figure = new_figure(
        _ROW * len(rows) + 0.75,
        title=_TITLE,
        subtitle="Left: a mark an article, how far in its first quotation begins; the stroke is the outlet’s median. "
        "Right: share of the outlet’s quotations (circle) and of the words quoted (square) whose source is not named; "
        f"line: {confidence:.0%} interval over articles, hollow: one article, so no interval.",
    )
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.15, 1])
    n_articles = {str(outlet): len(part) for outlet, part in first.groupby("outlet")}
    _places(left, rows, first)
    shown = short_names(rows, 24)
    left.set_yticks(range(len(rows)), [f"{shown[o]}  ({counted(n_articles.get(o, 0), 'article')})" for o in rows])
    _anonymous(right, rows, anonymous)
    for axes, name in ((left, "first quotation"), (right, "anonymous sources, %")):
        axes.set_title(name)
    return figure


def _places(axes: Axes, outlets: Sequence[str], first: pd.DataFrame) -> None:
    bare(axes)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(len(outlets) - 0.4, -0.6)
    axes.set_xticks([0, 0.5, 1], ["first word", "halfway", "last word"])
    for y, outlet in enumerate(outlets):
        mine = first[first["outlet"] == outlet]
        far = (mine["value"] / mine["base"]).astype(float)
        if far.empty:
            axes.text(0, y, "no quotations", va="center_baseline", fontsize=7.5, style="italic", color=SOFT)
            continue
        axes.plot(
            far,
            [y] * len(far),
            "o",
            markersize=5.5,
            markerfacecolor="none",
            markeredgecolor=BLUE,
            clip_on=False,
            gid=at(measure=FIRST_QUOTATION.name, article_id=articles_of(mine)),
        )
        if len(far) > 1:
            axes.plot([float(far.median())] * 2, [y - 0.3, y + 0.3], color=INK, linewidth=1.2)


def _anonymous(axes: Axes, outlets: Sequence[str], rows: pd.DataFrame) -> None:
    bare(axes)
    axes.tick_params(left=False)
    highest = float(rows[["estimate", "high"]].max().max()) if len(rows) else 0.0
    top = next((level for level in _LEVELS if highest <= level), 1.0)
    axes.set_xlim(-0.04 * top, 1.75 * top)
    axes.set_xticks([0, top / 2, top], [f"{100 * v:g}" for v in (0, top / 2, top)])
    axes.spines["bottom"].set_bounds(0, top)
    found: Mapping[tuple[str, str], dict[str, float]] = {
        (str(r["outlet"]), str(r["group"])): {k: float(r[k]) for k in ("estimate", "low", "high", "n")}
        for r in rows.to_dict("records")
    }
    looks = marks(_WEIGHTS)
    for y, outlet in enumerate(outlets):
        for side, (weight, look) in zip((-_APART, _APART), looks.items(), strict=True):
            one = found.get((outlet, weight))
            if one is None or math.isnan(one["estimate"]):
                continue
            dot(
                axes,
                y + side,
                one["estimate"],
                one["low"],
                one["high"],
                colour=look.colour,
                marker=look.marker,
                row=at(group=weight, outlet=outlet, measure=ANONYMOUS_SHARE.name),
            )
        one = found.get((outlet, _WEIGHTS[0]))
        if one is not None and not math.isnan(one["estimate"]):
            hits, of = round(one["estimate"] * one["n"]), round(one["n"])
            ink, weight = (INK, "bold") if hits else (SOFT, "normal")
            axes.text(
                1.72 * top, y, f"{hits} of {of}", ha="right", va="center_baseline", fontsize=7.5, color=ink,
                fontweight=weight,
            )  # fmt: skip
