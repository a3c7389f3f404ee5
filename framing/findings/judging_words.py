"""Words that judge what they name, from two sourced lists: loaded wording, and the valence of single words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from framing.annotate.lemmas import verb_lemma
from framing.compare.inflection import stem
from framing.lexicons import load

_VALENCE = 1.5  # on the scale of -4 to 4 of Hutto and Gilbert (2014), from where on a word judges


def is_listed(form: str) -> bool:
    """Tell whether a folded word is in the lists of loaded wording that count in an outlet's own words."""
    verbs, words = _lists()
    return form in words or verb_lemma(form) in verbs


def is_listed_description(form: str) -> bool:
    """Tell whether a folded word is listed and no verb: an adjective, adverb or noun that judges."""
    return form in _lists()[1]


def judges(form: str, *, least: float = _VALENCE) -> bool:
    """Tell whether a folded word is listed, or clearly good or bad to readers (as words of the matter may be too).

    ``least`` is how good or bad, 0 to 4, an unlisted word must be.
    """
    return is_listed(form) or (abs(_valence().get(form, 0.0)) >= least and form not in many_senses())


def criticizes(form: str) -> bool:
    """Tell whether a folded word says that somebody finds fault, however plainly.

    >>> criticizes("challenged"), criticizes("complaints"), criticizes("visits")
    (True, True, False)
    """
    verbs, nouns = _criticism()
    return form in nouns or stem(form) in verbs


@cache
def _criticism() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of verbs, and nouns as they stand."""
    lists = load("judging")["criticism"]
    return frozenset(stem(verb) for verb in lists["verbs"]), frozenset(lists["nouns"])


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs by dictionary form, and other words."""
    verbs, words = (
        frozenset(w for g in load("loaded")[name] if g["voice"] != "quoted" for w in g["words"] if " " not in w)
        for name in ("verbs", "words")
    )
    return verbs, words


def is_harm(form: str) -> bool:
    """Tell whether a folded word names what is bad by itself: a strong word before it says how much of it.

    >>> is_harm("earthquakes"), is_harm("earthquake"), is_harm("speech")
    (True, True, False)
    """
    return stem(form) in _harms()


@cache
def _harms() -> frozenset[str]:
    return frozenset(stem(word) for word in load("judging")["harms"]["words"])


@cache
def many_senses() -> frozenset[str]:
    """Return words of the valence lexicon that grade, greet or name something as often as they judge."""
    return frozenset(load("judging")["many_senses"]["words"])


@cache
def _valence() -> Mapping[str, float]:
    """How good or bad single words are to readers, -4 to 4 (Hutto and Gilbert 2014)."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return {str(word): float(value) for word, value in SentimentIntensityAnalyzer().lexicon.items()}
