"""The ledger: for each published number where it stands, the spans behind it, and what it was made from.

``ledger.jsonl`` has five kinds of lines, so that no fact is written twice:

* ``run``: what the report was made from: digests of texts, codebook (each label apart), word
  lists and notebooks; parameters with the seed; versions of package, libraries and model;
* ``table``: a published table and which of its columns hold numbers;
* ``spans``: places in the texts, with an id;
* ``row``: a row of a table: its key (the cells that are no numbers), the ids of its spans and of the run;
* ``number``: one cell: its row, column, and value as printed.

:func:`framing.reports.verify.verify` reads it.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.places import SpanIndex
from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.store.fingerprint import digest_of, library_versions, package_digest, parser_identity

LEDGER = "ledger.jsonl"
FINDINGS = "findings.json"

# Texts that tell no row from another, and may be long or change with a number.
_NOT_KEYS = {"reason", "tier", "sentence", "method", "note", "copies", "verdict", "correction"}
_LONGEST_KEY = 200

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a report was made from; every mapping is name -> digest, but for ``parameters``."""

    set_id: str
    texts: Mapping[str, str]
    codebook: Mapping[str, str]
    lexicons: Mapping[str, str]
    notebooks: Mapping[str, str]
    parameters: Mapping[str, Any]
    package: str
    code: str
    libraries: str
    model: str

    @property
    def id(self) -> str:
        """Short digest of everything in it."""
        return digest_of([json.dumps(asdict(self), sort_keys=True, default=str)])[:16]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A published table: rows by key (the cells that are no numbers, and how often that key came before)."""

    name: str
    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: Mapping[tuple[Key, int], Mapping[str, str]]


@dataclass(slots=True)
class Ledger:
    """Collects what a report publishes and writes it in one go.

    ``record`` takes tables as they are published; ``write`` ends it. See the module's head for the form.
    """

    out: Path
    run: Run
    tables: Tables | None = None
    _lines: list[dict[str, object]] = field(default_factory=list)
    _spans: dict[tuple[Place, ...], str] = field(default_factory=dict)
    _index: SpanIndex | None = None
    _rows: int = 0

    def record(self, sheet: Sheet, *, spans: Mapping[tuple[Key, int], Iterable[Place]] | None = None) -> None:
        """Add every number of a published table.

        Args:
            sheet: The table as it was written, e.g. from :func:`read_sheet`.
            spans: The places behind a row; rows that are not named get those that their cells point to.
        """
        self._lines.append(
            {
                "kind": "table",
                "table": sheet.name,
                "columns": sheet.columns,
                "numbers": sheet.numbers,
                "rows": len(sheet.rows),
            }
        )
        for (key, nth), cells in sheet.rows.items():
            given = (spans or {}).get((key, nth))
            places = self._places(key) if given is None else tuple(given)
            row = f"r{self._rows}"
            self._rows += 1
            about = {"table": sheet.name, "key": dict(key), **({"nth": nth} if nth else {})}
            self._lines.append({"kind": "row", "id": row, **about, "spans": self._spans_id(places), "run": self.run.id})
            self._lines += [
                {"kind": "number", "row": row, "column": column, "value": cells[column]}
                for column in sheet.numbers
                if cells[column] != ""
            ]

    def write(self) -> Path:
        """Write ``ledger.jsonl`` and return its path."""
        path = self.out / LEDGER
        part = path.with_name(f".{path.name}.part")
        spans = [
            {"kind": "spans", "id": name, "spans": [[p.article_id, p.start, p.end] for p in places]}
            for places, name in self._spans.items()
        ]
        head = {"kind": "run", "id": self.run.id, **asdict(self.run)}
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for line in [head, *spans, *self._lines]:
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
        part.replace(path)
        return path

    def _places(self, key: Key) -> tuple[Place, ...]:
        if self.tables is None:
            return ()
        if self._index is None:
            self._index = SpanIndex(self.tables)
        return self._index.places(dict(key))

    def _spans_id(self, places: tuple[Place, ...]) -> str:
        return self._spans.setdefault(places, f"s{len(self._spans)}")


def run_of(
    tables: Tables,
    *,
    codebook: Codebook | None,
    parameters: Mapping[str, Any],
    notebooks: Iterable[Path] = (),
    parser: str = "auto",
) -> Run:
    """Describe what a report is made from, as it is now."""
    articles = tables["articles"]
    folder = Path(str(resources.files("framing.lexicons")))
    return Run(
        set_id=tables.set_id,
        texts=dict(zip(articles["article_id"].astype(str), articles["sha256"].astype(str), strict=True)),
        codebook=codebook_digests(codebook),
        lexicons={f.stem: _digest(f) for f in sorted(folder.glob("*.toml"))},
        notebooks={f.stem: _digest(f) for f in notebooks},
        parameters={k: v if isinstance(v, bool | int | float | None) else str(v) for k, v in parameters.items()},
        package=importlib.metadata.version("framing-suite"),
        code=package_digest(),
        libraries=library_versions(),
        model=parser_identity(parser),
    )


def codebook_digests(codebook: Codebook | None) -> dict[str, str]:
    """Return a digest of the whole file and of each part of a codebook, so that a change can be named."""
    if codebook is None:
        return {}
    made = {"file": codebook.sha256}
    for concept in codebook.concepts:
        for variant in concept.variants:
            name = f"concept “{concept.id}”, label “{variant.label}”"
            made[name] = digest_of([variant.model_dump_json()])
    for contrast in codebook.contrasts:
        made[f"contrast “{', '.join(contrast.a)} | {', '.join(contrast.b)}”"] = digest_of([contrast.model_dump_json()])
    for axis in codebook.axes:
        made[f"axis “{axis.name}”"] = digest_of([axis.model_dump_json()])
    return made


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_sheet(path: Path, *, numbers: Iterable[str] | None = None) -> Sheet:
    """Read a published CSV file as text: which cells are numbers, and what tells the rows apart.

    Args:
        path: A file of ``data/``.
        numbers: The columns that hold numbers, if known; else those in which every cell that is
            not empty is one.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head, body = (rows[0], rows[1:]) if rows else ([], [])
    if numbers is None:
        cells = {name: [row[i] for row in body if i < len(row) and row[i] != ""] for i, name in enumerate(head)}
        counted = tuple(name for name, column in cells.items() if column and all(map(_is_number, column)))
    else:
        counted = tuple(name for name in numbers if name in head)
    found: dict[tuple[Key, int], Mapping[str, str]] = {}
    seen: dict[Key, int] = {}
    for row in body:
        line = dict(zip(head, row, strict=False))
        key = tuple(
            (name, value[:_LONGEST_KEY])
            for name, value in line.items()
            if name not in counted and name not in _NOT_KEYS and value
        )
        nth = seen.get(key, 0)
        seen[key] = nth + 1
        found[key, nth] = {name: line.get(name, "") for name in counted}
    return Sheet(path.stem, tuple(head), counted, found)


