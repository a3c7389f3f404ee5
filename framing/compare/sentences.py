"""Families of sentences that descend from one sentence, across an article set.

A sentence that took in two others belongs to both their families, each time with its own
part: families are made of parts of sentences, and a part is a whole sentence nearly always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.annotate.annotate import Annotation
from framing.compare.sentence_links import Link, find_links
from framing.compare.set_sentences import Unit, article_of, units
from framing.text.article import Article
from framing.text.span import Span

_CUT_TOLERANCE = 3  # words by which two articles' evidence may disagree about where a part ends


@dataclass(frozen=True, slots=True)
class Member:
    """A family's sentence in one article. ``span`` is the part that belongs here, ``sentence`` the whole of it."""

    article_id: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Family:
    """Sentences of two or more articles that descend from one, in the order of the articles given; one an article."""

    id: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Words ``start`` to ``end`` of unit ``unit``."""

    unit: int
    start: int
    end: int


def _matched(link: Link, unit: int) -> dict[int, int]:
    """Word of ``unit`` to word of the other sentence, for all shared words."""
    if link.a == unit:
        return {r.a + k: r.b + k for r in link.runs for k in range(r.n)}
    return {r.b + k: r.a + k for r in link.runs for k in range(r.n)}


def _own_cuts(every: Sequence[Unit], links: Sequence[Link]) -> dict[int, set[int]]:
    """Where a sentence took in two sentences of one other article: the first word of the second part."""
    regions: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        for unit, other in ((link.a, link.b), (link.b, link.a)):
            at = _matched(link, unit)
            regions[(unit, every[other].doc)].append((min(at), max(at) + 1))
    cuts: defaultdict[int, set[int]] = defaultdict(set)
    for (unit, _), found in regions.items():
        found.sort()
        for (_, end), (start, _) in pairwise(found):
            if start >= end - 2:  # at most two words claimed twice
                cuts[unit].add(_clause(every[unit], end, max(start, end)))
    return cuts


def _clause(unit: Unit, end: int, start: int) -> int:
    """Where the second part begins: after the first comma between the two matches, or at the second's first word."""
    return next((k for k in range(end, start + 1) if k < len(unit.breaks) and unit.breaks[k]), start)


def _add_cut(cuts: dict[int, set[int]], unit: int, at: int, length: int) -> bool:
    near = any(abs(at - c) <= _CUT_TOLERANCE for c in cuts.get(unit, ()))
    if near or not _CUT_TOLERANCE < at < length - _CUT_TOLERANCE:
        return False
    cuts.setdefault(unit, set()).add(at)
    return True


def _cuts(every: Sequence[Unit], links: Sequence[Link]) -> dict[int, set[int]]:
    """Own cuts, carried over to every sentence that has the same two parts side by side."""
    cuts: dict[int, set[int]] = dict(_own_cuts(every, links))
    changed = bool(cuts)
    while changed:
        changed = False
        for link in links:
            for unit, other in ((link.a, link.b), (link.b, link.a)):
                at = _matched(link, unit)
                for cut in sorted(cuts.get(unit, ())):
                    before = [v for k, v in at.items() if k < cut]
                    after = [v for k, v in at.items() if k >= cut]
                    if len(before) > _CUT_TOLERANCE and len(after) > _CUT_TOLERANCE and max(before) < min(after):
                        where = _clause(every[other], max(before) + 1, min(after))
                        changed |= _add_cut(cuts, other, where, len(every[other].words))
    return cuts


def _parts(every: Sequence[Unit], used: set[int], cuts: dict[int, set[int]]) -> dict[int, list[_Part]]:
    out: dict[int, list[_Part]] = {}
    for unit in used:
        bounds = [0, *sorted(cuts.get(unit, ())), len(every[unit].words)]
        out[unit] = [_Part(unit, s, e) for s, e in pairwise(bounds)]
    return out


