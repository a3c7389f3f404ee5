"""What a page states of its article: outlet, headline, author, date and address, each with its place on the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from framing.sets.agency_names import agency_named
from framing.sets.importers.bylines import looks_like_byline
from framing.sets.importers.candidate import Facts
from framing.sets.importers.dates import read_date
from framing.sets.importers.page_headline import printed_headline

Origins = tuple[tuple[str, str], ...]  # a fact's field and where it was found
Offer = tuple[str, object]  # where something is stated, and what

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_KINDS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Article", "BlogPosting")
_DEEPEST = 12
_LONGEST_NAME = 500
_DATA = "structured data"


def page_facts(tree: Any, source: str, read: Any, linked: dict[str, Any]) -> tuple[Facts, Origins, Origins]:  # noqa: ANN401 - lxml and trafilatura ship no types
    """Return a page's facts, where each was found, and the headlines that it offers with their places.

    The order is JSON-LD, Open Graph and other meta elements, headings, and trafilatura; of
    the headline, the printed one (see :func:`framing.sets.importers.page_headline.printed_headline`).
    """
    meta = _meta(tree)
    headings = [text for node in tree.xpath("//h1")[:5] if (text := " ".join(node.text_content().split()))]
    titles: list[Offer] = [(_DATA, linked.get("headline")), (_DATA, linked.get("name"))]
    titles += [(f"meta {key}", meta.get(key)) for key in ("og:title", "twitter:title")]
    site_where, site, agency = _outlet(linked, meta)
    title_where, title = _title(titles, headings, site, read)
    day_where, day = _date(tree, meta, linked, read)
    published, certainty = read_date(day)
    author_where, author = _offered(
        [
            (_DATA, _name(linked.get("author"))),
            ("meta author", meta.get("author")),
            ("the page", _named_on_page(getattr(read, "author", None))),
        ]
    )
    url = _address(tree, source, linked, meta)
    origins = [("outlet", site_where), ("title", title_where), ("published", day_where), ("author", author_where)]
    said = [(where, words) for where, value in titles if (words := _first(value))]
    headlines = dict.fromkeys([*said, *(("heading", heading) for heading in headings)])
    return (
        Facts(
            outlet=site,
            title=title,
            wire=agency if agency and agency_named(site or "") is None else None,
            author=author,
            published=published,
            certainty=certainty,
            url=url,
            attribution="stated" if site else None,
            language=(tree.get("lang") or "")[:2].lower() or None,
        ),
        tuple((field, where) for field, where in [*origins, ("url", "address of the page" if url else "")] if where),
        tuple(headlines),
    )


def _named_on_page(author: object) -> str | None:
    """The author that was guessed from the page's words, unless they are no names: "By midday the quay …"."""
    return author if isinstance(author, str) and looks_like_byline(author) else None


def _offered(offers: Sequence[Offer]) -> tuple[str, str | None]:
    """The first offer that says something, with its place."""
    return next(((where, value) for where, offer in offers if (value := _first(offer))), ("", None))


def _outlet(linked: dict[str, Any], meta: dict[str, str]) -> tuple[str, str | None, str | None]:
    """The outlet with its place, and the agency that the page names."""
    site, publisher, application = (
        meta.get("og:site_name"),
        _name(linked.get("publisher")),
        meta.get("application-name"),
    )
    offers: list[Offer] = [("meta og:site_name", site), (_DATA, publisher), ("meta application-name", application)]
    agency = next((known for _, name in offers if isinstance(name, str) and (known := agency_named(name))), None)
    # An agency's name says whose copy it is, not who printed it, unless the page's own site is the agency's.
    where, name = _offered([(where, name) for where, name in offers if not agency_named(str(name or ""))])
    if name is None:
        where, name = _offered([offers[1], offers[0], offers[2]])
    return where, name, agency


def _title(offers: Sequence[Offer], headings: Sequence[str], site: str | None, read: Any) -> tuple[str, str | None]:  # noqa: ANN401
    where, stated = _offered(offers)
    if stated is None and len(headings) != 1:
        where, stated = _offered([("the page's title", getattr(read, "title", None))])
    stated = html.unescape(_without_site(stated, site)) if stated else None
    printed = printed_headline(stated, headings)
    return ("heading" if printed != stated else where), printed


def _date(tree: Any, meta: dict[str, str], linked: dict[str, Any], read: Any) -> tuple[str, str | None]:  # noqa: ANN401
    offers: list[Offer] = [
        (_DATA, linked.get("datePublished")),
        *((f"meta {key}", meta.get(key)) for key in _DATE_KEYS),
    ]
    marked = tree.xpath("//article//time | //header//time | //main//time")[:1]
    offers += [("time element", node.get("datetime")) for node in marked]
    offers += [("the page", getattr(read, "date", None))]
    return next(((w, v) for w, v in offers if isinstance(v, str) and read_date(v)[0]), ("", None))


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


def linked_articles(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
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
