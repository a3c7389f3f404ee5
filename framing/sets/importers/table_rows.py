"""The rows of a table file: CSV, TSV, JSON, JSONL, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from framing.sets.importers.encoding import decode
from framing.sets.set_problems import shown

_LONGEST_CELL = 10_000_000

Row = Mapping[str, object]


class TableError(ValueError):
    """A table that cannot be read, or has not the columns asked for."""


def rows_of(data: bytes, suffix: str) -> Iterator[tuple[int, Row | None]]:
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
        for number, value in _json(text) if suffix == ".json" else _lines(text):
            if not isinstance(value, dict):
                yield number, None
                continue
            nested = value.get("articles")
            if isinstance(nested, list) and nested and all(isinstance(item, dict) for item in nested):
                yield from ((number, {"event": value.get("id"), **item}) for item in nested)
            else:
                yield number, value


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            yield number, value


def _json(text: str) -> Iterator[tuple[int, object]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"it is not JSON ({shown(str(error))})"
        raise TableError(msg) from error
    if isinstance(data, dict) and "text" not in data:
        lists = [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else [data]
    yield from enumerate(data if isinstance(data, list) else [data], start=1)


def _separated(text: str, suffix: str) -> Iterator[tuple[int, Row]]:
    first = text.split("\n", 1)[0]
    delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        msg = f"line {reader.line_num} cannot be read ({shown(str(error))})"
        raise TableError(msg) from error


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
