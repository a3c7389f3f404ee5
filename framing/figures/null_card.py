"""How many differences the set shows, beside how many it would show with outlets shuffled."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from framing.figures.chart import Chart
from framing.figures.chart_style import FAINT, INK, SOFT, VERMILION, bare, new_figure, short, styled
from framing.figures.dot_intervals import empty_figure
from framing.stats.null_card import ALL, NullCard


def null_card_chart(found: NullCard) -> Chart:
    """Chart how many differences the set shows, beside how many it would show with outlets shuffled."""
    card = found.card
    title = "How many differences, and how many with outlets shuffled"
    whole = card[(card["measure"] == ALL) & card["size"].isna()] if len(card) else card
    said = " ".join(str(note) for note in whole["note"]) if len(whole) else "Nothing to compare."
    return Chart(
        name="null-card",
        title=title,
        alt=f"Range chart, a row a measure: differences in 100 comparisons, this set beside shuffled outlets. {said}.",
        figure=null_card(card, found.shuffles, title=title),
        data=card,
    )


@styled
def null_card(card: pd.DataFrame, shuffles: pd.DataFrame, *, title: str) -> Figure:
    """Draw, for each measure, the number of differences with p ≤ .05 in 100 comparisons, real and shuffled.

    Args:
        card: ``stats.null_card.NullCard.card``; rows whose ``size`` is missing are drawn.
        shuffles: ``NullCard.shuffles``: draw 0 is the real set.
        title: The finding's subject.

    Grey bar: the middle 95 of 100 shuffled sets, the line in it their mean; diamond: this set.
    """
    rows = card[card["size"].isna()] if len(card) else card
    if rows.empty:
        return empty_figure(title, "nothing to compare")
    figure = new_figure(
        0.3 * len(rows) + 0.85,
        title=title,
        subtitle="Differences between an outlet and the others with p ≤ .05, in 100 comparisons. "
        f"Grey: the middle 95 % of {int(rows['n_draws'].iloc[0]):,} sets with the outlets’ names dealt out at random.",
    )
    axes = figure.subplots()
    counts = shuffles[shuffles["size"].isna()]
    top = 5.0
    for y, row in enumerate(rows.to_dict("records")):
        drawn = counts[(counts["measure"] == row["measure"]) & (counts["draw"] > 0)]["n"].to_numpy(float)
        top = max(top, _row(axes, y, {str(k): v for k, v in row.items()}, drawn))
    bare(axes)
    axes.set(xlim=(-0.02 * top, 1.75 * top), ylim=(len(rows) - 0.4, -0.75))
    ticks = [tick for tick in axes.get_xticks() if 0 <= tick <= top]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.spines["bottom"].set_bounds(0, top)
    for y, row in enumerate(rows.to_dict("records")):
        for at, said in ((1.32, f"{row['n_real']} of {row['n_comparisons']}"), (1.75, _in_100(row["share_as_many"]))):
            axes.text(at * top, y, said, ha="right", va="center_baseline", fontsize=7, color=SOFT)
    for at, head in ((1.32, "this set"), (1.75, "shuffles with as many")):
        axes.text(at * top, -0.72, head, ha="right", va="bottom", fontsize=7, color=SOFT, style="italic")
    axes.set_yticks(range(len(rows)), [short(str(m), 30) for m in rows["measure"]])
    figure.legend(
        handles=[
            Patch(facecolor=FAINT, label="shuffled outlets"),
            Line2D([], [], color=INK, linewidth=1.4, label="their mean"),
            Line2D([], [], marker="D", linestyle="", color=VERMILION, markersize=5, label="this set"),
        ],
        loc="outside lower left",
        ncols=3,
    )
    return figure


def _row(axes: Axes, y: int, row: dict[str, object], drawn: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    per = 100 / float(str(row["n_comparisons"]))
    low, high = np.quantile(drawn, [0.025, 0.975]) * per
    real = float(str(row["n_real"])) * per
    axes.barh(y, max(high - low, 0.15), left=low, height=0.62, color=FAINT, zorder=1)
    axes.plot([drawn.mean() * per] * 2, [y - 0.31, y + 0.31], color=INK, linewidth=1.4, zorder=2)
    axes.plot(real, y, "D", color=VERMILION, markersize=5.4, zorder=3, clip_on=False)
    return max(float(high), real)


def _in_100(share: float) -> str:
    return "< 1 in 100" if share < 0.01 else f"{100 * share:.0f} in 100"  # noqa: PLR2004  # as it is said
