"""Executed notebooks as parts of a page: their prose and outputs, without their code.

Markdown cells are the notebooks' own words. Outputs are taken in the richest form a still
page can hold; widgets, which need a kernel, give way to their words. Headings are shifted
and mended so that a page made of many notebooks has one outline without gaps.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_PICTURE = re.compile(r'<img data-chart="([a-z0-9-]+)"([^>]*?) src="data:[^"]*">')
_POPOVER = re.compile(r'<section popover class="kwic" id="(ev-[0-9a-f]+)".*?</section>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.DOTALL)
_SHEET = re.compile(r'<div class="sheet"[^>]*><table>.*?</table></div>', re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_MOST_OPEN = 4  # tables in a row that stand open; more would bury what follows
_PANDAS = re.compile(r"<table border=\"1\" class=\"dataframe\">.*?</table>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """One notebook on the page; ``headings`` are (id, words) of its parts, ``opened`` what its numbers open."""

    id: str
    title: str
    body: Markup
    headings: tuple[tuple[str, str], ...]
    opened: Mapping[str, str]
    notebook: str


def read_section(notebook: Path) -> Section:
    """Read an executed notebook.

    Its first level-one heading is the section's title (else the file's name). Headings of level
    two become the page's level three, and no heading is more than one level below the one before.
    """
    import nbformat

    read: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    title = notebook.stem.partition("_")[2].replace("_", " ").capitalize() or notebook.stem
    identity = _slug(notebook.stem)
    body = "\n".join(part for cell in read.cells for part in _parts(cell))
    first = _HEADING.search(body)
    if first is not None and first[1] == "1":
        title = _words(first[3])
        body = body[: first.start()] + body[first.end() :]
    body, headings = _outline(body, identity)
    opened = {found[1]: found[0] for found in _POPOVER.finditer(body)}
    body = _PICTURE.sub(_linked, _POPOVER.sub("", body))
    # All that comes from articles was escaped where it was made.
    return Section(identity, title, Markup(body), tuple(headings), opened, notebook.name)  # noqa: S704


def _parts(cell: Mapping[str, Any]) -> Iterator[str]:
    if cell["cell_type"] == "markdown":
        yield _markdown(str(cell["source"]))
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            made = _output(output)
            if made:
                made = _folded(made)
                yield f'<div class="output">{made}</div>'


def _markdown(source: str, *, escape: bool = False) -> str:
    import mistune

    made = mistune.create_markdown(escape=escape, plugins=["table", "footnotes", "strikethrough"])(source)
    return str(made)


def _output(output: Mapping[str, Any]) -> str:
    kind = output["output_type"]
    if kind == "stream":
        return f"<pre>{html.escape(str(output['text']))}</pre>" if output["name"] == "stdout" else ""
    if kind == "error":
        return f"<pre>{html.escape(str(output['ename']))}: {html.escape(str(output['evalue']))}</pre>"
    data: Mapping[str, Any] = output.get("data", {})
    if "text/html" in data:
        made = _SCRIPT.sub("", _joined(data["text/html"]))
        return _PANDAS.sub(_in_sheet, made)
    if "image/svg+xml" in data or "image/png" in data:
        return _image(data)
    if "text/markdown" in data:
        return _markdown(_joined(data["text/markdown"]), escape=True)
    return f"<pre>{html.escape(_joined(data['text/plain']))}</pre>" if data.get("text/plain") else ""


def _image(data: Mapping[str, Any]) -> str:
    import base64

    alt = html.escape(_joined(data.get("text/plain", "A chart without a description.")), quote=True)
    if "image/png" in data:
        png = _joined(data["image/png"]).strip()
        return f'<figure class="chart"><img alt="{alt}" src="data:image/png;base64,{png}"></figure>'
    svg = base64.b64encode(_joined(data["image/svg+xml"]).encode("utf-8")).decode("ascii")
    return f'<figure class="chart"><img alt="{alt}" src="data:image/svg+xml;base64,{svg}"></figure>'


def _in_sheet(found: re.Match[str]) -> str:
    table = found[0].replace('<table border="1" class="dataframe">', '<table class="plain">')
    table = table.replace("<th></th>", "<td></td>")
    return f'<div class="sheet" role="region" tabindex="0" aria-label="Table">{table}</div>'


def _folded(made: str) -> str:
    """Fold the tables of an output that has many and no headings between them, each under its caption."""
    if _HEADING.search(made) or len(_SHEET.findall(made)) <= _MOST_OPEN:
        return made

    def fold(found: re.Match[str]) -> str:
        caption = _CAPTION.search(found[0])
        summary = caption[1] if caption else "Table"
        return f'<details class="fold sheets"><summary>{summary}</summary>{_CAPTION.sub("", found[0])}</details>'

    return _SHEET.sub(fold, made)


def _joined(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _linked(found: re.Match[str]) -> str:
    """A kept chart as its SVG file, with links to picture and data beneath."""
    name = found[1]
    return (
        f'<img src="charts/{name}.svg"{found[2]} loading="lazy">'
        f'<figcaption class="files">Data: <a href="data/{name}.csv">CSV</a> · picture: '
        f'<a href="charts/{name}.png">PNG</a>, <a href="charts/{name}.svg">SVG</a></figcaption>'
    )


def _outline(body: str, identity: str) -> tuple[str, list[tuple[str, str]]]:
    """Shift headings one level down, close gaps, and give those of level three an id."""
    headings: list[tuple[str, str]] = []
    last = 2

    def mend(found: re.Match[str]) -> str:
        nonlocal last
        last = level = max(3, min(int(found[1]) + 1, last + 1, 6))
        if level > 3:  # noqa: PLR2004  (only the parts of a section stand in the contents)
            return f"<h{level}{found[2]}>{_ANCHOR.sub('', found[3])}</h{level}>"
        words = _words(found[3])
        name = f"{identity}-{_slug(words)}"
        if any(name == other for other, _ in headings):
            name = f"{name}-{len(headings) + 1}"
        headings.append((name, words))
        return f'<h3 id="{name}">{_ANCHOR.sub("", found[3])}</h3>'

    return _HEADING.sub(mend, body), headings


def _words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", _ANCHOR.sub("", markup))).strip()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part"
