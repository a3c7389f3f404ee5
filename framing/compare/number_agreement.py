"""Whether figures for one question can all be right, and what a group of them says."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal, get_args

from framing.annotate.numbers import NumberClaim
from framing.compare.number_contexts import NumberContext
from framing.compare.number_questions import in_one_scope, is_sure_question

NumberVerdict = Literal["disagree", "same figure, other thing", "to check", "different moments", "agree"]
NUMBER_VERDICTS: tuple[NumberVerdict, ...] = get_args(NumberVerdict)
_ABOUT = 0.1  # "around 40" is anything from 36 to 44
_THOUSANDFOLD = 1000.0  # a scale misread or misprinted, more likely than two counts
_STOCK_DAYS = 14  # between articles whose figures may contradict each other
_LARGE = 1000  # smaller figures are not rounded without a word that says so
_ROUNDING = 0.05
_ROUGH = 2  # digits of a round figure
_SCALE = 1e6  # figures told with a word ("a trillion-dollar bill") are rounded to that word
_TELLING = 10  # smaller figures are the same by chance
_ROUND = 10


def _interval(n: NumberClaim) -> tuple[float, float]:
    if n.hedge == "at least":
        # "More than 178,000" is 178,000 and a little; "more than 40" may be anything above.
        precise = n.value >= _LARGE and len(f"{n.value:.0f}".rstrip("0")) > _ROUGH
        return n.value * (1 - _ABOUT / 2), n.value * (1 + _ROUNDING) if precise else math.inf
    if n.hedge == "at most":
        return -math.inf, n.high * (1 + _ABOUT / 2)
    slack = _ABOUT if n.hedge == "about" else 0.0
    return n.value * (1 - slack), n.high * (1 + slack)


def agree(x: NumberClaim, y: NumberClaim) -> bool:
    """Tell whether two figures can both be right: "around 40" and "40" can, "3,000" and "5,000" cannot.

    "around" is taken for a tenth more or less, "at least" and "at most" for half of that on
    their closed side, "dozens" for all that the word may mean. "More than 1,000" and "at
    least 1,800" differ: who knew of the higher would not have named the lower; so do "up to
    1.5 million" and "up to 1.6 million". "$1.4
    billion" is "$1.375 billion" rounded, and so is "a trillion" of 1.2, but "1.5 trillion" is not of 1.2.
    """
    if x.hedge == y.hedge == "at least":
        low, high = sorted((x.value, y.value))
        return high <= low * (1 + _ABOUT)
    if x.hedge == y.hedge == "at most" and _are_exact(x.high, y.high):
        return x.high == y.high or _is_rounded(x.high, y.high) or _is_rounded(y.high, x.high)
    (a, b), (c, d) = _interval(x), _interval(y)
    return max(a, c) <= min(b, d) or _is_rounded(x.value, y.value) or _is_rounded(y.value, x.value)


def _are_exact(x: float, y: float) -> bool:
    """Whether two large figures are told to two digits or more, so that one is not the other made round."""
    return min(x, y) >= _LARGE and all(len(f"{v:.0f}".rstrip("0")) >= _ROUGH for v in (x, y))


def _is_rounded(precise: float, rough: float) -> bool:
    """Whether a large figure is another with fewer of its digits: 1,375 million and 1.4 billion."""
    if min(precise, rough) < _LARGE:
        return False
    digits = len(f"{rough:.0f}".rstrip("0"))
    if digits >= len(f"{precise:.0f}".rstrip("0")):
        return False
    if digits == 1 and rough >= _SCALE and float(f"{precise:.0e}") == rough:
        return True
    return abs(precise - rough) <= _ROUNDING * precise


def verdict_of(members: Sequence[NumberContext], aligned: frozenset[tuple[int, int]]) -> NumberVerdict:
    """Return what a group of figures says.

    Args:
        members: The figures with what is known of them.
        aligned: Pairs of positions in ``members`` that stand in the same place of a shared sentence, or
            that one article sets against each other in so many words ("Police counted 600").

    Returns:
        ``disagree`` if two articles have no figure for one moment in common and two of their figures for
        one moment cannot both be right, in the same place of shared copy or surely for one
        question. ``to check`` if they only seem to, by a thousandfold, or with a scale that
        is one letter. ``different moments`` if only figures of different moments differ,
        else ``agree``. An article does not contradict itself but where it says whose figure
        is whose: its two figures are a part and a total, or before and after.
    """
    members = _as_hedged(members)
    by_article: defaultdict[str, list[int]] = defaultdict(list)
    for k, c in enumerate(members):
        by_article[c.claim.article_id].append(k)
    found: set[NumberVerdict] = {
        "disagree"
        for i, j in aligned
        if _same_moment(members[i], members[j])
        and not _agree(members[i], members[j])
        and members[i].claim.article_id == members[j].claim.article_id
    }
    for one, two in combinations(by_article.values(), 2):
        pairs = [(i, j) for i in one for j in two]
        settled = {
            members[i].claim.moment
            for i, j in pairs
            if _same_moment(members[i], members[j]) and _agree(members[i], members[j])
        }
        for i, j in pairs:
            x, y = members[i], members[j]
            if settled & {x.claim.moment, y.claim.moment}:
                continue  # they have a figure for that moment in common: the others are parts and totals
            if not _agree(x, y) and in_one_scope(x, y):
                found.add(_of_pair(x, y, aligned=(i, j) in aligned or (j, i) in aligned))
    return next((v for v in NUMBER_VERDICTS if v in found), "agree")


def _as_hedged(members: Sequence[NumberContext]) -> list[NumberContext]:
    """A figure that a headline prints bare is what its article says of it elsewhere: "1,800" is "at least 1,800"."""
    hedged = {(c.claim.article_id, c.claim.number.value): c for c in members if c.claim.number.hedge != "exact"}
    out = []
    for c in members:
        said = hedged.get((c.claim.article_id, c.claim.number.value), c).claim.number
        out.append(replace(c, claim=replace(c.claim, number=said)))
    return out


def _agree(x: NumberContext, y: NumberContext) -> bool:
    return agree(x.claim.number, y.claim.number)


def _same_moment(x: NumberContext, y: NumberContext) -> bool:
    return x.claim.moment == y.claim.moment


def _of_pair(x: NumberContext, y: NumberContext, *, aligned: bool) -> NumberVerdict:
    """What two figures that cannot both be right say."""
    a, b = x.published, y.published
    if not _same_moment(x, y) or (a and b and abs((a - b).days) > _STOCK_DAYS):
        return "different moments"
    low, high = sorted((abs(x.claim.number.value), abs(y.claim.number.value)))
    if x.lone_letter or y.lone_letter or high >= _THOUSANDFOLD * max(low, 1e-9):
        return "to check"
    return "disagree" if aligned or is_sure_question(x, y) else "to check"


def same_figure(found: Sequence[NumberContext]) -> Iterator[tuple[NumberContext, NumberContext]]:
    """Yield pairs of articles' claims with one telling figure for two outcomes: 35 killed here, 35 injured there.

    Neither article has the other's outcome with that figure, or another figure for both; the
    words around agree, and the figure is not so small or round that chance explains it.
    """
    has = {(c.claim.article_id, c.outcome, c.claim.number.value) for c in found if c.outcome}
    told = {(c.claim.article_id, c.outcome) for c in found if c.outcome}
    seen: set[tuple[str, str, float]] = set()
    for x, y in combinations([c for c in found if c.outcome and _is_telling(c.claim.number.value)], 2):
        p, q, value = x.claim.article_id, y.claim.article_id, x.claim.number.value
        if p == q or value != y.claim.number.value or x.outcome == y.outcome or (p, q, value) in seen:
            continue
        crossed = {(p, y.outcome, value), (q, x.outcome, value)} & has
        other = {(p, y.outcome), (q, x.outcome)} <= told
        shared = (x.near & y.near) - {x.outcome, y.outcome}
        scope = all(not a or not b or a & b for a, b in ((x.times, y.times), (x.places, y.places)))
        if not crossed and not other and scope and len(shared) > 1 and _same_moment(x, y):
            seen.add((p, q, value))
            yield x, y


def _is_telling(value: float) -> bool:
    return value > _TELLING and value % _ROUND != 0
