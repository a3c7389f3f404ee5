"""Quantities in an article, normalised so that two articles' figures can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from framing.annotate.numerals import FIGURE, read_figure
from framing.lexicons import load
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.problem import Problem
from framing.text.span import Span

if TYPE_CHECKING:
    from framing.text.parser import Parse

Hedge = Literal["exact", "about", "at least", "at most"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)

DATE = "date"
PERCENT = "%"
AGE = "years old"

# What a number counts ends before these, see the lexicon.
_LISTS = load("quantities")
_STOPS = frozenset(_LISTS["unit_stops"]["forms"])
_PLURALS = frozenset(_LISTS["plurals"]["forms"])
_NOT_PLURAL = re.compile(r"(?:ss|us|is|as|os|’s|'s)$")
_LONGEST_UNIT = 5  # words
# With these behind it a figure like 2000 is an amount, not a year.
_UNITS_OF_YEARS = frozenset({"%", "USD", "GBP", "EUR", "crown"})


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A quantity as the text gives it: "around 3,000 troops" is 3000, about, "troops".

    ``span`` covers number and unit words together ("around 3,000 troops"); ``value`` and
    ``high`` are equal unless the text gives a range; ``unit`` is what is counted, or the
    currency or "%" or "date" or "years old". A date's value is year, month and day as one
    number (20200930), with zeros for what the text leaves out.
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
    return re.compile(
        rf"(?<![\w.,:/#-])(?:(?P<hedge>{hedges})\s+)?(?P<between>between\s+)?(?P<sign>{signs})?(?P<a>{FIGURE})"
        rf"(?:(?:\s*[-–—]\s*|\s+to\s+|\s+and\s+(?<=\S))(?P<sign2>{signs})?(?P<b>{FIGURE}))?"
        r"(?P<percent>\s?%|\s+per\s?cent\b|\s+percent\b)?(?!\w|[.,:]\d)",
        re.IGNORECASE,
    )


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted(load("quantities")["months"]["forms"], key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{months})\b(?:\.?,?\s+(?P<y1>[12]\d{{3}})\b)?"
        rf"|(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–]?\s?[ap]\.?m)(?:,?\s+(?P<y2>[12]\d{{3}})\b)?"
        rf"|(?P<m3>{months})\b\.?,?\s+(?P<y3>[12]\d{{3}})\b|(?P<iso>[12]\d{{3}}-[01]\d-[0-3]\d)\b"
        r"|(?<=\bin )(?P<y4>[12]\d{3})\b|(?<=\bsince )(?P<y5>[12]\d{3})\b"
        r"|(?<=\bby )(?P<y6>20\d{2})\b|(?<=\bof )(?P<y7>20\d{2})\b)",
        re.IGNORECASE,
    )


# Clock times, ordinals and what belongs to a name are no quantities.
_TIME = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|\s?past\b|\s?in the (?:morning|afternoon|evening)\b)", re.IGNORECASE)
_AFTER_TIME = re.compile(r"\b(?:past|at|by|until|till)\s$", re.IGNORECASE)
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


def _unit_by_rule(text: str, start: int, end: int) -> tuple[int, str]:
    """End and noun of what is counted after ``start``: the first plural of the words up to a stop."""
    at, found = start, (start, "")
    for _ in range(_LONGEST_UNIT):
        m = re.compile(r"[ \t\u00a0\n]+((?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*)").match(text, at, end)
        if m is None:
            break
        word = m[1].lower()
        if word in _STOPS:
            break
        at = m.end()
        plural = _is_plural(word)
        if found[1] and _is_plural(found[1]) and not plural:
            return found
        if plural or not found[1]:
            # A second plural is the head of a compound: "three police launches".
            found = (at, word)
    if (
        found[1]
        and not _is_plural(found[1])
        and (found[1].endswith(("ed", "ing", "ly")) or not _only_word(text, *found, end))
    ):
        return start, ""
    return found


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not _NOT_PLURAL.search(word))  # noqa: PLR2004


def _only_word(text: str, at: int, word: str, end: int) -> bool:
    """The one word after the number is its unit if a stop or a mark follows ("28 per cent", "a dozen crew")."""
    m = re.compile(r"\s+([^\W\d_]+)").match(text, at, end)
    return bool(word) and (m is None or m[1].lower() in _STOPS)


def _unit_by_parse(parse: Parse | None, span: Span, end: int) -> tuple[int, str] | None:
    """End and noun of the word that the number modifies, if the parser says so and it stands close behind."""
    for chunk in parse or ():
        tokens = chunk.doc.char_span(span.start - chunk.offset, span.end - chunk.offset, alignment_mode="expand")
        if span.start < chunk.offset or tokens is None or not len(tokens):
            continue
        for token in tokens:
            head = token.head
            close = tokens.end <= head.i < tokens.end + _LONGEST_UNIT
            if token.dep_ == "nummod" and close and head.tag_ in {"NNS", "NNPS", "NN"}:
                stop = chunk.offset + head.idx + len(head.text)
                between = chunk.doc[tokens.end : head.i]
                if stop <= end and not any(t.is_punct and t.text not in "-–" for t in between):
                    return stop, str(head.text).lower()
    return None


def _is_name_part(text: str, start: int, end: int) -> bool:
    """Whether a number belongs to a name: "K1", "COVID-19", "Channel 4", "H.R. 1", "No. 10"."""
    before = text[max(0, start - 14) : start]
    glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-‐‑/")
    titled = re.search(
        r"(?:\bNo\.?|\bR\.|\bArticle|\bSection|\bChapter|\bPart|\bRoute|\bFlight|\bchannel|\bChannel)\s$", before
    )
    return glued or bool(titled) or (end < len(text) and text[end].isalpha())


def find_numbers(
    article: Article, *, layout: Layout | None = None, parse: Parse | None = None
) -> tuple[tuple[NumberClaim, ...], tuple[Problem, ...]]:
    """Return the quantities of ``article`` in order, and those that could not be read.

    Counts, money, percentages, ages and dates; in digits and in words; with what makes them
    vague ("around", "at least") and with what is counted. Clock times, ordinals, numbers in
    names and the pronoun "one" are no quantities.

    Args:
        article: Any text; one without numbers gives two empty tuples.
        layout: Of the article; made here if not given.
        parse: Of the article; finds what is counted more surely than the rules do.

    A range that ends below its start and figures such as "several dozen" are problems of
    the kind ``number-unread``.
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
        for m in _quantity().finditer(article.text, sentence.start, sentence.end):
            if any(t.overlaps(Span(m.start("a"), m.end("a"))) for t in taken):
                continue
            claim = _claim(article.text, m, sentence, parse)
            if isinstance(claim, Problem):
                problems.append(claim)
            elif claim is not None:
                found.append(claim)
    return tuple(sorted(found, key=lambda c: (c.span, c.unit))), tuple(problems)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _claim(text: str, m: re.Match[str], sentence: Span, parse: Parse | None) -> NumberClaim | Problem | None:
    start, end = m.start("a"), m.end("b") if m["b"] else m.end("a")
    if _is_name_part(text, m.start("sign") if m["sign"] else start, end) or _TIME.match(text, end):
        return None
    value = read_figure(m["a"])
    if value is None:
        return Problem(Span(start, end), "number-unread", "no figure stands behind it")
    high = read_figure(m["b"]) if m["b"] else value
    if high is None or high < value:
        end, high = m.end("a"), value  # "71 to 9" is a score, "3,000 … and two" are two numbers
    hedge = _hedges().get(re.sub(r"\s+", " ", (m["hedge"] or "").lower()), "exact")
    first = m.start("hedge") if m["hedge"] else m.start("sign") if m["sign"] else start
    stop, unit = _unit(text, m, end, sentence, parse)
    if _is_year(m["a"]) and not m["hedge"] and not m["b"] and not _is_plural(unit) and unit not in _UNITS_OF_YEARS:
        return NumberClaim(Span(start, m.end("a")), 10000 * value, 10000 * value, "exact", DATE)
    word = m["a"].lower()
    if word == "one" and (not unit or not _is_measure(unit)):
        return None
    if not unit and not m["hedge"] and value <= _LATEST_HOUR and _AFTER_TIME.search(text, max(0, start - 8), start):
        return None
    if (
        not unit
        and value < _OLDEST
        and text[end : end + 1] in ",."
        and _AGE_ASIDE.search(text, max(0, start - 3), start)
    ):
        unit = AGE
    return NumberClaim(Span(first, stop), value, high, hedge, unit)


def _is_year(written: str) -> bool:
    """Whether a figure reads as a year ("the 2016 election"): four digits of the last or this century, no comma."""
    return re.fullmatch(r"(?:19|20)\d\d", written) is not None


def _is_measure(unit: str) -> bool:
    return unit.rstrip("s") in load("quantities")["measures"]["forms"]


def _unit(text: str, m: re.Match[str], end: int, sentence: Span, parse: Parse | None) -> tuple[int, str]:
    """Where number and unit end, and the unit."""
    currencies = load("quantities")["currencies"]
    if m["percent"]:
        return m.end("percent"), PERCENT
    if m["sign"]:
        return end, currencies["signs"].get(m["sign"].upper(), m["sign"])
    old = _OLD.match(text, end, sentence.end)
    if old:
        return old.end(), AGE
    compound = _COMPOUND.match(text, end, sentence.end)
    if compound:
        return compound.end(), compound[1].lower()
    of = _OF_THE.match(text, end, sentence.end)
    by_parse = None if of else _unit_by_parse(parse, Span(m.start("a"), end), sentence.end)
    stop, unit = by_parse or _unit_by_rule(text, of.end() if of else end, sentence.end)
    if not unit:
        stop = end
    return stop, currencies["words"].get(unit, unit)
