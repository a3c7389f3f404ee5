"""PDF files with a text layer: paragraphs in reading order, by pdfminer.six.

A PDF holds letters at places, not paragraphs: columns, hyphens at line ends and running
heads have to be read from the layout, and may be read wrongly. So every article says how
it was read, and what to look at.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from framing.sets.importers.candidate import Facts, Found, NeedsLibraryError
from framing.sets.importers.text_and_word import facts_of_name

_MOST_PAGES = 60
_LEAST_WORDS = 20
_HEADLINE_SIZE = 1.25  # times the body's type: smaller ones are subheads or bold text
_INDENT = 6.0  # points
_PARTED = 1.9  # times the size of type, from foot to foot: an empty line
_ENDS = re.compile(r"[.!?…\"'”’)\]]\s*$")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_NUMBER = re.compile(r"\d+")
_BYLINE = re.compile(r"^by\s+\w+(?:\W+\w+){0,8}$", re.IGNORECASE)
_LIGATURES = {ord(one): many for one, many in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)}
_MARGIN = 0.09  # of a page's height, at its head and at its foot: where running heads stand


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of type: its words, where it stands on its page (points, from the left and from below), and its size."""

    text: str
    page: int
    left: float
    right: float
    foot: float
    height: float  # of the foot on its page, 0 to 1
    size: float
    column: int = 0


def from_pdf(place: str, stem: str, data: bytes) -> Found:
    """Read a PDF that holds one article: headline (the largest type of its first page), then paragraphs.

    Lines that stand on several pages (running heads, addresses, page numbers) are left out;
    words that a line end parts with a hyphen are joined; a paragraph goes on over columns and pages.
    Raises ``ValueError`` for a file that is no PDF, has no text layer or over 60 pages,
    :class:`NeedsLibraryError` without the library.
    """
    lines, pages = _lines(data)
    if not pages:
        msg = "no page of it can be read: it may be cut off. Save or fetch it again"
        raise ValueError(msg)
    if sum(len(line.text.split()) for line in lines) < _LEAST_WORDS:
        msg = f"it has no text layer ({pages} pages): it may be a scan. Let a program recognise its text first (OCR)"
        raise ValueError(msg)
    kept = _without_running_heads(lines, pages)
    title, body = _headline(kept)
    body = [line for page in sorted({line.page for line in body}) for line in _in_order(body, page)]
    words = _whole_words(body)
    paragraphs = [_joined(part, words) for part in _paragraphs(body)]
    columns = 1 + max(line.column for line in body)
    note = (
        f"read from a PDF of {pages} page{'s' if pages > 1 else ''} in {columns} column{'s' if columns > 1 else ''}: "
        "look whether headline and paragraphs are whole and in order"
    )
    facts = facts_of_name(stem)
    text = "\n\n".join([*([title] if title else []), *paragraphs]) + "\n"
    facts = Facts(outlet=facts.outlet, published=facts.published, certainty=facts.certainty, title=title or None)
    return Found(place=place, stem=stem, text=text, facts=facts, original=data, suffix=".pdf", notes=(note,))


def _lines(data: bytes) -> tuple[list[_Line], int]:
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextBox, LTTextLine
    except ImportError as error:
        msg = "reading .pdf needs pdfminer.six: python -m pip install pdfminer.six, or copy the text into a file"
        raise NeedsLibraryError(msg) from error
    if not data.lstrip().startswith(b"%PDF"):
        msg = "it is not a PDF"
        raise ValueError(msg)
    # it writes a line on standard error for each oddity of a file that it reads all the same
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    lines: list[_Line] = []
    pages = 0
    try:
        for page in extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES + 1, laparams=LAParams(line_margin=0.6)):
            pages += 1
            lines += [
                _Line(text, pages, item.x0, item.x1, item.y0, item.y0 / (page.height or 1), _size(item))
                for box in page
                if isinstance(box, LTTextBox)
                for item in box
                if isinstance(item, LTTextLine) and (text := " ".join(item.get_text().translate(_LIGATURES).split()))
            ]
    except Exception as error:
        # pdfminer raises what its parser runs into
        msg = f"it is not a readable PDF ({type(error).__name__})"
        raise ValueError(msg) from error
    if pages > _MOST_PAGES:
        msg = f"it has over {_MOST_PAGES} pages: one article is expected in a PDF; save it alone"
        raise ValueError(msg)
    return lines, pages


def _size(line: Any) -> float:  # noqa: ANN401 - pdfminer ships loose types
    sizes = [float(char.size) for char in line if hasattr(char, "size")]
    return round(median(sizes), 1) if sizes else 0.0


