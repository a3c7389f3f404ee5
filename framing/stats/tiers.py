"""Evidence tiers: four words for how far a difference goes beyond chance, with the reason in words.

``supported``
    The comparison was declared before looking, and p, corrected for the largest difference of all
    declared ones, is at most .05. On sets without any difference, at most 5 runs in 100 show one
    supported finding, if articles are independent but for what is known of copies and authors.
``suggestive``
    The p before correction is at most .05: of 100 comparisons of outlets that do not differ, at
    most 5 are called so. Worth a look at the sentences, no more.
``not testable``
    However the articles are dealt to the outlets, p cannot reach .05. Says nothing either way.
``descriptive``
    What is there, counted. Either chance alone would do as much, or there is one article an outlet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from framing.stats.permutation import least_possible_p

LEVEL = 0.05

DESCRIPTIVE, SUGGESTIVE, SUPPORTED, NOT_TESTABLE = "descriptive", "suggestive", "supported", "not testable"
UNTESTED = ""  # shown outside the tested family: no p and no tier
TIERS = (SUPPORTED, SUGGESTIVE, DESCRIPTIVE, NOT_TESTABLE)  # strongest first


@dataclass(frozen=True, slots=True)
class Case:
    """What decides the tier of one comparison.

    The p values are NaN if no test was made; ``falls_at`` is the likeness of an author's articles
    at which it would no longer stand, 0 where too few articles show it to reckon one, NaN where
    authors are known or it does not stand.
    """

    articles_first: int
    articles_second: int
    units_first: int
    units_second: int
    p: float
    p_adjusted: float
    least_p: float
    n_tested: int
    declared: bool
    correction: str
    falls_at: float = math.nan


_CORRECTIONS = {
    "max-t": "correction for the largest of all differences",
    "holm": "Holm’s correction",
    "bh": "Benjamini and Hochberg’s correction",
}

_AUTHORS = "authors unknown: with two an outlet it would fall at a likeness of their articles (ICC) of {}"
_ANY_AUTHOR = "authors unknown: what one of them always writes may be all there is to it"
_ANY_LIKENESS = 0.005  # a likeness that would be printed as .00


def say_p(p: float) -> str:
    """P as printed: ``p = .03``, three digits below .01, ``p < .001`` at the end."""
    if p < 0.001:  # noqa: PLR2004  # the usual floor in print
        return "p < .001"
    return f"p = {_number(p)}"


def _number(p: float) -> str:
    digits = 3 if p < 0.01 else 2  # noqa: PLR2004  # the usual precision in print
    return f"{p:.{digits}f}".replace("0.", ".", 1)


def _articles(n: int) -> str:
    return "1 article" if n == 1 else f"{n} articles"


def _of_authors(falls_at: float) -> str:
    if math.isnan(falls_at):
        return ""
    return f"; {_ANY_AUTHOR if falls_at < _ANY_LIKENESS else _AUTHORS.format(_number(falls_at))}"


def judge(case: Case) -> tuple[str, str]:  # noqa: PLR0911  # one exit for each rule, in the order they apply
    """Return tier and reason of one comparison."""
    if case.articles_first == 0 or case.articles_second == 0:
        return NOT_TESTABLE, "no article has it on one side: nothing to compare"
    if min(case.articles_first, case.articles_second) == 1:
        return DESCRIPTIVE, "one article an outlet: description only"
    if min(case.units_first, case.units_second) <= 1:
        return DESCRIPTIVE, "its articles are by one author, or copies of one text: description only"
    bound = least_possible_p(case.units_first, case.units_second)
    if bound > LEVEL:
        sides = f"{_articles(case.units_first)} against {case.units_second}"
        return NOT_TESTABLE, f"{sides}: no data could give a p below {_number(bound)}"
    if math.isnan(case.p):
        return DESCRIPTIVE, "the same in every article: nothing to tell apart"
    if case.least_p > LEVEL:
        reason = f"too few articles show it: dealt to outlets in any way they give no p below {_number(case.least_p)}"
        return NOT_TESTABLE, reason
    count = "1 comparison" if case.n_tested == 1 else f"{case.n_tested} comparisons"
    if case.p_adjusted <= LEVEL and case.declared:
        corrected = f"{say_p(case.p_adjusted)} after {_CORRECTIONS[case.correction]}"
        return SUPPORTED, f"{say_p(case.p)}, {corrected}; {count} tested{_of_authors(case.falls_at)}"
    if case.p <= LEVEL:
        why = "no declared comparison, so exploring; " if not case.declared else ""
        expected = LEVEL * case.n_tested
        chance = (
            f"of {count} tested about {round(expected)} would do so by chance"
            if expected >= 1
            else f"{count} tested; of 100 without a difference 5 do so by chance"
        )
        return SUGGESTIVE, f"{why}{say_p(case.p)} before correction; {chance}"
    return DESCRIPTIVE, f"shuffled outlets differ as much in {round(100 * case.p)} of 100 draws"
