"""Each outlet's difference to the others with its interval, over the band in which shuffled outlets would lie."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from framing.annotate.codebook import Codebook
from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, INK, PAPER, SOFT, above_note, bare, new_figure, styled, wrap
from framing.figures.dot_intervals import empty_figure, panel_end
from framing.figures.marks import compared
from framing.figures.outlet_names import short_names
from framing.findings.find import Findings
from framing.measure.declared_contrast import DECLARED
from framing.measure.row_sentence import concept_name
from framing.measure.settings import Settings, at_most
from framing.stats.evidence import family_rows
from framing.stats.null_card import null_band
from framing.stats.tiers import TIERS

MOST_PANELS = 8
_ROW, _HEAD = 0.24, 0.66
_FROM, _SAID = -1.05, 6.5  # left end of panels; points of the numbers beside them
_COMPARISON = ["measure", "group", "key"]

# Fill and edge tell the tiers apart without colour.
_FACES = {"supported": BLUE, "suggestive": "#a9cbe0", "descriptive": PAPER, "not testable": PAPER}
_SHAPES = {"supported": "o", "suggestive": "o", "descriptive": "o", "not testable": "X"}


def null_band_chart(
    found: Findings,
    rows: pd.DataFrame,
    codebook: Codebook | None,
    *,
    settings: Settings,
) -> Chart:
    """Chart differences with intervals over the null band: declared contrasts, else the best-supported shares.

    ``rows`` are the article measures that the findings were made of. The band takes a thousand
    shuffles, or ``draws`` if fewer.
    """
    family = family_rows(found.evidence)
    shares = family[family["unit"] == "share"]
    shown = DECLARED.of(shares)
    title = "Declared contrasts: each outlet beside the others, and what chance would give"
    if shown.empty:
        best = shares.assign(rank=shares["tier"].map(TIERS.index)).sort_values(["rank", "p"], kind="stable")
        first = best.drop_duplicates(_COMPARISON).head(MOST_PANELS)[_COMPARISON]
        shown = first.merge(shares, on=_COMPARISON, how="left")
        title = "Shares in which outlets differ most, and what chance would give"
    names = set(shown[_COMPARISON].itertuples(index=False, name=None))
    kept = [name in names for name in rows[_COMPARISON].itertuples(index=False, name=None)]
    band = null_band(rows[kept], settings=at_most(settings, 1000))
    data = shown.merge(band.drop(columns=["estimate", "difference"]), on=[*_COMPARISON, "outlet"], how="left")
    at = list(map(compared, shown.to_dict("records")))
    named = shown.assign(at=at, group=[concept_name(str(group), codebook) for group in shown["group"]])
    band = band.assign(group=[concept_name(str(group), codebook) for group in band["group"]])
    outside = int(data["outside"].fillna(value=False).sum())
    return Chart(
        name="null-band",
        title=title,
        alt="Dots with intervals, a panel a comparison and a row an outlet, over the band that shuffled outlets give. "
        f"{outside} of {len(data)} dots lie outside their band.",
        figure=intervals_null(named, band, title=title, confidence=settings.confidence),
        data=data,
    )


@styled
def intervals_null(evidence: pd.DataFrame, band: pd.DataFrame, *, title: str, confidence: float) -> Figure:
    """Draw a panel for each comparison and a row for each outlet: dot, interval, and null band.

    Args:
        evidence: Rows of ``stats.evidence.compare_outlets`` whose unit is a share; the first
            ``MOST_PANELS`` comparisons (measure, group, key) are drawn, in order.
        band: Rows of ``stats.null_card.null_band`` for the same comparisons.
        title: The finding's subject.
        confidence: Of intervals and band.

    A dot outside the grey band differs from what outlets' names dealt out at random would give.
    Filled: supported; light: suggestive; hollow: descriptive; cross: not testable.
    """
    shares = evidence[evidence["unit"] == "share"]
    names = list(dict.fromkeys(shares[_COMPARISON].itertuples(index=False, name=None)))
    if not names:
        return empty_figure(title, "no shares to draw")
    shown, left = names[:MOST_PANELS], names[MOST_PANELS:]
    outlets = sorted(set(shares["outlet"]))
    across = 2 if len(shown) > 1 else 1
    lines = math.ceil(len(shown) / across)
    percent = f"{100 * confidence:.0f} %"
    figure = new_figure(
        lines * (_ROW * len(outlets) + _HEAD) + 0.5,
        title=title,
        subtitle=f"Dot and line: the outlet’s share less that of all others together, in points, with its {percent} "
        f"interval. Grey: where {percent} of such differences lie if the outlets’ names are dealt out at random.",
        note=f"Only in the CSV: {len(left)} more comparisons." if left else "",
    )
    merged = shares.merge(
        band[[*_COMPARISON, "outlet", "null_difference_low", "null_difference_high"]],
        on=[*_COMPARISON, "outlet"],
        how="left",
    )
    end = _end(merged[merged["difference"].notna()], across=across)
    one = len({measure for measure, _, _ in shown}) == 1
    grid = figure.subplots(lines, across, squeeze=False, sharex=True)
    for i, axes in enumerate(grid.flat):
        if i >= len(shown):
            axes.set_visible(False)
            continue
        part = merged[(merged[_COMPARISON] == list(shown[i])).all(axis=1)]
        _panel(axes, {str(row["outlet"]): row for row in part.to_dict("records")}, outlets, end=end)
        axes.set_title(wrap(_heading(shown[i], one_measure=one), 72 // across), fontsize=8, pad=4, linespacing=1.2)
        axes.set_yticks(range(len(outlets)), list(short_names(outlets, 22).values()) if i % across == 0 else [])
    _legend(figure)
    return figure


def _legend(figure: Figure) -> None:
    """The band, and the four tiers by fill and edge."""
    legend = figure.legend(
        handles=[
            Patch(facecolor=FAINT, label="shuffled outlets"),
            *(
                Line2D(
                    [], [], marker=_SHAPES[t], linestyle="", markerfacecolor=_FACES[t], markeredgecolor=BLUE, label=t
                )
                for t in _FACES
            ),
        ],
        loc="outside lower left",
        ncols=5,
        handlelength=1.4,
        columnspacing=1.2,
    )
    above_note(legend, figure)


def _heading(comparison: tuple[str, str, str], *, one_measure: bool) -> str:
    measure, group, key = comparison
    about = f"{group}: " if group else ""
    first, mark, second = key.partition(" | ")
    what = f"{first} rather than {second}" if mark else key
    return f"{about}{what}" if one_measure else f"{about}{what} ({measure})"


def _said(row: Mapping[Any, Any]) -> str:
    return f"{100 * row['estimate']:.0f} against {100 * row['rest']:.0f} %, n = {row['n']:.0f}"


def _end(rows: pd.DataFrame, *, across: int) -> float:
    """Where panels end, so that numbers flush right stand clear of dots, whiskers and bands, which reach to 1."""
    said = [(1.0 - _FROM, _said(row)) for row in rows.to_dict("records")]
    return panel_end(said, across=across, top=1.0 - _FROM, size=_SAID) + _FROM


def _panel(axes: Axes, rows: Mapping[str, Mapping[Any, Any]], outlets: list[str], *, end: float) -> None:
    bare(axes)
    axes.set(xlim=(_FROM, end), ylim=(len(outlets) - 0.45, -0.55))
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−100", "", "0", "", "+100"])
    axes.spines["bottom"].set_bounds(-1, 1)
    axes.axvline(0, color=SOFT, linewidth=0.8, zorder=1.5)
    for y, outlet in enumerate(outlets):
        row = rows.get(outlet)
        if row is None or math.isnan(row["difference"]):
            missing = "not named" if row is None or math.isnan(row["estimate"]) else "nobody else names it"
            axes.text(0.04, y, missing, va="center_baseline", fontsize=7.5, style="italic", color=SOFT)
            continue
        low, high = (min(max(row[f"null_difference_{side}"], -1.0), 1.0) for side in ("low", "high"))
        if not math.isnan(row["null_difference_low"]):
            axes.barh(y, max(high - low, 0.01), left=low, height=0.66, color=FAINT, zorder=1)
        if not math.isnan(row["difference_low"]):
            axes.plot([row["difference_low"], row["difference_high"]], [y, y], color=BLUE, linewidth=1.6, zorder=2)
        (mark,) = axes.plot(
            row["difference"],
            y,
            _SHAPES[row["tier"]],
            markersize=5.6,
            markerfacecolor=_FACES[row["tier"]],
            markeredgecolor=BLUE,
            zorder=3,
            clip_on=False,
        )
        mark.set_gid(str(row.get("at", "")) or None)
        axes.text(end, y, _said(row), ha="right", va="center_baseline", fontsize=_SAID, color=INK)
