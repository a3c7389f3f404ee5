"""Numbers that answer one question, and whether the answers agree.

Two figures answer one question when they stand in the same place of a shared sentence, when
both say how many of one specific thing there are ("there are currently 5,200 soldiers",
"3,000 troops based in three bases"), or when the words around them are the same. Only then
are they compared; figures for different moments are shown as such.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import Literal

from framing.annotate.annotate import Annotation
from framing.annotate.numbers import AGE, DATE, PERCENT, NumberClaim
from framing.annotate.quotations.cues import verb_forms
from framing.compare.changed_places import changes
from framing.compare.inflection import function_words, stem
from framing.compare.name_forms import Joined
from framing.compare.sentences import Family, Member
from framing.compare.tokens import Token, tokens
from framing.lexicons import load
from framing.text.span import Span

Verdict = Literal["agree", "disagree", "different moments"]
Moment = Literal["now", "planned", "earlier"]
_Role = Literal["stock", "change", "other"]

_WINDOW = 16  # words on each side that say what a number is about
_LIKE = 0.14  # share of the smaller context, weighted by rarity
_LIKE_MEASURED, _SHARED_MEASURED = 0.45, 3  # for money, shares and measures
_ABOUT = 0.1  # "around 40" is anything from 36 to 44
_DAYS = 1  # between articles whose figures for a moving thing may be compared
_MOST = 24  # members of a family that are compared each with each
_FACTOR = 4.0  # "2 boats" and "34 boats" answer no common question by their words alone


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
class NumberGroup:
    """Claims that answer one question, in the order of the articles; ``label`` says what is counted."""

    id: int
    label: str
    claims: tuple[Claim, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Context:
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
def _change_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in load("quantities")["change_verbs"]["stems_of"])


def _class_of(unit: str) -> tuple[str, bool]:
    if unit in _counted():
        return _counted()[unit]
    return stem(unit), unit.rstrip("s") in load("quantities")["measures"]["forms"] and unit.rstrip("s") in {
        "year", "month", "week", "day", "hour", "minute", "second", "decade", "point", "page",
    }  # fmt: skip


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


def _units(annotation: Annotation) -> list[NumberClaim]:
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
    if last[-1:] in (["to"], ["from"]) and near & _change_stems():
        return "stock"
    close = {stem(f) for f in [*(t.form for t in before[-5:]), *first]}
    if close & _change_stems() and "there" not in last:
        return "change"
    present = frozenset(load("quantities")["present_words"]["forms"])
    existential = "there" in last or {"has", "have", "had"} & {t.form for t in before[-5:]}
    return "stock" if existential or (first[:1] and first[0] in present) else "other"


def _context(annotation: Annotation, number: NumberClaim) -> _Context | None:
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
    return _Context(claim, kind, general, _role(before, after), frozenset(near), annotation.article.published)


def _aligned(
    x: Member, y: Member, by_article: dict[str, list[int]], found: Sequence[_Context], texts: dict[str, str]
) -> list[tuple[int, int]]:
    """Claims that stand in the same place of a shared sentence: the same number, or one that replaced it."""
    ta, tb = texts[x.article_id], texts[y.article_id]
    a = [t for t in tokens(ta, within=x.span) if t.is_word]
    b = [t for t in tokens(tb, within=y.span) if t.is_word]
    claims_a = [k for k in by_article[x.article_id] if x.span.covers(found[k].claim.number.span)]
    claims_b = [k for k in by_article[y.article_id] if y.span.covers(found[k].claim.number.span)]
    if not claims_a or not claims_b:
        return []
    out = []
    made = changes(ta, a, tb, b)
    for i in claims_a:
        for j in claims_b:
            sa, sb = found[i].claim.number.span, found[j].claim.number.span
            same = found[i].claim.number.value == found[j].claim.number.value
            alone = same and _only_such(claims_a, i, found) and _only_such(claims_b, j, found)
            if (
                alone
                or _same_place(a, b, sa, sb)
                or any(
                    not c.marks and _touches(a[c.a_start : c.a_end], sa) and _touches(b[c.b_start : c.b_end], sb)
                    for c in made
                )
            ):
                out.append((i, j))
                break
    return out


def _touches(words: Sequence[Token], span: Span) -> bool:
    return any((w.span.overlaps(span) and w.form[0].isdigit()) or w.span.start == span.start for w in words)


def _only_such(claims: Sequence[int], k: int, found: Sequence[_Context]) -> bool:
    value = found[k].claim.number.value
    return sum(1 for c in claims if found[c].claim.number.value == value) == 1


def _same_place(a: Sequence[Token], b: Sequence[Token], sa: Span, sb: Span) -> bool:
    """The same words of the number, and the same word before or after it."""
    wa, wb = [k for k, t in enumerate(a) if sa.covers(t.span)], [k for k, t in enumerate(b) if sb.covers(t.span)]
    if not wa or not wb:
        return False
    fa, fb = {a[k].form for k in wa}, {b[k].form for k in wb}

    def around(words: Sequence[Token], ks: Sequence[int]) -> tuple[str, str]:
        return (words[ks[0] - 1].form if ks[0] else "^", words[ks[-1] + 1].form if ks[-1] + 1 < len(words) else "$")

    return bool(fa & fb) and (fa <= fb or fb <= fa) and bool(set(around(a, wa)) & set(around(b, wb)))


def _likeness(x: _Context, y: _Context, rarity: dict[str, float]) -> float:
    shared = x.near & y.near
    smaller = min(sum(rarity[s] for s in x.near), sum(rarity[s] for s in y.near))
    if len(shared) < 2 or not smaller:  # noqa: PLR2004 one word in common is chance
        return 0.0
    return sum(rarity[s] for s in shared) / smaller


def _is_measured(c: _Context) -> bool:
    """Money, shares and measures: two of them in one event's reports are two questions more often than not."""
    unit = c.claim.unit
    return unit == PERCENT or unit.isupper() or unit in _currency_words() or unit.rstrip("s") in _measures()


