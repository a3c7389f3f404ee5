"""In whose voice each outlet names a concept."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.figures.chart import Chart
from framing.figures.chart_style import (
    INK,
    PAPER,
    SOFT,
    VOICE_MARKS,
    VOICE_NAMES,
    VOICE_ORDER,
    bare,
    new_figure,
    styled,
    wrap,
)
from framing.figures.dot_intervals import empty_figure
from framing.figures.label_share import MOST_CONCEPTS
from framing.figures.marks import at
from framing.figures.outlet_names import short_names
from framing.measure.concept_mentions import concept_names
from framing.measure.mention_counts import mention_counts
from framing.measure.tables import Tables

_TITLE = "In whose voice each outlet speaks"
_NARROW = 0.07  # a segment narrower than this has no room for its number


def voice_chart(tables: Tables, codebook: Codebook | None, *, concepts: Sequence[str] | None = None) -> Chart:
    """Chart the voices in which each outlet names some concepts: ``concepts`` (ids), else those named most.

    The data has every concept.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> print(fr.voice_chart(tables, book, concepts=["fishers"]).title)
    In whose voice each outlet speaks
    """
    counts = mention_counts(tables)
    own = counts[counts["voice"].isin(OWN_VOICE)].groupby("outlet")["n"].sum()
    every = counts.groupby("outlet")["n"].sum()
    said = "; ".join(f"{outlet} {int(own.get(outlet, 0))} of {int(n)}" for outlet, n in every.items())
    named = concept_names(tables, codebook)
    names = [(c, named[c]) for c in (list(named)[:MOST_CONCEPTS] if concepts is None else concepts)]
    return Chart(
        name="voices",
        title=_TITLE,
        alt=f"Stacked bars, a panel for each of {len(names)} concepts and a bar for each outlet, divided by voice. "
        f"Mentions in the outlet’s own voice, headlines included: {said}.",
        figure=voice_bars(counts, concepts=names, outlets=tables.outlets),
        data=counts,
    )


@styled
def voice_bars(counts: pd.DataFrame, *, concepts: Sequence[tuple[str, str]], outlets: Sequence[str]) -> Figure:
    """Draw, a panel for each concept and a bar for each outlet, the voices of its mentions.

    Args:
        counts: concept, outlet, voice and n, as ``measure.mention_counts.mention_counts`` gives.
        concepts: id and name of the panels' concepts, in order.
        outlets: the bars, top to bottom, also those that never name a concept.

    Bars are shares that fill the width; the numbers inside are mentions and n is their sum. An
    outlet that does not name the concept has no bar and says so.
    """
    if not concepts or not outlets or counts.empty:
        return empty_figure(_TITLE, "no mentions")
    across = min(2, len(concepts))
    lines = math.ceil(len(concepts) / across)
    figure = new_figure(
        lines * (0.24 * len(outlets) + 0.42) + 0.45,
        title=_TITLE,
        subtitle="Share of the outlet’s mentions of each concept, by voice. Numbers are mentions; n is all of them.",
    )
    grid = figure.subplots(lines, across, squeeze=False, sharex=True)
    totals = counts.groupby(["concept", "outlet", "voice"])["n"].sum()
    found = {tuple(map(str, key)): int(n) for key, n in totals.items()}  # type: ignore[call-overload]
    for i, axes in enumerate(grid.flat):
        if i >= len(concepts):
            axes.set_visible(False)
            continue
        identity, name = concepts[i]
        for y, outlet in enumerate(outlets):
            _bar(axes, y, identity, outlet, {voice: found.get((identity, outlet, voice), 0) for voice in VOICE_ORDER})
        bare(axes, grid="")
        axes.spines["bottom"].set_visible(False)
        axes.set(xlim=(0, 1.13), ylim=(len(outlets) - 0.45, -0.55), xticks=[])
        axes.set_yticks(range(len(outlets)), list(short_names(outlets, 22).values()) if i % across == 0 else [])
        axes.set_title(wrap(name, 44), pad=3)
    handles = [
        Patch(facecolor=VOICE_MARKS[v].colour, hatch=VOICE_MARKS[v].hatch, edgecolor=INK, linewidth=0.4)
        for v in VOICE_ORDER
    ]
    figure.legend(handles, [VOICE_NAMES[v] for v in VOICE_ORDER], loc="outside lower left", ncols=3, handlelength=2.4)
    return figure


def _bar(axes: Axes, y: int, concept: str, outlet: str, counts: dict[str, int]) -> None:
    total = sum(counts.values())
    if not total:
        axes.text(0, y, "not named", va="center_baseline", fontsize=7.5, style="italic", color=SOFT)
        return
    left = 0.0
    for voice, n in counts.items():
        if not n:
            continue
        mark, share = VOICE_MARKS[voice], n / total
        (bar,) = axes.barh(
            y, share, left=left, height=0.72, color=mark.colour, hatch=mark.hatch, edgecolor=INK, linewidth=0.4
        )
        bar.set_gid(at(concept=concept, outlet=outlet, voice=voice))
        if share >= _NARROW:
            plain = not mark.hatch
            box = None if plain else {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
            axes.text(
                left + share / 2,
                y,
                str(n),
                ha="center",
                va="center_baseline",
                fontsize=7,
                color=PAPER if plain else INK,
                bbox=box,
            )
        left += share
    axes.text(1.015, y, f"n = {total}", va="center_baseline", fontsize=7, color=SOFT)
