"""A ledger read back: what a report was made from, its tables, and the spans of each row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.published_tables import Key, Sheet
from framing.measure.place import Place

_LATER = frozenset(
    ("manifest", "decisions", "without_text", "corrections", "unapplied")
)  # fields that ledgers of earlier versions lack


def _run(line: Mapping[str, Any]) -> Run:
    """A run as written; what earlier versions did not write down is empty."""
    said = {name: line[name] for name in Run.__dataclass_fields__ if name in line or name not in _LATER}
    for name in ("texts", "codebook", "lexicons", "notebooks", "parameters", "manifest", "decisions", "corrections"):
        dict(said.get(name, {}))  # TypeError or ValueError where it is no mapping
    lists = {name: tuple(said.get(name, ())) for name in ("without_text", "unapplied")}
    return Run(**{**said, **lists})


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
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not text:
            continue
        try:
            line = json.loads(text)
            if line["kind"] == "run":
                run = _run(line)
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
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
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
