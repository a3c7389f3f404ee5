"""Quantities in an article, normalised so that two articles' figures can be compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from framing.annotate.counted_units import (
    abbreviations,
    glued_unit,
    is_measure,
    is_metre,
    is_plural,
    unit_by_parse,
    unit_by_rule,
    unit_of_nation,
    unit_that_changes,
)
from framing.annotate.numerals import FIGURE, read_figure
from framing.annotate.vague_numbers import VagueQuantity, find_vague
from framing.lexicons import load
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.problem import Problem
from framing.text.span import Span, merge

if TYPE_CHECKING:
    from framing.text.parser import Parse

Hedge = Literal["exact", "about", "at least", "at most", "vague"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)

DATE = "date"
PERCENT = "%"
AGE = "years old"
RATIO = "ratio"
METRES = "metres"

# With these behind it a figure like 2000 is an amount, not a year.
_UNITS_OF_YEARS = frozenset({"%", "USD", "GBP", "EUR", "crown"})


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A quantity as the text gives it: "around 3,000 troops" is 3000, about, "troops".

    ``span`` covers number and unit words together ("around 3,000 troops"); ``value`` and
    ``high`` are equal unless the text gives a range; ``unit`` is what is counted, or the
    currency or "%" or "date" or "years old". A date's value is year, month and day as one
    number (20200930), with zeros for what the text leaves out. "Dozens" is a range from the
    least to the most that the word may mean, hedge "vague"; "two-thirds" is 0.667 with the
    unit "ratio".
    """

    span: Span
    value: float
    high: float
    hedge: Hedge
    unit: str


@cache
def _hedges() -> dict[str, Hedge]:
    lists = load("quantities")["hedges"]
    out: dict[str, Hedge] = {}
    for key, hedge in (("about", "about"), ("at_least", "at least"), ("at_most", "at most")):
        out |= dict.fromkeys(lists[key], hedge)
    return out


@cache
def _quantity() -> re.Pattern[str]:
    hedges = "|".join(sorted((h.replace(" ", r"\s+") for h in _hedges()), key=len, reverse=True))
    signs = "|".join(sorted(map(re.escape, load("quantities")["currencies"]["signs"]), key=len, reverse=True))
    glued = "|".join(sorted(map(re.escape, abbreviations()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,:/#-])(?:(?P<hedge>{hedges})\s+)?(?P<between>between\s+)?(?P<sign>{signs})?(?P<a>{FIGURE})"
        rf"(?:(?(between)\s+and\s+|(?:\s*[-–—]\s*|\s+to\s+))(?P<sign2>{signs})?(?P<b>{FIGURE}))?"
        rf"(?P<percent>\s?%|\s+per\s?cent\b|\s+percent\b)?(?:(?=(?:{glued})(?!\w))|(?!\w|[.,:/]\d))",
        re.IGNORECASE,
    )


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted(load("quantities")["months"]["forms"], key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{months})\b(?!\.?\s\d\d?\b)(?:\.?,?\s+(?P<y1>[12]\d{{3}})\b)?"
        rf"|(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–]?\s?[ap]\.?m)(?:,?\s+(?P<y2>[12]\d{{3}})\b)?"
        rf"|(?P<m3>{months})\b\.?,?\s+(?P<y3>[12]\d{{3}})\b|(?P<iso>[12]\d{{3}}-[01]\d-[0-3]\d)\b"
        r"|(?<=\bin )(?P<y4>[12]\d{3})\b|(?<=\bsince )(?P<y5>[12]\d{3})\b"
        r"|(?<=\bby )(?P<y6>20\d{2})\b|(?<=\bof )(?P<y7>20\d{2})\b)",
        re.IGNORECASE,
    )


# Clock times, ordinals and what belongs to a name are no quantities.
_TIME = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|\s?past\b|\s?in the (?:morning|afternoon|evening)\b)", re.IGNORECASE)
_AFTER_TIME = re.compile(r"\b(?:past|at|by|until|till)\s$", re.IGNORECASE)
_OF = re.compile(r"\s+of(?:\s+(?:the|his|her|its|their|our))?(?=\s)", re.IGNORECASE)
_METRE = re.compile(r"[\d,]*\d(?:\.\d+)?m")
_MILLION = 1_000_000
_SCALE = re.compile(r"(?<=\d)[\s-]?[a-z]+$", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|his|her|its|their|our|those|these)(?=\s)", re.IGNORECASE)
_AGE_ASIDE = re.compile(r"[^\W\d_],\s$")
_OLDEST, _LATEST_HOUR = 110, 24
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b(?!\s*(?:%|per|million|billion|m\b|bn))")
_OLD = re.compile(r"[-\s]years?[-\s]old\b|\s+years?\s+of\s+age\b", re.IGNORECASE)
_COMPOUND = re.compile(r"[-‐‑]([^\W\d_]+)")


