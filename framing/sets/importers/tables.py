"""Tables of articles, one a row: CSV, TSV, JSON, JSONL, Parquet, and story lists that have facts but no texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from framing.sets.importers.candidate import Dropped, Facts, Found
from framing.sets.importers.column_names import TEXT_COLUMNS, USUAL, plain_name
from framing.sets.importers.dates import read_date
from framing.sets.importers.encoding import Decoded, mend
from framing.sets.importers.json_rows import flattened
from framing.sets.importers.table_rows import Row, TableError, Unread, rows_of
from framing.sets.importers.tags_in_text import is_page, without_tags
from framing.sets.importers.web_page import from_page
from framing.sets.set_problems import shown

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")

MAPPABLE = tuple(USUAL)
_LONGEST_FACT = 500
_CUT_SHORT = re.compile(r"\[\+\d+ chars\]\s*$")  # what interfaces for news write where they give no more


def columns_for(names: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return for each field the column to read: as ``mapping`` says, else a column of a usual name.

    Raises :class:`TableError` for a field or column that does not exist, listing those that do.
    """
    for field, column in mapping.items():
        if field not in USUAL:
            msg = f"no field '{shown(field)}' to map to; fields: {', '.join(MAPPABLE)}"
            raise TableError(msg)
        if column not in names:
            listed = ", ".join(shown(name, longest=40) for name in names[:40])
            msg = f"no column '{shown(column)}'; columns: {listed}"
            raise TableError(msg)
    plain = {plain_name(name): name for name in reversed(names)}
    guessed = {
        field: next(plain[plain_name(name)] for name in usual if plain_name(name) in plain)
        for field, usual in USUAL.items()
        if any(plain_name(name) in plain for name in usual)
    }
    return {**guessed, **mapping}


def read_mapping(written: Iterable[str]) -> dict[str, str]:
    """Read "FIELD=COLUMN" pairs. Raises :class:`TableError` naming the pair that is none, and the fields there are."""
    mapping: dict[str, str] = {}
    for pair in written:
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in USUAL or not column.strip():
            msg = f"'{shown(pair)}' is not FIELD=COLUMN; fields: {', '.join(MAPPABLE)}"
            raise TableError(msg)
        mapping[field.strip()] = column.strip()
    return mapping


def from_table(
    place: str, stem: str, data: bytes, suffix: str, mapping: Mapping[str, str]
) -> Iterator[Found | Dropped]:
    """Read a table of articles: one candidate a row; rows without text are dropped, saying so.

    Raises :class:`TableError` if there is no column of texts, naming the remedy.
    """
    yield from from_rows(place, stem, rows_of(data, suffix), mapping)


def from_rows(
    place: str, stem: str, rows: Iterable[tuple[int, Row | Unread | None]], mapping: Mapping[str, str]
) -> Iterator[Found | Dropped]:
    """Give the candidates of numbered rows; as :func:`from_table`, for rows from anywhere."""
    columns: dict[str, str] | None = None
    names: list[str] = []
    texts: list[str] = []
    for number, given in rows:
        where = f"{place}, row {number}"
        if given is None or isinstance(given, Unread):
            yield Dropped(where, given.why if given else "it is not a JSON object")
            continue
        row = flattened(given)
        if columns is not None and names != list(row):
            # lines of JSON have fields of their own each: what the first one lacks is not lost in the others
            names = [str(name) for name in row]
            here = {field: column for field, column in mapping.items() if column in names}
            columns = {**columns_for(names, here), **mapping}
            texts = [mapping["text"]] if "text" in mapping else _text_columns(names)
        elif columns is None:
            names = [str(name) for name in row]
            columns = columns_for(names, mapping)
            if "text" not in columns:
                msg = (
                    "it has no column of texts. If one is called otherwise, name it: --map text=COLUMN. If this is a "
                    "story list, save its pages and give it beside them: framing import PAGES --set DIR --list FILE"
                )
                raise TableError(msg)
            texts = [columns["text"]] if "text" in mapping else _text_columns(names)
        yield _of_row(where, f"{stem}-{number}", row, columns, texts)


def _of_row(where: str, stem: str, row: Row, columns: Mapping[str, str], texts: Iterable[str]) -> Found | Dropped:
    cell = _text_of(row, texts)
    if not cell.strip():
        return Dropped(where, "it has no text")
    facts = facts_of_row(row, columns)
    notes = _unread_date(row, columns, facts)
    if is_page(cell):
        try:
            page = from_page(where, stem, cell.encode("utf-8", "surrogatepass"))
        except ValueError as error:
            return Dropped(where, shown(str(error), longest=400))
        return replace(page, facts=_joined(facts, page.facts), notes=(*page.notes, *notes))
    if cut := _CUT_SHORT.search(cell):
        notes += (f"its source gives only the beginning: '{cut[0].strip()}' stands at its end",)
    plain = without_tags(cell)
    mended = mend(Decoded(plain, "utf-8"))
    kept = cell.encode("utf-8", "surrogatepass") if mended.mended or plain != cell else None
    return Found(where, stem, mended.text, facts, original=kept, notes=(*mended.notes, *notes))


def _text_columns(names: Iterable[str]) -> list[str]:
    """The columns that may hold the text, likeliest first: some tables have several, empty in turn."""
    plain = {plain_name(name): name for name in names}
    return [plain[plain_name(usual)] for usual in TEXT_COLUMNS if plain_name(usual) in plain]


def _text_of(row: Row, texts: Iterable[str]) -> str:
    found = [(name, cell) for name in texts if isinstance(cell := row.get(name), str) and cell.strip()]
    if not found:
        return ""
    parts = {plain_name(name): cell for name, cell in found}
    if {"lp", "td"} <= parts.keys():  # Factiva's lead paragraph and the text after it
        return f"{parts['lp'].strip()}\n\n{parts['td'].strip()}"
    return found[0][1]


def _unread_date(row: Row, columns: Mapping[str, str], facts: Facts) -> tuple[str, ...]:
    written = row.get(columns["published"]) if "published" in columns else None
    if facts.published is not None or written in (None, ""):
        return ()
    return (f"its date '{shown(str(written), longest=40)}' can be read in two ways or not at all: none was taken",)


def _joined(first: Facts, second: Facts) -> Facts:
    """What the row says, and what the page says where the row is silent."""
    said = {f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Facts)}
    return Facts(**said)


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


def story_list(place: str, rows: Iterable[tuple[int, Row | Unread | None]], mapping: Mapping[str, str]) -> list[Facts]:
    """Return the facts of each row of a story list, to be joined to texts by address, id or title.

    Raises :class:`TableError` if no row has any of the three.
    """
    listed: list[Facts] = []
    columns: dict[str, str] | None = None
    for _, given in rows:
        if given is None or isinstance(given, Unread):
            continue
        row = flattened(given)
        names = [str(name) for name in row]
        # the first row must have what is mapped; later ones may lack it, or have what the first lacks
        here = mapping if columns is None else {field: name for field, name in mapping.items() if name in names}
        columns = {**columns_for(names, here), **mapping}
        listed.append(facts_of_row(row, columns))
    if not any(facts.url or facts.id or facts.title for facts in listed):
        msg = f"{shown(place)}: a story list needs a column url, id or title"
        raise TableError(msg)
    return listed
