"""Whether two numbers answer one question, and whether that is sure enough to say that they disagree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from framing.annotate.numbers import AGE, DATE, PERCENT, RATIO
from framing.compare.inflection import stem
from framing.compare.number_contexts import NumberContext, change_stems, has_own_class
from framing.lexicons import load

_LIKE = 0.14  # share of the smaller context, weighted by rarity
_LIKE_MEASURED, _SHARED_MEASURED = 0.45, 3  # for money, shares and measures
_DAYS = 1  # between articles whose figures for a moving thing may be compared
_STOCK_DAYS = 14  # between articles whose figures for something that stands may be compared
_TWICE = 2.0
_NEARLY = 1.25
_LARGE = 1000  # smaller counts of one month are near each other by chance
_SHARED_LENGTH = 4  # words around two lengths of time: fewer belong to the event, not to what lasts
_SHARED_PLACES = 3
_FACTOR = 4.0  # "2 boats" and "34 boats" answer no common question by their words alone


@cache
def _sizes() -> frozenset[str]:
    """Stems of measures of area, rare enough to go by one word in common."""
    return frozenset(stem(w) for w in ("hectares", "acres"))


@cache
def _measures() -> frozenset[str]:
    return frozenset(load("quantities")["measures"]["forms"])


@cache
def _currency_words() -> frozenset[str]:
    return frozenset(load("quantities")["currencies"]["words"].values())


def _likeness(x: NumberContext, y: NumberContext, rarity: dict[str, float]) -> float:
    shared = x.near & y.near
    smaller = min(sum(rarity[s] for s in x.near), sum(rarity[s] for s in y.near))
    if len(shared) < 2 or not smaller:  # noqa: PLR2004 one word in common is chance
        return 0.0
    return sum(rarity[s] for s in shared) / smaller


def _is_measured(c: NumberContext) -> bool:
    """Money, shares and measures: two of them in one event's reports are two questions more often than not."""
    unit = c.claim.unit
    return unit == PERCENT or unit.isupper() or unit in _currency_words() or unit.rstrip("s") in _measures()


def is_one_question(x: NumberContext, y: NumberContext, rarity: dict[str, float]) -> bool:
    """Tell whether two figures of different articles may answer one question, by what they count and the words around.

    ``rarity`` weighs stems (:func:`rarity_of`). Enough to show them together; to say that
    they disagree takes more (:func:`is_sure_question`).
    """
    if x.claim.article_id == y.claim.article_id or x.kind != y.kind or not x.kind or x.claim.unit in {DATE, AGE, RATIO}:
        return False
    if (x.thing and x.thing == y.thing) or _is_one_measure(x, y) or _is_one_length(x, y) or _is_one_series(x, y):
        return True
    if _is_one_purchase(x, y) or _is_one_forecast(x, y) or _is_one_bound(x, y):
        return True
    # Of two ranges the nearest ends: "dozens" may be a hundred.
    low, high = sorted((x.claim.number, y.claim.number), key=lambda n: n.value)
    if high.value > _FACTOR * max(low.high, 1e-9):
        return False
    if _is_stock(x, y):
        return has_own_class(x.claim.unit) or bool(x.near & y.near)
    return in_one_scope(x, y) and _is_one_matter(x, y, rarity)


def _is_one_measure(x: NumberContext, y: NumberContext) -> bool:
    """Whether both are the sum of one bill or plan, by its matter; twice as much is another bill."""
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    return bool(x.measure) and x.measure == y.measure and high < _TWICE * low


def _is_one_length(x: NumberContext, y: NumberContext) -> bool:
    """Whether both say for how long one thing is done: "for two months", with enough words around in common."""
    shared = {s for s in x.near & y.near if s != x.kind}
    return x.lasting and y.lasting and x.claim.unit == y.claim.unit and len(shared) >= _SHARED_LENGTH


def _is_one_series(x: NumberContext, y: NumberContext) -> bool:
    """Whether both count one noun for one month or year that is named beside both, and are nearly the same."""
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    named = bool(x.times & y.times) and not _apart(x.places, y.places)
    return named and not x.general and not _is_measured(x) and high <= _NEARLY * low and low >= _LARGE


def _is_one_purchase(x: NumberContext, y: NumberContext) -> bool:
    """Whether both are sums for the same places, by three words of their names: the spots of one advertisement."""
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    return x.claim.unit.isupper() and len(x.places & y.places) >= _SHARED_PLACES and high <= _FACTOR * low


def _is_one_forecast(x: NumberContext, y: NumberContext) -> bool:
    """Whether both are what somebody expected of one noun, and are nearly the same: two forecasts of one report."""
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    same = x.claim.unit == y.claim.unit and not x.general and not _is_measured(x)
    return (
        x.expected and y.expected and same and not _apart(x.times, y.times) and low >= _LARGE and high <= _TWICE * low
    )