def _date_value(m: re.Match[str]) -> float:
    if m["iso"]:
        return float(m["iso"].replace("-", ""))
    month = next((m[g] for g in ("m1", "m2", "m3") if m[g]), None)
    day = next((int(m[g]) for g in ("d1", "d2") if m[g]), 0)
    year = next((int(m[g]) for g in ("y1", "y2", "y3", "y4", "y5", "y6", "y7") if m[g]), 0)
    return 10000.0 * year + (100 * load("quantities")["months"]["forms"][month.lower()] if month else 0) + day


def _find_dates(text: str, within: Span) -> Iterator[NumberClaim]:
    for m in _dates().finditer(text, within.start, within.end):
        month = m["m1"] or m["m2"] or m["m3"]
        # "may 5" and "march 20" in lower case are verbs; a month has a capital.
        if month is not None and not month[0].isupper():
            continue
        value = _date_value(m)
        yield NumberClaim(Span(*m.span()), value, value, "exact", DATE)


def _is_name_part(text: str, start: int, end: int) -> bool:
    """Whether a number belongs to a name: "K1", "COVID-19", "Channel 4", "H.R. 1", "No. 10"."""
    before = text[max(0, start - 14) : start]
    glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-‐‑/")
    titled = re.search(
        r"(?:\bNo\.?|\bR\.|\bArticle|\bSection|\bChapter|\bPart|\bRoute|\bFlight|\bchannel|\bChannel)\s$", before
    )
    joined = end < len(text) and text[end].isalpha() and glued_unit(text, end, len(text)) is None
    return glued or bool(titled) or joined


_NAME_BEFORE = re.compile(r"\b([A-Z][\w.’'&-]*)[ \u00a0]$")


def _follows_name(text: str, start: int, sentence: Span) -> bool:
    """Whether a bare figure is the last word of a name: "Boeing 737", "Article 370", "Sky News 24"."""
    m = _NAME_BEFORE.search(text, max(sentence.start, start - 30), start)
    return m is not None and m[1].lower() not in _opening_words()


@cache
def _opening_words() -> frozenset[str]:
    """Words that have a capital at the start of a sentence and name nothing."""
    lists = load("quantities")
    return frozenset([*lists["unit_stops"]["forms"], *lists["months"]["forms"], *_hedges()])


def find_numbers(
    article: Article, *, layout: Layout | None = None, parse: Parse | None = None
) -> tuple[tuple[NumberClaim, ...], tuple[Problem, ...]]:
    r"""Return the quantities of ``article`` in order, and those that could not be read.

    Counts, money, percentages, ages and dates; in digits and in words; with what makes them
    vague ("around", "at least") and with what is counted. Clock times, ordinals, numbers in
    names and the pronoun "one" are no quantities.

    Args:
        article: Any text; one without numbers gives two empty tuples.
        layout: Of the article; made here if not given.
        parse: Of the article; finds what is counted more surely than the rules do.

    A number word behind which no figure and no range stands is a problem of the kind
    ``number-unread``.

    >>> article = Article(id="quay-1", text="About 300 dockers came, at least 40 of them by boat.\n")
    >>> numbers, problems = find_numbers(article)
    >>> [(n.span.of(article.text), n.value, n.hedge) for n in numbers]
    [('About 300 dockers', 300.0, 'about'), ('at least 40', 40.0, 'at least')]
    """
    layout = layout or lay_out(article)
    found: list[NumberClaim] = []
    problems: list[Problem] = []
    for sentence in layout.sentences:
        taken: list[Span] = []
        # Dates and times of day have a digit; most sentences have none.
        if _DIGIT.search(article.text, *_ends(sentence)):
            dates = list(_find_dates(article.text, sentence))
            taken = [d.span for d in dates] + [Span(*m.span()) for m in _CLOCK.finditer(article.text, *_ends(sentence))]
            found += dates
        for vague in find_vague(article.text, sentence):
            taken.append(vague.span)
            found.append(_vague_claim(article.text, vague, sentence))
        apart = merge(taken)
        starts = [t.start for t in apart]
        for m in _quantity().finditer(article.text, sentence.start, sentence.end):
            k = bisect_left(starts, m.end("a"))
            if k and apart[k - 1].overlaps(Span(m.start("a"), m.end("a"))):
                continue
            claim = _claim(article.text, m, sentence, parse)
            if isinstance(claim, Problem):
                problems.append(claim)
            elif claim is not None:
                found.append(claim)
    return tuple(sorted(found, key=lambda c: (c.span, c.unit))), tuple(problems)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _vague_claim(text: str, found: VagueQuantity, sentence: Span) -> NumberClaim:
    """A quantity without a figure, with what is counted: "dozens of protesters"."""
    if found.kind == "ratio":
        return NumberClaim(found.span, found.low, found.high, "exact", RATIO)
    of = _OF.match(text, found.span.end, sentence.end)
    stop, unit = unit_by_rule(text, of.end() if of else found.span.end, sentence.end)
    hedge: Hedge = "vague" if found.kind == "range" else "exact"
    return NumberClaim(Span(found.span.start, stop if unit else found.span.end), found.low, found.high, hedge, unit)


