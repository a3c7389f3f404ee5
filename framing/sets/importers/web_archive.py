"""Web archives (WARC, and WACZ, which is a zip of them): the pages that were stored, each with its address."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from framing.sets.importers.candidate import NeedsLibraryError
from framing.sets.importers.member import Member

_MOST_PAGE = 10_000_000
_MOST_PAGES = 100_000
_FOUND = "200"


def pages_of_archive(data: bytes) -> Iterator[Member]:
    """Give the HTML pages of a WARC file that a server answered with success, in their order.

    Redirections, errors, pictures, scripts and requests are passed over; a page of over 10 MB is cut.
    Raises ``ValueError`` for what is no such file, :class:`NeedsLibraryError` without the library.
    """
    try:
        import warcio.exceptions
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        msg = "reading web archives needs warcio: python -m pip install warcio, or save the pages as HTML"
        raise NeedsLibraryError(msg) from error
    count = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if not _is_page(record):
                continue
            count += 1
            if count > _MOST_PAGES:
                break
            address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            page = record.content_stream().read(_MOST_PAGE)
            yield Member(_file_name(address, count), page, url=address or None)
    except (warcio.exceptions.ArchiveLoadFailed, OSError, ValueError, EOFError) as error:
        msg = f"it is not a readable web archive after {count} pages ({type(error).__name__})"
        raise ValueError(msg) from error
    if not count:
        msg = "it holds no page that was stored with success"
        raise ValueError(msg)


def _is_page(record: Any) -> bool:  # noqa: ANN401 - warcio ships no types
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type")
    elif record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != _FOUND:
            return False
        kind = record.http_headers.get_header("Content-Type")
    else:
        return False
    return str(kind or "").lower().startswith(("text/html", "application/xhtml"))


def _file_name(address: str, number: int) -> str:
    """A name for a page from the end of its address; it is never a place to write to."""
    try:
        path = PurePosixPath(urlsplit(address).path)
    except ValueError:
        path = PurePosixPath()
    return f"{path.stem or 'page'}-{number}.html"
