"""Who "says" and who "claims": with which class of reporting verb each outlet introduces each kind of speaker."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import INK, SOFT, bare, new_figure, short, styled
from framing.figures.cue_verbs import class_rank
from framing.figures.dot_intervals import dot, empty_figure, panel_end
from framing.figures.marks import at
from framing.figures.outlet_names import short_names
from framing.measure.cue_profile import CUE_CLASS_SHARE
from framing.measure.tables import Tables

MOST_CLASSES = 5
MOST_ROWS = 20
FEWEST = 5  # phrases over all outlets: fewer make no profile
_MOST_VERBS = 2  # examples of a class that fit over its panel
_NARROW = 2.2  # end of an axis on which "50" and "100" would meet
_ROW = 0.185  # inches an outlet
_HEAD = 1.25  # rows that a block's name takes
_TITLE = "Who “says” and who “claims”"
_UNKNOWN = "unknown"
_NAME: dict[str, Any] = {"fontsize": 8.5, "fontweight": "bold"}
_EXAMPLES: dict[str, Any] = {"fontsize": 7, "color": SOFT, "style": "italic"}


def cue_profile_chart(evidence: pd.DataFrame, tables: Tables, *, confidence: float) -> Chart:
    """Chart with which classes of reporting verbs each outlet introduces each kind of speaker.

    ``evidence`` holds rows of the measure "cue class share" by source type, as ``compare_outlets``
    gives them.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> from framing.measure.cue_profile import cue_profile
    >>> compared = fr.compare_outlets(cue_profile(tables), draws=100)
    >>> print(fr.cue_profile_chart(compared, tables, confidence=0.95).title)
    Who “says” and who “claims”
    """
    rows = CUE_CLASS_SHARE.of(evidence)
    doubting = rows[(rows["key"] == "doubting") & (rows["estimate"] > 0)]
    doubting = doubting.assign(times=doubting["estimate"] * doubting["n"])
    most = "; ".join(
        f"{r['group']} sources in {r['outlet']}, {100 * r['estimate']:.0f} % of {r['n']:.0f}"
        for r in doubting.sort_values("times", ascending=False, kind="stable").head(3).to_dict("records")
    )
    return Chart(
        name="cue-profile",
        title=_TITLE,
        alt="Dot chart, a panel for each class of reporting verb, a block for each kind of speaker, a row for each "
        f"outlet: the class’s share of the phrases that introduce them, with its {confidence:.0%} interval. "
        f"Doubting verbs stand most often with: {most or 'none'}.",
        figure=cue_profile(rows, confidence=confidence, outlets=tables.outlets, verbs=_commonest_verbs(tables)),
        data=rows,
    )


def _commonest_verbs(tables: Tables) -> dict[str, list[str]]:
    """Each class's commonest reporting verbs in the set; of equal ones the first in the alphabet."""
    cued = tables["quotations"].dropna(subset=["cue_lemma", "cue_class"])
    sizes = cued.groupby(["cue_class", "cue_lemma"]).size().sort_values(ascending=False, kind="stable")
    made: dict[str, list[str]] = {}
    for kind, verb in sizes.index:
        made.setdefault(str(kind), []).append(str(verb))
    return {kind: verbs[:_MOST_VERBS] for kind, verbs in made.items()}


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is drawn: blocks of outlets, the estimate of each cell with its interval, and each row's n."""

    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    cells: Mapping[tuple[str, str, str], tuple[float, float, float]]
    n: Mapping[tuple[str, str], int]
    alone: frozenset[tuple[str, str]]  # rows that rest on one article

    @property
    def drawn(self) -> frozenset[tuple[str, str]]:
        """Group and outlet of the rows that have room."""
        return frozenset((group, outlet) for group, outlets in self.blocks for outlet in outlets)

    def said(self, group: str, outlet: str, value: float) -> str:
        """Return the number beside a mark: a per cent, or a count where one article is all there is."""
        n = self.n[group, outlet]
        return f"{round(value * n)} of {n}" if (group, outlet) in self.alone and value else f"{100 * value:.0f}"

    @property
    def rows(self) -> Iterator[tuple[float, str, str]]:
        """Place, group and outlet of each row; a row without an outlet is the head of a block."""
        y = 0.0
        for group, outlets in self.blocks:
            yield y + _HEAD - 0.95, group, ""
            y += _HEAD
            for outlet in outlets:
                yield y, group, outlet
                y += 1


