"""The codebook of a set's tables: each column with its type, its unit and what it means, from the declared schemas."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.measure.checked_units import CODING_COLUMNS, CODINGS, UNIT_COLUMNS, UNITS
from framing.measure.correction_rows import CORRECTION_COLUMNS, CORRECTION_TABLE
from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import DTYPES, OUTLETS, OWN_TEXTS, SCHEMAS, Column

_WORDS = {"text": "text", "count": "whole number", "real": "number", "flag": "yes or no"}
_OTHERS = {
    "outlets": OUTLETS,
    "own_texts": OWN_TEXTS,
    CORRECTION_TABLE: CORRECTION_COLUMNS,
    UNITS: UNIT_COLUMNS,
    CODINGS: CODING_COLUMNS,
}


def declared_columns(name: str, frame: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns of the table called ``name`` as the schemas declare them, in the table's order.

    Raises:
        ValueError: the table has a column that no schema declares.
    """
    schema = {**SCHEMAS, **SHARED_SCHEMAS, **_OTHERS}.get(name, ())
    known = {column.name: column for column in schema}
    missing = [str(column) for column in frame.columns if column not in known]
    if missing:
        msg = f"table '{name}': no schema says what {', '.join(missing)} means"
        raise ValueError(msg)
    return tuple(known[str(column)] for column in frame.columns)


def table_codebook(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row for each column of each table: table, column, type, unit, meaning, and how many values it has.

    >>> from framing import open_set
    >>> book = table_codebook(open_set("corpus/harbour-blockade", parser="none").frames)
    >>> book[book["column"] == "voice"][["table", "type", "meaning"]].iloc[0].tolist()
    ['mentions', 'text', 'outlet, quoted, attributed, scare or headline']
    """
    rows = [
        {
            "table": name,
            "column": column.name,
            "type": _WORDS[column.kind],
            "unit": column.unit,
            "meaning": column.meaning,
            "n_rows": len(frame),
            "n_values": int(frame[column.name].notna().sum()),
        }
        for name, frame in frames.items()
        for column in declared_columns(name, frame)
    ]
    names = ("table", "column", "type", "unit", "meaning", "n_rows", "n_values")
    made = pd.DataFrame(rows, columns=list(names))
    return made.astype(dict.fromkeys(names[:5], DTYPES["text"]) | dict.fromkeys(names[5:], DTYPES["count"]))
