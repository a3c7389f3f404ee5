"""The rows of a JSON file, wherever in it they stand: a list, what an interface for news returns, a data frame."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from framing.sets.importers.column_names import plain_name

_DEEPEST = 6
_TEXT_KEYS = ("name", "title", "main", "original")  # of {"source": {"name": …}}, {"headline": {"main": …}}
_WRAPPERS = frozenset({"fields", "source", "attributes", "article", "data", "story", "document"})

Record = dict[str, object]


def records_of(value: object, *, columns: Collection[str]) -> list[Record]:
    """Return the objects in ``value`` that have one of ``columns`` (as ``plain_name`` gives them), flattened.

    Lists inside of objects are followed, whatever they are called; an object of lists or objects with
    several names gives its names as ``outlet`` where the rows have none of their own. Data frames written
    by columns, or as columns and data, are turned into rows. Empty if there is no such object.

    Example:
        >>> records_of({"response": {"results": [{"fields": {"bodyText": "x"}}]}}, columns={"bodytext"})
        [{'bodyText': 'x'}]
    """
    return list(_records(value, columns, _DEEPEST, None))


def _records(value: object, columns: Collection[str], depth: int, event: object) -> Iterator[Record]:
    if not depth:
        return
    if isinstance(value, list):
        for item in value:
            yield from _records(item, columns, depth - 1, event)
    elif isinstance(value, dict):
        nested = value.get("articles")
        if isinstance(nested, list) and nested and all(isinstance(item, dict) for item in nested):
            event = value.get("id", event)
            yield from _records(nested, columns, depth - 1, event)
        elif framed := _frame(value, columns):
            yield from framed
        elif _has(flat := flattened(value), columns):
            yield flat if event is None else {"event": event, **flat}
        else:
            for inner in value.values():
                yield from _records(inner, columns, depth - 1, event)


def _has(record: Mapping[str, object], columns: Collection[str]) -> bool:
    return any(plain_name(name) in columns and not isinstance(cell, Mapping) for name, cell in record.items())


def _frame(value: Mapping[str, object], columns: Collection[str]) -> list[Record]:
    """The rows of a data frame: ``{column: {row: cell}}`` or columns and data; empty if it is none."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        rows = [dict(zip(map(str, names), row, strict=False)) for row in data]
        return rows if _has(dict.fromkeys(map(str, names)), columns) else []
    cells = [column for column in value.values() if isinstance(column, dict)]
    if len(cells) != len(value) or not cells or not any(plain_name(name) in columns for name in value):
        return []
    if any(column.keys() != cells[0].keys() for column in cells):
        return []
    return [{name: column[row] for name, column in value.items() if isinstance(column, dict)} for row in cells[0]]


def flattened(record: Mapping[str, object]) -> Record:
    r"""Return a row whose cells are plain: what stands in a named part of an object as the part, lists joined.

    Example:
        >>> flattened({"source": {"name": "Coast Daily"}, "text": ["One.", "Two."], "authors": [{"name": "Ana"}]})
        {'source': 'Coast Daily', 'source_name': 'Coast Daily', 'text': 'One.\n\nTwo.', 'authors': 'Ana'}
    """
    made: Record = {}
    for name, cell in record.items():
        if isinstance(cell, Mapping):
            called = next((cell[key] for key in _TEXT_KEYS if isinstance(cell.get(key), str)), None)
            if called is not None and plain_name(name) not in _WRAPPERS - {"source"}:
                made.setdefault(str(name), called)
                made[f"{name}_name"] = called
            elif plain_name(name) in _WRAPPERS:
                made = {**made, **{key: inner for key, inner in flattened(cell).items() if key not in made}}
            else:
                made.setdefault(str(name), cell)
        elif isinstance(cell, list):
            made[str(name)] = _joined(str(name), cell)
        else:
            made[str(name)] = cell
    return made


def _joined(name: str, cells: Sequence[object]) -> object:
    """A list of words as one cell: paragraphs parted by empty lines, names by commas; another list stays."""
    words = [cell.get("name") if isinstance(cell, Mapping) else cell for cell in cells]
    if not words or not all(isinstance(word, str) for word in words):
        return list(cells)
    return (", " if "author" in name.lower() or "byline" in name.lower() else "\n\n").join(map(str, words))


def whole_objects(text: str) -> tuple[list[object], int]:
    """Return the objects of a JSON list that breaks off or has a fault, and the place of the fault (a code point)."""
    decoder = json.JSONDecoder()
    start = text.find("[")
    found: list[object] = []
    at = start + 1 if start >= 0 else 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        at = end
    return found, at
