"""A page of the packet as a Word file (.docx) to edit: made from its HTML, so that both say the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SPACE = re.compile(r"[ \t\r\n]+")
_WIDTH = re.compile(r"width:\s*(\d+)%")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ONLY_ON_SCREEN = {"skip", "screen"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_MM_A_ROW = 7.6  # as on the printed sheet: room for a line by hand
_FONT = "Arial"
# A date of its own in the file would make two runs differ.
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_WHEN = (1980, 1, 1, 0, 0, 0)


def docx_of(html: str) -> bytes:
    """Return a page of the packet as a .docx file for A4, the same bytes for the same page.

    Headings, lists, tables, lines to write on and page breaks become Word's own, so that a teacher can change them.
    What is only for the screen is left out, as in print, and so is what XML has no place for (control characters).

    Args:
        html: A page of :func:`framing.teach.class_pages.packet_pages` without script.

    >>> docx_of("<title>Sheet</title><main><h1>Words</h1><p>One <b>word</b>.</p></main>")[:2]
    b'PK'
    """
    from docx import Document
    from lxml.html import document_fromstring

    page = document_fromstring(_NOT_IN_XML.sub("", html))
    made = Document()
    _set_up(made, title=page.findtext(".//title") or "")
    _Writer(made).blocks(page.find(".//main"))
    out = io.BytesIO()
    made.save(out)
    return _without_times(out.getvalue())


def _set_up(document: Document, *, title: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    about = document.core_properties
    about.title, about.author, about.comments, about.language = _plain(title).strip(), "", "", "en"
    about.created = about.modified = _WHEN
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(13)
    for name, size in (("Normal", 10), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 10.5)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 8)
        style.paragraph_format.space_after = Pt(3)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)


class _Writer:
    """Writes blocks of a page one after another into a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.break_before = False

    def blocks(self, parent: HtmlElement) -> None:
        """Write what stands in ``parent``; inline content right within it is none of the templates' ways."""
        for element in parent:
            tag, classes = element.tag, _classes(element)
            if not isinstance(tag, str) or classes & _ONLY_ON_SCREEN:
                continue
            if "page" in classes and len(self.document.element.body) > 1:
                self.break_before = True
            if tag in _HEADINGS:
                _inline(self._paragraph(f"Heading {_HEADINGS[tag]}"), element)
            elif tag == "p":
                _inline(self._paragraph("Normal"), element, bold="headlines" in _classes(parent))
            elif tag in _LISTS:
                for item in element.iter("li"):
                    _inline(self._paragraph(_LISTS[tag]), item)
            elif tag == "table":
                self._table(element)
            elif "write" in classes:
                _line_to_write_on(self._paragraph("Normal"))
            else:
                self.blocks(element)

    def _paragraph(self, style: str) -> Paragraph:
        made = self.document.add_paragraph(style=style)
        made.paragraph_format.page_break_before = self.break_before or None
        self.break_before = False
        return made

    def _table(self, element: HtmlElement) -> None:
        caption = element.find("caption")
        if caption is not None:
            title = self._paragraph("Normal")
            title.paragraph_format.keep_with_next = True
            _inline(title, caption, bold=True)
        rows = list(element.iter("tr"))
        if not rows:
            return
        n = max(sum(int(cell.get("colspan", "1")) for cell in row) for row in rows)
        table = self.document.add_table(rows=len(rows), cols=n)
        if "lines" not in _classes(element):
            table.style = "Table Grid"
        _set_widths(table, rows[0], n, numbered="lines" in _classes(element))
        for at, row in enumerate(rows):
            _fill_row(table, at, row, head=row.getparent().tag == "thead")
        self.document.add_paragraph().paragraph_format.space_after = 0  # two tables without a paragraph would be one


def _fill_row(table: Table, at: int, row: HtmlElement, *, head: bool) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    made = table.rows[at]
    wanted = made._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to these two
    wanted.append(OxmlElement("w:cantSplit"))
    if head:
        wanted.append(OxmlElement("w:tblHeader"))
    if "blank" in _classes(row):
        made.height, made.height_rule = Mm(_MM_A_ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
    column = 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        place: _Cell = table.cell(at, column)
        if span > 1:
            place = place.merge(table.cell(at, column + span - 1))
        place.paragraphs[0].paragraph_format.space_after = 0
        # numbers of lines are in light type, as on the page
        heavy = head or "headline" in _classes(row) or (cell.tag == "th" and "lines" not in _classes(cell, up=3))
        _inline(place.paragraphs[0], cell, bold=heavy)
        column += span


def _set_widths(table: Table, first: HtmlElement, n: int, *, numbered: bool) -> None:
    """Widths that the page names are kept; the other columns share what is left."""
    from docx.shared import Mm

    whole = 178
    named = [m and int(m[1]) for m in (_WIDTH.search(cell.get("style", "")) for cell in first)]
    named = [8, None] if numbered else (named + [None] * n)[:n]
    free = [w for w in named if w is None]
    rest = (100 - sum(w for w in named if w is not None)) / max(len(free), 1)
    table.autofit = False
    for column, width in zip(table.columns, named, strict=True):
        column.width = Mm(whole * (rest if width is None else width) / 100)
        for cell in column.cells:
            cell.width = column.width  # Word reads the cells' widths, other programs the column's


def _inline(paragraph: Paragraph, element: HtmlElement, *, bold: bool = False) -> None:
    """Write the words of ``element`` as runs: bold and italic as on the page, a blank to fill as a line."""
    runs = list(_runs(element, bold=bold, italic=False))
    shown = ""
    for text, heavy, slanted in runs:
        words = text if text == "\n" else _SPACE.sub(" ", text)
        if not shown or shown.endswith((" ", "\n")):
            words = words.lstrip(" ")
        if words:
            run = paragraph.add_run(words)
            run.bold, run.italic = heavy or None, slanted or None
            shown += words


def _runs(element: HtmlElement, *, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    if element.text:
        yield element.text, bold, italic
    for child in element:
        tag, classes = child.tag, _classes(child)
        if tag == "br":
            yield "\n", bold, italic
        elif "fill" in classes:
            yield "_" * 22, False, False
        elif isinstance(tag, str) and not classes & _ONLY_ON_SCREEN:
            plain = "small" in classes
            yield from _runs(child, bold=not plain and (bold or tag == "b"), italic=italic or tag == "i")
        if child.tail:
            yield child.tail, bold, italic


def _line_to_write_on(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(12)
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "555555")):
        bottom.set(qn(f"w:{name}"), value)
    # Word knows two lines of one border as one frame: each gets a line between as well
    between = OxmlElement("w:between")
    for name, value in bottom.attrib.items():
        between.set(name, value)
    border.extend([bottom, between])
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx knows no borders
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _classes(element: HtmlElement, *, up: int = 0) -> set[str]:
    for _ in range(up):
        element = element.getparent()
    return set(str(element.get("class") or "").split())


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text)


def _without_times(archive: bytes) -> bytes:
    """The same archive without the hour at which each of its files was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_WHEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(entry, given.read(name))
    return out.getvalue()
