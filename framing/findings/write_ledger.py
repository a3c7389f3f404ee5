"""The ledger: for each published number where it stands, the spans behind it, and what it was made from.

``ledger.jsonl`` has five kinds of lines, so that no fact is written twice:

* ``run``: what the report was made from: digests of texts, codebook (each label apart), word
  lists and notebooks; parameters with the seed; versions of package, libraries and model;
* ``table``: a published table and which of its columns hold numbers;
* ``spans``: places in the texts, with an id;
* ``row``: a row of a table: its key (the cells that are no numbers), the ids of its spans and of the run, and
  ``why`` it has no spans if it has none;
* ``number``: one cell: its row, column, and value as printed.

:func:`framing.reports.verify.verify` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path

from framing.findings.ledger_run import Run
from framing.findings.published_tables import At, Sheet, sheets_of
from framing.findings.row_places import RowPlaces
from framing.measure.place import Places

LEDGER = "ledger.jsonl"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_ABSENCE = "what the set does not show: there is nothing to point to"


@dataclass(slots=True)
class Ledger:
    """Collects what a report publishes and writes it in one go.

    ``record`` takes tables as they are published; ``write`` ends it. See the module's head for the form.
    """

    out: Path
    run: Run
    places: RowPlaces
    _lines: list[str] = field(default_factory=list)  # as they will be written: a tenth of what they are as objects
    _spans: dict[Places, str] = field(default_factory=dict)
    _seen: dict[int, tuple[Places, str]] = field(default_factory=dict)  # by identity; held, so that none is reused
    _rows: int = 0
    _run_id: str = ""

    def __post_init__(self) -> None:
        """Work out the run's digest once: every row names it."""
        self._run_id = self.run.id

    def record(self, sheet: Sheet, *, spans: Mapping[At, Places] | None = None) -> None:
        """Add every number of a published table.

        Args:
            sheet: The table as it was written, e.g. from :func:`read_sheet`.
            spans: The places behind a row; rows that are not named get those of the table, else those that
                their cells point to.
        """
        columns, numbers = list(sheet.columns), list(sheet.numbers)
        self._add(
            {"kind": "table", "table": sheet.name, "columns": columns, "numbers": numbers, "rows": len(sheet.rows)}
        )
        known = {**sheet.spans, **(spans or {})}
        named = [(column, _ENCODE(column)) for column in sheet.numbers]
        for at, cells in sheet.rows.items():
            key, nth = at
            places, why = (known[at], "" if known[at] else _ABSENCE) if at in known else self._places(sheet, at)
            row = f"r{self._rows}"
            self._rows += 1
            about = {"table": sheet.name, "key": dict(key), **({"nth": nth} if nth else {})}
            line: dict[str, object] = {"kind": "row", "id": row, **about, "spans": self._spans_id(places)}
            self._add({**line, **({"why": why} if why else {}), "run": self._run_id})
            self._lines += [
                f'{{"kind":"number","row":"{row}","column":{name},"value":{_ENCODE(value)}}}\n'
                for column, name in named
                if (value := cells.get(column, "")) != ""
            ]

    def _add(self, line: Mapping[str, object]) -> None:
        self._lines.append(f"{_ENCODE(line)}\n")

    def write(self) -> Path:
        """Write ``ledger.jsonl`` and return its path."""
        path = self.out / LEDGER
        part = path.with_name(f".{path.name}.part")
        spans = (
            {"kind": "spans", "id": name, "spans": [[p.article_id, p.start, p.end] for p in places]}
            for places, name in self._spans.items()
        )
        head = {"kind": "run", "id": self._run_id, **asdict(self.run)}
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{_ENCODE(line)}\n" for line in chain([head], spans))
            file.writelines(self._lines)
        part.replace(path)
        return path

    def _places(self, sheet: Sheet, at: At) -> tuple[Places, str]:
        return self.places.of(sheet.cells.get(at, dict(at[0])))

    def _spans_id(self, places: Places) -> str:
        # equal questions get one tuple: hashing thousands of places again would take longest
        if id(places) not in self._seen:
            self._seen[id(places)] = places, self._spans.setdefault(places, f"s{len(self._spans)}")
        return self._seen[id(places)][1]


def write_ledger(out: Path, run: Run, places: RowPlaces) -> Path:
    """Record every table that stands in a report folder and write its ledger."""
    ledger = Ledger(out, run, places)
    for sheet in sheets_of(out):
        ledger.record(sheet)
    return ledger.write()
