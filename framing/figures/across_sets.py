"""One outlet a line, a dot an event: do its choices hold?"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, INK, SOFT, bare, new_figure, short, styled
from framing.figures.number_words import counted
from framing.sets.ids import slug

MOST_OUTLETS = 20
_ROW = 0.27  # inches a line


def steadiness_chart(by_set: pd.DataFrame, held: pd.DataFrame, *, choice: str) -> Chart:
    """Chart one outlet a line: a dot an event, and the share over all with its interval.

    ``by_set`` and ``held`` (rows of this choice) as ``batch.across_events`` gives them; ``choice`` is its name.
    """
    title = f"{choice.capitalize()}, event by event"
    few = "; ".join(
        f"{row['outlet']}: {row['estimate']:.0%} over {row['n_events']} events, between {row['lowest']:.0%} and "
        f"{row['highest']:.0%}"
        for row in held.head(5).to_dict("records")
    )
    return Chart(
        name="steadiness-" + slug(choice.replace("'", "")),
        title=title,
        alt=f"Dot strips, an outlet a line, a dot an event: share of {choice}. {few or 'No outlet is in two events.'}",
        figure=across_sets(by_set, held, title=title),
        data=held,
    )


@styled
def across_sets(by_set: pd.DataFrame, held: pd.DataFrame, *, title: str) -> Figure:
    """Draw shares per set as dots and the share over all sets as a diamond with its interval.

    Args:
        by_set: ``outlet, share, base``, a row an outlet and set; a dot's area grows with ``base``.
        held: ``outlet, estimate, low, high, n_events``, a row an outlet, drawn in this order.
        title: the finding's subject.

    Beyond ``MOST_OUTLETS`` the rest are counted in the note. No outlet gives a figure that says so.
    """
    shown = held.head(MOST_OUTLETS)
    left = len(held) - len(shown)
    figure = new_figure(
        max(len(shown), 2) * _ROW + 0.8,
        title=title,
        subtitle="Dots: one event each, larger with more cases. Diamond: their mean, with its interval over events.",
        note=f"{counted(left, 'outlet')} with fewer events not shown" if left else "",
    )
    axes = figure.subplots()
    bare(axes)
    axes.set_xlim(-0.03, 1.03)
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    if shown.empty:
        axes.text(0.5, 0.5, "no outlet is in two events", ha="center", va="center", color=SOFT)
        axes.set_yticks([])
        return figure
    for line, row in enumerate(shown.to_dict("records")):
        own = by_set[by_set["outlet"] == row["outlet"]]
        sizes = 8 + 40 * own["base"] / max(float(by_set["base"].max()), 1.0)
        axes.scatter(own["share"], [line] * len(own), s=sizes, color=FAINT, edgecolors=SOFT, linewidths=0.6, zorder=2)
        axes.plot([row["low"], row["high"]], [line, line], color=BLUE, linewidth=1.6, zorder=3)
        axes.plot(row["estimate"], line, marker="D", markersize=5, color=BLUE, markeredgecolor=INK, zorder=4)
    names = [f"{short(str(r['outlet']), 26)} ({r['n_events']})" for r in shown.to_dict("records")]
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    return figure
