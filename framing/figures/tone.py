"""Tone of sentences by outlet: dots with intervals around a zero line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import FAINT, SOFT, bare, marks, new_figure, short, styled
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import compared
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.wording import TONE

_ROW = 0.19  # inches an outlet
LIMIT = "Tone is read off single words (VADER): in news the words of the event weigh most, and irony is not seen."


def tone_chart(evidence: pd.DataFrame, *, confidence: float, names: Mapping[str, str] | None = None) -> Chart:
    """Chart the tone of sentences in the outlet's voice, in quotations, and by concept (``names``: id to name)."""
    rows = TONE.of(evidence)
    order = rows.assign(first=rows["group"] != "voice").sort_values(["first", "key", "outlet"], kind="stable")
    title = "Tone of the sentences, by whose words and by what they mention"
    subtitle = f"Mean of VADER’s compound score, −1 to +1, with {confidence:.0%} interval over articles"
    labels = {"outlet": "Sentences of the outlet", "quoted": "Quoted sentences"} | dict(names or {})
    groups = counted(order["key"].nunique(), "group")
    return Chart(
        name="tone",
        title=title,
        alt=f"Dot chart around a zero line: mean tone of {groups} of sentences, a row an outlet.",
        figure=tone_dots(order, title=title, subtitle=subtitle, names=labels),
        data=order,
    )


@styled
def tone_dots(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    outlets: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the mean tone of each key (a block of rows) by outlet (a row, with its own mark), −1 to 1.

    ``frame`` holds rows of ``compare_outlets`` of the measure "tone". Hollow marks have no
    interval. The axis ends at the largest value drawn, on both sides alike. An empty frame
    gives a figure that says so.
    """
    rows = frame[frame["estimate"].notna()]
    if rows.empty:
        return empty_figure(title, "no sentences to read the tone of")
    looks = marks(list(outlets) or sorted(set(rows["outlet"])))
    keys = list(dict.fromkeys(rows["key"]))
    drawn = [(key, o, rows[(rows["key"] == key) & (rows["outlet"] == o)]) for key in keys for o in looks]
    drawn = [(key, o, mine.iloc[0]) for key, o, mine in drawn if len(mine)]
    figure = new_figure(_ROW * (len(drawn) + 0.9 * len(keys)) + 0.5, title=title, subtitle=subtitle, note=LIMIT)
    axes = figure.subplots()
    bare(axes)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    most = min(1.0, 1.1 * float(rows[["low", "high", "estimate"]].abs().max().max()) or 0.1)
    y, last, ticks = 0.0, None, []
    for key, outlet, row in drawn:
        if key != last:
            y += 0.9 if last is not None else 0.0
            axes.text(
                -most, y - 0.75, short((names or {}).get(key, key), 60), fontsize=8.5, fontweight="bold", va="center"
            )
            last = key
        look, sure = looks[outlet], not math.isnan(float(row["low"]))
        if sure:
            axes.plot([row["low"], row["high"]], [y, y], color=look.colour, alpha=0.45, linewidth=2.6)
        axes.plot(
            row["estimate"],
            y,
            look.marker,
            markersize=5.5,
            markerfacecolor=look.colour if sure else "white",
            markeredgecolor=look.colour,
            gid=compared(row),
        )
        ticks.append((y, outlet))
        base = counted(int(row["n"]), "sentence")
        said = f"{row['estimate']:+.2f}  ({base})".replace("-", "−")
        axes.text(1.66 * most, y, said, ha="right", va="center_baseline", fontsize=7)
        y += 1
    shown = short_names((o for _, o in ticks), 28)
    axes.set_yticks([t for t, _ in ticks], [shown[o] for _, o in ticks], fontsize=7.5)
    axes.set_ylim(y - 0.4, -1.2)
    _axis(axes, most)
    return figure


def _axis(axes: Axes, most: float) -> None:
    """A line from −most to +most, with room at the right for numbers."""
    axes.set_xlim(-most, 1.7 * most)
    axes.spines["bottom"].set_bounds(-most, most)
    axes.set_xticks([-most, 0, most], [f"{-most:.2f}".replace("-", "−"), "0", f"+{most:.2f}"])
    axes.spines["bottom"].set_color(FAINT)
