"""Which database an export comes from, told by its layout; what is none of them is left to the other importers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from framing.sets.importers.databases.europresse import read_europresse_page
from framing.sets.importers.databases.exported import Export
from framing.sets.importers.databases.factiva import read_factiva, read_factiva_page
from framing.sets.importers.databases.lexisnexis import read_lexisnexis
from framing.sets.importers.databases.mixed_exports import parts_by_database
from framing.sets.importers.databases.newsbank import read_newsbank
from framing.sets.importers.databases.proquest import read_proquest
from framing.sets.language import english_share

_READERS = (read_lexisnexis, read_proquest, read_factiva, read_newsbank)
_LEAST_PROSE = 8  # words of a line of text; headlines and names of papers have fewer
_LEAST_FUNCTION_WORDS = 0.12  # of its words; lists of subjects and places have hardly any
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_CATALOGUE = re.compile(r"^\s*(?:(?:ART|CT|CX|CR|RF)\s|\d+\.\s|[A-Za-z][A-Za-z /()-]{1,40}:)")
_RIGHTS = re.compile(r"copyright|all rights reserved|©|\(c\) \d{4}|terms (?:and|&) conditions", re.IGNORECASE)
_PAGE_READERS = (read_factiva_page, read_europresse_page)
# said by every page of the two, so that no other page is parsed twice
_PAGE_MARK = re.compile(r"DocPublicationName|articleParagraph|enHeadline", re.IGNORECASE)


def exports_of_text(text: str) -> list[Export]:
    r"""Return what a plain text (of a text, Word or RTF file) holds of databases' exports; nothing if it is none.

    A file with exports of several databases one after another gives one of each.

    Example:
        >>> exports_of_text("Ferries stay in port\n\nCrews went home.")
        []
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = (
        next((one for read in _READERS if (one := read(part)) is not None), None) for part in parts_by_database(lines)
    )
    return [one for one in found if one is not None]


def left_of_export(text: str, exports: Sequence[Export]) -> list[tuple[int, int]]:
    """Return the places of prose in ``text`` that is in no article of its exports: line (from 1), words.

    Catalogue lines are no prose: they have a label before them, or are lists and notices of rights. What an
    export's reader did not know is so named, and not lost in silence.
    """
    articles = [article for one in exports for article in one.articles]
    whole = {" ".join(part.split()) for one in articles for part in (one.headline, *one.paragraphs)}
    joined = "\n".join(whole)
    left: list[tuple[int, int]] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and lines[i].strip():
            continue
        block = [" ".join(line.split()) for line in lines[start:i]]
        paragraph = " ".join(block)
        # a block may hold catalogue lines above or below text: each line that is prose by itself is asked
        left += [
            (start + n, len(line.split()))
            for n, line in enumerate(block if paragraph not in whole else (), start=1)
            if line not in whole and _is_prose(line, paragraph) and line not in joined
        ]
        start = i + 1
    return left


def _is_prose(line: str, paragraph: str) -> bool:
    if len(line.split()) < _LEAST_PROSE or (english_share(line) or 0.0) < _LEAST_FUNCTION_WORDS:
        return False
    # a line that is no sentence by itself goes on with the one above it, which may have a label
    within = line if _SENTENCE.search(line) else paragraph
    return not any(_CATALOGUE.match(part) or _RIGHTS.search(part) for part in (line, within))


def export_of_page(source: str) -> Export | None:
    """Return the articles of a page that is a database's export, else ``None``."""
    if not _PAGE_MARK.search(source):
        return None
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html  # type: ignore[import-untyped]

    try:
        tree: Any = lxml.html.document_fromstring(source)
    except (lxml.etree.LxmlError, ValueError):
        return None
    return next((found for read in _PAGE_READERS if (found := read(tree)) is not None), None)
