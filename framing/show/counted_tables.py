"""Tables of counts by outlet, each number opening its sentences: the form that most views share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.show.escaped_html import Cell, Html, cell_text, fill
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Shown, grid

UNKNOWN = "unknown"
_PLACED = ("article_id", "start", "end")


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    note: str = "",
) -> Shown:
    """Return any frame as a table.

    Args:
        frame: the rows; the first column shown heads each row.
        caption: what the table is about.
        columns: column name to heading, in the order shown; all under their own names if omitted.
        note: a line under the table.
        units: "share" prints as per cent, by column; a column ``unit`` in the frame does so by row.
    """
    shown = dict(columns or {str(name): str(name).replace("_", " ") for name in frame.columns})
    by_row = [str(unit) for unit in frame["unit"]] if "unit" in frame.columns else [""] * len(frame)
    kinds = [pd.api.types.is_numeric_dtype(frame[name]) for name in shown]

    def unit_of(column: str, row: int) -> str:
        ratio = column in ("estimate", "low", "high", "rest", "difference")
        return (units or {}).get(column, by_row[row] if ratio else "")

    rows = [
        [cell_text(value, unit_of(name, i)) for name, value in zip(shown, values, strict=True)]
        for i, values in enumerate(frame[list(shown)].itertuples(index=False, name=None))
    ]
    return grid(list(shown.values()), rows, caption=caption, numeric=kinds, note=note)


def counted_table(
    tables: Tables,
    rows: pd.DataFrame,
    *,
    key: str,
    head: str,
    caption: str,
    what: Callable[[str, str], str],
    cell: Callable[[pd.DataFrame], tuple[str, str]] | None = None,
    most: int = 40,
) -> Shown:
    """Return counts of ``rows`` by ``key`` (down) and outlet (across); each opens its sentences.

    Args:
        tables: the set.
        rows: mentions or quotations (article_id, start, end, outlet and ``key``).
        key: the column that names the rows; missing values stand under ``UNKNOWN``, last.
        head: heading of that column.
        caption: what is counted.
        what: what a cell holds, in words, from key and outlet; the key is empty for the column's sum.
        cell: the number of a cell and what is written beside it; the number of rows if omitted.
        most: beyond this many keys the rest is summed up in a note.
    """
    reader, outlets = reader_of(tables), tables.outlets
    filled = rows.assign(**{key: rows[key].astype("string").fillna(UNKNOWN)})
    sizes = filled[key].value_counts()
    ranked = sorted((str(k) for k in sizes.index), key=lambda k: (k == UNKNOWN, -int(sizes[k]), k))
    kept = ranked[:most]

    keys, of_outlets = filled[key].tolist(), filled["outlet"].tolist()
    places = [Place(str(a), int(s), int(e)) for a, s, e in zip(*(rows[n].tolist() for n in _PLACED), strict=True)]
    # a cell's rows by number, the column's under no key: a table filtered for each cell would be slower
    at: dict[tuple[str | None, str], list[int]] = {}
    for number, (label, outlet) in enumerate(zip(keys, of_outlets, strict=True)):
        at.setdefault((label, outlet), []).append(number)
        at.setdefault((None, outlet), []).append(number)

    def filled_cell(label: str | None, outlet: str) -> Html:
        mine = at.get((label, outlet), [])
        shown, beside = cell(filled.take(mine)) if cell else (f"{len(mine):,}", "")
        if not mine:
            return fill('<span class="none">0</span>')
        behind = tuple(sorted(places[number] for number in mine))
        return fill("{}<small>{}</small>", opens(shown, behind, reader, what=what(label or "", outlet)), beside)

    body: list[list[Cell]] = [[label, *(filled_cell(label, outlet) for outlet in outlets)] for label in kept]
    foot: list[Cell] = ["All", *(filled_cell(None, outlet) for outlet in outlets)]
    rest = len(ranked) - len(kept)
    note = f"{rest} more with {int(sizes.sum() - sizes[kept].sum())} in the data files." if rest else ""
    return grid([head, *outlets], body, caption=caption, foot=foot, note=note)
