"""Where the words of a book of indicators stand in a text.

Each word of a text is looked up once, whatever the size of the book: patterns are kept by their first word, and a
first word with "*" is compared once with each different word that begins as it does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.annotate.indicator_book import IndicatorBook
from framing.annotate.patterns import normalise, parse_pattern
from framing.text.span import Span

# Words, with hyphens as gaps between words: "cost-cutting" is two. An apostrophe joins: "won't" is one.
_WORD = re.compile(r"[^\W_]+(?:['.&][^\W_]+)*")
_POINTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # "f.b.i": the points of an acronym, which some print and some don't


@dataclass(frozen=True, slots=True, order=True)
class IndicatorMark:
    """Words that answer a question: ``entry`` and ``question`` are ids of the book, ``indicator`` a label of it."""

    span: Span
    entry: str
    question: str
    indicator: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A pattern by its words; ``lead`` and ``size`` say which of them are marked."""

    words: tuple[str, ...]
    lead: int
    size: int
    at: tuple[str, str, str]
    excludes: bool


class Finder:
    """A book made ready for looking up. Build one a book and keep it: :func:`finder_of` does."""

    def __init__(self, book: IndicatorBook) -> None:  # noqa: D107 - the class says it
        self._exact: defaultdict[str, list[_Phrase]] = defaultdict(list)
        starred: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for phrase in _phrases(book):
            first = phrase.words[0]
            (starred if "*" in first else self._exact)[first].append(phrase)
        # by the letters before the star: of hundreds of patterns a word is compared with the few that begin as it does
        self._starred: defaultdict[str, list[tuple[re.Pattern[str], list[_Phrase]]]] = defaultdict(list)
        for first, found in starred.items():
            self._starred[first.partition("*")[0]].append((_word_regex(first), found))
        self._heads = tuple(sorted({len(head) for head in self._starred}))
        self._begins = lru_cache(maxsize=100_000)(self._begin_with)

    def _begin_with(self, word: str) -> tuple[_Phrase, ...]:
        """Phrases whose first word is this one."""
        plain = word.removesuffix("'s")
        found = [*self._exact.get(word, ()), *(self._exact.get(plain, ()) if plain != word else ())]
        heads = dict.fromkeys(plain[:n] for n in self._heads)
        for regex, phrases in (pair for head in heads for pair in self._starred.get(head, ())):
            if regex.fullmatch(plain):
                found += phrases
        return tuple(found)

    def marks(self, text: str, sentences: Iterable[Span]) -> tuple[IndicatorMark, ...]:
        """Return what is found inside the given sentences, in text order; an empty text gives none.

        What an exclusion covers marks nothing for its indicator.
        """
        plain = normalise(text)
        out: list[IndicatorMark] = []
        for sentence in sentences:
            spans = [Span(*m.span()) for m in _WORD.finditer(plain, sentence.start, sentence.end)]
            low = [plain[s.start : s.end] for s in spans]
            low = [word.replace(".", "") if _POINTED.fullmatch(word) else word for word in low]
            hits: list[IndicatorMark] = []
            barred: list[tuple[Span, tuple[str, str, str]]] = []
            for i, word in enumerate(low):
                for phrase in self._begins(word):
                    if not _goes_on(phrase, low, i):
                        continue
                    a, b = i + phrase.lead, i + phrase.lead + phrase.size - 1
                    if phrase.excludes:
                        barred.append((Span(spans[i].start, spans[i + len(phrase.words) - 1].end), phrase.at))
                    else:
                        hits.append(IndicatorMark(Span(spans[a].start, spans[b].end), *phrase.at))
            out += [h for h in hits if not any(bar.covers(h.span) and at == _at(h) for bar, at in barred)]
        return tuple(sorted(set(out)))


def _at(mark: IndicatorMark) -> tuple[str, str, str]:
    return mark.entry, mark.question, mark.indicator


def _phrases(book: IndicatorBook) -> Iterable[_Phrase]:
    for entry in book.entries:
        for question in entry.questions:
            for indicator in question.indicators:
                at = (entry.id, question.id, indicator.label)
                for written in indicator.patterns:
                    yield _phrase(written, at, excludes=False)
                for written in indicator.exclude:
                    yield _phrase(written, at, excludes=True)


def _phrase(written: str, at: tuple[str, str, str], *, excludes: bool) -> _Phrase:
    pattern = parse_pattern(written)
    every = (*pattern.before, *pattern.words, *pattern.after)
    return _Phrase(every, len(pattern.before), len(pattern.words), at, excludes)


def _goes_on(phrase: _Phrase, low: Sequence[str], i: int) -> bool:
    """Whether a phrase whose first word stands at ``i`` stands there whole."""
    if i + len(phrase.words) > len(low):
        return False
    return all(_is_word(w, low[i + k]) for k, w in enumerate(phrase.words) if k)


def _is_word(wanted: str, word: str) -> bool:
    plain = word.removesuffix("'s")
    if "*" not in wanted:
        return wanted in (word, plain)
    return _word_regex(wanted).fullmatch(plain) is not None


@lru_cache(maxsize=10_000)
def _word_regex(word: str) -> re.Pattern[str]:
    return re.compile(r"\w*".join(re.escape(piece) for piece in word.split("*")) if word != "*" else r".+")


_KEPT: dict[str, Finder] = {}


def finder_of(book: IndicatorBook) -> Finder:
    """Return the finder of a book, made once for each."""
    if book.sha256 not in _KEPT:
        _KEPT[book.sha256] = Finder(book)
    return _KEPT[book.sha256]
