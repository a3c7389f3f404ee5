"""Pages as PDF, by PlutoPrint (the extra ``pdf``); without it the pages' print styles do the same from a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

Paper = Literal["a4", "letter"]
_SKIP_LINK = re.compile(r'<a class="skip"[^>]*>.*?</a>')
PAPERS: tuple[Paper, ...] = ("a4", "letter")

MISSING = "the package plutoprint is not installed (pip install 'framing-suite[pdf]')."


class PdfError(RuntimeError):
    """No PDF can be made; the message says why and what to do instead."""


def can_write_pdf() -> bool:
    """Tell whether PDFs can be made on this machine."""
    from importlib.util import find_spec

    return find_spec("plutoprint") is not None


def write_pdf(html: str, path: Path, *, paper: Paper) -> int:
    """Write ``html`` as a PDF and return its number of pages.

    Nothing is fetched: any address that the page names is refused. The margins are those of the
    page's print styles.

    Raises:
        PdfError: PlutoPrint is not installed, or the page names something to fetch.
    """
    try:
        import plutoprint
    except ImportError as e:
        raise PdfError(MISSING + " Print the .html file from a browser instead.") from e

    class Nothing(plutoprint.ResourceFetcher):
        def fetch_url(self, url: str) -> plutoprint.ResourceData:
            msg = f"the page asks for {url}, and printing fetches nothing; remove it"
            raise PdfError(msg)

    size = {"a4": plutoprint.PAGE_SIZE_A4, "letter": plutoprint.PAGE_SIZE_LETTER}[paper]
    book = plutoprint.Book(size)
    book.custom_resource_fetcher = Nothing()
    # PlutoPrint warns of addresses within the page; on paper there is nothing to skip to.
    book.load_html(_SKIP_LINK.sub("", html))
    # A date in the file would make two runs differ.
    book.set_metadata(plutoprint.PDF_METADATA_CREATION_DATE, "2000-01-01T00:00:00Z")
    book.set_metadata(plutoprint.PDF_METADATA_MODIFICATION_DATE, "2000-01-01T00:00:00Z")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.write_to_pdf(str(path))
    return int(book.get_page_count())
