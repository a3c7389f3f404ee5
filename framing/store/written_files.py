"""Files written in one step, and tables as CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from framing.text.spreadsheet_cell import as_cell

if TYPE_CHECKING:  # who only asks for a digest does not wait for it
    import pandas as pd

_TEXT = ("string", "str")
_PLAIN = frozenset((*_TEXT, "int64", "float64", "bool"))  # types that Python writes as pandas does


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never half. Folders are made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def file_digest(file: Path) -> str | None:
    """Return the SHA-256 of a file, ``None`` if it cannot be read, is a link, or no regular file."""
    try:
        if file.is_symlink() or not file.is_file():
            return None
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as :func:`csv_of` gives it, in one step."""
    replace_file(path, csv_of(frame))


def csv_of(frame: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV that a spreadsheet can open safely.

    A text cell or heading that a spreadsheet would run as a formula gets an apostrophe before
    it. Numbers are written in full; a missing value is an empty cell, which is not zero.
    """
    if frame.columns.is_unique and len(frame.columns) and all(str(kind) in _PLAIN for kind in frame.dtypes):
        made = io.StringIO()
        lines = csv.writer(made, lineterminator="\n")
        lines.writerow([_harmless(str(name)) for name in frame.columns])
        lines.writerows(zip(*(_cells(column) for _, column in frame.items()), strict=True))
        return made.getvalue().encode("utf-8", "backslashreplace")
    return _csv_of_any(frame)


def _cells(column: pd.Series) -> list[object]:
    """The cells of a column as they are written, missing ones empty."""
    cells: list[object] = column.tolist()
    if str(column.dtype) in _TEXT:
        cells = [_harmless(cell) for cell in cells]
    return ["" if none else cell for cell, none in zip(cells, column.isna().tolist(), strict=True)]


def _csv_of_any(frame: pd.DataFrame) -> bytes:
    """A table with columns of any type, as pandas writes it: the same, in twice the time."""
    import pandas as pd

    made = frame.copy()
    for column in made.columns:
        if not pd.api.types.is_numeric_dtype(made[column]) and not pd.api.types.is_bool_dtype(made[column]):
            made[column] = made[column].map(_harmless, na_action="ignore")
    made.columns = pd.Index([_harmless(str(column)) for column in made.columns])
    return made.to_csv(index=False, lineterminator="\n").encode("utf-8", "backslashreplace")


def _harmless(cell: object) -> object:
    return as_cell(cell) if isinstance(cell, str) else cell