@styled
def cue_profile(
    frame: pd.DataFrame,
    *,
    confidence: float,
    outlets: Sequence[str] = (),
    verbs: Mapping[str, Sequence[str]] | None = None,
) -> Figure:
    """Draw the share of each class of reporting verb (panels) by kind of speaker (blocks) and outlet (rows).

    Args:
        frame: comparison rows of the measure "cue class share": group (kind of speaker), key (class), outlet,
            estimate, low, high and n (reporting phrases).
        confidence: level of the intervals, for the subtitle.
        outlets: rows of a block in this order; the frame's own order if empty.
        verbs: class to its commonest verbs in the set, written under the class's name.

    Blocks are ordered by how often they are introduced. Kinds of speaker that only one of several
    outlets introduces, or that are introduced less than ``FEWEST`` times, are named in the note, as
    are blocks beyond ``MOST_ROWS`` rows and classes beyond ``MOST_CLASSES``. An outlet that
    introduces no such speaker has no row. Nothing to draw gives a figure that says so.
    """
    rows = frame[frame["n"] > 0]
    if rows.empty:
        return empty_figure(_TITLE, "no reporting verbs")
    profile, rest = _profile(rows, list(outlets) or list(dict.fromkeys(frame["outlet"])))
    if not profile.blocks:
        return empty_figure(_TITLE, f"no kind of speaker is introduced by two outlets, {FEWEST} times together")
    uses = (rows["estimate"] * rows["n"]).groupby(rows["key"]).sum()
    # A verb that is in no class says nothing of its class: only where there is room.
    ranked = sorted((str(k) for k in uses.index if uses[k] > 0), key=lambda k: (k == "unclassed", -uses[k], k))
    classes = sorted(ranked[:MOST_CLASSES], key=class_rank)
    left = [*map(_sources, rest), *(f"{name} verbs" for name in ranked[MOST_CLASSES:])]
    lines = max(y for y, _, _ in profile.rows) + 1
    figure = new_figure(
        _ROW * lines + 0.75,
        title=_TITLE,
        subtitle="Of the reporting phrases with which the outlet introduces such speakers (n), the part of each class "
        f"of verb, in %. Line: {confidence:.0%} interval over articles. Hollow: one article, so no interval, and "
        "counted instead.",
        note=f"Fewer, and only in the CSV: {', '.join(left)}." if left else "",
    )
    cells = [
        (max(value, 0 if math.isnan(high) else high), profile.said(group, outlet, value))
        for (group, outlet, name), (value, _, high) in profile.cells.items()
        if name in classes and (group, outlet) in profile.drawn
    ]
    end = panel_end(cells, across=len(classes), size=7)
    for i, axes in enumerate(figure.subplots(1, len(classes), sharey=True, squeeze=False).flat):
        _panel(axes, profile, classes[i], (verbs or {}).get(classes[i], ()), end=end)
        axes.set_ylim(lines - 0.4, -0.1)
        if i == 0:
            _names(axes, profile)
    return figure


def _profile(rows: pd.DataFrame, outlets: Sequence[str]) -> tuple[_Profile, list[str]]:
    """What there is room for, and the groups left out."""
    n: dict[tuple[str, str], int] = {}
    cells: dict[tuple[str, str, str], tuple[float, float, float]] = {}
    for row in rows.to_dict("records"):
        group, outlet = str(row["group"]), str(row["outlet"])
        n[group, outlet] = round(float(row["n"]))
        cells[group, outlet, str(row["key"])] = (float(row["estimate"]), float(row["low"]), float(row["high"]))
    sure = {(group, outlet) for (group, outlet, _), (_, low, _) in cells.items() if not math.isnan(low)}
    whole = {group: sum(size for (g, _), size in n.items() if g == group) for group, _ in n}
    blocks: list[tuple[str, tuple[str, ...]]] = []
    rest: list[str] = []
    for group in sorted(whole, key=lambda g: (g == _UNKNOWN, -whole[g], g)):
        mine = tuple(outlet for outlet in outlets if (group, outlet) in n)
        full = blocks and sum(len(names) for _, names in blocks) + len(mine) > MOST_ROWS
        if full or len(mine) < min(2, len(outlets)) or whole[group] < FEWEST:
            rest.append(group)
        else:
            blocks.append((group, mine))
    return _Profile(tuple(blocks), cells, n, frozenset(n.keys() - sure)), rest


def _sources(group: str) -> str:
    return "sources of unknown kind" if group == _UNKNOWN else f"{group} sources"


def _panel(axes: Axes, profile: _Profile, name: str, verbs: Sequence[str], *, end: float) -> None:
    bare(axes)
    axes.set_xlim(-0.06, end)
    axes.set_xticks([0, 0.5, 1], ["0", "50" if end < _NARROW else "", "100"])
    axes.spines["bottom"].set_bounds(0, 1)
    for text, up, style in ((name, 15, _NAME), (short(", ".join(verbs), 19), 4, _EXAMPLES)):
        axes.annotate(text, (0, 1), xycoords="axes fraction", xytext=(0, up), textcoords="offset points", **style)
    for y, group, outlet in profile.rows:
        if not outlet:
            continue
        alone = (group, outlet) in profile.alone
        # A class that nobody uses for such speakers has no rows: then 0 is all there is to say.
        none = math.nan if alone else 0.0
        value, low, high = profile.cells.get((group, outlet, name), (0.0, none, none))
        dot(axes, y, value, low, high, row=at(group=group, key=name, outlet=outlet))
        shown = profile.said(group, outlet, value)
        ink, weight = (INK, "bold") if value else (SOFT, "normal")
        axes.text(
            end - 0.02, y, shown, ha="right", va="center_baseline", fontsize=7, color=ink, fontweight=weight
        )  # fmt: skip


def _names(axes: Axes, profile: _Profile) -> None:
    """Outlets with their n at the left, under the name of their block."""
    for y, group, outlet in profile.rows:
        if not outlet:
            axes.annotate(
                _sources(group), (0, y), xycoords=("axes fraction", "data"), xytext=(-6, 0),
                textcoords="offset points", ha="right", va="center_baseline", fontsize=8, fontweight="bold",
                annotation_clip=False,
            )  # fmt: skip
    shown = short_names((outlet for _, _, outlet in profile.rows if outlet), 22)
    ticks = {y: f"{shown[outlet]}  n = {profile.n[group, outlet]}" for y, group, outlet in profile.rows if outlet}
    axes.set_yticks(list(ticks), list(ticks.values()), fontsize=7.5)
