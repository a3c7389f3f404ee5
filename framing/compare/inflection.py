"""How alike two words are by form: the same, inflected, derived, a number in another dress, misspelt.

No list of synonyms: what means the same without looking the same is found by its place in
the sentence (see ``align.py``), not guessed.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from framing.lexicons import load

_SHORTEST_STEM = 3
_SHORTEST_ALIKE = 4  # below four letters chance resemblance is the rule
_ALIKE = 0.72


@cache
def function_words() -> frozenset[str]:
    """Return the closed-class words, folded."""
    return frozenset(load("inflection")["function_words"]["forms"])


@cache
def _paradigms() -> dict[str, str]:
    return {form: forms.split()[0] for forms in load("inflection")["irregular"]["paradigms"] for form in forms.split()}


@cache
def _classes() -> dict[str, frozenset[int]]:
    member: dict[str, set[int]] = {}
    for k, words in enumerate(load("inflection")["word_classes"]["classes"]):
        for word in words.split():
            member.setdefault(word, set()).add(k)
    return {word: frozenset(ks) for word, ks in member.items()}


@cache
def _numerals() -> dict[str, str]:
    lists = load("inflection")["numerals"]
    out = {word: str(n) for n, word in enumerate(lists["cardinal"])}
    out |= {word: str(10 * n) for n, word in enumerate(lists["tens"]) if word}
    out |= {word: str(n) for n, word in enumerate(lists["ordinal"])}
    return out | {"1st": "1", "2nd": "2", "3rd": "3"}


@lru_cache(maxsize=65536)
def numeral(word: str) -> str | None:
    """Return the digits of a folded number ("three" gives "3", "5,200" gives "5200"), ``None`` for other words."""
    if word[:1].isdigit():
        return word.replace(",", "")
    number = _numerals().get(word)
    scale: dict[str, int] = load("inflection")["numerals"]["scale"]
    return number or (str(scale[word]) if word in scale else _compound(word))


def _compound(word: str) -> str | None:
    """Digits of "twenty-four", "sixty-one"."""
    tens, hyphen, ones = word.partition("-")
    numerals = _numerals()
    if not hyphen or tens not in numerals or ones not in numerals:
        return None
    return str(int(numerals[tens]) + int(numerals[ones]))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word without its ending: "attacks", "attacked" and "attacking" give the same stem.

    One ending is taken, the longest that leaves three letters; irregular forms go to
    their dictionary form first. A stem is a key for comparing, not a word.
    """
    word = _paradigms().get(word, word)
    for ending in load("inflection")["suffixes"]["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


def _letters_in_front(x: str, y: str) -> int:
    n = 0
    for p, q in zip(x, y, strict=False):
        if p != q:
            break
        n += 1
    return n


@lru_cache(maxsize=65536)
def likeness(x: str, y: str) -> float:
    """Return how alike two folded words are by form, from 0 (nothing) to 1 (the same).

    .9 and more: the same word inflected, or the same number; .5 to .8: derived or spelt
    differently, or two function words of one class; below .4: two marks, two function words.
    """
    if x == y:
        return 1.0
    if not (any(c.isalnum() for c in x) and any(c.isalnum() for c in y)):
        return 0.35 if not any(c.isalnum() for c in x + y) else 0.0
    numerals = _numerals()
    if numerals.get(x, x) == numerals.get(y, y):
        return 0.95
    if x[0].isdigit() and y[0].isdigit():
        return 0.6
    light = (x in function_words()) + (y in function_words())
    return _function_likeness(x, y, both=light == 2) if light else _content_likeness(x, y)  # noqa: PLR2004


def _function_likeness(x: str, y: str, *, both: bool) -> float:
    if _classes().get(x, frozenset()) & _classes().get(y, frozenset()):
        return 0.5
    return 0.15 if both else 0.0


def _content_likeness(x: str, y: str) -> float:
    if stem(x) == stem(y):
        return 0.9
    shorter = min(len(x), len(y))
    if shorter < _SHORTEST_ALIKE:
        return 0.0
    front = _letters_in_front(x, y)
    if front >= _SHORTEST_ALIKE and front >= 0.6 * shorter:
        return 0.8
    alike = Indel.normalized_similarity(x, y)
    if alike >= _ALIKE:
        return float(0.8 * alike)
    return 0.6 if x in y or y in x else 0.0


def names_doers(form: str) -> bool:
    """Tell whether a folded word in "-ers" or "-ors" names those who do something, and is no verb.

    >>> names_doers("regulators"), names_doers("offers"), names_doers("waits")
    (True, False, False)
    """
    return form.endswith(("ers", "ors")) and form[:-1] not in load("inflection")["verbs_in_er"]["forms"]
