"""What each number of an article is about: what it counts, the moment it speaks of, the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from framing.annotate.annotate import Annotation
from framing.annotate.counted_units import is_measure
from framing.annotate.numbers import AGE, DATE, PERCENT, NumberClaim
from framing.compare.inflection import function_words, stem
from framing.compare.number_scope import YEAR, country, measure, scope, thing, whose
from framing.compare.tokens import Token, tokens
from framing.lexicons import load
from framing.text.span import Span

Moment = Literal["now", "planned", "earlier"]
_Role = Literal["stock", "change", "other"]
_WINDOW = 16  # words on each side that say what a number is about
_CLOSE = 6  # words on each side that say what was done to what is counted
_BY = 2  # words behind a figure that may say that somebody expected it
_LONE_LETTER = re.compile(r"\d\s?[mkgt]\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in its article: the sentence it stands in, and the moment it speaks of.

    ``moment`` is ``planned`` for what is to be, ``earlier`` for what was before a change,
    else ``now``, the time of the article. ``unit`` is what is counted, taken over from the
    number before where the text leaves it out ("14 hectares. The university says 40"). ``said`` is the
    past participle or past tense right behind ("arrested"), empty if there is none.
    """

    article_id: str
    number: NumberClaim
    sentence: Span
    moment: Moment
    unit: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class NumberContext:
    """What the grouping knows of a claim.

    ``kind`` is the class of what is counted, or what became of the people counted
    ("dead", "injured") where that is said; ``near`` the stems of the words around (of the whole
    sentence for a time that something takes), ``close`` of those next to it. ``part`` marks a
    number of some among others ("12 of them", "another 12", "12 a month"), which is no answer
    to how many there were in all.
    ``direction`` is 1 for a gain, -1 for a loss. ``times`` are months and years beside it,
    ``places`` names that a preposition of place leads in, ``whose`` the country or body named
    between figure and noun. ``thing`` is the name of what a sum is the sum of, ``measure``
    what the bill or plan behind it is about ("the $2 billion harbour bill": "harbour").
    ``lone_letter`` marks a figure whose scale is one letter, ``lasting`` a time that
    something takes ("for two months"), ``expected`` one that a word of forecasting stands beside.
    """

    claim: Claim
    kind: str
    general: bool
    role: _Role
    near: frozenset[str]
    published: date | None
    close: frozenset[str] = frozenset()
    outcome: str = ""
    part: bool = False
    direction: int = 0
    times: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    thing: str = ""
    measure: str = ""
    lone_letter: bool = False
    lasting: bool = False
    expected: bool = False


@cache
def _counted() -> dict[str, tuple[str, bool]]:
    """Class of each unit noun, and whether the class is too general to compare by itself."""
    out: dict[str, tuple[str, bool]] = {}
    for group in load("quantities")["same_counted"]:
        for form in group["forms"]:
            out.setdefault(form, (group["forms"][0], bool(group.get("general"))))
    return out


@cache
def change_stems() -> frozenset[str]:
    """Stems of verbs by which a quantity comes or goes."""
    return frozenset(stem(word) for word in load("quantities")["change_verbs"]["stems_of"])


def has_own_class(unit: str) -> bool:
    """Tell whether ``unit`` is a noun that the lexicon of quantities lists."""
    return unit in _counted()


def _class_of(unit: str) -> tuple[str, bool]:
    if unit in _counted():
        return _counted()[unit]
    if country(unit) != unit:
        return country(unit), False  # "82 Iranians", "78 were Iranian"
    return stem(unit), unit.rstrip("s") in load("quantities")["measures"]["forms"] and unit.rstrip("s") in {
        "year", "month", "week", "day", "hour", "minute", "second", "decade", "point", "page",
    }  # fmt: skip


def with_units(annotation: Annotation) -> list[NumberClaim]:
    """The article's claims, bare numbers with the unit of the number before in the same or the last sentence."""
    out: list[NumberClaim] = []
    text = annotation.article.text
    for number in annotation.numbers:
        last = next((n for n in reversed(out) if n.unit not in {DATE, AGE, PERCENT}), None)
        if not number.unit and _is_toll(text, number):
            out.append(replace(number, unit=_DEATHS))
            continue
        near = last is not None and number.span.start - last.span.end < 120  # noqa: PLR2004 a short sentence
        score = text[: number.span.start].rstrip().endswith(" to")  # "71 votes to 9"
        like = last is not None and 0.1 <= number.value / max(last.value, 1) <= 10  # noqa: PLR2004 a power of ten
        if not number.unit and last is not None and last.unit and near and like and not score:
            out.append(replace(number, unit=last.unit))
        else:
            out.append(number)
    return out


