"""One finding under every combination of settings: differences in order, and below which settings gave them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from framing.annotate.codebook import Codebook
from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, ORANGE, SOFT, above_note, bare, new_figure, short, styled
from framing.figures.dot_intervals import empty_figure
from framing.findings.find import Findings
from framing.findings.finding import DIFFERENCE, Finding
from framing.measure.declared_contrast import DECLARED, contrast_of
from framing.measure.measures import measure_of
from framing.measure.row_sentence import concept_name, listed
from framing.measure.settings import Settings, at_most
from framing.measure.tables import Tables
from framing.stats.joint_specification import JointInference, joint_of
from framing.stats.specification import ALL_IN, Target, curve_of, setting_blocks, standing, term_settings
from framing.stats.tiers import say_p

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_CHOICES = ("voice", "headline", "copies", "labels", "left_out")
_UNLESS_LEFT_OUT = "an article left out"
_MOST = 2500  # settings of a curve that is drawn whole: leaving out each of 40 articles gives fewer
_EVENLY = 600  # drawn of more: dots along the width of the chart, which there lie on one another
_OF_EACH = 24  # drawn of each choice at least


def specification_charts(
    found: Findings, tables: Tables, codebook: Codebook | None, *, settings: Settings, most: int = 3
) -> list[Chart]:
    """Chart a specification curve for each of the first ``most`` findings about labels; none without a codebook."""
    if codebook is None:
        return []
    able = [f for f in found.findings if f.kind == DIFFERENCE and measure_of(f.measure).labels is not None]
    return [
        _curve_chart(number, finding, tables, codebook, settings=settings)
        for number, finding in enumerate(able[:most], start=1)
    ]


def _curve_chart(number: int, finding: Finding, tables: Tables, codebook: Codebook, *, settings: Settings) -> Chart:
    target = Target(finding.measure, finding.group, finding.key, finding.outlet)
    every = list(setting_blocks(term_settings(tables, codebook, target), target, leave_out=True))
    curve = curve_of(every, target, analysis=at_most(settings, 1000))
    joint = joint_of([varied for _, varied in every], target, settings)
    stood = standing(curve)
    if finding.measure == DECLARED.name:
        contrast = contrast_of(finding.about, codebook)
        what = f"{listed(contrast.a)} rather than {listed(contrast.b)}"
    else:
        what = f"“{finding.key}” for {concept_name(finding.group, codebook)}"
    title = f"{finding.outlet}: {what}"
    return Chart(
        name=f"specification-{number}",
        title=title,
        alt=f"Specification curve: the difference between {finding.outlet} and the others under "
        f"{stood.n} settings, {what}. It stands in {stood.stands}; {stood.same_direction} have the same direction. "
        f"{_together(joint)}",
        figure=specification(curve, title=title, joint=joint),
        data=curve.assign(
            joint_z=joint.z,
            joint_p=joint.p,
            measure=target.measure,
            group=target.group,
            key=target.key,
            outlet=target.outlet,
        ),
    )


def _together(joint: JointInference | None) -> str:
    """What all settings say together; nothing where they say nothing."""
    if joint is None or math.isnan(joint.p):
        return ""
    return f"All settings together: {say_p(joint.p)}."


@styled
def specification(
    curve: pd.DataFrame, *, title: str, joint: JointInference | None = None, unit: str = "share"
) -> Figure:
    """Draw a specification curve.

    Args:
        curve: Rows of ``stats.specification.specification_curve``.
        title: The finding.
        joint: What all settings say together, if that was asked.
        unit: Of the difference; shares are drawn in points.

    Above, each setting's difference between the outlet and the others, from smallest to
    largest: filled where p ≤ .05 in the finding's direction, hollow where not; the ring marks
    the report's own setting. Below, a tick wherever a setting had that choice. Of very many settings
    some are drawn (:func:`drawn_of`) and the note says so; numbers are of all.
    """
    given = curve[curve["difference"].notna()] if len(curve) else curve
    if given.empty:
        return empty_figure(title, "no setting gives this finding")
    stood = standing(curve)
    rows = given.assign(main=given.index == curve.index[0]).sort_values("difference", kind="stable")
    choices = _choices(rows)
    drawn = drawn_of(rows, [has for _, _, has in choices], weakest=stood.weakest)
    weak = f"It stands least often with: {stood.weakest}." if stood.weakest else ""
    some = (
        f"Drawn are {len(drawn)} of the {len(rows)} settings, chosen along their order; the data file has all."
        if len(drawn) < len(rows)
        else ""
    )
    note = f"{weak} {some}".strip()
    figure = new_figure(
        1.95 + 0.19 * len(choices),
        title=title,
        subtitle=f"The difference under {stood.n} combinations of settings; it stands (p ≤ .05, same direction) in "
        f"{stood.stands}, and has the same direction in {stood.same_direction}. {_together(joint)}".rstrip(),
        note=note,
    )
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1.5, 0.19 * len(choices)])
    scale = 100 if unit == "share" else 1
    _curve(above, rows, drawn, scale, "points" if unit == "share" else unit)
    _ticks(below, rows, drawn, choices)
    legend = figure.legend(
        handles=[
            Line2D([], [], marker="o", linestyle="", color=BLUE, markersize=4, label="stands"),
            Line2D([], [], marker="o", linestyle="", markerfacecolor="white", markeredgecolor=ORANGE, markersize=4,
                   label="does not"),
            Line2D([], [], marker="o", linestyle="", markerfacecolor="none", markeredgecolor="black", markersize=8,
                   label="the report’s setting"),
        ],
        loc="outside lower left",
        ncols=3,
    )  # fmt: skip
    above_note(legend, figure)
    return figure


def _choices(rows: pd.DataFrame) -> list[tuple[str, str, Flags]]:
    """Every choice of every setting that was varied, with the rows that have it; left-out articles as one."""
    made = []
    for name in _CHOICES:
        if name not in rows.columns or len(set(rows[name])) == 1:
            continue
        if name == "left_out":
            every = (rows[name] == ALL_IN).to_numpy(bool)
            made += [(name, "every article in", every), (name, _UNLESS_LEFT_OUT, ~every)]
            continue
        made += [(name, str(v), (rows[name] == v).to_numpy(bool)) for v in dict.fromkeys(rows[name].sort_index())]
    return made


def drawn_of(rows: pd.DataFrame, choices: Sequence[Flags], *, weakest: str = "") -> Places:
    """Return which settings of a curve in order are drawn: all, or where nobody could see all some along the order.

    Among them are the first and the last, the report's own, every one with all articles in, those with the choice
    that hurts the finding most, and some of each choice, of those that stand and of those that do not.

    Args:
        rows: The settings in order, ``main`` where the report's own is.
        choices: For each choice the settings that have it.
        weakest: The choice that hurts most, as ``stats.specification.standing`` says it.
    """
    places = np.arange(len(rows))
    if len(rows) <= _MOST:
        return places
    stands, left_out = rows["stands"].to_numpy(bool), rows["left_out"].astype(str)
    whole = rows["main"].to_numpy(bool) | (left_out == ALL_IN).to_numpy(bool)
    weak = ("leaving out " + left_out == weakest).to_numpy(bool)
    kept = [_evenly(np.flatnonzero(has), _OF_EACH) for has in (*choices, stands, ~stands, weak)]
    return np.unique(np.concatenate([_evenly(places, _EVENLY), np.flatnonzero(whole), *kept]))


def _evenly(places: Places, most: int) -> Places:
    """At most so many of some places, evenly among them, the first and the last with them."""
    return places[np.linspace(0, len(places) - 1, min(most, len(places))).astype(np.intp)]


def _curve(axes: Axes, rows: pd.DataFrame, drawn: Places, scale: float, unit: str) -> None:
    bare(axes, grid="y")
    axes.axhline(0, color=SOFT, linewidth=0.8)
    x, y = drawn, rows["difference"].to_numpy(float)[drawn] * scale
    stands, main = rows["stands"].to_numpy(bool)[drawn], rows["main"].to_numpy(bool)[drawn]
    size = 3.4 if len(rows) < 150 else 2.2  # noqa: PLR2004  # many dots are drawn smaller
    axes.plot(x[stands], y[stands], "o", markersize=size, color=BLUE, markeredgewidth=0)
    axes.plot(x[~stands], y[~stands], "o", markersize=size, markerfacecolor="white", markeredgecolor=ORANGE)
    axes.plot(x[main], y[main], "o", markersize=9, markerfacecolor="none", markeredgecolor="black", markeredgewidth=1.2)
    low, high = min(0.0, float(y.min())), max(0.0, float(y.max()))
    room = 0.12 * (high - low or 1)
    axes.set_ylim(low - room, high + room)
    axes.set_ylabel(f"outlet − others, {unit}")
    axes.tick_params(bottom=False)


def _ticks(axes: Axes, rows: pd.DataFrame, drawn: Places, choices: list[tuple[str, str, Flags]]) -> None:
    bare(axes, grid="")
    axes.spines["bottom"].set_visible(False)
    axes.set(xlim=(-1, len(rows)), ylim=(len(choices) - 0.4, -0.6), xticks=[])
    stands = rows["stands"].to_numpy(bool)
    width = 1.4 if len(rows) < 150 else 0.6 if len(drawn) == len(rows) else 0.8  # noqa: PLR2004
    for y, (name, _, has) in enumerate(choices):
        x = drawn[has[drawn]]
        axes.vlines(x, y - 0.34, y + 0.34, color=np.where(stands[x], BLUE, ORANGE).tolist(), linewidth=width)
        if y and choices[y - 1][0] != name:
            axes.axhline(y - 0.5, color=FAINT, linewidth=0.8)
    labels = [f"{short(text, 34)}  ({int((has & stands).sum())} of {int(has.sum())})" for _, text, has in choices]
    axes.set_yticks(range(len(choices)), labels, fontsize=7.5)
