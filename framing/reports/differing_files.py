"""Files of a report that are not what making it again gives: pages, charts, notebooks, by bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from framing.reports.differing_tables import around


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file that is not what the report made again has in its place: which, in what, and why."""

    file: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}. Why: {self.why}"


def what_differs(name: str, published: bytes, remade: bytes) -> str:
    """Say in what two files of one name differ: the cell of a notebook, the first line of a text, the picture.

    >>> what_differs("index.html", b"<p>in 19 of 19</p>", b"<p>in 17 of 19</p>")
    '1 of 1 lines, first line 1: “<p>in 19 of 19</p>”, made again “<p>in 17 of 19</p>”'
    """
    if name.endswith(".png"):
        same = _pixels(published) == _pixels(remade) != b""
        return "what is written beside the picture" if same else "the picture"
    try:
        old, new = published.decode("utf-8"), remade.decode("utf-8")
    except UnicodeDecodeError:
        return f"{len(published)} bytes, made again {len(remade)}"
    if name.endswith(".ipynb"):
        return _cell(old, new) or lines_that_differ(old, new)
    return lines_that_differ(old, new)


def lines_that_differ(old: str, new: str) -> str:
    """Count the lines of two texts that differ, and show the first of them, cut to where it begins to."""
    before, now = old.split("\n"), new.split("\n")
    n = max(len(before), len(now))
    before += [""] * (n - len(before))
    now += [""] * (n - len(now))
    differing = [i for i in range(n) if before[i] != now[i]]
    if not differing:
        return "nothing"
    first = differing[0]
    a, b = around(before[first], now[first])
    return f"{len(differing):,} of {n:,} lines, first line {first + 1:,}: “{a}”, made again “{b}”"


def _cell(old: str, new: str) -> str:
    """The first cell of a notebook that differs, and which part of it; empty if the cells do not tell."""
    try:
        (before, now) = (json.loads(text)["cells"] for text in (old, new))
        if len(before) != len(now):
            return f"{len(before)} cells, made again {len(now)}"
        pairs = [(i, a, b) for i, (a, b) in enumerate(zip(before, now, strict=True), start=1) if a != b]
        if not pairs:
            return ""
        number, a, b = pairs[0]
        parts = ", ".join(part for part in dict.fromkeys([*a, *b]) if a.get(part) != b.get(part))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return f"{len(pairs)} of {len(now)} cells, first cell {number} ({parts})"


def _pixels(png: bytes) -> bytes:
    """The parts of a PNG file that draw; nothing for what is none."""
    made, at = b"", 8
    while at + 8 <= len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        kind = png[at + 4 : at + 8]
        if kind in {b"IHDR", b"PLTE", b"IDAT", b"tRNS"}:
            made += kind + png[at + 8 : at + 8 + size]
        at += size + 12
    return made


def values_that_differ(published: Any, remade: Any) -> tuple[str, str]:  # noqa: ANN401 (any value of a JSON file)
    """Return two values of a JSON file as text, cut to where they begin to differ."""
    one, other = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (published, remade)
    )
    return (one, other) if max(len(one), len(other)) <= 120 else around(one, other)  # noqa: PLR2004 (letters shown)