def _is_toll(text: str, number: NumberClaim) -> bool:
    """Whether a bare figure says how many died in all: "the death toll rose to 1,941", not "a toll of 63 for Orlen"."""
    return _is_behind_toll(text, number) and _FOR_SOME.match(text, number.span.end) is None


def _is_toll_of_some(text: str, number: NumberClaim) -> bool:
    return _is_behind_toll(text, number) and _FOR_SOME.match(text, number.span.end) is not None


def _is_behind_toll(text: str, number: NumberClaim) -> bool:
    return _TOLL.search(text[max(0, number.span.start - _TOLL_WITHIN) : number.span.start]) is not None


_DEATHS = "deaths"
_TOLL_WITHIN = 120  # characters
_TOLL = re.compile(
    r"\b(?:death\s+toll|number\s+of\s+(?:the\s+)?dead)\b[^.;:]*\b(?:to|of|at|is|was|now|reached|surpassed|passed|topped)\s+$"
)
_FOR_SOME = re.compile(r"\s+(?:for|in)\s+[A-Z]")


def _moment(before: Sequence[Token], after: Sequence[Token], *, bare: bool, published: date | None) -> Moment:
    words = load("quantities")["moments"]
    forms = [t.form for t in before[-_WINDOW:]]
    if forms[-1:] == ["from"] and (bare or {"to", "up", "down"} & set(forms)):
        return "earlier"
    if set(words["planned"]) & set(forms) or _is_expected(before, after):
        return "planned"
    around = [*forms[-_CLOSE:], *(t.form for t in after[:_CLOSE])]
    years = [int(f) for f in around if YEAR.fullmatch(f)]
    if published and years and max(years) < published.year:
        return "earlier"
    return "earlier" if set(words["earlier"]) & {*forms, *around} else "now"


