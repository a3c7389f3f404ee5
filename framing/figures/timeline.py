"""When each article of a set appeared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, SOFT, bare, new_figure, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import articles_of, at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.tables import Tables

_TITLE = "When the articles appeared"
# matplotlib's dates carry no types
_number: Callable[[date], float] = dates.date2num
# Half of the time that an inexact date may be off, in days.
_SPREAD = {"day": 0, "week": 3, "month": 15, "year": 182}


def timeline_chart(tables: Tables) -> Chart:
    """Chart each article of the set on its date; the data is the article table's part on dates and lengths."""
    articles = tables["articles"]
    days = sorted(str(day) for day in articles["published"].dropna())
    span = f"from {days[0]} to {days[-1]}" if days else "without dates"
    each = ", ".join(f"{outlet} {n}" for outlet, n in articles["outlet"].value_counts().sort_index().items())
    return Chart(
        name="timeline",
        title=_TITLE,
        alt=f"Strip chart, a mark for each of {len(articles)} articles on its date, {span}. Articles: {each}.",
        figure=timeline(articles, event_date=tables.event_date),
        data=articles[["article_id", "outlet", "published", "certainty", "title", "n_words"]],
    )


@styled
def timeline(articles: pd.DataFrame, *, event_date: str = "") -> Figure:
    """Draw a strip for each outlet with a mark for each article on its date.

    Args:
        articles: the set's table of articles.
        event_date: ISO date of the event, drawn as a line; empty if unknown.

    An inexact date is a hollow mark with a line over the time it may fall in. Articles on one day
    stand above each other. An article without a date is counted at the outlet's name.
    """
    dated = articles[articles["published"].notna()]
    if dated.empty:
        return empty_figure(_TITLE, "no article has a date")
    outlets = sorted(map(str, articles["outlet"].unique()))
    figure = new_figure(
        0.36 * len(outlets) + 0.45,
        title=_TITLE,
        subtitle="One mark an article; hollow with a line: the date is known to the week, month or year only.",
    )
    axes = figure.subplots()
    names, shown = [], short_names(outlets, 28)
    for y, outlet in enumerate(outlets):
        mine = dated[dated["outlet"] == outlet]
        n, undated = int((articles["outlet"] == outlet).sum()), int((articles["outlet"] == outlet).sum()) - len(mine)
        without = f", {undated} undated" if undated else ""
        names.append(f"{shown[outlet]}  (n = {n}{without})")
        _strip(axes, y, mine)
    bare(axes)
    if event_date:
        day = _number(date.fromisoformat(event_date))
        axes.axvline(day, color=INK, linewidth=1, linestyle=(0, (3, 2)), zorder=0)
        axes.annotate(
            "the event", (day, 1), xycoords=("data", "axes fraction"), xytext=(3, 1), textcoords="offset points",
            fontsize=7.5, color=SOFT, va="bottom",
        )  # fmt: skip
    axes.set_ylim(len(outlets) - 0.4, -0.6)
    axes.set_yticks(range(len(outlets)), names)
    low, high = axes.get_xlim()
    axes.set_xlim(low - 0.6, high + 0.6)
    locator = dates.AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.set_xlabel(f"{counted(len(articles), 'article')}, {counted(len(outlets), 'outlet')}", loc="left")
    return figure


def _strip(axes: Axes, y: int, mine: pd.DataFrame) -> None:
    seen: dict[date, int] = {}
    columns = (mine["published"].astype(str), mine["certainty"].astype(str), articles_of(mine))
    for published, certainty, identity in sorted(zip(*columns, strict=True)):
        day = date.fromisoformat(published)
        lift = 0.17 * seen.get(day, 0)
        seen[day] = seen.get(day, 0) + 1
        spread = timedelta(days=_SPREAD.get(certainty, 0))
        if spread:
            span = [_number(day - spread), _number(day + spread)]
            axes.plot(span, [y - lift, y - lift], color=BLUE, linewidth=1.4, alpha=0.6, zorder=1)
        face = "white" if spread else BLUE
        mark: dict[str, Any] = {"markersize": 5.5, "markerfacecolor": face, "markeredgecolor": BLUE}
        axes.plot(_number(day), y - lift, "o", zorder=2, gid=at(article_id=identity), **mark)