def _joined(every: Sequence[Unit], links: Sequence[Link], parts: dict[int, list[_Part]]) -> list[list[_Part]]:
    """Connected parts: two are connected if a link matches a good share of the smaller."""
    root: dict[_Part, _Part] = {p: p for ps in parts.values() for p in ps}

    def find(p: _Part) -> _Part:
        while root[p] != p:
            root[p] = root[root[p]]
            p = root[p]
        return p

    for link in links:
        at = _matched(link, link.a)
        for p in parts[link.a]:
            for q in parts[link.b]:
                n = sum(1 for k, v in at.items() if p.start <= k < p.end and q.start <= v < q.end)
                if n >= 0.3 * min(p.end - p.start, q.end - q.start):
                    root[find(p)] = find(q)
    groups: defaultdict[_Part, list[_Part]] = defaultdict(list)
    for p in root:
        groups[find(p)].append(p)
    return [sorted(g, key=lambda p: (every[p.unit].doc, p.unit, p.start)) for g in groups.values()]


def _span(text: str, unit: Unit, part: _Part) -> Span:
    """The part's place in the text: to the sentence's own ends, or from its first word to before the next part's."""
    start = unit.words[part.start].span.start if part.start else unit.span.start
    if part.end == len(unit.words):
        return Span(start, unit.span.end)
    end = unit.words[part.end].span.start
    while end > start and (text[end - 1].isspace() or text[end - 1] in '“‘"(['):
        end -= 1
    return Span(start, end)


def _one_each(every: Sequence[Unit], group: list[_Part], weight: dict[_Part, int]) -> list[_Part]:
    """For an article that says a sentence twice: the one with most in common with the others."""
    best: dict[int, _Part] = {}
    for part in group:
        doc = every[part.unit].doc
        if doc not in best or weight[part] > weight[best[doc]]:
            best[doc] = part
    return list(best.values())


def share_sentences(items: Sequence[Article | Annotation]) -> tuple[Family, ...]:
    r"""Return the families of sentences that articles have in common by descent: one copied, or both from a third.

    Args:
        items: Articles, or annotations where the layout is known already; of one event or
            of many. Ids must be unique. Two are enough, a hundred thousand sentences not
            too many: time and memory grow with the number of sentences.

    Returns:
        Families in order of their first place in the first article that has them. An
        article has at most one member in a family; a sentence that took in two others is
        cut into the parts that belong to each. Headlines are compared with headlines only.
        No common copy, or fewer than two articles, gives an empty tuple.

    Raises:
        ValueError: Two articles have the same id.

    >>> same = " stayed out on Tuesday night and the old harbour was shut to all ships until the morning.\n"
    >>> first = Article("a", "No ship sails\n\nDock workers" + same)
    >>> second = Article("b", "Harbour shut\n\nIt rained. Strikers" + same)
    >>> [[(m.article_id, m.span.start) for m in family.members] for family in share_sentences([first, second])]
    [[('a', 15), ('b', 25)]]
    """
    articles = [article_of(item)[0] for item in items]
    ids = [a.id for a in articles]
    if len(set(ids)) < len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        msg = f"two articles have the id '{twice}': families could not tell them apart; give each its own"
        raise ValueError(msg)
    every = units(items)
    return families(every, find_links(every), articles)


def families(every: Sequence[Unit], links: Sequence[Link], articles: Sequence[Article]) -> tuple[Family, ...]:
    """Return the families that ``links`` between the units ``every`` of ``articles`` make."""
    used = {k for link in links for k in (link.a, link.b)}
    parts = _parts(every, used, _cuts(every, links))
    weight: defaultdict[_Part, int] = defaultdict(int)
    for link in links:
        for unit in (link.a, link.b):
            for part in parts[unit]:
                weight[part] += sum(1 for k in _matched(link, unit) if part.start <= k < part.end)
    out: list[tuple[Member, ...]] = []
    for group in _joined(every, links, parts):
        chosen = _one_each(every, group, weight)
        if len(chosen) > 1:
            out.append(
                tuple(
                    Member(
                        articles[every[p.unit].doc].id,
                        _span(articles[every[p.unit].doc].text, every[p.unit], p),
                        every[p.unit].span,
                    )
                    for p in chosen
                )
            )
    order = {a.id: k for k, a in enumerate(articles)}
    out.sort(key=lambda ms: (order[ms[0].article_id], ms[0].span))
    return tuple(Family(k, members) for k, members in enumerate(out))