def _is_expected(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a figure is said to be expected: "700,000 expected by forecasters", "forecasts of 700,000"."""
    words = load("quantities")["forecast"]
    behind = {t.form for t in after[:_BY]} & set(words["behind"])
    return bool(behind) or (len(before) > 1 and before[-1].form == "of" and before[-2].form in words["forms"])


def _role(before: Sequence[Token], after: Sequence[Token]) -> _Role:
    """Whether a quantity is there, comes or goes, or neither is said."""
    last = [t.form for t in before[-4:]]
    first = [t.form for t in after[:3]]
    near = {stem(f) for f in [*(t.form for t in before[-8:]), *first]}
    if last[-1:] in (["to"], ["from"]) and near & change_stems():
        return "stock"
    close = {stem(f) for f in [*(t.form for t in before[-5:]), *first]}
    if close & change_stems() and "there" not in last:
        return "change"
    present = frozenset(load("quantities")["present_words"]["forms"])
    existential = "there" in last or {"has", "have", "had"} & {t.form for t in before[-5:]}
    return "stock" if existential or (first[:1] and first[0] in present) else "other"


@cache
def _outcomes() -> dict[str, str]:
    return {form: o["name"] for o in load("quantities")["outcome"] for form in o["forms"]}


def _outcome(unit: str, before: Sequence[Token], after: Sequence[Token]) -> str:
    """What became of those who are counted: by the noun itself, the verb before, or the participle behind."""
    known = _outcomes()
    if unit in known:
        return known[unit]
    for t in after[:4]:
        if t.form in {"and", "but", "or", "while", "after", "when"} or t.form[0].isdigit():
            break
        if t.form in known:
            return known[t.form]
    return next((known[t.form] for t in reversed(before[-4:]) if t.form in known), "")


def _is_part(text: str, number: NumberClaim, before: Sequence[Token], after: Sequence[Token], *, outcome: str) -> bool:
    """Whether the number is one of some among others; eleven of the marchers held are all that were held."""
    words = load("quantities")["parts"]
    printed = f" {' '.join(number.span.of(text).lower().split())} "
    whole = bool(outcome) and number.unit not in _outcomes()
    some = " of the " in printed or " of them" in printed or printed.endswith(" others ")
    led = {t.form for t in before[-3:]} & set(words["before"]) or "including" in [t.form for t in before[-6:]]
    of = [t.form for t in after[:2]]
    if number.unit.isupper() and _is_laid_out([*before[-_WINDOW:], *after[:_WINDOW]], words["of_sums"]):
        return True
    # "$500,000 of airtime" is a sum, "$3 billion of that" a part of one.
    partitive = of[:1] == ["of"] and (not number.unit.isupper() or of[1:] == [] or of[1] in function_words())
    return bool((some and not whole) or led or partitive or set(of) & set(words["after"]) or of[:1] == ["a"])


def _is_laid_out(beside: Sequence[Token], of_sums: Sequence[str]) -> bool:
    """Whether words beside a sum say that it is what was laid out so far or first: "reserved", "so far"."""
    around = f" {' '.join(t.form for t in beside)} "
    return any(f" {form} " in around for form in of_sums)


def _direction(before: Sequence[Token], after: Sequence[Token]) -> int:
    ways = load("quantities")["directions"]
    up, down = ({stem(w) for w in ways[k]} for k in ("up", "down"))
    for t in [*reversed(before[-_CLOSE:]), *after[:3]]:
        if stem(t.form) in up:
            return 1
        if stem(t.form) in down:
            return -1
    return 0


def number_context(annotation: Annotation, number: NumberClaim) -> NumberContext | None:
    """Return what is known of ``number``; None outside sentences and for a figure that is denied."""
    text = annotation.article.text
    sentence = next((s for s in annotation.layout.sentences if s.covers(number.span)), None)
    if sentence is None:
        sentence = next((s for s in annotation.layout.sentences if s.overlaps(number.span)), None)
    if sentence is None:
        return None
    words = [t for t in tokens(text, within=sentence) if t.is_word]
    before = [t for t in words if t.span.end <= number.span.start]
    after = [t for t in words if t.span.start >= number.span.end]
    if before and before[-1].form == "not":
        return None  # "sixty days, not sixty-one": a figure denied is nobody's answer
    content = [t for t in words if t.form not in function_words() and not t.form[0].isdigit()]
    beside = {t.span for t in [*before[-_WINDOW:], *after[:_WINDOW]]}
    close = {t.span for t in [*before[-_CLOSE:], *after[:_CLOSE]]}
    close_forms = {t.form for t in [*before[-_CLOSE:], *after[:_CLOSE]]}
    outcome = _outcome(number.unit, before, after)
    kind, general = _class_of(number.unit)
    if outcome and (general or number.unit in _outcomes() or not number.unit):
        kind, general = outcome, False
    said = next((t.form for t in after[:3] if t.form.endswith("ed") and len(t.form) > 4), "")  # noqa: PLR2004 not "red"
    published = annotation.article.published
    lasts = (
        is_measure(number.unit)
        and general
        and bool({t.form for t in before[-2:]} & set(load("quantities")["lasting"]["before"]))
    )
    bare = number.unit not in number.span.of(text).lower()
    moment: Moment = "now" if lasts else _moment(before, after, bare=bare, published=published)
    times, places = scope(text, [t for t in words if t.span in beside])
    return NumberContext(
        Claim(annotation.article.id, number, sentence, moment, number.unit, said),
        kind,
        general,
        _role(before, after),
        near=frozenset(stem(t.form) for t in content if lasts or t.span in beside),
        published=published,
        close=frozenset(stem(t.form) for t in content if t.span in close),
        outcome=outcome,
        part=_is_part(text, number, before, after, outcome=outcome) or _is_toll_of_some(text, number),
        direction=_direction(before, after),
        times=times,
        places=places,
        whose=whose(text, number),
        thing=thing(text, number, sentence),
        measure=measure(text, number, sentence) if number.unit.isupper() else "",
        lone_letter=not number.unit.isupper() and _LONE_LETTER.search(number.span.of(text)) is not None,
        lasting=lasts,
        expected=moment == "planned" and not close_forms.isdisjoint(load("quantities")["forecast"]["forms"]),
    )
