"""What a notebook's cell shows, in parts: prose, tables, charts, headings.

JupyterLab displays the HTML of all parts. Beside it stands the same as data, in a media type of
this package's own: from it the report's page takes charts, tables and lists of sentences as
objects, and never has to cut HTML apart. A notebook of somebody else shows what it likes; its
outputs simply have no such data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup

from framing.figures.chart import NAME
from framing.show.escaped_html import Cell, Html, fill, joined, table_html
from framing.show.notebook_style import in_notebook
from framing.show.sentence_list import SentenceList, read_list

MEDIA_TYPE = "application/vnd.framing.shown+json"


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, lists, or any other markup."""

    content: Html

    def html(self) -> Html:
        """Return the markup."""
        return self.content


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands over a page, across its whole width; in a notebook, where it is shown."""

    content: Html

    def html(self) -> Html:
        """Return the markup."""
        return self.content


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``n_rows`` rows under the caption that names it, which its markup holds too."""

    caption: str
    n_rows: int
    content: Html

    def html(self) -> Html:
        """Return the markup."""
        return self.content


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an output; level 3 stands below a notebook's own headings."""

    level: int
    words: str

    def html(self) -> Html:
        """Return the markup."""
        return fill("<h{level}>{words}</h{level}>", level=self.level, words=self.words)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that was kept under ``charts/name``; ``png`` is a small picture of it, in base64, for the notebook."""

    name: str
    title: str
    alt: str
    width: int
    height: int
    png: str

    def html(self) -> Html:
        """Return the markup."""
        return fill(
            '<figure class="chart"><img width="{width}" height="{height}" style="max-width:100%;height:auto" '
            'alt="{alt}" src="data:image/png;base64,{png}"></figure>',
            width=self.width,
            height=self.height,
            alt=self.alt,
            png=self.png,
        )


Part = Prose | Lead | Table | Heading | Picture


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows: rich where HTML is displayed, words elsewhere."""

    parts: tuple[Part, ...]

    @property
    def html(self) -> Markup:
        """All parts as HTML, each list of sentences once, after them."""
        whole = joined(part.html() for part in self.parts)
        lists = {one.id: one for one in whole.opened}
        return Markup("").join([whole.body, *(one.html() for one in lists.values())])

    def _repr_html_(self) -> str:
        return str(in_notebook(self.html))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:  # noqa: ANN401  (IPython's signature)
        html = self.html
        return {
            "text/html": str(in_notebook(html)),
            "text/plain": _in_words(html),
            MEDIA_TYPE: {"parts": _data(self.parts)},
        }

    def __repr__(self) -> str:
        return _in_words(self.html)

    def __add__(self, other: Shown) -> Shown:
        return Shown(self.parts + other.parts)


def _in_words(html: Markup) -> str:
    spaced = Markup(str(html).replace("<", " <"))  # noqa: S704  (its tags are taken out)
    return unescape(" ".join(spaced.striptags().split()))


def prose(content: Html | Markup) -> Shown:
    """Return markup as what a cell shows."""
    return Shown((Prose(content if isinstance(content, Html) else Html(content)),))


def lead(content: Html) -> Shown:
    """Return markup that a page sets over all its sections."""
    return Shown((Lead(content),))


def folded(summary: str, shown: Shown) -> Shown:
    """Return prose and tables under a line that opens them; charts and headings cannot be folded."""
    content = joined(part.html() for part in shown.parts)
    return prose(fill('<details class="fold"><summary>{}</summary>{}</details>', summary, content))


def say(*paragraphs: str) -> Shown:
    """Return prose, a paragraph each, escaped; empty ones are left out.

    >>> import framing as fr
    >>> print(fr.say("Two outlets.", "", "Five articles."))
    Two outlets. Five articles.
    """
    return prose(joined(fill("<p>{}</p>", text) for text in paragraphs if text))


def grid(
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    caption: str,
    numeric: Sequence[bool] = (),
    foot: Sequence[Cell] = (),
    note: str = "",
) -> Shown:
    """Return a table as what a cell shows; see :func:`framing.show.escaped_html.table_html`."""
    body = list(rows)
    content = table_html(head, body, caption=caption, numeric=numeric, foot=foot, note=note)
    return Shown((Table(caption, len(body), content),))


def join(shown: Iterable[Shown]) -> Shown:
    """Return several outputs one after another, as one."""
    return Shown(tuple(part for one in shown for part in one.parts))


def _data(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [_part_data(part) for part in parts]


def _part_data(part: Part) -> dict[str, Any]:
    """A part as JSON holds it; a picture's own bytes stand in the cell's HTML already."""
    if isinstance(part, Heading):
        return {"kind": "heading", "level": part.level, "words": part.words}
    if isinstance(part, Picture):
        facts = {name: getattr(part, name) for name in ("name", "title", "alt", "width", "height")}
        return {"kind": "chart", **facts}
    made = {"html": str(part.content.body), "opened": [one.data() for one in part.content.opened]}
    if isinstance(part, Table):
        return {"kind": "table", "caption": part.caption, "n_rows": part.n_rows, **made}
    return {"kind": "lead" if isinstance(part, Lead) else "prose", **made}


def read_parts(data: object) -> tuple[Part, ...]:
    """Return the parts that a cell's data under :data:`MEDIA_TYPE` holds.

    Raises ``ValueError`` for data of another form: it comes out of a notebook, which may be
    anybody's. Markup in it is as trustworthy as any notebook's HTML.
    """
    try:
        return tuple(_read_part(part) for part in data["parts"])  # type: ignore[index]
    except (KeyError, TypeError, AttributeError) as error:
        msg = f"not what a cell of this package shows: {error}"
        raise ValueError(msg) from None


def _read_part(data: Mapping[str, Any]) -> Part:
    kind = data["kind"]
    if kind == "heading":
        return Heading(max(1, min(int(data["level"]), 6)), str(data["words"]))
    if kind == "chart":
        if not NAME.fullmatch(str(data["name"])):
            msg = f"not the name of a chart: {data['name']!r}"
            raise ValueError(msg)
        words = {name: str(data[name]) for name in ("name", "title", "alt")}
        return Picture(**words, width=int(data["width"]), height=int(data["height"]), png="")
    opened: tuple[SentenceList, ...] = tuple(map(read_list, data["opened"]))
    content = Html(Markup(str(data["html"])), opened)  # noqa: S704  (escaped where it was made)
    if kind == "table":
        return Table(str(data["caption"]), int(data["n_rows"]), content)
    if kind in ("prose", "lead"):
        return Prose(content) if kind == "prose" else Lead(content)
    msg = f"no part of a page is called {kind!r}"
    raise ValueError(msg)
