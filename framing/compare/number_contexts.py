"""What each number of an article is about: what it counts, the moment it speaks of, the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from framing.annotate.annotate import Annotation
from framing.annotate.numbers import AGE, DATE, PERCENT, NumberClaim
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import Token, tokens
from framing.lexicons import load
from framing.text.span import Span

Moment = Literal["now", "planned", "earlier"]
_Role = Literal["stock", "change", "other"]
_WINDOW = 16  # words on each side that say what a number is about


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
    """What the grouping knows of a claim."""

    claim: Claim
    kind: str
    general: bool
    role: _Role
    near: frozenset[str]
    published: date | None


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
    return stem(unit), unit.rstrip("s") in load("quantities")["measures"]["forms"] and unit.rstrip("s") in {
        "year", "month", "week", "day", "hour", "minute", "second", "decade", "point", "page",
    }  # fmt: skip


def with_units(annotation: Annotation) -> list[NumberClaim]:
    """The article's claims, bare numbers with the unit of the number before in the same or the last sentence."""
    out: list[NumberClaim] = []
    text = annotation.article.text
    for number in annotation.numbers:
        last = next((n for n in reversed(out) if n.unit not in {DATE, AGE, PERCENT}), None)
        near = last is not None and number.span.start - last.span.end < 120  # noqa: PLR2004 a short sentence
        score = text[: number.span.start].rstrip().endswith(" to")  # "71 votes to 9"
        like = last is not None and 0.1 <= number.value / max(last.value, 1) <= 10  # noqa: PLR2004 a power of ten
        if not number.unit and last is not None and last.unit and near and like and not score:
            out.append(replace(number, unit=last.unit))
        else:
            out.append(number)
    return out


def _moment(before: Sequence[Token], *, bare: bool) -> Moment:
    forms = [t.form for t in before[-_WINDOW:]]
    if forms[-1:] == ["from"] and (bare or "to" in forms):
        return "earlier"
    if {"would", "will", "plan", "plans", "planned", "expected", "aims"} & set(forms):
        return "planned"
    return "earlier" if {"previously", "formerly"} & set(forms) else "now"


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
    near = {
        stem(t.form)
        for t in [*before[-_WINDOW:], *after[:_WINDOW]]
        if t.form not in function_words() and not t.form[0].isdigit()
    }
    kind, general = _class_of(number.unit)
    said = next((t.form for t in after[:3] if t.form.endswith("ed") and len(t.form) > 4), "")  # noqa: PLR2004 not "red"
    claim = Claim(annotation.article.id, number, sentence, _moment(before, bare=not number.unit), number.unit, said)
    return NumberContext(claim, kind, general, _role(before, after), frozenset(near), annotation.article.published)
