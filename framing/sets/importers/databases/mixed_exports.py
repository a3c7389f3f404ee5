"""A file into which exports of several databases were pasted: parted where one gives way to another.

Each database marks its articles in a way of its own, some before them, some after; between two
marks of one database lies nothing of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from framing.sets.importers.databases.exported import looks_like_date

# what opens an article, and what closes one; Factiva's mark counts only where the next lines bear it out
_OPENS = {
    "LexisNexis": re.compile(r"^\s*\d+ of \d+ DOCUMENTS?\s*$"),
    "ProQuest": re.compile(r"^\s*Document \d+ of \d+\s*$"),
    "Factiva": re.compile(r"^\s*HD\b"),
}
_CLOSES = {
    "Nexis Uni": re.compile(r"^\s*End of Document\s*$"),
    "NewsBank": re.compile(r"^\s*Record Number\s*:"),
}
_BODY = re.compile(r"^\s*Body\s*$")
_SOURCE = re.compile(r"^\s*(?:SN|PD)\b")
_CLOSING = re.compile(r"^\s*(?:Record Number|Copyright|©|\(c\)|All rights reserved)", re.IGNORECASE)
_HEAD = re.compile(r"^\s*(?:\d+\.\s|(?:Headline|Title|Article title)\s*:)", re.IGNORECASE)
_CODES_WITHIN = 15  # lines from a headline to the source, in Factiva's order of fields
_LINES_OF_HEAD = 2  # headline and outlet stand above the date in Nexis Uni


def parts_by_database(lines: Sequence[str]) -> list[Sequence[str]]:
    """Return the lines in parts of one database each; one part, all lines, where there is one database or none.

    Example:
        >>> [len(part) for part in parts_by_database(["1 of 1 DOCUMENTS", "Text", "Document 1 of 1", "Title: x"])]
        [2, 2]
    """
    marks = [mark for i, line in enumerate(lines) if (mark := _mark(lines, i, line))]
    cuts = [0]
    for (above, database, opens), (below, other, other_opens) in pairwise(marks):
        if database == other:
            continue
        if other_opens:
            cuts.append(below)
        elif opens:
            cuts.append(_first_of_head(lines, above + 1, below, other))
        else:
            closing = next(
                (i for i in range(above + 1, below) if lines[i].strip() and not _CLOSING.match(lines[i])), below
            )
            cuts.append(closing)
    return [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _mark(lines: Sequence[str], at: int, line: str) -> tuple[int, str, bool] | None:
    for database, pattern in _OPENS.items():
        if pattern.match(line) and (database != "Factiva" or _has_source(lines[at + 1 : at + _CODES_WITHIN])):
            return at, database, True
    return next(((at, database, False) for database, pattern in _CLOSES.items() if pattern.match(line)), None)


def _has_source(lines: Sequence[str]) -> bool:
    return any(_SOURCE.match(line) for line in lines)


def _first_of_head(lines: Sequence[str], start: int, end: int, database: str) -> int:
    """The line from ``start`` where the head of the article that closes at ``end`` begins; ``end`` if none is seen."""
    if database == "NewsBank":
        return next((i for i in range(end - 1, start - 1, -1) if _HEAD.match(lines[i])), end)
    body = next((i for i in range(start, end) if _BODY.match(lines[i])), end)
    dated = next((i for i in range(body - 1, start, -1) if looks_like_date(lines[i])), None)
    if dated is None:
        return end
    above = [i for i in range(start, dated) if lines[i].strip()]
    return above[-_LINES_OF_HEAD] if len(above) >= _LINES_OF_HEAD else start