def _one_question(x: _Context, y: _Context, rarity: dict[str, float]) -> bool:
    if x.claim.article_id == y.claim.article_id or x.kind != y.kind or not x.kind or x.claim.unit in {DATE, AGE}:
        return False
    low, high = sorted((x.claim.number.value, y.claim.number.value))
    if high > _FACTOR * max(low, 1e-9):
        return False
    days = abs((x.published - y.published).days) if x.published and y.published else 0
    shared, like = len(x.near & y.near), _likeness(x, y, rarity)
    if _is_measured(x):
        size = x.kind in _sizes() and shared > 0
        return size or (like >= _LIKE_MEASURED and shared >= _SHARED_MEASURED and x.role == y.role)
    named = x.claim.unit in _counted() and not x.general
    stock = x.role == y.role == "stock" and not x.general and (named or shared > 0)
    change = x.role == y.role == "change" and not x.general and bool(x.near & y.near & _change_stems())
    said = bool(x.claim.said) and x.claim.said == y.claim.said and days <= _DAYS
    words = x.role == y.role and days <= _DAYS and like >= _LIKE * (2.0 if x.general else 1.0)
    return stock or change or said or words


def _contradicts_itself(claims: Sequence[Claim]) -> bool:
    """One article with two figures for one moment: then they are two questions."""
    seen: dict[tuple[str, Moment], float] = {}
    return any(seen.setdefault((c.article_id, c.moment), c.number.value) != c.number.value for c in claims)


def _interval(n: NumberClaim) -> tuple[float, float]:
    if n.hedge == "at least":
        return n.value * (1 - _ABOUT / 2), math.inf
    if n.hedge == "at most":
        return -math.inf, n.high * (1 + _ABOUT / 2)
    slack = _ABOUT if n.hedge == "about" else 0.0
    return n.value * (1 - slack), n.high * (1 + slack)


def agree(x: NumberClaim, y: NumberClaim) -> bool:
    """Tell whether two figures can both be right: "around 40" and "40" can, "3,000" and "5,000" cannot.

    "around" is taken for a tenth more or less, "at least" and "at most" for half of that on
    their closed side.
    """
    (a, b), (c, d) = _interval(x), _interval(y)
    return max(a, c) <= min(b, d)


def _verdict(claims: Sequence[Claim], published: dict[str, date | None]) -> Verdict:
    """Figures of one moment are compared; if only figures of different moments differ, that is said instead."""
    differ = [(x, y) for x, y in combinations(claims, 2) if not agree(x.number, y.number)]
    if not differ:
        return "agree"

    def far(x: Claim, y: Claim) -> bool:
        a, b = published[x.article_id], published[y.article_id]
        return bool(a and b and abs((a - b).days) > 14)  # noqa: PLR2004 a fortnight

    return "disagree" if any(x.moment == y.moment and not far(x, y) for x, y in differ) else "different moments"


def group_numbers(annotations: Sequence[Annotation], families: Sequence[Family]) -> tuple[NumberGroup, ...]:
    """Return the numbers that answer one question in two articles or more, disagreements first.

    Args:
        annotations: The articles of one set.
        families: Their shared sentences; numbers in the same place of one are grouped first.

    Returns:
        Groups with claims of two articles or more, or with two different figures of one
        article. Dates and ages are grouped only in shared sentences. Nothing to group gives
        an empty tuple.
    """
    found = [c for a in annotations for n in _units(a) if (c := _context(a, n)) is not None]
    texts = {a.article.id: a.article.text for a in annotations}
    joined = Joined(len(found))
    in_family = _join_in_families(joined, found, families, texts)
    for k in range(1, len(found)):
        if _is_set_against(texts[found[k].claim.article_id], found[k - 1], found[k]):
            joined.join(k - 1, k)
    _join_by_words(joined, found, in_family)
    groups: defaultdict[int, list[Claim]] = defaultdict(list)
    for k, c in enumerate(found):
        groups[joined.find(k)].append(c.claim)
    published = {a.article.id: a.article.published for a in annotations}
    return _named([g for g in groups.values() if _worth_showing(g)], published)


