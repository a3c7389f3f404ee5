"""A manifest entry made of what a source says: fields that a manifest may not hold are left out, and said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from framing.sets.field_errors import explain
from framing.sets.manifest import ArticleEntry

Entry = dict[str, str | date | float | bool]


def valid_entry(wished: Mapping[str, object]) -> tuple[Entry, list[str]]:
    """Return the fields of ``wished`` that a manifest may hold, in its order, and a note for each one left out."""
    entry = {name: wished[name] for name in ArticleEntry.model_fields if wished.get(name) is not None}
    for name, value in entry.items():
        if isinstance(value, str):
            entry[name] = " ".join("".join(c for c in value if c.isprintable() or c.isspace()).split())
    notes: list[str] = []
    try:
        ArticleEntry.model_validate(entry)
    except ValidationError as error:
        for place, what, _ in explain(error, ArticleEntry):
            field = str(place[0])
            notes.append(f"left out: {what}")
            entry.pop(field, None)
            if field == "outlet":
                entry["outlet"] = "unknown"
        ArticleEntry.model_validate(entry)
    return {name: value for name, value in entry.items() if isinstance(value, str | date | float | bool)}, notes
