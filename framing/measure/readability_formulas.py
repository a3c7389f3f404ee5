"""textstat's formulas from counts of words: what textstat says of a word is asked once, however often a set has it.

textstat goes through a text anew for each formula and through each word's letters, lists and sounds anew for each
place; a set of a thousand articles has half a million words in four parts and some ten thousand different ones. The
formulas below are its own (0.7.8), in its order of adding up, so that every score is textstat's to the last bit.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_LONG = 3  # syllables of a word that Gunning and McLaughlin call long
_MANY_UNFAMILIAR = 5  # per cent, from which Dale and Chall add a constant


@cache
def _textstat() -> Any:  # noqa: ANN401 (textstat has no types)
    with warnings.catch_warnings():
        # its syllable counter imports pkg_resources, which warns on every import
        warnings.simplefilter("ignore")
        import textstat
        import textstat.backend.selections
    return textstat


@lru_cache(maxsize=1 << 17)
def _of_word(word: str) -> tuple[int, bool, bool]:
    """Syllables of a word; whether it is long and in no list of easy words; whether it is in no such list."""
    textstat = _textstat()
    return (
        textstat.syllable_count(word),
        textstat.is_difficult_word(word, _LONG),
        textstat.is_difficult_word(word, 0),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted in a text."""

    words: int
    words_per_sentence: float
    sentences: int
    syllables: int
    long: int
    long_unfamiliar: int
    unfamiliar: int


@lru_cache(maxsize=1)  # the formulas ask of one text after another
def _counts(prepared: str) -> _Counts:
    textstat = _textstat()
    # its public ways to the words take the apostrophes away, the formulas' own does not
    words = textstat.backend.selections.list_words(prepared)
    every = [_of_word(word) for word in words]
    sentences = textstat.sentence_count(prepared)
    return _Counts(
        words=len(words),
        words_per_sentence=len(words) / sentences if sentences else 0.0,
        sentences=sentences,
        syllables=sum(n for n, _, _ in every),
        long=sum(n >= _LONG for n, _, _ in every),
        long_unfamiliar=sum(one for _, one, _ in every),
        unfamiliar=sum(one for _, _, one in every),
    )


def _flesch(prepared: str) -> float:
    n = _counts(prepared)
    syllables = n.syllables / n.words if n.words else 0.0
    if n.words_per_sentence == 0 or syllables == 0:
        return 0.0
    return 206.835 - 1.015 * n.words_per_sentence - 84.6 * syllables


def _flesch_kincaid(prepared: str) -> float:
    n = _counts(prepared)
    syllables = n.syllables / n.words if n.words else 0.0
    if n.words_per_sentence == 0 or syllables == 0:
        return 0.0
    return (0.39 * n.words_per_sentence) + (11.8 * syllables) - 15.59


def _fog(prepared: str) -> float:
    n = _counts(prepared)
    return 0.4 * (n.words_per_sentence + 100 * n.long_unfamiliar / n.words) if n.words else 0.0


def _smog(prepared: str) -> float:
    n = _counts(prepared)
    score: float = (1.043 * (30 * (n.long / n.sentences)) ** 0.5) + 3.1291 if n.sentences else 0.0
    return score


def _dale_chall(prepared: str) -> float:
    n = _counts(prepared)
    if not n.words:
        return 0.0
    unfamiliar = 100 * n.unfamiliar / n.words
    score = (0.1579 * unfamiliar) + (0.0496 * n.words_per_sentence)
    return score + 3.6365 if unfamiliar > _MANY_UNFAMILIAR else score


def _automated(prepared: str) -> float:
    score: float = _textstat().automated_readability_index(prepared)
    return score


# By their names in textstat.
BY_NAME: Mapping[str, Callable[[str], float]] = {
    "flesch_reading_ease": _flesch,
    "flesch_kincaid_grade": _flesch_kincaid,
    "gunning_fog": _fog,
    "smog_index": _smog,
    "automated_readability_index": _automated,
    "dale_chall_readability_score": _dale_chall,
}
