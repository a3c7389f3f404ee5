"""Saved web pages: the article's text by trafilatura, its facts from the page's own structured data."""

from __future__ import annotations

import email
import email.policy
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from framing.sets.importers.agency_names import agency_named
from framing.sets.importers.candidate import Facts, Found, NeedsLibraryError
from framing.sets.importers.dates import read_date
from framing.sets.importers.encoding import decode, mend

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_KINDS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Article", "BlogPosting")
_DEEPEST = 12
_LEAST_WORDS = 20
_LONGEST_NAME = 500


def from_page(place: str, stem: str, data: bytes) -> Found:
    """Read a saved page: title and text as paragraphs, boilerplate left out by the page's own structure.

    Facts are taken, in this order, from JSON-LD, Open Graph and meta elements, ``time``
    and ``link rel=canonical``, and trafilatura. The page itself is kept as ``original``.
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
    read = trafilatura.bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    facts = _facts(tree, source, read)
    body = getattr(read, "text", None) or ""
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if facts.title and paragraphs and paragraphs[0].casefold() == facts.title.casefold():
        paragraphs = paragraphs[1:]
    if sum(len(line.split()) for line in paragraphs) < _LEAST_WORDS:
        msg = "no article text was found on the page"
        raise ValueError(msg)
    text = "\n\n".join([*([facts.title] if facts.title else []), *paragraphs]) + "\n"
    return Found(place=place, stem=stem, text=text, facts=facts, original=data, suffix=".html", notes=decoded.notes)


def from_message(place: str, stem: str, data: bytes) -> Found:
    """Read a page saved as one file (.mhtml), or a newsletter (.eml): its first part of HTML.

    Raises ``ValueError`` if it has none, or the page holds no article.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
        page = parts[0].get_payload(decode=True) if parts else None
    except (ValueError, LookupError, AttributeError) as error:
        msg = f"it is not a readable saved page ({type(error).__name__})"
        raise ValueError(msg) from error
    if not isinstance(page, bytes):
        msg = "it holds no page"
        raise ValueError(msg)  # noqa: TRY004 - the file's fault, not a caller's
    found = from_page(place, stem, page)
    return replace(found, original=data, suffix=".mhtml")


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


def _facts(tree: Any, source: str, read: Any) -> Facts:  # noqa: ANN401 - lxml and trafilatura ship no types
    linked = next(iter(_linked_data(tree)), {})
    meta = _meta(tree)
    heading = [" ".join(node.text_content().split()) for node in tree.xpath("//h1")[:5]]
    title = _first(linked.get("headline"), linked.get("name"), meta.get("og:title"), meta.get("twitter:title"))
    title = title or (heading[0] if len(heading) == 1 else None) or _first(getattr(read, "title", None))
    named = [_name(linked.get("publisher")), meta.get("og:site_name"), meta.get("application-name")]
    agency = next((known for name in named if name and (known := agency_named(name))), None)
    # An agency's name says whose copy it is, not who printed it, unless the page's own site is the agency's.
    site = _first(*(name for name in (named[1], named[0], named[2]) if not (name and agency_named(name))))
    site = site or _first(*named)
    stated = [linked.get("datePublished"), *(meta.get(key) for key in _DATE_KEYS)]
    stated += [node.get("datetime") for node in tree.xpath("//article//time | //header//time | //main//time")[:1]]
    stated += [getattr(read, "date", None)]
    dates = [read_date(value) for value in stated if isinstance(value, str)]
    published, certainty = next((pair for pair in dates if pair[0]), (None, None))
    return Facts(
        outlet=site,
        title=html.unescape(_without_site(title, site)) if title else None,
        wire=agency if agency and agency_named(site or "") is None else None,
        author=_first(_name(linked.get("author")), meta.get("author"), getattr(read, "author", None)),
        published=published,
        certainty=certainty,
        url=_address(tree, source, linked, meta),
        attribution="stated" if site else None,
        language=(tree.get("lang") or "")[:2].lower() or None,
    )


_DATE_KEYS = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
    *(
        "dcterms.created",
        "publishdate",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_date",
    ),
)


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for node in tree.xpath("//meta[@content]"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        if key and node.get("content").strip():
            found.setdefault(key, node.get("content").strip())
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Give the page's JSON-LD objects that are articles."""
    for node in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            yield from _articles(json.loads(node.text_content()), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _articles(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for item in data[:50]:
            yield from _articles(item, depth - 1)
    elif depth and isinstance(data, dict):
        kinds = data.get("@type")
        if any(kind in _KINDS for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        yield from _articles(data.get("@graph"), depth - 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _first(*values: object) -> str | None:
    """Return the first value that is a string with something in it, on one line and not overlong."""
    for value in values:
        if isinstance(value, str) and (line := " ".join(value.split())):
            return line[:_LONGEST_NAME]
    return None


def _without_site(title: str, site: str | None) -> str:
    """Return a title without the site's name after a bar or dash."""
    cut = re.split(r"\s+[|–—-]\s+(?=[^|–—-]+$)", title)
    same = site and len(cut) > 1 and cut[-1].casefold().strip() == site.casefold()
    return cut[0].strip() if same else title


def _address(tree: Any, source: str, linked: dict[str, Any], meta: dict[str, str]) -> str | None:  # noqa: ANN401
    saved = _SAVED_FROM.search(source[:2000])
    base = saved[1] if saved else meta.get("og:url", "")
    page = linked.get("mainEntityOfPage")
    entity = page.get("@id") if isinstance(page, dict) else page
    stated = [*tree.xpath('//link[@rel="canonical"]/@href')[:1], meta.get("og:url"), linked.get("url"), entity, base]
    for value in stated:
        if isinstance(value, str) and value.strip():
            try:
                address = urljoin(base, value.strip())
                if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).netloc:
                    return address
            except ValueError:
                continue
    return None
