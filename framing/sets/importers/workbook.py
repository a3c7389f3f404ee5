"""Workbooks (.xlsx, and the older .xls): the rows of the sheets that hold articles."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from framing.sets.importers.candidate import NeedsLibraryError
from framing.sets.importers.column_names import plain_name
from framing.sets.importers.office_zip import within_bounds

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_MOST_MARKUP = 500_000_000
_HEAD_WITHIN = 20  # rows: databases write a title or the search above the names of the columns

Cells = Sequence[object]
Row = dict[str, object]


def rows_of_workbook(data: bytes, suffix: str, *, is_column: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Give the rows of the sheets that hold articles, with their numbers in the sheet (from 1).

    The first row with the name of a text column (one of ``is_column``) is a sheet's head; without
    one in any sheet, the first row of the first sheet that has two names or more. Formulas
    give the value they had when the file was saved, and nothing is computed. Dates come as ISO days.

    Raises ``ValueError`` for what is no such file, :class:`NeedsLibraryError` without the library.
    """
    names = {plain_name(name) for name in is_column}
    sheets = [list(rows) for rows in (_old_sheets(data) if suffix == ".xls" else _sheets(data))]
    heads = [(sheet, i) for sheet in sheets for i, cells in enumerate(sheet[:_HEAD_WITHIN]) if _names(cells) & names]
    heads += [(sheet, i) for sheet in sheets for i, cells in enumerate(sheet[:_HEAD_WITHIN]) if len(_names(cells)) > 1]
    texts = {id(sheet): (sheet, top) for sheet, top in reversed(heads) if _names(sheet[top]) & names}
    for sheet, top in reversed(texts.values()) if texts else heads[:1]:
        yield from _rows_below(sheet, top)


def _rows_below(sheet: Sequence[Cells], top: int) -> Iterator[tuple[int, Row]]:
    head = ["" if cell is None else str(cell).strip() for cell in sheet[top]]
    for number, cells in enumerate(sheet[top + 1 :], start=top + 2):
        row = {name: _written(cell) for name, cell in zip(head, cells, strict=False) if name}
        if any(cell not in (None, "") for cell in row.values()):
            yield number, row


def _names(cells: Cells) -> set[str]:
    return {plain_name(cell) for cell in cells if isinstance(cell, str) and cell.strip()}


def _written(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _sheets(data: bytes) -> Iterator[Iterable[Cells]]:
    try:
        import openpyxl
    except ImportError as error:
        msg = "reading .xlsx needs openpyxl: python -m pip install openpyxl, or save the sheet as CSV (UTF-8)"
        raise NeedsLibraryError(msg) from error
    within_bounds(data, what=".xlsx", most=_MOST_MARKUP)
    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield sheet.iter_rows(values_only=True)
    except Exception as error:
        # openpyxl passes on whatever its zip and XML readers raise
        msg = f"it is not a readable .xlsx file ({type(error).__name__})"
        raise ValueError(msg) from error


def _old_sheets(data: bytes) -> Iterator[Iterable[Cells]]:
    if data.lstrip()[:1] == b"<" or not data.startswith(b"\xd0\xcf\x11\xe0"):
        msg = "it is called .xls but is none: databases write tables of HTML or text so; name it .html, .csv or .tsv"
        raise ValueError(msg)
    try:
        import xlrd
    except ImportError as error:
        msg = "reading .xls needs xlrd: python -m pip install xlrd, or save the sheet as CSV (UTF-8)"
        raise NeedsLibraryError(msg) from error
    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True)
        for sheet in book.sheets():
            yield [[_old_cell(cell, book.datemode) for cell in sheet.row(i)] for i in range(sheet.nrows)]
    except Exception as error:
        # xlrd raises what its reader runs into
        msg = f"it is not a readable .xls file ({type(error).__name__})"
        raise ValueError(msg) from error


def _old_cell(cell: Any, datemode: int) -> object:  # noqa: ANN401 - xlrd ships no types
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    return None if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR} else cell.value
