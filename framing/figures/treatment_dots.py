"""How each outlet's own words treat those they name: the shares of sentences that speak ill and well."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, SOFT, VERMILION, Mark, bare, new_figure, short, styled
from framing.figures.dot_intervals import dot, empty_figure, grid_of, header, left_out, panel_end, panel_heads
from framing.figures.marks import at
from framing.measure.tables import Tables
from framing.measure.treatment import TREATMENT

MOST_ACTORS = 10
LOOKS: Mapping[str, Mark] = {"negative": Mark(VERMILION, "v", ""), "positive": Mark(BLUE, "^", "")}
_ROW = 0.29  # inches an actor, whose two marks stand over each other
_APART = 0.17  # of a row, each mark from its middle
_PER_LINE = 4  # panels side by side: two numbers stand beside the marks
_TITLE = "How each outlet’s own words treat those it names"


def treatment_chart(
    evidence: pd.DataFrame, tables: Tables, *, confidence: float, names: Mapping[str, str] | None = None
) -> Chart:
    """Chart by outlet and actor the shares of sentences in own words that speak ill, and well.

    ``evidence`` holds rows of the measure "treatment share", as ``compare_outlets`` gives them; ``names`` are those of
    concepts.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> compared = fr.compare_outlets(fr.sourcing(tables), draws=100)
    >>> names = fr.concept_names(tables, None)
    >>> print(fr.treatment_chart(compared, tables, confidence=0.95, names=names).title)
    How each outlet’s own words treat those it names
    """
    rows = TREATMENT.of(evidence)
    rows = rows[rows["key"].isin(LOOKS)]
    ill = rows[(rows["key"] == "negative") & (rows["estimate"] > 0)]
    known = dict(names or {})
    said = "; ".join(
        f"{r['outlet']} on {known.get(str(r['group']), r['group'])} {r['estimate'] * r['n']:.0f} of {r['n']:.0f}"
        for r in ill.sort_values(["estimate", "outlet", "group"], ascending=[False, True, True])
        .head(6)
        .to_dict("records")
    )
    n = min(rows["group"].nunique(), MOST_ACTORS)
    return Chart(
        name="treatment",
        title=_TITLE,
        alt=f"Dot chart, a panel for each outlet, a row for each of the {n} actors named most; a triangle pointing "
        "down for the share of the outlet’s sentences on the actor that speak ill, one pointing up for those that "
        f"speak well, lines for {confidence:.0%} intervals. Most sentences that speak ill: {said or 'none'}.",
        figure=treatment_dots(rows, confidence=confidence, outlets=tables.outlets, names=known),
        data=rows,
    )


@styled
def treatment_dots(
    frame: pd.DataFrame, *, confidence: float, outlets: Sequence[str] = (), names: Mapping[str, str] | None = None
) -> Figure:
    """Draw both shares of each actor (rows) by outlet (panels), 0 to 100 %.

    Args:
        frame: Comparison rows with group (the actor), key (negative, positive), outlet, estimate, low, high, n_articles
            and n.
        confidence: Level of the intervals, for the legend.
        outlets: Panels in this order, also for outlets without a row; the frame's own order if empty.
        names: What stands for a group; itself if it is not there.

    Actors are ordered by sentences; beyond ``MOST_ACTORS`` the next are named in the note. A hollow mark has no
    interval. An empty frame gives a figure that says so.
    """
    columns = list(outlets) or list(dict.fromkeys(frame["outlet"]))
    sizes = frame[frame["key"] == "negative"].groupby("group", observed=True)["n"].sum()
    every = sorted(map(str, sizes.index), key=lambda a: (-float(sizes[a]), a))
    actors = every[:MOST_ACTORS]
    if not actors or not columns:
        return empty_figure(_TITLE, "nobody is named by two outlets, in three sentences or more")
    known = dict(names or {})
    lines, across = grid_of(len(columns), most=_PER_LINE)
    end = panel_end(_rightmost(frame[frame["group"].isin(actors)]), across=across)
    heads, head = panel_heads(columns, across)
    figure = new_figure(
        lines * (_ROW * len(actors) + 0.7 + head),
        title=_TITLE,
        subtitle="In % of the outlet’s own sentences that name them: ill (pointing down, first number) and well "
        f"(pointing up, second). Line: {confidence:.0%} interval over articles; hollow: one article, so no interval.",
        note=left_out([known.get(a, a) for a in every[MOST_ACTORS:]], why="Named less"),
    )
    for i, axes in enumerate(figure.subplots(lines, across, sharex=True, squeeze=False).flat):
        if i >= len(columns):
            axes.set_visible(False)
            continue
        mine = frame[(frame["outlet"] == columns[i]) & frame["group"].isin(actors)]
        _panel(axes, mine, actors, end=end)
        header(axes, heads[columns[i]], _bases(mine), ("sentence", "sentences"))
        axes.set_yticks(range(len(actors)), [short(known.get(a, a), 24) for a in actors] if i % across == 0 else [])
        axes.tick_params(axis="x", labelbottom=True)
    return figure


def _bases(rows: pd.DataFrame) -> pd.DataFrame:
    """All sentences drawn of an outlet, and the most articles any of them has."""
    once = rows[rows["key"] == "negative"]
    return pd.DataFrame({"n": [once["n"].sum()], "n_articles": [once["n_articles"].max()]}) if len(once) else once


def _rightmost(rows: pd.DataFrame) -> Iterator[tuple[float, str]]:
    """Each actor's rightmost mark in an outlet, and its two numbers."""
    for _, both in rows[rows["estimate"].notna()].groupby(["outlet", "group"], observed=True):
        yield float(both[["estimate", "high"]].max().max()), " · ".join(f"{100 * v:.0f}" for v in both["estimate"])


def _panel(axes: Axes, rows: pd.DataFrame, actors: list[str], *, end: float) -> None:
    bare(axes)
    axes.set_xlim(-0.05, end)
    axes.set_ylim(len(actors) - 0.4, -0.6)
    axes.set_xticks([0, 0.5, 1], ["0", "50", "100"])
    axes.spines["bottom"].set_bounds(0, 1)
    outlet = str(rows["outlet"].iloc[0]) if len(rows) else ""
    values = {
        (str(r["key"]), str(r["group"])): (float(r["estimate"]), float(r["low"]), float(r["high"]))
        for r in rows.to_dict("records")
    }
    for y, actor in enumerate(actors):
        shown = []
        for side, (key, look) in zip((-_APART, _APART), LOOKS.items(), strict=True):
            value, low, high = values.get((key, actor), (math.nan, math.nan, math.nan))
            shown.append("–" if math.isnan(value) else f"{100 * value:.0f}")
            if value >= 0:
                row = at(group=actor, key=key, outlet=outlet)
                dot(axes, y + side, value, low, high, colour=look.colour, marker=look.marker, row=row)
        named = set(shown) != {"–"}
        axes.text(
            end - 0.02,
            y,
            " · ".join(shown) if named else "not named",
            ha="right",
            va="center_baseline",
            fontsize=7.5,
            color=INK if named else SOFT,
            fontweight="bold" if named else "normal",
        )