def _claim(text: str, m: re.Match[str], sentence: Span, parse: Parse | None) -> NumberClaim | Problem | None:
    start, end = m.start("a"), m.end("b") if m["b"] else m.end("a")
    value, high = _range(m["a"], m["b"])
    if _is_name_part(text, m.start("sign") if m["sign"] else start, end) or _TIME.match(text, end):
        return None
    if value is None:
        return Problem(Span(start, end), "number-unread", "no figure stands behind it")
    if high is None or high < value:
        end, high = m.end("a"), value  # "71 to 9" is a score, "3,000 … and two" are two numbers
    hedge = _hedges().get(re.sub(r"\s+", " ", (m["hedge"] or "").lower()), "exact")
    first = m.start("hedge") if m["hedge"] else m.start("sign") if m["sign"] else start
    if not m["sign"] and _METRE.fullmatch(m["b"] or m["a"]) and is_metre(text, start, end, sentence.end):
        return NumberClaim(Span(first, end), value / _MILLION, high / _MILLION, hedge, METRES)
    stop, unit = _unit(text, m, end, sentence, parse)
    if _is_year(m["a"]) and not m["hedge"] and not m["b"] and not is_plural(unit) and unit not in _UNITS_OF_YEARS:
        return NumberClaim(Span(start, m.end("a")), 10000 * value, 10000 * value, "exact", DATE)
    pronoun = m["a"].lower() == "one" and not is_measure(unit)
    if pronoun or (not unit and not m["hedge"] and _names_or_tells_time(text, m, value, sentence)):
        return None
    aside = text[end : end + 1] in {",", "."} and _AGE_ASIDE.search(text, max(0, start - 3), start)
    if not unit and value < _OLDEST and aside:
        unit = AGE
    return NumberClaim(Span(first, stop), value, high, hedge, unit)


def _names_or_tells_time(text: str, m: re.Match[str], value: float, sentence: Span) -> bool:
    """Whether a figure that counts nothing ends a name or gives the hour ("Boeing 737", "until 5")."""
    start = m.start("a")
    named = m["a"][0].isdigit() and _follows_name(text, start, sentence)
    return named or (value <= _LATEST_HOUR and _AFTER_TIME.search(text, max(0, start - 8), start) is not None)


def _range(a: str, b: str | None) -> tuple[float | None, float | None]:
    """What both ends of a range are worth: a scale behind the second counts for the first ("3 to 4 million")."""
    value = read_figure(a)
    if b is None or value is None:
        return value, value
    high = read_figure(b)
    scale = _SCALE.search(b)
    if scale and high and a[-1:].isdigit():
        bare = read_figure(b[: scale.start()])
        if bare and value <= bare:
            value *= high / bare
    return value, high


def _is_year(written: str) -> bool:
    """Whether a figure reads as a year ("the 2016 election"): four digits of the last or this century, no comma."""
    return re.fullmatch(r"(?:19|20)\d\d", written) is not None


def _unit(text: str, m: re.Match[str], end: int, sentence: Span, parse: Parse | None) -> tuple[int, str]:
    """Where number and unit end, and the unit."""
    currencies = load("quantities")["currencies"]
    if m["percent"]:
        return m.end("percent"), PERCENT
    if m["sign"]:
        return end, currencies["signs"].get(m["sign"].upper(), m["sign"])
    glued = glued_unit(text, end, sentence.end)
    if glued:
        return glued
    old = _OLD.match(text, end, sentence.end)
    if old:
        return old.end(), AGE
    compound = _COMPOUND.match(text, end, sentence.end)
    if compound:
        return compound.end(), compound[1].lower()
    of = _OF_THE.match(text, end, sentence.end)
    by_parse = None if of else unit_by_parse(parse, Span(m.start("a"), end), sentence.end)
    stop, unit = by_parse or unit_by_rule(text, of.end() if of else end, sentence.end)
    if not is_plural(unit) and not is_measure(unit):
        stop, unit = unit_of_nation(text, end, sentence.end) or (stop, unit)
    if not unit:
        stop, unit = end, unit_that_changes(parse, Span(m.start("a"), end))
    return stop, currencies["words"].get(unit, unit)
