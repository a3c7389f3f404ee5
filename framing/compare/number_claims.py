"""Numbers that answer one question, and whether the answers agree.

Two figures answer one question when they stand in the same place of a shared sentence, when
both say how many of one specific thing there are ("there are currently 5,200 soldiers",
"3,000 troops based in three bases"), when two other figures of their sentences agree, or when
the words around them are the same. Only then are they compared; figures for different moments
are shown as such, and figures that probably answer two questions are left for a reader to check.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.annotate.annotate import Annotation
from framing.annotate.numbers import AGE, DATE, PERCENT
from framing.annotate.quotations.cues import verb_forms
from framing.compare.changed_places import changes
from framing.compare.name_forms import Joined
from framing.compare.number_agreement import NUMBER_VERDICTS, NumberVerdict, same_figure, verdict_of
from framing.compare.number_anchors import anchored
from framing.compare.number_contexts import (
    Claim,
    Moment,
    NumberContext,
    number_context,
    with_units,
)
from framing.compare.number_questions import is_one_question, rarity_of
from framing.compare.sentences import Family, Member
from framing.compare.tokens import Token, tokens
from framing.text.span import Span

_MOST = 24  # members of a family that are compared each with each


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Claims that answer one question, in the order of the articles; ``label`` says what is counted."""

    id: int
    label: str
    claims: tuple[Claim, ...]
    verdict: NumberVerdict


def _aligned(
    x: Member, y: Member, by_article: dict[str, list[int]], found: Sequence[NumberContext], texts: dict[str, str]
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


def _only_such(claims: Sequence[int], k: int, found: Sequence[NumberContext]) -> bool:
    value = found[k].claim.number.value
    return sum(1 for c in claims if found[c].claim.number.value == value) == 1


def _same_place(a: Sequence[Token], b: Sequence[Token], sa: Span, sb: Span) -> bool:
    """The same words of the number and the same word before or after it, or some of its words and both neighbours."""
    wa, wb = [k for k, t in enumerate(a) if sa.covers(t.span)], [k for k, t in enumerate(b) if sb.covers(t.span)]
    if not wa or not wb:
        return False
    fa, fb = {a[k].form for k in wa}, {b[k].form for k in wb}

    def around(words: Sequence[Token], ks: Sequence[int]) -> tuple[str, str]:
        return (words[ks[0] - 1].form if ks[0] else "^", words[ks[-1] + 1].form if ks[-1] + 1 < len(words) else "$")

    left, right = (x == y for x, y in zip(around(a, wa), around(b, wb), strict=True))
    # "12 million crowns" and "12 billion crowns" between the same neighbours are one place too.
    return bool(fa & fb) and ((left and right) or ((fa <= fb or fb <= fa) and (left or right)))


def _contradicts_itself(claims: Sequence[Claim]) -> bool:
    """One article with two figures for one moment: then they are two questions."""
    seen: dict[tuple[str, Moment], float] = {}
    return any(seen.setdefault((c.article_id, c.moment), c.number.value) != c.number.value for c in claims)


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
    found = [c for a in annotations for n in with_units(a) if (c := number_context(a, n)) is not None]
    texts = {a.article.id: a.article.text for a in annotations}
    joined = Joined(len(found))
    placed_alike = _join_in_families(joined, found, families, texts)
    placed = {k for pair in placed_alike for k in pair}
    for i, j in anchored(found):
        if i not in placed and j not in placed:
            joined.join(i, j)
            placed_alike.add((i, j))
    for k in range(1, len(found)):
        if _is_set_against(texts[found[k].claim.article_id], found[k - 1], found[k]):
            joined.join(k - 1, k)
            placed_alike.add((k - 1, k))
    _join_by_words(joined, found, placed)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for k in range(len(found)):
        groups[joined.find(k)].append(k)
    made = [
        (_label(claims), tuple(claims), verdict_of([found[k] for k in ks], frozenset(_pairs_in(placed_alike, ks))))
        for ks in groups.values()
        if _worth_showing(claims := [found[k].claim for k in ks])
    ]
    made += [
        (_label([x.claim, y.claim]), (x.claim, y.claim), "same figure, other thing") for x, y in same_figure(found)
    ]
    order = {v: k for k, v in enumerate(NUMBER_VERDICTS)}
    made.sort(key=lambda g: (order[g[2]], -len(g[1])))
    return tuple(NumberGroup(k, label, claims, verdict) for k, (label, claims, verdict) in enumerate(made))


def _pairs_in(pairs: Iterable[tuple[int, int]], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The aligned pairs of a group, as positions in it."""
    at = {k: n for n, k in enumerate(members)}
    return ((at[i], at[j]) for i, j in pairs if i in at and j in at)


def _join_in_families(
    joined: Joined, found: Sequence[NumberContext], families: Sequence[Family], texts: dict[str, str]
) -> set[tuple[int, int]]:
    """Join the claims in the same place of a shared sentence; return the pairs that were."""
    by_article: defaultdict[str, list[int]] = defaultdict(list)
    for k, c in enumerate(found):
        by_article[c.claim.article_id].append(k)
    out: set[tuple[int, int]] = set()
    for family in families:
        for x, y in combinations(family.members[:_MOST], 2):
            for i, j in _aligned(x, y, by_article, found, texts):
                joined.join(i, j)
                out.add((i, j))
    return out


def _join_by_words(joined: Joined, found: Sequence[NumberContext], in_family: set[int]) -> None:
    """Join the claims of one unit whose words ask the same question."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for k in range(len(found)):
        held[joined.find(k)].append(k)
    rarity = rarity_of(found)
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for k, c in enumerate(found):
        by_kind[c.kind].append(k)
    for members in by_kind.values():
        for i, j in combinations(members, 2):
            p, q = joined.find(i), joined.find(j)
            if p != q and is_one_question(found[i], found[j], rarity) and _may_join(held[p], held[q], found, in_family):
                both = held[p] + held[q]
                joined.join(p, q)
                held[joined.find(p)] = both


def _may_join(p: Sequence[int], q: Sequence[int], found: Sequence[NumberContext], in_family: set[int]) -> bool:
    """Whether two groups can answer one question: no article has two places of shared copy, or two figures, in them."""
    places = [{found[k].claim.article_id for k in group if k in in_family} for group in (p, q)]
    if places[0] & places[1]:
        return False
    # What an article itself set against another's figure ("the university says 40") is no contradiction.
    apart = [_contradicts_itself([found[k].claim for k in group]) for group in (p, q)]
    return any(apart) or not _contradicts_itself([found[k].claim for k in [*p, *q]])


def _has_unit(text: str, c: NumberContext) -> bool:
    """Whether the claim's unit is printed with it, not taken over."""
    printed = c.claim.number.span.of(text).lower()
    return c.claim.unit in printed or c.claim.unit.isupper() or c.claim.unit in {"", DATE, AGE, PERCENT}


def _is_set_against(text: str, last: NumberContext, c: NumberContext) -> bool:
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


def _label(claims: Sequence[Claim]) -> str:
    """What most of the claims count."""
    units = Counter(c.unit for c in claims if c.unit)
    said, n = Counter(c.said for c in claims).most_common(1)[0]
    unit = units.most_common(1)[0][0] if units else "number"
    return f"{unit} {said}" if said and 2 * n > len(claims) else unit
