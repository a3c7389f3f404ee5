"""The sentences of an article set as comparing sees them: words, places, and which stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.annotate.annotate import Annotation
from framing.annotate.quotations.marks import find_marked
from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.span import Span, merge


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence: its article's position in the set, its own position there, and its words.

    ``words`` holds the words without marks; ``quoted[k]`` tells whether word ``k`` stands
    between quotation marks; ``breaks[k]`` that a comma, dash or the like stands before it;
    ``capital[k]`` that it is printed with a capital, the first word aside.
    ``heading`` is true for a headline or subheading;
    ``forms`` are the folded words.
    """

    doc: int
    sentence: int
    span: Span
    words: tuple[Token, ...]
    quoted: tuple[bool, ...]
    breaks: tuple[bool, ...]
    capital: tuple[bool, ...]
    heading: bool
    forms: tuple[str, ...]


def _is_scare(content: Span, text: str) -> bool:
    """One or two words in marks are a label or a scare quotation as often as speech: no evidence of an utterance."""
    return len(tokens(text, within=content)) <= 2  # noqa: PLR2004 see above


# How an embedded post is signed: "— Name (@handle) March 3, 2019". What stands above it is its writer's.
_POST = re.compile(r"[—–-]\s?[^()\n]{2,60}\(@\w{1,20}\)\s+\w+ \d{1,2}, \d{4}")


def _posts(article: Article, layout: Layout) -> list[Span]:
    """Embedded posts: the signed paragraph, and the one above it if the signature stands alone."""
    out: list[Span] = []
    for k, paragraph in enumerate(layout.paragraphs):
        m = _POST.search(article.text, paragraph.start, paragraph.end)
        if m:
            out.append(Span(paragraph.start, m.end()))
            if m.start() - paragraph.start < 5 and k:  # noqa: PLR2004 nothing but a dash or a mark before it
                out.append(layout.paragraphs[k - 1])
    return out


def marked_words(article: Article, layout: Layout) -> tuple[Span, ...]:
    """Return what is quoted: between marks (outermost pairs, three words or more) and in embedded posts."""
    headline = (layout.headline,) if layout.headline else ()
    blocks = sorted({*layout.paragraphs, *layout.subheadings, *headline})
    found, _ = find_marked(article.text, blocks)
    marked = (p for m in found if m.depth == 0 for p in m.parts if not _is_scare(p, article.text))
    return merge([*marked, *_posts(article, layout)])


def article_of(item: Article | Annotation) -> tuple[Article, Layout]:
    """Return the article and its layout, laying it out if that was not done yet."""
    return (item.article, item.layout) if isinstance(item, Annotation) else (item, lay_out(item))


def _inside(spans: Sequence[Span], words: Sequence[Token]) -> tuple[bool, ...]:
    out, k = [], 0
    for word in words:
        while k < len(spans) and spans[k].end <= word.span.start:
            k += 1
        out.append(k < len(spans) and spans[k].covers(word.span))
    return tuple(out)


def _breaks(text: str, words: Sequence[Token]) -> tuple[bool, ...]:
    gaps = (text[x.span.end : y.span.start] for x, y in pairwise(words))
    return (False, *(any(mark in gap for mark in ",;:–—-") for gap in gaps)) if words else ()


def units(items: Sequence[Article | Annotation]) -> tuple[Unit, ...]:
    """Return every sentence of the articles, in order, boilerplate left out (a layout has none among its sentences)."""
    out: list[Unit] = []
    for doc, item in enumerate(items):
        article, layout = article_of(item)
        marked = marked_words(article, layout)
        headings = [*layout.subheadings, *([layout.headline] if layout.headline else [])]
        for k, span in enumerate(layout.sentences):
            words = tuple(t for t in tokens(article.text, within=span) if t.is_word)
            heading = any(h.covers(span) for h in headings)
            capital = tuple(j > 0 and article.text[t.span.start].isupper() for j, t in enumerate(words))
            quoted, breaks = _inside(marked, words), _breaks(article.text, words)
            out.append(Unit(doc, k, span, words, quoted, breaks, capital, heading, tuple(t.form for t in words)))
    return tuple(out)


def n_content(forms: Sequence[str]) -> int:
    """How many of the folded words are not function words."""
    light = function_words()
    return sum(1 for f in forms if f not in light)
