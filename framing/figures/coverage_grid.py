"""Who carries which statement: a grid of marks, statements down and outlets across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.chart_style import BLUE, FAINT, SOFT, VERMILION, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.outlet_names import short_names
from framing.measure.coverage import Coverage
from framing.measure.shared_copy import MOST_CELLS
from framing.measure.tables import Tables

MOST = 24
_ROW = 0.225
_UPRIGHT = 6  # outlets from which on names stand upright over their columns
STATUS = {
    "has it": ("s", BLUE, BLUE),
    "no sentence found": ("o", "white", VERMILION),
    "not yet public": (".", FAINT, FAINT),
    "cannot tell": ("?", SOFT, SOFT),
}
# What an outlet's articles together say of a statement: the first that any of them has.
ORDER = ("has it", "no sentence found", "cannot tell", "not yet public")


def coverage_chart(found: Coverage, tables: Tables) -> Chart:
    """Chart which outlet carries which statement that two outlets or more have."""
    common = found.statements[found.statements["n_outlets"] > 1]
    rows = _published(found, common["statement"].tolist(), len(tables["articles"]))
    words = {int(r["statement"]): statement_words(tables, r, 80) for r in common.to_dict("records")}
    title = "Who carries which statement"
    subtitle = f"Statements that two outlets or more have, the first {MOST} by outlets; wording may differ"
    return Chart(
        name="coverage",
        title=title,
        alt=f"Grid of marks, {min(len(common), MOST)} statements by {len(tables.outlets)} outlets: has it, "
        "no sentence found, not yet public, cannot tell.",
        figure=coverage_grid(rows, words, outlets=tables.outlets, title=title, subtitle=subtitle),
        data=rows,
    )


def _published(found: Coverage, statements: Sequence[int], n_articles: int) -> pd.DataFrame:
    """The rows of the data file: of a large set, of statements not drawn only the articles that have them.

    What each of a thousand articles lacks of hundreds of statements nobody reads, and to look for it takes long.
    """
    if len(statements) * n_articles <= MOST_CELLS:
        return found.rows_of(statements)
    behind = found.having[found.having["statement"].isin(statements[MOST:])]
    return pd.concat([found.rows_of(statements[:MOST]), behind], ignore_index=True)


def statement_words(tables: Tables, row: Mapping[Any, Any], width: int) -> str:
    """Return the beginning of a statement as the article in ``row`` has it, at most ``width`` letters."""
    text = tables.texts.get(str(row["article_id"]))
    if text is None:
        return "(text not here)"
    return short(" ".join(text[int(row["start"]) : int(row["end"])].split()), width)


@styled
def coverage_grid(
    by_article: pd.DataFrame, words: Mapping[int, str], *, outlets: Sequence[str], title: str, subtitle: str
) -> Figure:
    """Draw for each statement (row) and outlet (column) whether one of its articles has it.

    Args:
        by_article: Rows of ``measure.coverage.COVERAGE`` for the statements to draw, in their order.
        words: The beginning of each statement, by number.
        outlets: Columns, in order.
        title: The finding's subject.
        subtitle: How to read the chart.

    Filled squares have it, open circles did not mention it although it was public, dots appeared
    before it was, "?" marks what dates cannot tell. More than ``MOST`` rows are left to the CSV.
    """
    numbers = list(dict.fromkeys(by_article["statement"]))[:MOST]
    if not numbers or not outlets:
        return empty_figure(title, "no statement that two outlets have")
    note = "■ has it   ○ no sentence found, though public   · appeared before it was public   ? dates cannot tell"
    upright = len(outlets) > _UPRIGHT
    names = [name if upright else wrap(name, 44 // len(outlets)) for name in short_names(outlets, 30).values()]
    head = max(map(len, names)) * 0.075 if upright else 0.14 * max(1 + name.count("\n") for name in names)
    figure = new_figure(_ROW * len(numbers) + 0.3 + head, title=title, subtitle=subtitle, note=note)
    axes = figure.subplots()
    axes.set_xlim(-0.6, len(outlets) - 0.4)
    axes.set_ylim(len(numbers) - 0.4, -0.6)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.tick_params(left=False, bottom=False, top=False, labeltop=True, labelbottom=False)
    axes.set_xticks(range(len(outlets)), names, fontsize=8, rotation=90 if upright else 0)
    axes.set_yticks(range(len(numbers)), [short(words.get(n, ""), 62) for n in numbers], fontsize=7.5)
    found = {key: set(rows["status"]) for key, rows in by_article.groupby(["statement", "outlet"])}
    for y, n in enumerate(numbers):
        axes.axhline(y, color=FAINT, linewidth=0.5, zorder=0)
        for x, outlet in enumerate(outlets):
            status = next((s for s in ORDER if s in found.get((n, outlet), set())), None)
            if status is not None:
                _mark(axes, (x, y), STATUS[status], at(statement=n, outlet=outlet))
    return figure


def _mark(axes: Axes, place: tuple[float, float], look: tuple[str, str, str], row: str) -> None:
    (x, y), (marker, face, edge) = place, look
    if marker == "?":
        axes.text(x, y, marker, ha="center", va="center_baseline", fontsize=8, color=edge)
    else:
        axes.plot(x, y, marker=marker, markersize=7, markerfacecolor=face, markeredgecolor=edge, gid=row)
