"""Executed notebooks as sections of the page: their prose and outputs, without their code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from framing.reports.foreign_output import foreign_output, markdown
from framing.reports.page_outline import Outline
from framing.sets.ids import slug
from framing.show.sentence_list import SentenceList
from framing.show.shown import MEDIA_TYPE, Heading, Part, Picture, Table, read_parts

_MOST_OPEN = 4  # tables in a row that stand open; more would bury what follows


@dataclass(frozen=True, slots=True)
class Section:
    """One notebook on the page; ``headings`` are (id, words) of its parts, ``opened`` what its numbers open."""

    id: str
    title: str
    body: Markup
    headings: tuple[tuple[str, str], ...]
    opened: Mapping[str, SentenceList]
    notebook: str


def read_section(notebook: Path) -> Section:
    """Read an executed notebook.

    Its first heading, if of level one, is the section's title (else the file's name). Headings of
    level two become the page's level three. Charts are taken from ``charts/`` beside the
    notebook's folder where they were kept.
    """
    import nbformat

    read: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    outline = Outline(slug(notebook.stem) or "part")
    opened: dict[str, SentenceList] = {}
    charts = notebook.parent.parent / "charts"
    body = "\n".join(piece for cell in read.cells for piece in _pieces(cell, outline, opened, charts))
    title = outline.title or notebook.stem.partition("_")[2].replace("_", " ").capitalize() or notebook.stem
    identity = slug(notebook.stem) or "part"
    # All that comes from articles was escaped where it was made.
    return Section(identity, title, Markup(body), tuple(outline.headings), opened, notebook.name)  # noqa: S704


def _pieces(cell: Mapping[str, Any], outline: Outline, opened: dict[str, SentenceList], charts: Path) -> Iterator[str]:
    if cell["cell_type"] == "markdown":
        yield markdown(str(cell["source"]), outline)
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            parts = _own_parts(output, charts)
            made = foreign_output(output, outline) if parts is None else _shown(parts, outline, opened)
            if made:
                yield f'<div class="output">{made}</div>'


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


def _shown(parts: Sequence[Part], outline: Outline, opened: dict[str, SentenceList]) -> str:
    """Parts as HTML; their lists of sentences go to ``opened``."""
    several = sum(isinstance(part, Table) for part in parts) > _MOST_OPEN
    fold = several and not any(isinstance(part, Heading) for part in parts)
    made = []
    for part in parts:
        if isinstance(part, Heading):
            made.append(outline.heading(part.level, str(escape(part.words))))
            continue
        if isinstance(part, Picture):
            made.append(_chart(part))
            continue
        opened.update((one.id, one) for one in part.content.opened)
        folded = fold and isinstance(part, Table)
        made.append(_folded(part.caption, part.content.body) if folded else str(part.content.body))  # type: ignore[union-attr]
    return "\n".join(made)


def _folded(caption: str, table: Markup) -> str:
    """A table under its caption, which opens it."""
    return str(Markup('<details class="fold sheets"><summary>{}</summary>{}</details>').format(caption, table))


def _chart(picture: Picture) -> str:
    """A kept chart as its drawing, with links to picture and data beneath."""
    return str(
        Markup(
            '<figure class="chart"><img width="{width}" height="{height}" style="max-width:100%;height:auto" '
            'alt="{alt}" src="charts/{name}.svg" loading="lazy">'
            '<figcaption class="files">Data: <a href="data/{name}.csv">CSV</a> · picture: '
            '<a href="charts/{name}.png">PNG</a>, <a href="charts/{name}.svg">SVG</a></figcaption></figure>'
        ).format(name=picture.name, alt=picture.alt, width=picture.width, height=picture.height)
    )
