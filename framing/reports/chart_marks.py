"""Marks of a chart that open their sentences: buttons over the drawing, and one list of them for who uses keys.

Where the marks are and which rows of the chart's data they stand for is read from its kept drawing
(:mod:`framing.figures.marks`), so that no chart has to be drawn again. The buttons lie over the drawing
in hundredths of its size: they need no script, work by mouse and touch, and open what a number opens.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from framing.figures.marks import cells_at
from framing.findings.published_tables import read_sheet
from framing.findings.row_places import RowPlaces
from framing.measure.place import Place, Places
from framing.show.sentence_list import SentenceList
from framing.show.sentences_behind import Reader

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LONGEST = 900  # code points of a place that is shown whole: of a whole article its beginning is
_LEAST = 2.6  # hundredths of the width that a mark is at least wide to touch, 19 pixels of a whole page's 736
_NAMED = (
    "key",
    "term",
    "concept_name",
    "cue_lemma",
    "concept",
    "entry",
    "group",
    "voice",
    "parent",
    "child",
    "outlet",
    "article_id",
)
_SENTENCES = "Sentences, mark by mark"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: cells of the rows it stands for, and its middle and size in hundredths of the drawing's."""

    cells: Mapping[str, str]
    x: float
    y: float
    width: float
    height: float


def marks_of(svg: Path) -> list[Mark]:
    """Return the marks of a kept drawing that stand for rows, in its order; none where there is no such drawing."""
    try:
        root = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314  (expat of Python 3.11 stops entity bombs)
    except (OSError, UnicodeDecodeError, ET.ParseError):
        return []
    box = [float(n) for n in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) != 4 or not (box[2] > 0 and box[3] > 0):  # noqa: PLR2004  (left, top, width, height)
        return []
    found: list[Mark] = []
    for group in root.iter(f"{_SVG}g"):
        cells = cells_at(group.get("id", ""))
        for n, (x, y, right, bottom) in enumerate(_extents(group)) if cells else ():
            mine = {name: values[n if n < len(values) else -1] for name, values in (cells or {}).items()}
            whole = (100 / box[2], 100 / box[3])
            found.append(
                Mark(
                    mine,
                    (x + right) / 2 * whole[0],
                    (y + bottom) / 2 * whole[1],
                    (right - x) * whole[0],
                    (bottom - y) * whole[1],
                )
            )
    return found


def _extents(group: ET.Element) -> Iterator[tuple[float, float, float, float]]:
    """What each shape of a group covers: left, top, right and bottom; a marker and a word only their place."""
    for child in group:
        kind = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else ""
        if kind == "g":
            yield from _extents(child)
        elif kind in ("use", "text"):
            placed = _NUMBER.findall(child.get("transform", "").partition("translate(")[2])
            x, y = (child.get("x"), child.get("y")) if child.get("x") else placed[:2] or (None, None)
            if x and y:
                yield float(x), float(y), float(x), float(y)
        elif kind == "path":
            numbers = [float(n) for n in _NUMBER.findall(child.get("d", ""))]
            if numbers and len(numbers) % 2 == 0:
                xs, ys = numbers[::2], numbers[1::2]
                yield min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class ChartMarks:
    """Finds what the marks of a report's charts open; made once a page."""

    draft: Path
    places: RowPlaces
    reader: Reader
    names: Mapping[str, str]  # of concepts, by id

    def over(self, name: str, *, title: str, place: str) -> tuple[Markup, Markup, tuple[SentenceList, ...]]:
        """Return the buttons over a chart, the list of them with what opens it, and the lists that they open.

        All are empty where nothing of the chart stands for sentences; ``place`` makes the list's id its own.
        """
        opened: dict[str, SentenceList] = {}
        buttons: list[Markup] = []
        lines: dict[str, str] = {}
        for mark, words, listed in self._opened(name, title):
            opened[listed.id] = listed
            buttons.append(_button(mark, words, listed.id))
            lines.setdefault(listed.id, words)
        if not buttons:
            return Markup(""), Markup(""), ()
        return Markup("").join(buttons), _listed(f"marks-{place}", title, lines), tuple(opened.values())

    def _opened(self, name: str, title: str) -> Iterator[tuple[Mark, str, SentenceList]]:
        marks = marks_of(self.draft / "charts" / f"{name}.svg")
        data = self.draft / "data" / f"{name}.csv"
        if not marks or not data.is_file():
            return
        rows = list(read_sheet(data).cells.values())
        with_cells: dict[tuple[str, ...], dict[tuple[str | None, ...], list[Mapping[str, str]]]] = {}
        for mark in marks:
            columns = tuple(mark.cells)
            if columns not in with_cells:  # a chart of hundreds of marks names its rows by the same few columns
                with_cells[columns] = {}
                for row in rows:
                    with_cells[columns].setdefault(tuple(map(row.get, columns)), []).append(row)
            found: dict[Place, None] = {}
            for row in with_cells[columns].get(tuple(mark.cells.values()), ()):
                found |= dict.fromkeys(self._places(row))
            said = (mark.cells[n] for n in _NAMED if n in mark.cells)
            words = " · ".join(dict.fromkeys(self.names.get(one, one) for one in said)) or title
            if found:
                mine = self._of_outlet(found, mark.cells.get("outlet", ""))
                yield mark, words, self.reader.sentences(mine, what=words)

    def _places(self, row: Mapping[str, str]) -> Places:
        return tuple(self._short(place) for place in self.places.of(row)[0])

    def _short(self, place: Place) -> Place:
        """The place, or of one as long as an article its first sentence."""
        if place.end - place.start <= _LONGEST:
            return place
        _, end = self.reader.sentence_around(Place(place.article_id, place.start, place.start + 1))
        return Place(place.article_id, place.start, min(end, place.start + _LONGEST))

    def _of_outlet(self, found: Iterable[Place], outlet: str) -> Places:
        """The outlet's own places where it has some: a term's row points to those that it is set against too."""
        every = tuple(found)
        return tuple(place for place in every if self.reader.origin(place.article_id).outlet == outlet) or every


def _button(mark: Mark, words: str, opens: str) -> Markup:
    size = "".join(
        f";{name}:{value:.1f}%" for name, value in (("width", mark.width), ("height", mark.height)) if value > _LEAST
    )
    return Markup(
        '<button tabindex="-1" class="mark" popovertarget="{}" title="{}" style="left:{}%;top:{}%{}"></button>'
    ).format(opens, words, f"{mark.x:.1f}", f"{mark.y:.1f}", size)


def _listed(identity: str, title: str, lines: Mapping[str, str]) -> Markup:
    """A button that opens the list of all marks: one stop of the Tab key for a chart, not sixty."""
    items = Markup("").join(
        Markup('<li><button class="opens" popovertarget="{}">{}</button></li>').format(name, words)
        for name, words in lines.items()
    )
    return Markup(
        '<button class="opens all" popovertarget="{name}">{open}</button><section popover class="kwic" id="{name}" '
        'aria-label="{title}"><header><b>{title}</b><button class="close" popovertarget="{name}">Close</button>'
        "</header><ol>{items}</ol></section>"
    ).format(name=identity, open=_SENTENCES, title=title, items=items)