def findings_sheet(path: Path) -> Sheet:
    """Read the numbers of ``findings.json`` as a table, a row a finding."""
    numbers = (
        "estimate",
        "low",
        "high",
        "rest",
        "difference",
        "n_articles",
        "n_mentions",
        "p",
        "p_adjusted",
        "n_tested",
    )
    found = json.loads(path.read_text(encoding="utf-8"))["findings"]
    rows: dict[tuple[Key, int], Mapping[str, str]] = {}
    for finding in found:
        texts = tuple((name, str(finding[name])) for name in ("id", "measure", "group", "key", "outlet", "sentence"))
        cells = {name: "" if finding.get(name) is None else repr(finding[name]) for name in numbers}
        rows[texts[:-1], 0] = cells
    return Sheet("findings", ("id", *numbers), numbers, rows)


def sheets_of(out: Path) -> Iterator[Sheet]:
    """Every published table of a report folder: ``data/*.csv`` and the findings."""
    for path in sorted((out / "data").glob("*.csv")):
        yield read_sheet(path)
    if (out / FINDINGS).is_file():
        yield findings_sheet(out / FINDINGS)


def write_ledger(out: Path, run: Run, tables: Tables) -> Path:
    """Record every table that stands in a report folder and write its ledger."""
    ledger = Ledger(out, run, tables)
    for sheet in sheets_of(out):
        ledger.record(sheet)
    return ledger.write()


def read_ledger(path: Path) -> tuple[Run, dict[str, Sheet], dict[tuple[str, Key, int], tuple[Place, ...]]]:
    """Read a ledger back: its run, its tables, and the spans of each row.

    Raises:
        ValueError: the file is no ledger, naming the line.
    """
    run: Run | None = None
    spans: dict[str, tuple[Place, ...]] = {}
    heads: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    rows: dict[str, dict[tuple[Key, int], dict[str, str]]] = {}
    behind: dict[tuple[str, Key, int], tuple[Place, ...]] = {}
    placed: dict[str, dict[str, str]] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            if line["kind"] == "run":
                run = Run(**{name: line[name] for name in Run.__dataclass_fields__})
            elif line["kind"] == "spans":
                spans[line["id"]] = tuple(Place(str(a), int(s), int(e)) for a, s, e in line["spans"])
            elif line["kind"] == "table":
                heads[line["table"]] = (tuple(line["columns"]), tuple(line["numbers"]))
                rows[line["table"]] = {}
            elif line["kind"] == "row":
                at = line["table"], tuple((str(k), str(v)) for k, v in line["key"].items()), int(line.get("nth", 0))
                placed[line["id"]] = rows[at[0]].setdefault(at[1:], {})
                behind[at] = spans[line["spans"]]
            else:
                placed[line["row"]][line["column"]] = str(line["value"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"not a line of a ledger ({type(error).__name__}: {error})"
            msg = f"{path}, line {number}: {what}; make the report again"
            raise ValueError(msg) from None
    if run is None:
        msg = f"{path}: no line says what the report was made from; make the report again"
        raise ValueError(msg)
    sheets = {
        name: Sheet(
            name, *heads[name], {at: {n: cells.get(n, "") for n in heads[name][1]} for at, cells in part.items()}
        )
        for name, part in rows.items()
    }
    return run, sheets, behind


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return not pd.isna(float(cell)) or cell.lower() == "nan"
