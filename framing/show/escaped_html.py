"""Small pieces of HTML with everything from outside escaped, and the sentences that their numbers open.

Text from articles, codebooks and file names is hostile until it has passed ``markupsafe``:
``fill("<p>{}</p>", text)`` escapes ``text``, and nothing here joins plain strings into markup in
another way. A number that opens sentences carries them along as objects; pieces put together
keep them all, so that whoever shows the whole (a notebook's cell, the report's page) decides
where the lists stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from framing.figures.number_words import number
from framing.show.sentence_list import SentenceList

__all__ = ["Cell", "Html", "Markup", "cell_text", "escape", "fill", "joined", "number", "table_html"]


@dataclass(frozen=True, slots=True)
class Html:
    """Markup, and the lists of sentences that its numbers open."""

    body: Markup
    opened: tuple[SentenceList, ...] = ()


Cell = str | Markup | Html


def fill(template: str, *values: object, **named: object) -> Html:
    """Return a template of ours filled with values: text is escaped, ``Html`` and ``Markup`` put in as they are.

    What the values open, the result opens too.

    >>> fill("<b>{}</b>", "a < b").body
    Markup('<b>a &lt; b</b>')
    """
    every = [*values, *named.values()]
    made = Markup(template).format(*map(_body, values), **{name: _body(value) for name, value in named.items()})  # noqa: S704  (a constant of the caller)
    return Html(made, tuple(one for value in every if isinstance(value, Html) for one in value.opened))


def joined(parts: Iterable[Markup | Html], between: str = "\n") -> Html:
    """Return pieces one after another; ``between`` is markup too."""
    every = list(parts)
    made = Markup(between).join(map(_body, every))  # noqa: S704  (a constant of the caller)
    return Html(made, tuple(one for part in every if isinstance(part, Html) for one in part.opened))


def _body(value: object) -> Any:  # noqa: ANN401  (whatever markupsafe can format)
    return value.body if isinstance(value, Html) else value


def cell_text(value: object, unit: str = "") -> str:
    """Return what stands in a cell: missing as a dash, shares as per cent, other numbers rounded."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{100 * value:.0f} %" if unit == "share" else number(float(value))
    return str(value)


def table_html(
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    caption: str,
    numeric: Sequence[bool] = (),
    foot: Sequence[Cell] = (),
    note: str = "",
) -> Html:
    """Return a table: first column row headers, ``numeric`` columns flush right, a caption that names it.

    Cells of text are escaped. It can be scrolled sideways, by keyboard too, where it is wider than
    the page. Columns are flush right from the second on if ``numeric`` is omitted.
    """
    right = list(numeric) or [False] + [True] * (len(head) - 1)
    heads = joined(
        (
            fill('<th scope="col"{}>{}</th>', _flush(right[i]), cell) if cell else Markup("<td></td>")
            for i, cell in enumerate(head)
        ),
        "",
    )
    return fill(
        '<div class="sheet" role="region" tabindex="0" aria-label="Table: {label}"><table>'
        "<caption>{label}</caption><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>{feet}</table></div>{under}",
        label=caption,
        heads=heads,
        body=joined(fill("<tr>{}</tr>", _row(row, right)) for row in rows),
        feet=fill("<tfoot><tr>{}</tr></tfoot>", _row(foot, right)) if foot else "",
        under=fill('<p class="note">{}</p>', note) if note else "",
    )


def _row(cells: Sequence[Cell], right: Sequence[bool]) -> Html:
    first, *others = cells
    made = [fill('<th scope="row">{}</th>', first)]
    made += [fill("<td{}>{}</td>", _flush(right[i]), cell) for i, cell in enumerate(others, start=1)]
    return joined(made, "")


def _flush(right: bool) -> Markup:  # noqa: FBT001  (private, one meaning)
    return Markup(' class="num"') if right else Markup("")
