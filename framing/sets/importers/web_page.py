"""Saved web pages: the article's text by trafilatura, its facts from the page's own structured data."""

from __future__ import annotations

import email
import email.policy
import email.utils
import plistlib
import re
from dataclasses import replace
from typing import Any

from framing.sets.importers.candidate import Facts, Found, NeedsLibraryError, Reading
from framing.sets.importers.dates import read_date
from framing.sets.importers.encoding import decode, mend
from framing.sets.importers.page_facts import linked_articles, page_facts
from framing.sets.importers.page_text import read_page_text
from framing.sets.importers.torn_files import TORN_PAGE, is_torn

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_LEAST_WORDS = 20


def from_page(place: str, stem: str, data: bytes) -> Found:
    """Read a saved page: title and text as paragraphs, boilerplate left out by the page's own structure.

    Text and facts are read as :mod:`framing.sets.importers.page_text` and ``page_facts`` say.
    The page itself is kept as ``original``.
    Raises ``ValueError`` if the page holds no article, :class:`NeedsLibraryError` where pages cannot be read.
    """
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html  # type: ignore[import-untyped]

    trafilatura = _reader()
    charset = _CHARSET.search(data[:4000])
    decoded = decode(_recoded(data, charset[1].decode("ascii")) if charset else data)
    source = mend(decoded).text
    # lxml refuses a text that declares its encoding, and NUL ends its string
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source).replace("\0", "")
    try:
        tree = lxml.html.document_fromstring(source) if source.strip() else None
    except (lxml.etree.LxmlError, ValueError) as error:
        msg = f"it is not a readable page ({type(error).__name__})"
        raise ValueError(msg) from error
    if tree is None:
        msg = "it is empty"
        raise ValueError(msg)
    linked = next(iter(linked_articles(tree)), {})
    page, read = read_page_text(trafilatura, source, tree, linked)
    facts, origins, headlines = page_facts(tree, source, read, linked)
    paragraphs = list(page.paragraphs)
    if facts.title and paragraphs and paragraphs[0].casefold() == facts.title.casefold():
        paragraphs = paragraphs[1:]
    if sum(len(line.split()) for line in paragraphs) < _LEAST_WORDS:
        msg = "no article text was found on the page"
        raise ValueError(msg)
    text = "\n\n".join([*([facts.title] if facts.title else []), *paragraphs]) + "\n"
    notes = (*decoded.notes, *([page.note] if page.note else []), *([TORN_PAGE] if is_torn(source) else []))
    reading = Reading(origins, headlines, page.left_out, page.completeness)
    return Found(place, stem, text, facts, original=data, suffix=".html", notes=notes, reading=reading)


def from_message(place: str, stem: str, data: bytes) -> Found:
    """Read a page saved as one file (.mhtml), or a newsletter (.eml): its first part of HTML, else its plain text.

    Of plain text the sender's name is the outlet, the subject the title.
    Raises ``ValueError`` if it has neither, or the page holds no article.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
        page = parts[0].get_payload(decode=True) if parts else None
    except (ValueError, LookupError, AttributeError) as error:
        msg = f"it is not a readable saved page ({type(error).__name__})"
        raise ValueError(msg) from error
    if page is None and (words := _plain_part(message)):
        facts = Facts(
            outlet=_sender(str(message["from"] or "")) or None,
            title=" ".join(str(message["subject"] or "").split()) or None,
            published=read_date(str(message["date"] or ""))[0],
            certainty=read_date(str(message["date"] or ""))[1],
        )
        return Found(place, stem, words, facts, original=data, suffix=".eml", notes=("read from a message's text",))
    if not isinstance(page, bytes):
        msg = "it holds no page"
        raise ValueError(msg)  # noqa: TRY004 - the file's fault, not a caller's
    found = from_page(place, stem, page)
    return replace(found, original=data, suffix=".mhtml")


def from_web_archive_of_safari(place: str, stem: str, data: bytes) -> Found:
    """Read a page that Safari saved as .webarchive: a property list with the page's source in it.

    Raises ``ValueError`` if it is none, or the page holds no article.
    """
    try:
        kept = plistlib.loads(data)["WebMainResource"]
        page, address = kept["WebResourceData"], kept.get("WebResourceURL")
    except Exception as error:
        # plistlib passes on whatever its readers of XML and bytes raise
        msg = f"it is not a readable .webarchive file ({type(error).__name__})"
        raise ValueError(msg) from error
    if not isinstance(page, bytes):
        msg = "it holds no page"
        raise ValueError(msg)  # noqa: TRY004 - the file's fault, not a caller's
    found = from_page(place, stem, page)
    url = found.facts.url or (address if isinstance(address, str) else None)
    return replace(found, facts=replace(found.facts, url=url), original=data, suffix=".webarchive")


def _plain_part(message: Any) -> str:  # noqa: ANN401 - the policy decides the class
    part = message.get_body(preferencelist=("plain",)) if hasattr(message, "get_body") else None
    if part is None:
        return ""
    text = decode(part.get_payload(decode=True) or b"").text.replace("\r\n", "\n").strip()
    return text + "\n" if len(text.split()) >= _LEAST_WORDS else ""


def _sender(written: str) -> str:
    name, address = email.utils.parseaddr(written)
    return name or address.partition("@")[2]


def _reader() -> Any:  # noqa: ANN401 - trafilatura ships no types
    """Return trafilatura; ``NeedsLibraryError`` with the remedy where a part of it was not installed."""
    try:
        import trafilatura
    except ImportError as error:
        msg = f"pages cannot be read here ({error}); run 'python -m pip install lxml-html-clean trafilatura'"
        raise NeedsLibraryError(msg) from error
    return trafilatura


def _recoded(data: bytes, charset: str) -> bytes:
    """Return ``data`` as UTF-8 if it is text in the encoding the page declares; else as it is."""
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
