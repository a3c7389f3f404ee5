"""The sentence an article begins with: without its dateline, and the first that says what the headline is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Sentence, cut
from framing.findings.headline_words import says_something
from framing.findings.opening_words import family_of
from framing.findings.standing import unopened
from framing.text.beginnings import after_dateline
from framing.text.inline_links import inline_links
from framing.text.span import Span

_POINT = re.compile(r"(?<![A-Z]\.[A-Z])\.$")  # a sentence's full stop, not that of "C.I.A."
_ASKED, _ANSWER = "?", 14  # words of the sentence behind a question that are shown with it
_TOP = 5  # sentences, and
_NEAR = 3  # paragraphs from the top in which the first telling sentence is looked for
_OF_HEADLINES = 2  # content words of the headlines that a later sentence must have; of the first one will do
_LEAST, _LONGEST, _BAR = 6, 90, "|"  # words of a sentence that can be a lede, and what stands between links
_OPENING = 2  # paragraphs below the headline in which a word of another's lede may stand
_MOST = 60  # words that are printed, and a few more to the end of a sentence or clause
# A sentence further down that begins so speaks of what stands before it.
_POINTS = frozenset(
    ("that", "this", "these", "those", "it", "he", "she", "they", "and", "but", "so", "yet", "also", "however", "then")
)
_MARKS = str.maketrans({"“": "‘", "”": "’"})
_BROKEN = ("...", "…")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_STRAIGHT = re.compile(r"\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Lede:
    """The sentence of an article to be set beside the others'.

    ``start`` to ``end`` is it, without a dateline; ``is_first`` whether the body begins with it; ``words`` are its
    content words by family, ``own_words`` those that no other article's headline or first two paragraphs have in any
    form.
    """

    article_id: str
    start: int
    end: int
    is_first: bool
    words: frozenset[str]
    own_words: frozenset[str]

    def printed(self, context: Context) -> str:
        """Return it as quoted: marks inside single, what is too long cut at a clause's end."""
        text = context.tables.texts[self.article_id]
        words = _POINT.sub("", cut(read_words(text, self.start, self.end), _MOST).rstrip(":"))
        return in_single_marks(words)


def in_single_marks(words: str) -> str:
    """Return words with the marks of quotations in them single, to be quoted themselves.

    >>> in_single_marks("calls it “a ploy”")
    'calls it ‘a ploy’'
    """
    return _STRAIGHT.sub(r"‘\1’", words.translate(_MARKS))


def ledes(context: Context) -> dict[str, Lede]:
    """Return the lede of each article that has one, in the set's order; a text that begins as none does has none."""
    out = {}
    tops = {i: _top(context, i) for i in context.articles}
    for i in context.articles:
        sentence = None if i in unopened(context) else _sentence(context, i)
        if sentence is None:
            continue
        text, body = context.tables.texts[i], context.body(i)
        is_first = sentence in body[:2] and (sentence == body[0] or _is_short(text, body[0]))
        start = _after_dateline(text, body[0] if is_first else sentence)
        end = _end(context, i, sentence)
        content = [t for t in tokens(text, within=Span(start, end)) if says_something(t)]
        elsewhere = frozenset().union(*(words for other, words in tops.items() if other != i))
        mine = [t for t in content if family_of(t.form) not in elsewhere]
        out[i] = Lede(
            i,
            start,
            end,
            is_first,
            _families(content),
            _families(mine),
        )
    return out


def read_words(text: str, start: int, end: int) -> str:
    """Return the words of a place on one line, without the labels of links that have grown into them."""
    runs = [r for r in inline_links(text) if start <= r.start and r.end <= end]
    edges = [start, *(x for r in runs for x in (r.start, r.end)), end]
    return " ".join(" ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).split())


def headline_words(context: Context, article_id: str) -> frozenset[str]:
    """Return the content words of an article's headline, by family."""
    title = next((h.text for h in context.headlines if h.article_id == article_id), "")
    return _families(tokens(title))


def _after_dateline(text: str, sentence: Sentence) -> int:
    return after_dateline(text, Span(sentence.start, sentence.end))


def _end(context: Context, article_id: str, sentence: Sentence) -> int:
    """Where a lede ends: behind the short sentence that answers it, if it asks."""
    text = context.tables.texts[article_id]
    after = next((s for s in context.body(article_id) if s.start >= sentence.end), None)
    asked = text[sentence.start : sentence.end].endswith(_ASKED)
    if asked and after is not None and after.paragraph == sentence.paragraph:
        return after.end if len(text[after.start : after.end].split()) <= _ANSWER else sentence.end
    return sentence.end


def _sentence(context: Context, article_id: str) -> Sentence | None:
    """The first sentence, or where it names nothing that the headlines speak of, the first near the top that does.

    "It was a Tuesday" sets a scene. A few words in front ("Sail now. That is the message …") go with what follows.
    """
    body = [s for s in context.body(article_id)[:_TOP] if s.paragraph < _NEAR]
    text = context.tables.texts.get(article_id, "")
    long = [s for s in body if _is_prose(read_words(text, _after_dateline(text, s), s.end))]
    about = _about(context)
    named = {s: len(about & _families(tokens(text, within=Span(s.start, s.end)))) for s in long}
    if not long or (long[0] == body[0] and named[long[0]]) or (long[0] in body[:2] and _is_short(text, body[0])):
        return next(iter(long), None)
    alone = [s for s in long if s == body[0] or _first_word(text[s.start : s.end]) not in _POINTS]
    return next((s for s in alone if named[s] >= _OF_HEADLINES), next(iter(alone), None))


def _about(context: Context) -> frozenset[str]:
    """What the headlines of the set speak of, by family."""
    return frozenset().union(*(headline_words(context, i) for i in context.articles))


def _first_word(words: str) -> str:
    return next((t.form.split("'")[0] for t in tokens(words) if t.is_word), "")


def _is_short(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has few words, all the outlet's own, and an end."""
    words = read_words(text, _after_dateline(text, sentence), sentence.end)
    return len(words.split()) < _LEAST and not _QUOTED.search(words) and words.endswith((".", "!", "?"))


def _is_prose(words: str) -> bool:
    """Whether a sentence can stand in a row: not too short, whole, not somebody's words alone, without other titles."""
    own = _QUOTED.sub(" ", words)
    whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and not words.endswith(_BROKEN)
    return whole and _LEAST <= len(words.split()) <= _LONGEST and _BAR not in words and any(c.isalpha() for c in own)


def _top(context: Context, article_id: str) -> frozenset[str]:
    text = context.tables.texts.get(article_id, "")
    sentences = [s for s in context.sentences.get(article_id, ()) if s.paragraph < _OPENING]
    words = [_families(tokens(text, within=Span(s.start, s.end))) for s in sentences]
    return frozenset().union(headline_words(context, article_id), *words)


def _families(found: Iterable[Token]) -> frozenset[str]:
    return frozenset(family_of(t.form) for t in found if says_something(t))
