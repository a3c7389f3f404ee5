"""Tables of articles, one a row: CSV, TSV, JSON, JSONL, Parquet, and story lists that have facts but no texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from framing.sets.importers.candidate import Dropped, Facts, Found
from framing.sets.importers.dates import read_date
from framing.sets.importers.encoding import Decoded, decode, mend
from framing.sets.set_problems import shown

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")

# columns as research tools and databases call them (Media Cloud, GDELT, LexisNexis and Factiva exports)
_USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "story_text", "maintext", "article"),
    "id": ("id", "article_id", "stories_id", "story_id", "guid", "uid"),
    "outlet": ("outlet", "media_name", "source", "publication", "publisher", "site", "source_name", "newspaper"),
    "outlet_country": ("outlet_country", "country"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": (
        "published",
        "publish_date",
        "published_date",
        "date_published",
        "publication_date",
        "date",
        "pub_date",
    ),
    "genre": ("genre", "section"),
    "wire": ("wire", "agency"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
    "event": ("event", "event_id", "set"),
}
MAPPABLE = tuple(_USUAL)
_LONGEST_CELL = 10_000_000
_LONGEST_FACT = 500

Row = Mapping[str, object]


class TableError(ValueError):
    """A table that cannot be read, or has not the columns asked for."""


def columns_for(names: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return for each field the column to read: as ``mapping`` says, else a column of a usual name.

    Raises :class:`TableError` for a field or column that does not exist, listing those that do.
    """
    for field, column in mapping.items():
        if field not in _USUAL:
            msg = f"no field '{shown(field)}' to map to; fields: {', '.join(MAPPABLE)}"
            raise TableError(msg)
        if column not in names:
            listed = ", ".join(shown(name, longest=40) for name in names[:40])
            msg = f"no column '{shown(column)}'; columns: {listed}"
            raise TableError(msg)
    lower = {name.strip().lower().replace(" ", "_"): name for name in reversed(names)}
    guessed = {
        field: next(lower[name] for name in usual if name in lower)
        for field, usual in _USUAL.items()
        if any(name in lower for name in usual)
    }
    return {**guessed, **mapping}


def read_mapping(written: Iterable[str]) -> dict[str, str]:
    """Read "FIELD=COLUMN" pairs. Raises :class:`TableError` naming the pair that is none, and the fields there are."""
    mapping: dict[str, str] = {}
    for pair in written:
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in _USUAL or not column.strip():
            msg = f"'{shown(pair)}' is not FIELD=COLUMN; fields: {', '.join(MAPPABLE)}"
            raise TableError(msg)
        mapping[field.strip()] = column.strip()
    return mapping


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


def from_table(
    place: str, stem: str, data: bytes, suffix: str, mapping: Mapping[str, str]
) -> Iterator[Found | Dropped]:
    """Read a table of articles: one candidate a row; rows without text are dropped, saying so.

    Raises :class:`TableError` if there is no column of texts, naming the remedy.
    """
    columns: dict[str, str] | None = None
    for number, row in rows_of(data, suffix):
        if row is None:
            yield Dropped(f"{place}, row {number}", "it is not a JSON object")
            continue
        if columns is None:
            columns = columns_for([str(name) for name in row], mapping)
            if "text" not in columns:
                msg = (
                    "it has no column of texts. If one is called otherwise, name it: --map text=COLUMN. If this is a "
                    "story list, save its pages and give it beside them: framing import PAGES --set DIR --list FILE"
                )
                raise TableError(msg)
        where = f"{place}, row {number}"
        cell = row.get(columns["text"])
        if not isinstance(cell, str) or not cell.strip():
            yield Dropped(where, "it has no text")
            continue
        mended = mend(Decoded(cell, "utf-8"))
        yield Found(
            place=where,
            stem=f"{stem}-{number}",
            text=mended.text,
            facts=facts_of_row(row, columns),
            original=cell.encode("utf-8", "surrogatepass") if mended.mended else None,
            notes=mended.notes,
        )


def facts_of_row(row: Row, columns: Mapping[str, str]) -> Facts:
    """Return what a row says of its article; a cell that is empty or overlong says nothing."""
    said: dict[str, Any] = {}
    for field in fields(Facts):
        cell = row.get(columns[field.name]) if field.name in columns else None
        if field.name == "published":
            said["published"], said["certainty"] = read_date(cell)
        elif field.name != "certainty" and isinstance(cell, str | int) and not isinstance(cell, bool):
            said[field.name] = " ".join(str(cell).split())[:_LONGEST_FACT] or None
    return Facts(**said)


def story_list(place: str, data: bytes, suffix: str, mapping: Mapping[str, str]) -> list[Facts]:
    """Read a story list: the facts of each row, to be joined to texts by address, id or title.

    Raises :class:`TableError` if no row has any of the three.
    """
    listed: list[Facts] = []
    columns: dict[str, str] | None = None
    for _, row in rows_of(data, suffix):
        if row is None:
            continue
        columns = columns or columns_for([str(name) for name in row], mapping)
        listed.append(facts_of_row(row, columns))
    if not any(facts.url or facts.id or facts.title for facts in listed):
        msg = f"{shown(place)}: a story list needs a column url, id or title"
        raise TableError(msg)
    return listed
