"""Executed notebooks as sections of the page: their prose and outputs, without their code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from framing.reports.chart_marks import ChartMarks
from framing.reports.drawing_looks import DrawingLooks
from framing.reports.foreign_output import foreign_output, markdown
from framing.reports.inline_drawing import drawn_shape, inline_drawing, inline_picture
from framing.reports.page_outline import Outline
from framing.sets.ids import slug
from framing.show.sentence_list import SentenceList
from framing.show.shown import MEDIA_TYPE, Heading, Lead, Part, Picture, Table, read_parts

_OPENS = re.compile(r'popovertarget="(ev-[0-9a-f]{12})"')
_MOST_OPEN = 4  # tables in a row that stand open; more would bury what follows
EXERCISE = "exercise"  # tag of cells for who works in the notebook; no report runs them or shows them
_MOST_BY_MARK = 3  # sentences that a mark opens where no number opens the same; a page holds hundreds of lists
_AROUND = 90  # code points before and behind the marked words there
_MOST_ROWS = 8  # of a table that stands open; a longer one opens from its caption
_MOST_ROWS_BEHIND = 4  # of one behind a chart, which mostly shows the same numbers
_TALLEST = 1.3  # of the width: so tall together are a part's charts that stand open; the others open from their titles


@dataclass(frozen=True, slots=True)
class Section:
    """One notebook on the page.

    ``headings`` are (id, words) of its parts, ``opened`` what its numbers open, ``marked`` what
    the marks of its charts do, ``lead`` what it
    sets over the page's sections. A ``folded`` one (``framing.folded`` in the notebook's metadata)
    opens from its title.
    """

    id: str
    title: str
    body: Markup
    headings: tuple[tuple[str, str], ...]
    opened: Mapping[str, SentenceList]
    marked: Mapping[str, SentenceList]
    lead: Markup
    folded: bool
    notebook: str


def read_section(
    notebook: Path,
    *,
    note: str = "",
    looks: DrawingLooks | None = None,
    marks: ChartMarks | None = None,
    seen: set[str] | None = None,
) -> Section:
    """Read an executed notebook; ``note`` is in its charts' files already, ``looks`` gathers their styles.

    ``marks`` finds what the charts' marks open; without it they open nothing. ``seen`` gathers the names of charts that
    stand open on the page: in a further part such a chart opens from its title.
    Its first heading, if of level one, is the section's title (else the file's name). Headings of
    level two become the page's level three. Charts are taken from ``charts/`` beside the
    notebook's folder where they were kept.
    """
    import nbformat

    read: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    identity = slug(notebook.stem) or "part"
    made = _Made(
        identity,
        Outline(identity),
        notebook.parent.parent / "charts",
        note,
        looks,
        marks,
        set() if seen is None else seen,
    )
    body = "\n".join(piece for cell in read.cells for piece in _pieces(cell, made))
    outline = made.outline
    return Section(
        id=identity,
        title=outline.title or notebook.stem.partition("_")[2].replace("_", " ").capitalize() or notebook.stem,
        body=Markup(body),  # noqa: S704  (all that comes from articles was escaped where it was made)
        headings=tuple(outline.headings),
        opened=made.opened,
        marked=made.marked,
        lead=Markup("").join(made.leads),
        folded=bool(read.metadata.get("framing", {}).get("folded")),
        notebook=notebook.name,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """What is gathered while a notebook is read."""

    id: str
    outline: Outline
    charts: Path
    note: str = ""
    looks: DrawingLooks | None = None
    marks: ChartMarks | None = None
    seen: set[str] = field(default_factory=set)
    marked: dict[str, SentenceList] = field(default_factory=dict)
    opened: dict[str, SentenceList] = field(default_factory=dict)
    leads: list[Markup] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)  # of the charts that stand open, to their width


def _pieces(cell: Mapping[str, Any], made: _Made) -> Iterator[str]:
    if EXERCISE in cell.get("metadata", {}).get("tags", ()):
        return
    if cell["cell_type"] == "markdown":
        yield markdown(str(cell["source"]), made.outline)
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            parts = _own_parts(output, made.charts)
            shown = foreign_output(output, made.outline) if parts is None else _shown(parts, made)
            if shown:
                yield f'<div class="output">{shown}</div>'


def _own_parts(output: Mapping[str, Any], charts: Path) -> tuple[Part, ...] | None:
    """The parts of an output of this package; nothing for any other, and where a chart's files are gone."""
    data = output.get("data", {}).get(MEDIA_TYPE)
    if data is None:
        return None
    try:
        parts = read_parts(data)
    except ValueError:
        return None
    kept = all((charts / f"{part.name}.svg").is_file() for part in parts if isinstance(part, Picture))
    return parts if kept else None


