"""Which line of a TOML file a field stands on, so that an error can name it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = r"""[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'"""
_TABLES = re.compile(rf"^\s*\[\[\s*({_KEY})\s*\]\]")
_TABLE = re.compile(rf"^\s*\[\s*({_KEY})\s*\]")
_FIELD = re.compile(rf"^\s*({_KEY})\s*=")
_FENCES = re.compile(r'"""|\'\'\'')

TomlPlace = tuple[str | int, ...]


def lines_of(source: str) -> dict[TomlPlace, int]:
    """Return the line (from 1) of every table and field of a TOML text.

    Keys are paths such as ``("set", "title")`` or ``("article", 2, "file")``. It is a
    locator for messages, not a parser: what it does not know (inline tables, dotted
    keys) is left out, and :func:`line_at` then gives the line of the table around it.
    """
    found: dict[TomlPlace, int] = {}
    counts: dict[str, int] = {}
    table: TomlPlace = ()
    fence = ""
    for number, line in enumerate(source.split("\n"), start=1):
        if not fence:
            if heading := _TABLES.match(line):
                name = heading[1].strip("\"'")
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
                found.setdefault((name,), number)
                found[table] = number
            elif heading := _TABLE.match(line):
                table = (heading[1].strip("\"'"),)
                found.setdefault(table, number)
            elif field := _FIELD.match(line):
                found.setdefault((*table, field[1].strip("\"'")), number)
        for mark in _FENCES.findall(line):
            if not fence:
                fence = mark
            elif fence == mark:
                fence = ""
    return found


def line_at(lines: Mapping[TomlPlace, int], place: TomlPlace) -> int:
    """Return the line of ``place``, or of the nearest table around it; 1 if none is known."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return 1
