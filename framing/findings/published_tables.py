"""The tables of a report as they are published: which cells are numbers, and what tells the rows apart."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.findings.write_findings import FINDINGS
from framing.measure.place import Place, Places
from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import ARTICLE_MEASURE, SCHEMAS
from framing.text.spreadsheet_cell import from_cell

# Texts that tell no row from another, and may be long or change with a number.
_NOT_KEYS = {"reason", "tier", "sentence", "method", "note", "copies", "verdict", "correction"}
_LONGEST_KEY = 200
# Columns that hold names, whatever they look like: a label may be “1948”.
_TEXTS = {
    column.name
    for columns in (*SCHEMAS.values(), *SHARED_SCHEMAS.values(), ARTICLE_MEASURE)
    for column in columns
    if column.kind == "text"
} | {"counts", "term", "against", "one", "two", "left_out", "labels", "concept_name"}

Key = tuple[tuple[str, str], ...]
At = tuple[Key, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A published table: rows by key (the cells that are no numbers, and how often that key came before).

    ``rows`` holds the numbers, as printed; ``cells`` all cells of a row, as they were before they were
    made safe for spreadsheets; ``spans`` the places that the table itself gives.
    """

    name: str
    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: Mapping[At, Mapping[str, str]]
    cells: Mapping[At, Mapping[str, str]] = field(default_factory=dict)
    spans: Mapping[At, Places] = field(default_factory=dict)


def read_sheet(path: Path, *, numbers: Iterable[str] | None = None) -> Sheet:
    """Read a published CSV file as text.

    Args:
        path: A file of ``data/``.
        numbers: The columns that hold numbers, if known; else those in which every cell that is
            not empty is one.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head, body = (rows[0], rows[1:]) if rows else ([], [])
    if numbers is None:
        columns = {name: [row[i] for row in body if i < len(row) and row[i] != ""] for i, name in enumerate(head)}
        counted = tuple(n for n, cells in columns.items() if n not in _TEXTS and cells and all(map(_is_number, cells)))
    else:
        counted = tuple(name for name in numbers if name in head)
    found: dict[At, Mapping[str, str]] = {}
    whole: dict[At, Mapping[str, str]] = {}
    seen: dict[Key, int] = {}
    telling = [name for name in dict.fromkeys(head) if name not in counted and name not in _NOT_KEYS]
    for row in body:
        line = dict(zip(head, row, strict=False))
        # as row_key, of whose columns it is known here which ones tell
        key = tuple((name, value[:_LONGEST_KEY]) for name in telling if (value := line.get(name)))
        nth = seen.get(key, 0)
        seen[key] = nth + 1
        found[key, nth] = {name: line.get(name, "") for name in counted}
        whole[key, nth] = _as_they_were(line)
    return Sheet(path.stem, tuple(head), counted, found, whole)


def read_cells(path: Path) -> Iterator[dict[str, str]]:
    """Yield the cells of each row of a published CSV file, as they were before they were made safe for spreadsheets."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows, [])
        for row in filter(None, rows):  # an empty line is no row
            yield _as_they_were(dict(zip(head, row, strict=False)))


def _as_they_were(line: Mapping[str, str]) -> dict[str, str]:
    return {name: from_cell(value) if value[:1] == "'" else value for name, value in line.items()}


def row_key(line: Mapping[str, str], numbers: Collection[str]) -> Key:
    """Return the cells that tell a row from the others: those that are neither numbers nor remarks.

    >>> row_key({"outlet": "Bay News", "n": "3", "tier": "descriptive"}, ("n",))
    (('outlet', 'Bay News'),)
    """
    return tuple(
        (name, value[:_LONGEST_KEY])
        for name, value in line.items()
        if name not in numbers and name not in _NOT_KEYS and value
    )


_OF_FINDINGS = (
    "estimate", "low", "high", "rest", "difference", "n_articles", "n", "n_mentions", "p", "p_adjusted", "n_tested",
)  # fmt: skip


def findings_sheet(path: Path) -> Sheet:
    """Read the numbers of ``findings.json`` as a table, a row a finding, with the places that each finding gives."""
    found = json.loads(path.read_text(encoding="utf-8"))["findings"]
    rows: dict[At, Mapping[str, str]] = {}
    spans: dict[At, Places] = {}
    for finding in found:
        key = tuple((name, str(finding[name])) for name in ("id", "measure", "group", "key", "outlet"))
        rows[key, 0] = {
            name: "" if finding.get(name) is None else repr(finding[name]) for name in _OF_FINDINGS if name in finding
        }
        spans[key, 0] = tuple(Place(str(a), int(s), int(e)) for a, s, e in finding.get("spans", ()))
    return Sheet("findings", ("id", *_OF_FINDINGS), _OF_FINDINGS, rows, spans=spans)


def sheets_of(out: Path) -> Iterator[Sheet]:
    """Every published table of a report folder: ``data/*.csv`` and the findings."""
    for path in sorted((out / "data").glob("*.csv")):
        yield read_sheet(path)
    if (out / FINDINGS).is_file():
        yield findings_sheet(out / FINDINGS)


def _is_number(cell: str) -> bool:
    try:
        number = float(cell)
    except ValueError:
        return False
    return not math.isnan(number) or cell.lower() == "nan"