def _shown(parts: Sequence[Part], made: _Made) -> str:
    """Parts as HTML; their lists of sentences, and what leads the page, are gathered."""
    several = sum(isinstance(part, Table) for part in parts) > _MOST_OPEN
    charts = 0
    shown: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            shown.append(made.outline.heading(part.level, str(escape(part.words))))
        elif isinstance(part, Picture):
            made.drawn.append(part.name)
            charts += 1
            chart = _chart(part, made)
            # of a row of charts the first stands open: one a concept or a finding, all alike
            folded = charts > 1 or not _stands_open(part.name, made)
            shown.append(_folded(part.title, Markup(chart)) if folded else chart)  # noqa: S704  (our own)
        else:
            made.opened.update((one.id, one) for one in part.content.opened)
            if isinstance(part, Lead):
                made.leads.append(part.content.body)
            elif isinstance(part, Table) and (
                several or part.n_rows > (_MOST_ROWS_BEHIND if made.drawn else _MOST_ROWS)
            ):
                shown.append(_folded(part.caption, part.content.body))
            else:
                shown.append(str(part.content.body))
    return "\n".join(shown)


def _stands_open(name: str, made: _Made) -> bool:
    """Whether a chart is seen at once: new to the page, and the first of its part or as tall as still fits."""
    height = drawn_shape(made.charts / f"{name}.svg")
    if name in made.seen or (made.heights and sum(made.heights) + height > _TALLEST):
        return False
    made.seen.add(name)
    made.heights.append(height)
    return True


def _folded(caption: str, table: Markup) -> str:
    """A table or a chart under its caption, which opens it."""
    return str(Markup('<details class="fold sheets"><summary>{}</summary>{}</details>').format(caption, table))


def _chart(picture: Picture, made: _Made) -> str:
    """A kept chart as its drawing inside the page, links to picture and data beneath; the note ends its alt text."""
    name, alt = picture.name, f"{picture.alt} {made.note}".strip()
    place = f"{made.id}-{len(made.drawn)}"
    buttons, every, lists = (
        made.marks.over(name, title=picture.title, place=place) if made.marks else (Markup(""), Markup(""), ())
    )
    made.marked.update((one.id, one) for one in lists)
    drawing = inline_drawing(made.charts / f"{name}.svg", place=place, alt=alt, looks=made.looks)
    if drawing is None:
        drawing = inline_picture(made.charts / f"{name}.png", alt=alt)
    # one chart may stand in two sections: landmarks need names of their own
    where = f" ({made.outline.title})" if made.outline.title else ""
    return str(
        Markup(
            '<figure class="chart"><div class="drawing" role="region" tabindex="0" aria-label="Chart: {title}{where}">'
            '<div class="plot">{drawing}{buttons}</div></div><figcaption class="files">{every} '
            'Data: <a href="data/{name}.csv">CSV</a> · picture: '
            '<a href="charts/{name}.png">PNG</a>, <a href="charts/{name}.svg">SVG</a></figcaption></figure>'
        ).format(name=name, title=picture.title, where=where, drawing=drawing or "", buttons=buttons, every=every)
    )


def shared_lists(sections: Sequence[Section]) -> tuple[list[Section], list[SentenceList]]:
    """Return the sections and every list that they open, once each.

    Numbers and marks that stand for the same sentences open one list, which says all that it is: a page holds
    hundreds, and a label that an outlet always uses alone is counted under its own name and under its concept's.
    Their ids are numbers in the order in which they are met.
    """
    instead: dict[str, str] = {}
    every: dict[object, SentenceList] = {}
    said: dict[object, dict[str, None]] = {}
    # numbers first, so that a list is as long as theirs where a mark opens it too
    for by_mark in (False, True):
        for one in (one for s in sections for one in (s.marked if by_mark else s.opened).values()):
            same = (one.lines, one.more)
            first = every.setdefault(same, _shorter(one) if by_mark else one)
            instead[one.id] = first.id
            if not by_mark or first.id == one.id:
                said.setdefault(same, {})[one.what] = None
    # of a page's signs a tenth were such ids, each said for every number and mark that opens it
    short = {one.id: f"ev-{number}" for number, one in enumerate(every.values())}
    instead = {name: short[first] for name, first in instead.items()}
    lists = [replace(one, id=short[one.id], what=" / ".join(said[same])) for same, one in every.items()]
    return [replace(s, body=_pointed(s.body, instead), lead=_pointed(s.lead, instead)) for s in sections], lists


def _shorter(one: SentenceList) -> SentenceList:
    """A list that only a mark opens: its first sentences, with less around the words that are marked."""
    lines = tuple(
        replace(line, before=_end_of(line.before), after=_end_of(line.after[::-1])[::-1])
        for line in one.lines[:_MOST_BY_MARK]
    )
    return replace(one, lines=lines, more=one.more + len(one.lines) - len(lines))


def _end_of(words: str) -> str:
    """The last words, an ellipsis before them where some are left out."""
    return words if len(words) <= _AROUND else f"… {words[-_AROUND:].partition(' ')[2]}"


def _pointed(body: Markup, instead: Mapping[str, str]) -> Markup:
    """The markup with its buttons opening other lists; an id is made of twelve signs of a digest."""
    found = _OPENS.sub(lambda name: f'popovertarget="{instead.get(name[1], name[1])}"', str(body))
    return Markup(found)  # noqa: S704  (markup it was)
