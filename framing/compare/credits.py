"""Whose copy an article says it prints: agencies in the manifest, datelines, bylines, sign-offs, copyright lines.

What a line means depends on where it stands. A dateline "(AP) —", a byline that is the
agency's, "— Reuters" behind the last sentence, "Reporting by …; Editing by …" and a
copyright line say that the whole text is the agency's. "With files from …" and
"… contributed to this report" say that a part is, nobody can see which. "told AFP" says
that somebody was quoted from the agency. Names of agencies in captions and in the story
itself ("AP journalists were expelled") are no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.sets.agency_names import agency_forms, agency_of
from framing.text.article import Article
from framing.text.layout import find_paragraphs
from framing.text.span import Span

Extent = Literal["own", "whole", "part", "cited"]

_TOP, _FOOT = 8, 8  # paragraphs at the top and foot of a page in which a line alone is a credit
_LONGEST_LINE = 14  # words of a byline


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency and how much of the article is its copy.

    ``own``: the agency published it; ``whole``: credited whole; ``part``: the agency
    contributed; ``cited``: somebody is quoted from it. ``span`` is the line that says so,
    ``None`` if the manifest does.
    """

    agency: str
    extent: Extent
    span: Span | None = None


@cache
def _forms() -> str:
    return "|".join(sorted(map(re.escape, agency_forms()), key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[Extent, re.Pattern[str]], ...]:
    """What a paragraph of credit says, the more particular first; searched in every paragraph but the headline."""
    name = rf"(?:the\s+|The\s+)?(?P<agency>{_forms()})"
    helped = r"(?:files|reporting|reports|material|input|information|inputs|additional reporting|contributions)"
    return (
        ("part", re.compile(rf"\b(?:[Ww]ith|[Ii]ncludes) {helped} (?:from|by) [^.\n]{{0,80}}?\b{name}\b")),
        ("part", re.compile(rf"\b{name}\b[^.\n]{{0,80}}? (?:also )?contributed (?:to|reporting|from)\b")),
        ("part", re.compile(rf"\b(?:[Aa]dditional|[Ff]urther) reporting (?:by|from) [^.\n]{{0,80}}?\b{name}\b")),
        ("part", re.compile(rf"^(?:[Bb]y|[Ww]ith|[Ff]rom) [^.\n]{{0,40}}\b(?:and|with) {name}\s*$")),
        ("part", re.compile(rf"^(?:[Bb]y |[Ww]ith )?{name} (?:and|with) [^.\n]{{2,40}}$")),
        ("whole", re.compile(rf"^(?:[A-Z][^\n()]{{0,60}})?\((?:with )?{name}\)\s*[-–—]")),
        ("whole", re.compile(rf"^\s*(?:©|\([cC]\)|[Cc]opyright)\s*(?:©|\([cC]\))?\s*(?:\d{{4}})?\s*[,:]?\s*{name}\b")),
        ("whole", re.compile(rf"^[Ss]ources?:\s*{name}\s*\.?$")),
        ("whole", re.compile(rf"\b(?:originally|first) (?:published|appeared) (?:by|on|in|at) {name}\b")),
        ("cited", re.compile(rf"\b(?:told|[Ss]ources?:) {name}\b")),
    )


@cache
def _alone() -> re.Pattern[str]:
    """A line that is nothing but an agency's name, or a byline that ends in it."""
    return re.compile(
        rf"^[\s\-–—(\[|]*(?:[Bb]y\s+)?(?:[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){{0,5}}\s*[,|/–—-]\s*)?"
        rf"(?:the\s+|The\s+)?(?P<agency>{_forms()})(?:\s+(?:[Ss]taff\s+)?[Ww]riters?|\s+[Nn]ews)?[\s)\]|.]*$"
    )


@cache
def _behind() -> re.Pattern[str]:
    """The agency behind the last sentence: "… on Friday. — Reuters", "… on Friday. (AFP)"."""
    return re.compile(rf"[.!?”\"’]\s*(?:[-–—]+\s*|[(\[])(?:The\s+)?(?P<agency>{_forms()})[)\]]?\.?\s*$")


# Reuters ends its dispatches so, and no other agency does.
_SIGN_OFF = re.compile(
    r"^\(?\s*(?:Additional )?[Rr]eporting by\b.{3,300}?[;.,]\s*(?:[Ww]riting|[Ee]diting) by\b", re.DOTALL
)
_REUTERS = "Reuters"


def is_agency(article: Article, agency: str) -> bool:
    """Tell whether the article was published by the agency itself."""
    return agency_of(article.outlet) == agency and bool(agency)


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Return the agencies an article credits, one entry each: the largest extent first, then in text order.

    >>> credits_of(Article("a", "ORLEN (AP) — The dam cracked.", outlet="The Lamp"))[0].extent
    'whole'
    """
    found: dict[str, Credit] = {}
    order: tuple[Extent, ...] = ("own", "whole", "part", "cited")
    for credit in _all_credits(article):
        had = found.get(credit.agency)
        if had is None or order.index(credit.extent) < order.index(had.extent):
            found[credit.agency] = credit
    every = list(found.values())
    # One agency's copy with another's help: two whole credits are two parts.
    if sum(c.extent == "whole" for c in every) > 1:
        every = [Credit(c.agency, "part", c.span) if c.extent == "whole" else c for c in every]
    return tuple(sorted(every, key=lambda c: (order.index(c.extent), c.span or Span(0, 0))))


def _all_credits(article: Article) -> Iterator[Credit]:
    if agency_of(article.outlet) in set(agency_forms().values()):
        yield Credit(agency_of(article.outlet), "own")
    if article.wire:
        yield Credit(agency_of(article.wire), "whole")
    text = article.text
    paragraphs = find_paragraphs(text)
    for k, span in enumerate(paragraphs):
        line = span.of(text)
        for extent, pattern in _patterns():
            if m := pattern.search(line):
                yield Credit(agency_forms()[m["agency"]], extent, span)
                break
        at_end = k >= len(paragraphs) - _FOOT
        alone = len(line.split()) <= _LONGEST_LINE and k and (k < _TOP or at_end)
        m = (_alone().match(line) if alone else None) or (_behind().search(line) if at_end else None)
        if m:
            yield Credit(agency_forms()[m["agency"]], "whole", span)
        elif at_end and _SIGN_OFF.match(line):
            yield Credit(_REUTERS, "whole", span)


def credited(article: Article) -> str | None:
    """Return the agency that an article credits, from the manifest or from its text; ``None`` if it names none.

    An agency's own article credits itself. What the manifest says comes first.
    """
    if article.wire:
        return agency_of(article.wire)
    return next((c.agency for c in credits_of(article)), None)
