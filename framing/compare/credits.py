"""Which agency an article credits, or is."""

from __future__ import annotations

import re
from functools import cache

from framing.lexicons import load
from framing.text.article import Article


@cache
def _names() -> dict[str, str]:
    return {form: agency["name"] for agency in load("agencies")["agency"] for form in agency["forms"]}


@cache
def _credit() -> re.Pattern[str]:
    """A dateline "(Reuters) -", "told AFP", "Source: AFP", "by Staff and AFP"."""
    forms = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    return re.compile(
        rf"\((?:with )?(?P<a>{forms})\)\s*[-–—]|\b(?:told|Source:|sources?:) (?P<b>{forms})\b"
        rf"|^(?:By|With) (?:.{{0,40}}\band )?(?P<c>{forms})\s*$",
        re.MULTILINE,
    )


def agency_of(name: str) -> str:
    """Return an agency's short name for any of its names; another name comes back as it is."""
    return _names().get(name.strip(), name.strip())


def is_agency(article: Article, agency: str) -> bool:
    """Tell whether the article was published by the agency itself."""
    return agency_of(article.outlet) == agency and bool(agency)


def credited(article: Article) -> str | None:
    """Return the agency that an article credits, from the manifest or from its text; ``None`` if it names none.

    An agency's own article credits itself.
    """
    if article.wire:
        return agency_of(article.wire)
    if agency_of(article.outlet) in set(_names().values()):
        return agency_of(article.outlet)
    m = _credit().search(article.text)
    return _names()[next(g for g in m.groups() if g)] if m else None
