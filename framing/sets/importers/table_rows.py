"""The rows of a table file: CSV, TSV, JSON, JSONL, Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.sets.importers.column_names import TEXT_COLUMNS, USUAL, plain_name
from framing.sets.importers.encoding import decode
from framing.sets.importers.json_rows import records_of, whole_objects
from framing.sets.set_problems import shown

_LONGEST_CELL = 10_000_000
_FURTHER = "\0"  # no column is called so
_LEAST_WIDTH = 2  # columns: with fewer a line of text may have as many commas

# the columns of texts, and those by which a list without texts is known
_TEXTS = frozenset(map(plain_name, TEXT_COLUMNS))
_LISTED = frozenset(plain_name(name) for field in ("url", "title") for name in USUAL[field])

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in the place of a row that could not be read, or not for certain: why."""

    why: str


class TableError(ValueError):
    """A table that cannot be read, or has not the columns asked for."""


def rows_of(data: bytes, suffix: str) -> Iterator[tuple[int, Row | Unread | None]]:
    """Give the rows of a table with their numbers (a file's lines, from 1, where it has lines).

    A JSON file is a list of objects, or an object with one such list; a row with a list
    called ``articles`` is an event, and its articles are given in its place. A row that is
    no JSON object is given as ``None``. Raises :class:`TableError` if the rest cannot be read.
    """
    if suffix == ".parquet":
        yield from _parquet(data)
    elif suffix in {".csv", ".tsv"}:
        yield from _separated(decode(data).text.removeprefix("\ufeff"), suffix)
    else:
        text = decode(data).text.removeprefix("\ufeff")
        for number, value in _json(text) if _is_one_value(text, suffix) else _lines(text):
            if not isinstance(value, dict):
                yield number, value if isinstance(value, Unread) else None
                continue
            nested = records_of(value, columns=_TEXTS) or records_of(value, columns=_LISTED)
            yield from ((number, row) for row in nested or [value])


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            yield number, value


def _is_one_value(text: str, suffix: str) -> bool:
    """Whether a text is one JSON value and not one a line, whatever its file is called."""
    if suffix != ".json":
        return text.lstrip()[:1] == "["
    first = text.lstrip().split("\n", 1)[0].strip()
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return True
    return isinstance(value, list) or not text.strip()[len(first) :].strip()


def _json(text: str) -> Iterator[tuple[int, object]]:
    fault = ""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        data, _ = whole_objects(text)
        fault = shown(str(error))
        if not any(isinstance(value, dict) for value in data):
            msg = f"it is not JSON ({fault})"
            raise TableError(msg) from error
    if isinstance(data, dict):
        # numbered as they stand in the file, wherever in it the list is
        found = records_of(data, columns=_TEXTS) or records_of(data, columns=_LISTED) or [data]
        yield from enumerate(found, start=1)
        return
    number = 0
    for number, value in enumerate(data if isinstance(data, list) else [data], start=1):
        yield number, value
    if fault:
        yield number + 1, Unread(f"the file breaks off or has a fault here, and what follows was not read ({fault})")


def _separated(text: str, suffix: str) -> Iterator[tuple[int, Row | Unread]]:
    text = re.sub(r"^sep=.\r?\n", "", text)  # what spreadsheets write above the names of the columns
    first = text.split("\n", 1)[0]
    delimiter = "\t" if suffix == ".tsv" else max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    if delimiter == "\t" and (plain := _unquoted(text)) is not None:
        yield from plain
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=_FURTHER, restval=None)
    number = 0
    try:
        for row in reader:
            number = reader.line_num
            short = [name for name, cell in row.items() if cell is None]
            yield number, {name: "" if cell is None else cell for name, cell in row.items() if name != _FURTHER}
            width = len(row)
            if any(isinstance(cell, str) and _holds_rows(cell, delimiter, width) for cell in row.values()):
                yield number, Unread("a cell of it holds what look like further rows: its quotation marks do not pair")
            elif _FURTHER in row:
                yield number, Unread("it has more cells than there are columns: a text may be cut at its commas")
            elif short and len(short) < width - 1 and number >= text.count("\n"):
                yield number, Unread("the file ends within this row: its end is missing")
    except csv.Error as error:
        msg = f"line {reader.line_num} cannot be read ({shown(str(error))})"
        raise TableError(msg) from error
    if number and _ends_in_quotes(text, delimiter):
        yield number, Unread("the file ends within a cell of this row: its end is missing")


def _unquoted(text: str) -> list[tuple[int, Row]] | None:
    """The rows of a table with tabs of which each line is a row, its quotation marks those of the text; else ``None``.

    Only a cell that is wholly in quotation marks, with any inside doubled, is without them.
    """
    lines = text.removesuffix("\n").replace("\r\n", "\n").split("\n")
    count = lines[0].count("\t")
    if not count or any(line.count("\t") != count for line in lines if line.strip()):
        return None
    names = _cells(lines[0])
    return [(n, dict(zip(names, _cells(line), strict=True))) for n, line in enumerate(lines[1:], 2) if line.strip()]


def _cells(line: str) -> Sequence[str]:
    return [
        cell[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', cell) else cell for cell in line.split("\t")
    ]


def _holds_rows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell with several lines has as many delimiters in one of them as a row."""
    if width <= _LEAST_WIDTH:
        return False
    parts = (line.split(delimiter) for line in cell.split("\n")[1:])
    # in a text a comma is followed by a space
    return any(len(line) >= width and not any(part[:1] == " " for part in line[:width]) for line in parts)


def _ends_in_quotes(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _parquet(data: bytes) -> Iterator[tuple[int, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        for batch in pq.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError, ValueError) as error:
        msg = f"it is not a readable Parquet file ({type(error).__name__})"
        raise TableError(msg) from error
