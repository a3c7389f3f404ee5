"""Coding sheets: what human coders judge, blind, so that their agreement and the suite's can be measured."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from framing.measure.tables import Tables
from framing.teach.coding_units import Unit
from framing.teach.coding_variables import COLUMNS, VARIABLES


def safe_cell(value: str) -> str:
    """Return ``value`` so that a spreadsheet takes it for text: one that could be a formula gets an apostrophe."""
    return "'" + value if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def sheet(units: Iterable[Unit], *, filled: bool = False) -> str:
    """Return units as CSV with :data:`COLUMNS`; answers are left empty, or the suite's own if ``filled``.

    A cell that a coder must leave empty (a variable of the other sort of unit) holds a dash.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in units:
        answers = [
            (unit.machine.get(name, "") if filled else "") if kind == unit.kind else "—"
            for name, (kind, _) in VARIABLES.items()
        ]
        shown = (safe_cell(text) for text in (unit.sentence, unit.words, unit.context))
        writer.writerow([unit.id, unit.kind, *shown, *map(safe_cell, answers)])
    return out.getvalue()


PLACE_COLUMNS = ("unit", "article_id", "outlet", "sha256", "start", "end", "kind", *VARIABLES)


def places_sheet(tables: Tables, units: Iterable[Unit]) -> str:
    """Return where each unit stands and what the suite saw there, as CSV: to join coders' answers to articles again.

    Not for coders: it names outlets.
    """
    articles = tables["articles"].set_index("article_id")[["outlet", "sha256"]].to_dict("index")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PLACE_COLUMNS)
    for unit in units:
        article, start, end = unit.place
        about = articles[article]
        row = [unit.id, article, safe_cell(str(about["outlet"])), about["sha256"], start, end, unit.kind]
        writer.writerow([*row, *(safe_cell(unit.machine.get(name, "")) for name in VARIABLES)])
    return out.getvalue()
