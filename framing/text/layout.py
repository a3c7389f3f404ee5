"""Headline, subheadings, paragraphs and sentences of an article, as spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.text.article import Article
from framing.text.boilerplate import Boilerplate, ends_like_a_sentence, find_boilerplate, folded, kind_of
from framing.text.inline_links import inline_links
from framing.text.sentences import split_sentences
from framing.text.span import Span, trim
from framing.text.top_of_page import is_standfirst
from framing.text.words import count_words

__all__ = ["Boilerplate", "Layout", "count_read_words", "find_paragraphs", "lay_out"]

_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f]+")
_BREAK = r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029\v\f])"  # a line end of two characters is one
_BLANK = re.compile(rf"{_BREAK}[ \t\u00a0]*{_BREAK}")
_LONGEST_HEADLINE = 30
_WORD = re.compile(r"[^\W\d_]+")
_VARIANT = 0.5
_STEM = 4  # letters by which two forms of one word agree
_LONGEST_SUBHEADING = 14
_FORM = 2
_WRAP = range(40, 110)  # line lengths of hard-wrapped text


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an article's parts stand.

    Sentences cover headline, subheadings (the line under the headline among them) and body, in text order, and not
    boilerplate.
    Paragraphs are those of the body: no headline, subheading or boilerplate among them. One that has
    furniture for its first or last sentence goes without it.
    """

    headline: Span | None
    subheadings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of ``text``, trimmed, in order; a blank text has none.

    A line is a paragraph, as in text taken from web pages. Lines that were wrapped by hand
    are joined: those where the next line goes on in lower case after no end mark.
    """
    out: list[Span] = []
    for m in _LINE.finditer(text):
        line = trim(text, Span(*m.span()))
        if not len(line):
            continue
        if out and _goes_on(text, out[-1], line):
            out[-1] = Span(out[-1].start, line.end)
        else:
            out.append(line)
    return tuple(out)


def _goes_on(text: str, last: Span, line: Span) -> bool:
    """Tell whether ``line`` continues the hard-wrapped paragraph ``last``."""
    gap = text[last.end : line.start]
    if _BLANK.search(gap):
        return False
    last_line = max(text.rfind("\n", last.start, last.end), last.start)
    return last.end - last_line in _WRAP and text[line.start].islower() and not ends_like_a_sentence(last.of(text))


def _find_headline(article: Article, paragraphs: tuple[Span, ...]) -> Span | None:
    """The printed headline: the manifest's title, else a first line that looks like one.

    Where there is a title, a line that has nothing of it is a caption or a section, no headline.
    """
    text, title = article.text, folded(article.title or "")
    for span in paragraphs[:6]:
        if title and folded(span.of(text)) == title:
            return span
    for i, span in enumerate(paragraphs[:3]):
        words = span.of(text)
        if kind_of(words) is not None:
            continue
        looks = (
            not words.rstrip("\"'”’»").endswith((".", ":", ";", ",", "…")) and count_words(words) <= _LONGEST_HEADLINE
        )
        has_body = any(ends_like_a_sentence(p.of(text)) for p in paragraphs[i + 1 :])
        other = bool(article.title) and not _is_variant(words, article.title or "")
        return span if looks and has_body and not words[:1].islower() and not other else None
    return None


def _is_variant(line: str, title: str) -> bool:
    """Whether a line and the title can be two headlines of one article: half of the shorter's words, in any form."""
    stems = ({w[:_STEM].lower() for w in _WORD.findall(x) if len(w) >= _STEM} for x in (line, title))
    a, b = stems
    return len(a & b) >= _VARIANT * min(len(a), len(b))


def _is_subheading(words: str) -> bool:
    """Tell whether a body line stands out as a heading: short, capitalised, without end mark."""
    return (
        1 < count_words(words) <= _LONGEST_SUBHEADING
        and words[:1].isupper()
        and words[-1].isalnum()
        and not any(mark in words for mark in '"“”')
    )


@lru_cache(maxsize=64)  # a report of few articles asks four times: who checks them, annotates them, looks for copies
def lay_out(article: Article) -> Layout:
    """Return where the parts of ``article`` stand.

    An empty or blank text has no headline and empty tuples. Nothing is cut: every span
    counts code points of ``article.text``.
    """
    text = article.text
    blocks = find_paragraphs(text)
    headline = _find_headline(article, blocks)
    boilerplate = find_boilerplate(text, blocks, headline=headline, title=article.title or "")
    furniture = {b.span for b in boilerplate} | ({headline} if headline else set())
    body = [b for b in blocks if b not in furniture]
    subheadings = tuple(b for i, b in enumerate(body) if i and i < len(body) - 1 and _is_subheading(b.of(text)))
    if len(body) > 1 and is_standfirst(body[0].of(text), body[1].of(text)):
        subheadings = (body[0], *subheadings)
    paragraphs = tuple(b for b in body if b not in subheadings)
    parts = sorted([*paragraphs, *subheadings, *([headline] if headline else [])])
    sentences = tuple(s for part in parts for s in split_sentences(text, part))
    inside = [b for p in paragraphs for b in _furniture_inside(text, p, sentences)]
    if inside:
        gone = {b.span for b in inside}
        sentences = tuple(s for s in sentences if s not in gone)
        left = [_within(sentences, p) for p in paragraphs]
        paragraphs = tuple(Span(some[0].start, some[-1].end) for some in left if some)
        boilerplate = tuple(sorted([*boilerplate, *inside], key=lambda b: b.span))
    return Layout(headline, subheadings, paragraphs, sentences, boilerplate)


def _furniture_inside(text: str, paragraph: Span, sentences: Sequence[Span]) -> Iterator[Boilerplate]:
    """Sentences of a paragraph that are page furniture: notices that the copy has joined to the text.

    A paragraph with two calls to subscribe or share is a form: what stands around them in it is its fields.
    """
    inside = _within(sentences, paragraph)
    kinds = [kind_of(sentence.of(text), in_text=True) for sentence in inside]
    form = kinds.count("share") >= _FORM
    for sentence, kind in zip(inside, kinds, strict=True):
        if kind is not None or form:
            yield Boilerplate(sentence, kind or "share")


def _within(sentences: Sequence[Span], block: Span) -> Sequence[Span]:
    """The sentences, in order, that begin in a block."""
    return sentences[
        bisect_left(sentences, Span(block.start, block.start)) : bisect_left(sentences, Span(block.end, block.end))
    ]


def count_read_words(text: str, layout: Layout) -> int:
    """Return how many words an article has for its reader: those of its sentences, link labels inside them left out."""
    runs = inline_links(text)
    grown = sum(count_words(text, within=run) for run in runs if any(s.covers(run) for s in layout.sentences))
    return sum(count_words(text, within=s) for s in layout.sentences) - grown
