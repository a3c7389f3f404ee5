"""RIS: lists of references as Zotero, EndNote and the databases write them, one record an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

# tags by the field they fill; the first that a record has counts
_TAGS: dict[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "author": ("AU", "A1"),
    "outlet": ("T2", "JO", "JF", "JA", "BT", "PB"),
    "published": ("DA", "Y1", "PY", "Y2"),
    "url": ("UR", "L2", "LK"),
    "section": ("SE",),
    "id": ("ID", "AN"),
    "language": ("LA",),
    "text": ("FT",),  # the full text, where a program writes one; abstracts (AB, N2) are none
}
_TAG = re.compile(r"^\ufeff?([A-Z][A-Z0-9])  ?-(?: (.*))?$")


def rows_of_ris(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    r"""Give each record as a row with the number of its first line.

    A tag said twice (two authors) gives one cell, parted by ", "; lines without a tag go on with the tag above.

    Example:
        >>> list(rows_of_ris("TY  - NEWS\nTI  - Ferry strike\nDA  - 2025/05/14\nER  - "))
        [(1, {'title': 'Ferry strike', 'published': '2025-05-14'})]
    """
    record: dict[str, list[str]] = {}
    start, last = 1, ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        found = _TAG.match(line)
        if found and found[1] == "TY":
            record, start, last = {}, number, ""
        elif found and found[1] == "ER":
            if record:
                yield start, _row(record)
            record = {}
        elif found:
            last = found[1]
            record.setdefault(last, []).append((found[2] or "").strip())
        elif last and line.strip():
            record[last][-1] = f"{record[last][-1]} {line.strip()}".strip() if last in record else line.strip()
    if record:
        yield start, _row(record)


def _row(record: dict[str, list[str]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for field, tags in _TAGS.items():
        values = next((found for tag in tags if (found := [v for v in record.get(tag, []) if v])), [])
        if values:
            row[field] = ", ".join(values) if field == "author" else values[0]
    if isinstance(row.get("published"), str):
        # a day is "2025/05/14/"; what follows the third slash is other words
        row["published"] = "-".join(part for part in str(row["published"]).split("/")[:3] if part.strip())
    return row
