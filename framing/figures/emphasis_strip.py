"""Where each aspect stands, from headline to last word: one row an outlet, one column an aspect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from framing.annotate.indicator_book import IndicatorBook, aspect_book
from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, INK, SOFT, VERMILION, new_figure, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.aspects import HEADLINE, OPENING, WEIGHTS

_TITLE = "What comes first, and what comes late"
MOST_ASPECTS = 6
_HEADLINE_AT = -0.13  # left of the body, which goes from 0 to 1
_ROW = 0.36
_MOST_STROKES = 1500  # that are all drawn
_WIDE = 1 / 60  # of an article: a little less than a stroke is wide


def emphasis_chart(placed: pd.DataFrame, outlets: Sequence[str], *, book: IndicatorBook | None = None) -> Chart:
    """Chart where the sentences of the aspects that a set puts forward most stand in each outlet's articles.

    Args:
        placed: What :func:`framing.measure.aspects.placed_aspects` found.
        outlets: All outlets of the set, also those without a mark.
        book: The book that the marks come from.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> aspects = fr.aspect_book()
    >>> placed = fr.placed_aspects(tables, book=aspects)
    >>> print(fr.emphasis_chart(placed, tables.outlets, book=aspects).title)
    What comes first, and what comes late
    """
    book = book or aspect_book()
    names = {e.id: e.name for e in book.entries}
    once = placed.drop_duplicates(["article_id", "entry", "sentence"])
    shown = leading_aspects(once)
    said = "; ".join(f"{names[a]}: {_in_words(once[once['entry'] == a], outlets)}" for a in shown)
    return Chart(
        name="emphasis",
        title=_TITLE,
        alt=f"Strips, a row for each of {counted(len(outlets), 'outlet')} and a column for each of "
        f"{counted(len(shown), 'aspect')}; a stroke for each sentence with a word for the aspect, from the first word "
        f"of the article to the last, squares for headlines. Sentences in headline or first paragraph: "
        f"{said or 'none'}.",
        figure=emphasis_strip(once, outlets, aspects=shown, names=names),
        data=once,
    )


def leading_aspects(once: pd.DataFrame, most: int = MOST_ASPECTS) -> tuple[str, ...]:
    """Return the aspects with most weight by position over all outlets, each outlet counting alike."""
    if once.empty:
        return ()
    weights = once.assign(weight=once["zone"].map(WEIGHTS).astype(float))
    by_outlet = weights.groupby(["outlet", "entry"])["weight"].sum()
    shares = by_outlet / by_outlet.groupby("outlet").sum()
    order = shares.groupby("entry").sum().sort_values(ascending=False, kind="stable")
    return tuple(map(str, order.index[:most]))


def _in_words(marks: pd.DataFrame, outlets: Sequence[str]) -> str:
    top = marks[marks["zone"].isin([HEADLINE, OPENING])].groupby("outlet").size()
    return ", ".join(f"{outlet} {int(top.get(outlet, 0))}" for outlet in outlets)


@styled
def emphasis_strip(
    once: pd.DataFrame, outlets: Sequence[str], *, aspects: Sequence[str], names: Mapping[str, str]
) -> Figure:
    """Draw the strips; ``once`` has one row a sentence and aspect (outlet, entry, zone, at). None gives words."""
    if once.empty or not outlets:
        return empty_figure(_TITLE, "no sentence with a word for an aspect was found")
    once = once[once["entry"].isin(aspects)]
    drawn = drawn_of(once)
    n_drawn, n = (int((rows["zone"] != HEADLINE).sum()) for rows in (drawn, once))
    some = f" Where strokes cover one another one is drawn, {n_drawn} of {n} in all; the data file has all."
    figure = new_figure(
        _ROW * len(outlets) + 0.7,
        title=_TITLE,
        subtitle="A stroke for each sentence with a word for the aspect, from the first word of an article (left) to "
        "its last; long strokes stand in the first paragraph, squares in headlines.",
        note="By the words of the book of aspects; a sentence without them may speak of it too." + some * (n_drawn < n),
    )
    axes = figure.subplots(1, len(aspects), sharey=True, squeeze=False)[0]
    for column, aspect in zip(axes, aspects, strict=True):
        _strip(column, drawn[drawn["entry"] == aspect], outlets)
        column.set_title(wrap(names[aspect], 13), fontsize=8, loc="left")
    axes[0].set_yticks(range(len(outlets)), short_names(outlets, 22).values())
    return figure


def drawn_of(once: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences whose strokes can be seen: all, or where they are very many those that lie side by side.

    Headlines stay all, since their number is written.
    """
    if len(once) <= _MOST_STROKES:
        return once
    headline = (once["zone"] == HEADLINE).to_numpy(bool)
    body = once[~headline]
    seen = headline.copy()
    places, at_of = np.flatnonzero(~headline), body["at"].to_numpy(float)
    for rows in body.groupby(["outlet", "entry", body["zone"] == OPENING], sort=False).indices.values():
        mine = np.asarray(rows)
        seen[places[mine[_side_by_side(at_of[mine])]]] = True
    return once[seen]


def _side_by_side(at: NDArray[np.float64]) -> list[int]:
    """Which strokes stay: from the left, after each the last one that still touches it, else the next."""
    order = np.argsort(at, kind="stable")
    ordered, kept, place = at[order], list[int](), 0
    while place < len(order):
        kept.append(int(order[place]))
        touching = int(np.searchsorted(ordered, ordered[place] + _WIDE, side="right")) - 1
        place = max(touching, place + 1)
    return kept


def _strip(axes: Axes, marks: pd.DataFrame, outlets: Sequence[str]) -> None:
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    axes.set_xlim(-0.2, 1.03)
    axes.set_ylim(len(outlets) - 0.4, -0.6)
    axes.set_xticks([])
    for y, outlet in enumerate(outlets):
        axes.plot([0, 1], [y, y], color=FAINT, linewidth=0.8, zorder=1)
        mine = marks[marks["outlet"] == outlet]
        if mine.empty:
            axes.text(0.5, y, "none found", ha="center", va="center", fontsize=6.5, style="italic", color=SOFT)
            continue
        titles = int((mine["zone"] == HEADLINE).sum())
        if titles:
            axes.plot(
                [_HEADLINE_AT],
                [y],
                "s",
                color=VERMILION,
                markersize=5,
                zorder=3,
                gid=at(entry=str(mine["entry"].iloc[0]), outlet=outlet, zone=HEADLINE),
            )
            if titles > 1:
                axes.text(_HEADLINE_AT, y - 0.34, str(titles), ha="center", va="center", fontsize=6.5, color=INK)
        for opens, half, colour in ((True, 0.34, VERMILION), (False, 0.2, BLUE)):
            body = mine[mine["zone"] != HEADLINE]
            part = body[(body["zone"] == OPENING) == opens]
            row = at(article_id=part["article_id"].astype(str).tolist(), start=part["start"].tolist())
            axes.vlines(part["at"].astype(float), y - half, y + half, color=colour, linewidth=1.1, zorder=2, gid=row)