def _join_in_families(
    joined: Joined, found: Sequence[_Context], families: Sequence[Family], texts: dict[str, str]
) -> set[int]:
    """Join the claims in the same place of a shared sentence; return those that were."""
    by_article: defaultdict[str, list[int]] = defaultdict(list)
    for k, c in enumerate(found):
        by_article[c.claim.article_id].append(k)
    out: set[int] = set()
    for family in families:
        for x, y in combinations(family.members[:_MOST], 2):
            for i, j in _aligned(x, y, by_article, found, texts):
                joined.join(i, j)
                out |= {i, j}
    return out


def _join_by_words(joined: Joined, found: Sequence[_Context], in_family: set[int]) -> None:
    """Join the claims of one unit whose words ask the same question."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for k in range(len(found)):
        held[joined.find(k)].append(k)
    rarity = _rarity(found)
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for k, c in enumerate(found):
        by_kind[c.kind].append(k)
    for members in by_kind.values():
        for i, j in combinations(members, 2):
            p, q = joined.find(i), joined.find(j)
            if p != q and _one_question(found[i], found[j], rarity) and _may_join(held[p], held[q], found, in_family):
                both = held[p] + held[q]
                joined.join(p, q)
                held[joined.find(p)] = both


def _may_join(p: Sequence[int], q: Sequence[int], found: Sequence[_Context], in_family: set[int]) -> bool:
    """Whether two groups can answer one question: no article has two places of shared copy, or two figures, in them."""
    places = [{found[k].claim.article_id for k in group if k in in_family} for group in (p, q)]
    if places[0] & places[1]:
        return False
    # What an article itself set against another's figure ("the university says 40") is no contradiction.
    apart = [_contradicts_itself([found[k].claim for k in group]) for group in (p, q)]
    return any(apart) or not _contradicts_itself([found[k].claim for k in [*p, *q]])


def _has_unit(text: str, c: _Context) -> bool:
    """Whether the claim's unit is printed with it, not taken over."""
    printed = c.claim.number.span.of(text).lower()
    return c.claim.unit in printed or c.claim.unit.isupper() or c.claim.unit in {"", DATE, AGE, PERCENT}


def _is_set_against(text: str, last: _Context, c: _Context) -> bool:
    """Whether somebody else's figure is set against the one before ("the university says 40", "from 5,200")."""
    taken_over = c.claim.unit and not _has_unit(text, c)
    if not taken_over or last.claim.article_id != c.claim.article_id or last.kind != c.kind:
        return False
    before = [t.form for t in tokens(text, within=Span(c.claim.sentence.start, c.claim.number.span.start))][-3:]
    verbs = {"counted", "counts", "found", "finds", "estimated", "estimates", "put", "puts"}
    return bool(before) and (before[-1] in verbs | {"from"} or before[-1] in verb_forms())


def _worth_showing(claims: Sequence[Claim]) -> bool:
    articles = {c.article_id for c in claims}
    return len(articles) > 1 or (len(claims) > 1 and len({c.number.value for c in claims}) > 1)


def _rarity(found: Sequence[_Context]) -> dict[str, float]:
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for c in found:
        for s in c.near:
            articles[s].add(c.claim.article_id)
    n = len({c.claim.article_id for c in found})
    return {s: math.log1p(n / len(ids)) for s, ids in articles.items()}


def _label(claims: Sequence[Claim]) -> str:
    """What most of the claims count."""
    units = Counter(c.unit for c in claims if c.unit)
    said, n = Counter(c.said for c in claims).most_common(1)[0]
    unit = units.most_common(1)[0][0] if units else "number"
    return f"{unit} {said}" if said and 2 * n > len(claims) else unit


def _named(groups: Sequence[Sequence[Claim]], published: dict[str, date | None]) -> tuple[NumberGroup, ...]:
    out = [(_label(claims), tuple(claims), _verdict(claims, published)) for claims in groups]
    order = {"disagree": 0, "different moments": 1, "agree": 2}
    out.sort(key=lambda g: (order[g[2]], -len(g[1])))
    return tuple(NumberGroup(k, label, claims, verdict) for k, (label, claims, verdict) in enumerate(out))
