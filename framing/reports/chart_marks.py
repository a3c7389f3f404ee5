"""Marks of a chart that open their sentences: buttons over the drawing, and one list of them for who uses keys.

Where the marks are and which rows of the chart's data they stand for is read from its kept drawing
(:mod:`framing.figures.marks`), so that no chart has to be drawn again. The buttons lie over the drawing
in hundredths of its size: they need no script, work by mouse and touch, and open what a number opens. Marks that stand
closer than a finger can tell apart have one button, which lists them (:mod:`framing.reports.touch_targets`).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from framing.figures.marks import cells_at
from framing.findings.published_tables import read_cells
from framing.findings.row_places import RowPlaces
from framing.measure.place import Place, Places
from framing.reports.inline_drawing import drawn_shape
from framing.reports.touch_targets import TARGET, Box, touch_targets
from framing.show.sentence_list import SentenceList
from framing.show.sentences_behind import Reader

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LONGEST = 900  # code points of a place that is shown whole: of a whole article its beginning is
_WIDTH = 816.0  # pixels that a chart is wide on a whole page, and under a finger
_BEGINNING = 44  # code points of a sentence that tell marks of one name apart
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
_BETWEEN = " · "
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
        found = list(self._opened(name, title))
        if not found:
            return Markup(""), Markup(""), ()
        lists = {listed.id: listed for _, _, listed in found}
        words = _told_apart(_brief({listed.id: words for _, words, listed in reversed(found)}), lists)
        every = {listed.id: words[listed.id] for _, _, listed in found}
        height = _WIDTH * drawn_shape(self.draft / "charts" / f"{name}.svg")
        boxes = [_box(mark, height) for mark, _, _ in found]
        buttons: list[Markup] = []
        choices: list[Markup] = [_choice(f"marks-{place}", title, every)]
        for box, inside in touch_targets(boxes, width=_WIDTH, height=height):
            here = {found[i][2].id: words[found[i][2].id] for i in inside}
            opens, said = next(iter(here.items()))
            if len(here) > 1:
                opens, said = f"marks-{place}-{len(choices)}", f"{len(here)} marks here"
                choices.append(_choice(opens, said, here, landmark=False))
            buttons.append(_button(box, said, opens, height))
        opener = Markup('<button class="opens all" popovertarget="marks-{}">{}</button>').format(place, _SENTENCES)
        return Markup("").join(buttons), opener + Markup("").join(choices), tuple(lists.values())

    def _opened(self, name: str, title: str) -> Iterator[tuple[Mark, str, SentenceList]]:
        marks = marks_of(self.draft / "charts" / f"{name}.svg")
        data = self.draft / "data" / f"{name}.csv"
        if not marks or not data.is_file():
            return
        # a chart of hundreds of marks names its rows by the same few columns
        with_cells: dict[tuple[str, ...], dict[tuple[str | None, ...], list[Mapping[str, str]]]] = {}
        for mark in marks:
            with_cells.setdefault(tuple(mark.cells), {})[tuple(mark.cells.values())] = []
        for cells in read_cells(data):
            for columns, named in with_cells.items():
                rows = named.get(tuple(map(cells.get, columns)))
                if rows is not None:  # a data file has thousands of rows beside those drawn
                    rows.append(cells)
        for mark in marks:
            found: dict[Place, None] = {}
            for row in with_cells[tuple(mark.cells)][tuple(mark.cells.values())]:
                found |= dict.fromkeys(self._places(row))
            said = (mark.cells[n] for n in _NAMED if n in mark.cells)
            words = _BETWEEN.join(dict.fromkeys(self.names.get(one, one) for one in said)) or title
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


def _brief(words: Mapping[str, str]) -> dict[str, str]:
    """The words of each list without what all have: the title says what all marks of a chart are about."""
    parts = {name: said.split(_BETWEEN) for name, said in words.items()}
    every = set.intersection(*map(set, parts.values())) if len(set(words.values())) > 1 else set()
    return {
        name: _BETWEEN.join(part for part in mine if part not in every) or words[name] for name, mine in parts.items()
    }


def _told_apart(words: Mapping[str, str], lists: Mapping[str, SentenceList]) -> dict[str, str]:
    """The words of each list; where several have the same, how its first sentence goes on from the marked words."""
    times = Counter(words.values())
    return {name: f"{said}: {_beginning(lists[name])}" if times[said] > 1 else said for name, said in words.items()}


def _beginning(listed: SentenceList) -> str:
    line = listed.lines[0]
    said = " ".join(f"{line.marked}{line.after}".split()) or line.article_id
    return said if len(said) <= _BEGINNING else f"{said[:_BEGINNING].rpartition(' ')[0] or said[:_BEGINNING]} …"


def _box(mark: Mark, height: float) -> Box:
    """What a mark covers, in pixels of the whole page."""
    x, y, wide, high = (
        mark.x * _WIDTH / 100,
        mark.y * height / 100,
        mark.width * _WIDTH / 200,
        mark.height * height / 200,
    )
    return Box(x - wide, y - high, x + wide, y + high)


def _button(box: Box, words: str, opens: str, height: float) -> Markup:
    wide, high = box.right - box.left, box.bottom - box.top
    size = "".join(
        f";{name}:{_tenth(100 * value / whole)}%"
        for name, value, whole in (("width", wide, _WIDTH), ("height", high, height))
        if value > TARGET + 0.5  # the style sheet's own size
    )
    return Markup('<button tabindex="-1" popovertarget="{}" title="{}" style="left:{}%;top:{}%{}"></button>').format(
        opens, words, _tenth(50 * (box.left + box.right) / _WIDTH), _tenth(50 * (box.top + box.bottom) / height), size
    )


def _tenth(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _choice(identity: str, title: str, lines: Mapping[str, str], *, landmark: bool = True) -> Markup:
    """A list of marks that opens as sentences do: one of all, for one stop of the Tab key, and one of each crowd."""
    items = Markup("").join(
        Markup('<li><button popovertarget="{}">{}</button></li>').format(name, words) for name, words in lines.items()
    )
    called = Markup(' aria-label="{}"').format(title) if landmark else ""
    return Markup(
        '<section popover class="kwic" id="{name}"{called}><header><b>{title}</b>'
        '<button class="close" popovertarget="{name}">Close</button></header><ol>{items}</ol></section>'
    ).format(name=identity, called=called, title=title, items=items)
