"""Small pieces of HTML with everything from outside escaped.

Text from articles, codebooks and file names is hostile until it has passed ``markupsafe``:
``Markup("<p>{}</p>").format(text)`` escapes ``text``, and nothing here joins plain strings
into markup in another way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

import pandas as pd
from markupsafe import Markup, escape

__all__ = ["Html", "Markup", "cell_text", "escape", "grid", "join", "joined", "number"]


@dataclass(frozen=True, slots=True)
class Html:
    """What a notebook cell shows: rich where HTML is displayed, words elsewhere."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return unescape(" ".join(self.html.replace("<", " <").striptags().split()))

    def __add__(self, other: Html) -> Html:
        return Html(self.html + other.html)


def join(parts: Iterable[Html]) -> Html:
    """Return the pieces one after another."""
    return Html(joined(part.html for part in parts))


def joined(parts: Iterable[Markup], between: str = "\n") -> Markup:
    """Return markup joined; ``between`` is markup too."""
    return Markup(between).join(parts)  # noqa: S704  (a constant of the caller)


def number(value: float, *, digits: int = 2) -> str:
    """Return a number as a reader wants it: whole ones whole, thousands grouped, a missing one as a dash."""
    if math.isnan(value):
        return "–"
    shown = f"{int(value):,}" if value == int(value) else f"{value:,.{digits}f}"
    return shown.replace("-", "−")


def cell_text(value: object, unit: str = "") -> str:
    """Return what stands in a cell: missing as a dash, shares as per cent, other numbers rounded."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{100 * value:.0f} %" if unit == "share" else number(float(value))
    return str(value)


def grid(
    head: Sequence[str | Markup],
    rows: Iterable[Sequence[str | Markup]],
    *,
    caption: str,
    numeric: Sequence[bool] = (),
    foot: Sequence[str | Markup] = (),
    note: str = "",
) -> Html:
    """Return a table: first column row headers, ``numeric`` columns flush right, a caption that names it.

    Cells are escaped unless they are ``Markup``. It can be scrolled sideways, by keyboard too,
    where it is wider than the page.
    """
    right = list(numeric) or [False] + [True] * (len(head) - 1)
    heads = joined(
        (
            Markup('<th scope="col"{}>{}</th>').format(_class(right[i]), cell) if cell else Markup("<td></td>")
            for i, cell in enumerate(head)
        ),
        "",
    )
    body = joined(Markup("<tr>{}</tr>").format(_row(row, right)) for row in rows)
    feet = Markup("<tfoot><tr>{}</tr></tfoot>").format(_row(foot, right)) if foot else Markup("")
    under = Markup('<p class="note">{}</p>').format(note) if note else Markup("")
    return Html(
        Markup(
            '<div class="sheet" role="region" tabindex="0" aria-label="Table: {label}"><table>'
            "<caption>{label}</caption><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>{feet}</table></div>{under}"
        ).format(label=caption, heads=heads, body=body, feet=feet, under=under)
    )


def _row(cells: Sequence[str | Markup], right: Sequence[bool]) -> Markup:
    first, *others = cells
    made = [Markup('<th scope="row">{}</th>').format(first)]
    made += [Markup("<td{}>{}</td>").format(_class(right[i]), cell) for i, cell in enumerate(others, start=1)]
    return joined(made, "")


def _class(right: bool) -> Markup:  # noqa: FBT001  (private, one meaning)
    return Markup(' class="num"') if right else Markup("")
