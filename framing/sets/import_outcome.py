"""What an import did with each thing it was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.sets.importers.candidate import Found


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the source: where, what became of it, as which article, and why.

    ``what``: ``added``, ``matched`` (a known article's text put in place), ``already``,
    ``duplicate``, ``dropped`` (an article was expected) or ``ignored`` (none was).
    """

    place: str
    what: str
    article: str
    why: str

    def said(self) -> str:
        """Return the line for a terminal."""
        name = f" as {self.article}" if self.article else ""
        return f"{self.place}: {self.what}{name}{f' ({self.why})' if self.why else ''}"


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing in the source with what will become of it: its line, the article as read, and its manifest entry.

    ``found`` is ``None`` for what gave no article, ``entry`` is empty for what adds none.
    """

    line: Line
    found: Found | None = None
    entry: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``wrote`` counts files written; ``complete`` is false if an expected article was dropped."""

    folder: Path
    lines: tuple[Line, ...]
    wrote: int = 0

    @property
    def complete(self) -> bool:
        """Whether all that could be expected was imported."""
        came = any(line.what in {"added", "matched", "already", "duplicate"} for line in self.lines)
        return came and all(line.what != "dropped" for line in self.lines)

    def said(self) -> str:
        """Return the outcome for a terminal: what is worth a line each, then the counts."""
        told = [
            line.said()
            for line in self.lines
            if line.what in {"dropped", "duplicate"} or (line.what == "added" and line.why)
        ]
        counts = Counter(line.what for line in self.lines)
        order = ("added", "matched", "already", "duplicate", "dropped", "ignored")
        summary = ", ".join(f"{counts[what]} {what}" for what in order if counts[what]) or "nothing there to import"
        changed = f"{self.wrote} files written" if self.wrote else "nothing changed"
        return "\n".join([*told, f"{self.folder}: {summary}; {changed}"])
