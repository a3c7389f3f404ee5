"""Which database an export comes from, told by its layout; what is none of them is left to the other importers."""

from __future__ import annotations

import re
from typing import Any

from framing.sets.importers.databases.europresse import read_europresse_page
from framing.sets.importers.databases.exported import Export
from framing.sets.importers.databases.factiva import read_factiva, read_factiva_page
from framing.sets.importers.databases.lexisnexis import read_lexisnexis
from framing.sets.importers.databases.newsbank import read_newsbank
from framing.sets.importers.databases.proquest import read_proquest

_READERS = (read_lexisnexis, read_proquest, read_factiva, read_newsbank)
_PAGE_READERS = (read_factiva_page, read_europresse_page)
# said by every page of the two, so that no other page is parsed twice
_PAGE_MARK = re.compile(r"DocPublicationName|articleParagraph|enHeadline", re.IGNORECASE)


def export_of_text(text: str) -> Export | None:
    r"""Return the articles of a plain text (of a text, Word or RTF file) that is a database's export, else ``None``.

    Example:
        >>> export_of_text("Ferries stay in port\n\nCrews went home.") is None
        True
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return next((found for read in _READERS if (found := read(lines)) is not None), None)


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
