"""Which article's text descends from which, oldest at the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, INK, PAPER, SOFT, VERMILION, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.number_words import counted
from framing.measure.tables import Tables

_TITLE = "Who has the text from whom"
_LINES: dict[str, Any] = {"clear": "-", "likely": (0, (6, 2)), "open": (0, (1, 2))}
_ROW = 0.62  # inches between articles


def lineage_chart(tables: Tables) -> Chart:
    """Chart who has the text from whom.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.lineage_chart(tables).title)
    Who has the text from whom
    """
    lineage = tables["lineage"]
    edges = lineage[lineage["parent"].notna()]
    said = "; ".join(f"{r['child']} from {r['parent']} ({r['clarity']})" for r in edges.head(12).to_dict("records"))
    alone = int(lineage["parent"].isna().sum())
    return Chart(
        name="lineage",
        title=_TITLE,
        alt=f"Graph of descent. {said or 'No article descends from another'}. "
        f"{counted(alone, 'article')} without shared copy.",
        figure=lineage_graph(lineage, tables["articles"]),
        data=lineage,
    )


@styled
def lineage_graph(lineage: pd.DataFrame, articles: pd.DataFrame) -> Figure:
    """Draw articles as boxes and descent as arrows; a text that is not in the set has a dashed box.

    Args:
        lineage: Table of descent.
        articles: Table of articles.

    Columns are generations. The line's pattern says how clear an edge is, the number on it how
    many sentences both have. Articles that share no copy are named below the drawing.
    """
    edges = lineage[lineage["parent"].notna()]
    alone = [str(child) for child in lineage.loc[lineage["parent"].isna(), "child"]]
    outlet = dict(zip(articles["article_id"].astype(str), articles["outlet"].astype(str), strict=True))
    if edges.empty:
        return empty_figure(_TITLE, "no article descends from another")
    names = ", ".join(f"{outlet.get(i, i)} ({i})" for i in alone[:6])
    more = f" and {len(alone) - 6} more" if len(alone) > 6 else ""  # noqa: PLR2004 a line's worth
    place = _places(edges)
    figure = new_figure(
        0.9 + _ROW * (1 + max(y for _, y in place.values())),
        title=_TITLE,
        subtitle="Arrows lead from a text to the one that was made from it; numbers are shared sentences. "
        "A dashed box is a text that is not in the set.",
        note=f"No shared copy: {names}{more}." if alone else "",
    )
    axes = figure.subplots()
    boxes = {
        name: _box(axes, x, -y, outlet.get(name, name), name if name in outlet else "", inside=name in outlet)
        for name, (x, y) in place.items()
    }
    for edge in edges.to_dict("records"):
        parent, child = str(edge["parent"]), str(edge["child"])
        _arrow(axes, place[parent], place[child], edge, between=(boxes[parent], boxes[child]))
    axes.set(xlim=(-0.5, max(x for x, _ in place.values()) + 0.5), ylim=(-max(y for _, y in place.values()) - 0.6, 0.6))
    axes.axis("off")
    handles = [Line2D([], [], color=INK, linestyle=style, label=name) for name, style in _LINES.items()]
    if edges["second"].any():
        handles.append(Line2D([], [], color=VERMILION, linestyle="-", label="second parent"))
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4, title="descent is")
    return figure


def _places(edges: pd.DataFrame) -> dict[str, tuple[int, float]]:
    """Generation and row of every text: children beside their main parent, in their order."""
    main = {
        str(c): str(p)
        for p, c, second in zip(edges["parent"], edges["child"], edges["second"], strict=True)
        if not second
    }
    children: defaultdict[str, list[str]] = defaultdict(list)
    for child, parent in main.items():
        children[parent].append(child)
    roots = [p for p in dict.fromkeys(map(str, edges["parent"])) if p not in main]
    out: dict[str, tuple[int, float]] = {}
    row = 0.0

    def put(name: str, generation: int) -> float:
        nonlocal row
        if not children[name]:
            y, row = row, row + 1
        else:
            ys = [put(child, generation + 1) for child in children[name]]
            y = (ys[0] + ys[-1]) / 2
        out[name] = (generation, y)
        return y

    for root in roots:
        put(root, 0)
    return out


def _box(axes: Axes, x: float, y: float, outlet: str, identity: str, *, inside: bool) -> Text:
    words = wrap(short(outlet, 40), 20) + (f"\n{short(identity, 24)}" if identity and identity != outlet else "")
    return axes.text(
        x,
        y,
        words,
        ha="center",
        va="center",
        fontsize=7.5,
        color=INK if inside else SOFT,
        linespacing=1.25,
        zorder=4,
        bbox={
            "boxstyle": "round,pad=0.45",
            "facecolor": PAPER,
            "edgecolor": BLUE if inside else SOFT,
            "linewidth": 1.1,
            "linestyle": "-" if inside else "--",
        },
    )


def _arrow(
    axes: Axes,
    start: tuple[int, float],
    end: tuple[int, float],
    edge: Mapping[Any, Any],
    *,
    between: tuple[Text, Text],
) -> None:
    """Lead from edge to edge of the boxes, drawn after them as only then their sizes are known."""
    colour = VERMILION if edge["second"] else INK
    # a longer way leads past other boxes, behind which it has to go
    near = end[0] - start[0] == 1
    axes.annotate(
        "",
        xy=(end[0] - (0 if near else 0.27), -end[1]),
        xytext=(start[0] + (0 if near else 0.27), -start[1]),
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "linestyle": _LINES[str(edge["clarity"])],
            "linewidth": 1.2,
            "shrinkA": 0 if near else 2,
            "shrinkB": 0 if near else 2,
            "patchA": between[0].get_bbox_patch() if near else None,
            "patchB": between[1].get_bbox_patch() if near else None,
        },
        zorder=5 if near else 2,
    )
    n = int(str(edge["n_sentences"]))
    if n:
        axes.text(
            (start[0] + end[0]) / 2,
            -(start[1] + end[1]) / 2,
            counted(n, "sentence"),
            ha="center",
            va="center",
            fontsize=7,
            color=SOFT,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.2},
            gid=at(parent=edge["parent"], child=edge["child"]),
            zorder=6,
        )
