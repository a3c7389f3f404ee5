"""One article in, everything a careful reader would mark in it out.

One layout and one parse an article, shared by every annotator.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.annotate.clause_parts import ClausePart, find_parts
from framing.annotate.codebook import Codebook
from framing.annotate.epithets import Epithet, find_epithets
from framing.annotate.numbers import NumberClaim, find_numbers
from framing.annotate.quotations.merge import read_speech
from framing.annotate.quotations.record import Quotation
from framing.annotate.roles import Role, find_roles
from framing.annotate.speakers.declared_types import declared_types
from framing.annotate.speakers.source_types import type_sources
from framing.annotate.terms import Mention, find_terms
from framing.annotate.treatment.find import find_treatments
from framing.annotate.treatment.record import Treatment
from framing.annotate.wording import WordingMark, find_wording
from framing.text.article import Article
from framing.text.boilerplate import Boilerplate
from framing.text.inline_links import inline_links
from framing.text.layout import Layout, lay_out
from framing.text.parser import get_parser
from framing.text.problem import Problem
from framing.text.reading_view import ReadingView, reading_view, relocated
from framing.text.span import Span

if TYPE_CHECKING:
    from framing.text.parser import Parse

# C0 and C1 controls, other than the white space among them, and the marks that turn text around.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+")


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
    roles: tuple[Role, ...] = ()
    epithets: tuple[Epithet, ...] = ()
    wording: tuple[WordingMark, ...] = ()
    parts: tuple[ClausePart, ...] = ()
    treatments: tuple[Treatment, ...] = ()


def annotate(article: Article, *, codebook: Codebook | None = None, parser: str = "auto") -> Annotation:
    """Return everything found in one article.

    Args:
        article: Any text; an empty one gives empty tuples and the problem ``empty-text``.
        codebook: Whose concepts are looked for; none gives no mentions.
        parser: ``"auto"``, ``"none"`` or a model's name. Without a parser only words between
            marks count as quotations, and the problem ``no-parser`` says so.

    Raises:
        ParserError: The model is not installed.
        CodebookError: Two patterns claim the same words.
    """
    return next(annotate_all([article], codebook=codebook, parser=parser))


def annotate_all(
    articles: Iterable[Article], *, codebook: Codebook | None = None, parser: str = "auto"
) -> Iterator[Annotation]:
    r"""Yield the annotation of each article, in order; see :func:`annotate`.

    Articles are read as they are needed and forgotten when done, so that memory does not
    grow with their number.

    >>> article = Article(id="quay-1", text="“We stay,” said Ana Ruiz. About 300 came.\n")
    >>> (found,) = annotate_all([article], parser="none")
    >>> [q.speaker for q in found.quotations], [n.value for n in found.numbers]
    (['Ana Ruiz'], [300.0])
    """
    reader = get_parser(parser)
    waiting: deque[tuple[Article, ReadingView, Article, Layout]] = deque()

    def laid_out() -> Iterator[tuple[Article, Layout]]:
        for article in articles:
            view = reading_view(article.text)
            read = replace(article, text=view.text) if view.starts else article
            waiting.append((article, view, read, lay_out(read)))
            yield waiting[-1][2:]

    for parse in reader.parse_many(laid_out()):
        article, view, read, layout = waiting.popleft()
        # Everything is looked for in the text as it reads, and placed in the text as its file has it.
        made = relocated(_annotation(read, layout, parse, codebook, reader.name), view)
        yield replace(made, article=article, layout=_with_links(article, made.layout)) if view.starts else made


def _with_links(article: Article, layout: Layout) -> Layout:
    """Link labels that have grown into sentences are furniture like any other; the view has not shown them."""
    runs = [Boilerplate(run, "related") for run in inline_links(article.text)]
    if not runs:
        return layout
    return replace(layout, boilerplate=tuple(sorted([*layout.boilerplate, *runs], key=lambda b: b.span)))


def _annotation(article: Article, layout: Layout, parse: Parse, codebook: Codebook | None, parser: str) -> Annotation:
    quotations, unread_marks, attention = read_speech(article.text, layout, parse)
    numbers, unread_numbers = find_numbers(article, layout=layout, parse=parse)
    mentions = find_terms(article, codebook, layout=layout) if codebook is not None else ()
    declared = declared_types(article.text, quotations, mentions, codebook) if codebook is not None else {}
    if declared:
        (quotations,) = type_sources([(article.text, quotations)], [declared])
    problems = sorted([*unread_marks, *unread_numbers, *_problems(article, parser)])
    return Annotation(
        article,
        layout,
        quotations,
        mentions,
        numbers,
        tuple(problems),
        parser,
        roles=find_roles(layout, parse),
        epithets=find_epithets(layout, parse),
        wording=find_wording(article, layout, parse=parse, quotations=quotations),
        parts=find_parts(layout, parse),
        treatments=find_treatments(article.text, layout, parse, quotations, mentions=mentions, attention=attention),
    )


def _problems(article: Article, parser: str) -> Iterator[Problem]:
    """What is wrong with the text as a whole, or with the way it was read."""
    whole = Span(0, len(article.text))
    if not article.text.strip():
        yield Problem(whole, "empty-text", "nothing to read")
        return
    if parser == "none":
        yield Problem(whole, "no-parser", "read without a parser: indirect speech is not found")
    for m in _CONTROL.finditer(article.text):
        yield Problem(Span(*m.span()), "control-characters", "kept as they are; shown escaped")
