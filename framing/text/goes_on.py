"""Whether a first sentence goes on from something before it: by first words, who speaks, what it calls "the".

A report names in full whom and what it speaks of before it says "he", "Quill", "the bill" or "the move". A text whose
first sentence does so has lost what stood above it, or holds it back as features do.
"""

from __future__ import annotations

import re
from functools import cache

from framing.lexicons import load
from framing.text.words import count_words

_WORD = re.compile(r"[\w’'\-]+")
_NAMED = re.compile(r"\b[A-Z][\w’'\-]+\.? (?:[A-Z]\. )?[A-Z][\w’'\-]+")
_SOON = 3  # words from the beginning within which a pronoun is what the sentence is about
_POINTING = frozenset(("the", "this", "that", "these", "those", "both"))
_INSIDE = frozenset(("in", "at", "during", "after", "before", "since", "with", "by", "under", "following", "until"))
_PRONOUNS = frozenset(("he", "she", "they", "it", "this", "that"))
_QUOTED = re.compile(r"[“\"][^“”\"\n]{2,900}[,?!.…—–-][”\"] (?P<who>(?:[\w.’'\-]+ ){1,4}[\w.’'\-]+)")
_MISTER = re.compile(r"(?:Mr|Mrs|Ms)\.? (?P<name>[A-Z][\w’'\-]+)")
_SCENE = 5  # words of a first sentence that a feature sets up: "She stayed." What lost its beginning goes on longer
_SHORT = 10  # words of a question that speaks of "it"


def goes_on(sentence: str, headline: str = "") -> bool:
    """Tell whether an article's first sentence, without its dateline, takes up what was said before it.

    It begins in lower case or with a word that joins it to something; it speaks of "he" or "they" and names nobody; it
    begins with "the move was …", "in the letter, …", with "Mr." and a name that the headline has not, or with words
    in quotation marks of somebody called "she", "the senator" or by last name. No words go on from nothing.

    >>> goes_on("The bill passed by one vote."), goes_on("The bill on ferries passed by one vote.")
    (True, False)
    """
    forms = [w.lower() for w in _WORD.findall(sentence)]
    if not forms:
        return False
    return (
        _joins(sentence, forms)
        or _is_pronoun(sentence, forms)
        or _points(sentence, forms)
        or _is_said_by_somebody_known(sentence)
        or bool((m := _MISTER.match(sentence)) and m["name"].removesuffix("’s").removesuffix("'s") not in headline)
    )


def _joins(sentence: str, forms: list[str]) -> bool:
    first = _WORD.findall(sentence)[0]
    if sentence[:1].islower() and not any(c.isupper() for c in first):
        return True
    start = " ".join(forms[:3]) + " "
    return forms[0] in _words("joining") or any(start.startswith(f"{words} ") for words in _words("linking"))


def _is_pronoun(sentence: str, forms: list[str]) -> bool:
    if forms[0] == "it":
        return len(forms) > 1 and forms[1] not in _words("after_it")
    if len(forms) <= _SCENE and sentence.endswith("."):
        return False
    named = bool(_NAMED.search(sentence))
    if sentence.endswith("?") and not named and count_words(sentence) < _SHORT and not sentence[1:].isupper():
        return not _PRONOUNS.isdisjoint(forms)
    return not named and not _words("persons").isdisjoint(forms[:_SOON])


def _points(sentence: str, forms: list[str]) -> bool:
    """Whether it begins with a thing called "the" and nothing says which: "the move was", "in the bill,"."""
    inside = forms[0] in _INSIDE or (forms[0] == "according" and forms[1:2] == ["to"])
    at = (2 if forms[0] == "according" else 1) if inside else 0
    if forms[at : at + 1] and forms[at] in _POINTING:
        at += 1
        at += forms[at : at + 1] != [] and forms[at] in _words("before_taken_up")
        if forms[at : at + 1] and forms[at] in _words("taken_up"):
            return _is_told(forms[at + 1 :]) if not inside else _comma_after(sentence, at)
    return False


def _is_told(after: list[str]) -> bool:
    """Whether a finite verb comes next, an adverb before it or not."""
    if after[:1] and after[0].endswith("ly"):
        after = after[1:]
    return bool(after) and (after[0] in _words("told") or (after[0].endswith("ed") and len(after[0]) > len("need")))


def _comma_after(sentence: str, at: int) -> bool:
    found = list(_WORD.finditer(sentence))
    return sentence[found[at].end() : found[at].end() + 1] == ","


def _is_said_by_somebody_known(sentence: str) -> bool:
    """Whether it is a quotation of "he", "the senator" or a bare last name: "“…,” Quill said"."""
    m = _QUOTED.match(sentence)
    if m is None:
        return False
    words = m["who"].split()
    if words[0].lower() in _words("persons") or words[0].lower() == "it":
        return True
    if words[0] in _words("verbs"):
        return words[1].lower().strip(".,") in _words("persons")
    name = words[0] == "the" or (words[0][:1].isupper() and words[0].isalpha())
    after = [w.strip(".,") for w in words[(2 if words[0] == "the" else 1) :]]
    if after[:1] and after[0] in _words("adverbs"):
        after = after[1:]
    return name and after[:1] != [] and after[0] in _words("verbs")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("beginnings")[name]["words"])
