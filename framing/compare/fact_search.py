"""Looking for a fact in an article before anybody says that no sentence was found.

A fact counts as there if its words stand in a sentence, or in two in a row, in any form:
inflected, a number in digits or words, a concept of the codebook under another of its
labels. What is found is a reason to read, not a proof; what is not found was looked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.compare.inflection import function_words, numeral, stem
from framing.compare.tokens import word_forms
from framing.text.span import Span

FOUND = 0.6  # of a fact's stems in a sentence or two: the article may say it


@lru_cache(maxsize=1 << 14)  # one fact is looked for in every article
def content(words: str) -> frozenset[str]:
    """Return the stems of a text's words that are not function words; numbers as digits.

    >>> sorted(content("Three of the ships sailed")) == sorted(content("3 ships sailing"))
    True
    """
    return frozenset(stem_ for form in word_forms(words) if (stem_ := _content_stem(form)))


@lru_cache(maxsize=1 << 16)  # a set says the same words again and again
def _content_stem(form: str) -> str:
    """The stem that a word of this form is looked for by; empty if it is a function word."""
    form = form.removesuffix("'s")
    kept = (form not in function_words() and len(form) > 1) or form[:1].isdigit()
    return numeral(form) or stem(form) if kept else ""


@dataclass(frozen=True, slots=True)
class Label:
    """A concept of the codebook named at a place, under whichever of its labels."""

    span: Span
    concept: str


def fact_words(text: str, span: Span, labels: Iterable[Label] = ()) -> frozenset[str]:
    """Return what a sentence says, to look for it elsewhere: its content stems, a concept for each label in it.

    A concept stands for all its labels: "the rioters" and "the marchers" are looked for as one.
    """
    out: set[str] = set()
    at = span.start
    for label in sorted((x for x in labels if span.covers(x.span)), key=lambda x: x.span):
        if label.span.start >= at:
            out |= content(text[at : label.span.start]) | {f"concept {label.concept}"}
            at = label.span.end
    return frozenset(out | content(text[at : span.end]))


@dataclass(frozen=True, slots=True)
class SentencePairs:
    """Which stems stand in which sentence of an article or the one behind it; a pair has its first sentence's number.

    Read once for an article, it answers for any fact by the few pairs that have one of the fact's stems.
    """

    at: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, sentences: Sequence[frozenset[str]]) -> SentencePairs:
        """Return the pairs of sentences that are given by their stems, in order."""
        at: defaultdict[str, list[int]] = defaultdict(list)
        for pair, (one, two) in enumerate(zip(sentences, (*sentences[1:], frozenset[str]()), strict=bool(sentences))):
            for stem_ in one | two:
                at[stem_].append(pair)
        return cls(dict(at))

    def share_found(self, wanted: frozenset[str]) -> float:
        """Return the largest part of ``wanted`` that a sentence of the article, or two in a row, have; 0 to 1.

        Nothing to look for gives 1: then nothing can be said to be absent. No sentences to look in give 0.

        >>> SentencePairs.of([frozenset({"ferri"}), frozenset({"sink"})]).share_found(frozenset({"ferri", "sink"}))
        1.0
        """
        if not wanted:
            return 1.0
        had = Counter(pair for word in wanted for pair in self.at.get(word, ()))
        return max(had.values(), default=0) / len(wanted)