def _without_running_heads(lines: Sequence[_Line], pages: int) -> list[_Line]:
    margin = [line for line in lines if not _MARGIN < line.height < 1 - _MARGIN]
    on = Counter(key for key, _ in {(_NUMBER.sub("#", line.text), line.page) for line in margin})
    heads = [line for line in margin if on[_NUMBER.sub("#", line.text)] > 1 or _NUMBER.fullmatch(line.text)]
    return [line for line in lines if line not in heads] if pages > 1 else list(lines)


def _headline(lines: Sequence[_Line]) -> tuple[str, list[_Line]]:
    first = [line for line in lines if line.page == 1]
    weights = Counter[float]()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0]
    largest = max((line.size for line in first), default=0.0)
    if largest < body * _HEADLINE_SIZE:
        return "", list(lines)
    parts = [line for line in first if line.size == largest]
    return " ".join(line.text for line in parts), [line for line in lines if line not in parts]


def _in_order(lines: Sequence[_Line], page: int) -> list[_Line]:
    """The lines of a page as they are read: columns from the left, parted by lines that run over several of them."""
    own = [line for line in lines if line.page == page]
    edges = _column_edges(own)
    placed: list[tuple[int, _Line]] = []
    band = 0
    for line in sorted(own, key=lambda line: (-line.foot, line.left)):
        column = sum(edge <= line.left + _INDENT / 2 for edge in edges[1:])
        wide = column + 1 < len(edges) and line.right > edges[column + 1] + _INDENT
        band += wide
        placed.append((band, replace(line, column=0 if wide else column)))
        band += wide
    ordered = sorted(placed, key=lambda item: (item[0], item[1].column, -round(item[1].foot), item[1].left))
    made: list[_Line] = []
    for line in (line for _, line in ordered):
        last = made[-1] if made else None
        if (
            last
            and last.column == line.column
            and abs(last.foot - line.foot) < line.size / 4
            and line.left >= last.right
        ):
            # a line set wide to fill its column comes in parts
            made[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right)
        else:
            made.append(line)
    return made


def _column_edges(lines: Sequence[_Line]) -> list[float]:
    """The left edges of a page's columns: those that at least a fifth of its long lines share, to an indent."""
    long = [line for line in lines if len(line.text) > _LEAST_WORDS]
    found: list[float] = []
    for left in sorted({line.left for line in long}):
        if found and left - found[-1] <= 3 * _INDENT:
            continue
        if sum(0 <= line.left - left <= 3 * _INDENT for line in long) * 5 >= len(long):
            found.append(left)
    return found or [0.0]


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    part: list[_Line] = []
    for line in lines:
        if part and _begins(line, part):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _begins(line: _Line, part: Sequence[_Line]) -> bool:
    """Whether a line begins a paragraph: after one that ended, by a new block, an indent, a short line, other type."""
    last = part[-1]
    if abs(line.size - last.size) > 1 or (len(part) == 1 and _BYLINE.match(last.text)):
        return True
    if not _ENDS.search(last.text):
        return False
    if (line.page, line.column) == (last.page, last.column) and last.foot - line.foot > _PARTED * line.size:
        return True
    widest = max(one.right for one in part)
    here = [one.left for one in part if (one.page, one.column) == (line.page, line.column)]
    indented = bool(here) and line.left - min(here) > _INDENT
    return indented or (len(part) > 1 and widest - last.right > 3 * _INDENT)


def _whole_words(lines: Sequence[_Line]) -> set[str]:
    """The words of a text, without the parts that a hyphen at a line end leaves."""
    found: set[str] = set()
    parted = False
    for line in lines:
        words = [word.lower() for word in re.findall(r"\w+", line.text)]
        found.update(words[1 if parted else 0 : -1 if _HYPHEN.search(line.text) else None])
        parted = bool(_HYPHEN.search(line.text))
    return found


def _joined(lines: Sequence[_Line], words: set[str]) -> str:
    """The text of a paragraph; a word parted at a line end is made whole, unless its parts are known apart."""
    text = ""
    for line in lines:
        cut = _HYPHEN.search(text)
        if cut and line.text[:1].islower():
            following = re.match(r"\w+", line.text)
            whole = (cut[1] + (following[0] if following else "")).lower()
            apart = cut[1].lower() in words and following is not None and following[0].lower() in words
            text = text + line.text if apart and whole not in words else text[: -len(cut[0])] + cut[1] + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return text
