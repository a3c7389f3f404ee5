"""One article in, everything a careful reader would mark in it out."""

from __future__ import annotations

from dataclasses import dataclass

from framing.annotate.numbers import NumberClaim
from framing.annotate.quotations import Quotation
from framing.annotate.terms import Mention
from framing.text.article import Article
from framing.text.problem import Problem
from framing.text.segment import Layout


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one article. Every span lies inside ``article.text``; each tuple is in text order."""

    article: Article
    layout: Layout
    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    numbers: tuple[NumberClaim, ...]
    problems: tuple[Problem, ...]
    parser: str