def _is_one_bound(x: NumberContext, y: NumberContext) -> bool:
    """Whether both say how many of one noun there are at most, and are nearly the same: two reckonings of one thing."""
    low, high = sorted((x.claim.number.high, y.claim.number.high))
    same = x.claim.unit == y.claim.unit and bool(x.claim.unit) and not _is_measured(x)
    both = x.claim.number.hedge == y.claim.number.hedge == "at most" and bool(x.near & y.near - {stem(x.claim.unit)})
    return both and same and in_one_scope(x, y) and low >= _LARGE and high <= _NEARLY * low


def _is_stock(x: NumberContext, y: NumberContext) -> bool:
    """Whether both say how many of a specific thing there are, nobody's gain or loss."""
    return x.role == y.role == "stock" and not x.general and not _is_measured(x) and not x.outcome


def _is_one_matter(x: NumberContext, y: NumberContext, rarity: dict[str, float]) -> bool:
    """Whether what happened to the things counted, or the words around, are the same."""
    days, shared, like = _days_apart(x, y), len(x.near & y.near), _likeness(x, y, rarity)
    if x.outcome and x.outcome == y.outcome == x.kind:
        return days <= _DAYS and not x.part and not y.part
    if _is_measured(x):
        size = x.kind in _sizes() and shared > 0
        return size or (like >= _LIKE_MEASURED and shared >= _SHARED_MEASURED and x.role == y.role)
    change = x.role == y.role == "change" and not x.general and bool(x.near & y.near & change_stems())
    said = bool(x.claim.said) and x.claim.said == y.claim.said and days <= _DAYS
    words = x.role == y.role and days <= _DAYS and like >= _LIKE * (2.0 if x.general else 1.0)
    return change or said or words


def rarity_of(found: Sequence[NumberContext]) -> dict[str, float]:
    """Return for each stem near a number how few articles have it: the logarithm of 1 + articles ÷ articles with it."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for c in found:
        for s in c.near:
            articles[s].add(c.claim.article_id)
    n = len({c.claim.article_id for c in found})
    return {s: math.log1p(n / len(ids)) for s, ids in articles.items()}


def _days_apart(x: NumberContext, y: NumberContext) -> int:
    """Days between the two articles; 0 if one has no date."""
    return abs((x.published - y.published).days) if x.published and y.published else 0


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def in_one_scope(x: NumberContext, y: NumberContext) -> bool:
    """Tell whether nothing printed beside the numbers sets them apart: other months or years, places, owners, ways."""
    if any(_apart(a, b) for a, b in ((x.times, y.times), (x.places, y.places), (x.whose, y.whose))):
        return False
    return x.direction * y.direction >= 0 and (not x.outcome or not y.outcome or x.outcome == y.outcome)


def is_sure_question(x: NumberContext, y: NumberContext) -> bool:
    """Tell whether two figures of different articles answer one question surely enough to be set against each other.

    They count the same thing in one scope and one moment, none is a part or a rate, and one
    of these holds: both say what became of the people at one event, in articles of one day;
    both say how many of a specific thing there are; what was done to the thing is the same
    by two words at least next to the number; or both are the sum of one named thing
    ("the 670 billion dollar Harbour Recovery Fund") or of one measure ("the $2 billion harbour bill");
    both say for how long one thing is done; both are nearly the same count of one named month;
    both are sums for the same three places; both are forecasts of one noun; or both are what it may be at most.
    """
    if x.claim.unit in {DATE, AGE, RATIO} or x.kind != y.kind:
        return False
    if x.part or y.part or x.claim.moment != y.claim.moment or _apart(x.times, y.times) or _apart(x.whose, y.whose):
        return False
    days = _days_apart(x, y)
    if (x.thing and x.thing == y.thing) or _is_one_measure(x, y) or (_is_stock(x, y) and has_own_class(x.claim.unit)):
        return days <= _STOCK_DAYS
    if any(one(x, y) for one in (_is_one_length, _is_one_series, _is_one_purchase, _is_one_forecast, _is_one_bound)):
        return days <= _DAYS
    return days <= _DAYS and in_one_scope(x, y) and _is_one_deed(x, y)


def _is_one_deed(x: NumberContext, y: NumberContext) -> bool:
    """Whether the same became of the same people, or the same was done to the same things."""
    units = {x.claim.unit, y.claim.unit}
    if x.outcome and x.outcome == y.outcome == x.kind:
        return len(units) == 1 or units <= _anybody() or "" in units
    if _is_measured(x) or (x.general and len(units) > 1):
        return False
    deeds = (x.close & y.close) - {stem(u) for u in units} - {x.kind}
    return len(deeds) > 1 and x.role == y.role


@cache
def _anybody() -> frozenset[str]:
    """Nouns that count people whoever they are, and those that say what became of them."""
    return frozenset({"people", "persons", "others", *(f for o in load("quantities")["outcome"] for f in o["forms"])})
