"""Whether two sentences descend from one sentence.

The evidence is what they have word for word in common (``common_words.py``), outside quotation
marks: reporters who were at the same press conference have the same quotation and no
common copy, and words that only one of two puts in marks are a quotation too. Between two
articles that clearly share copy elsewhere less is asked of one pair than between strangers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from framing.compare.candidate_pairs import candidate_pairs
from framing.compare.common_words import Run, common_runs
from framing.compare.set_sentences import Unit, n_content

Grade = Literal["strong", "likely", "possible"]

_SHORTEST = 4  # words; "He did not elaborate." descends from nothing
_RELATED = 2  # strong links that make two articles relatives


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences (positions among the units) and the runs of words they share.

    ``strong`` stands alone; ``likely`` counts between articles that share copy anyway;
    ``possible`` only there, and only before or after a sentence that was matched already.
    """

    a: int
    b: int
    runs: tuple[Run, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class _Common:
    """What two sentences share: words, their share of the smaller, and the part outside quotation marks."""

    n: int
    cover: float
    longest: int
    frame: int  # words that neither has between quotation marks
    content: int  # content words among them
    plain: int  # those without a capital: names and titles recur in unrelated sentences
    frame_cover: float  # share of the smaller unquoted part


def _common(x: Unit, y: Unit, runs: Sequence[Run]) -> _Common:
    n = sum(r.n for r in runs)
    shared = [r.a + k for r in runs for k in range(r.n) if not (x.quoted[r.a + k] or y.quoted[r.b + k])]
    forms = [x.words[k].form for k in shared]
    plain = [x.words[k].form for k in shared if not x.capital[k]]
    unquoted = min(x.quoted.count(False), y.quoted.count(False))
    return _Common(
        n,
        n / min(len(x.words), len(y.words)),
        max((r.n for r in runs), default=0),
        len(shared),
        n_content(forms),
        n_content(plain),
        len(shared) / unquoted if unquoted else 0.0,
    )


def grade(x: Unit, y: Unit) -> tuple[tuple[Run, ...], Grade] | None:
    """Return the shared runs and how sure it is that the sentences descend from one, or ``None`` if they do not."""
    if min(len(x.words), len(y.words)) < _SHORTEST or x.heading != y.heading:
        return None
    runs = common_runs(x.forms, y.forms)
    c = _common(x, y, runs)
    if x.heading:
        return (runs, "likely") if c.cover >= 0.7 and c.content >= 4 else None  # noqa: PLR2004
    found = _grade_quoting(c) if c.n - c.frame > c.frame else _grade_plain(c)
    return (runs, found) if found else None


def _grade_quoting(c: _Common) -> Grade | None:
    """A quotation is most of what they share: the frame around it must bear out that it was copied."""
    if c.frame >= 8 and c.plain >= 4 and c.frame_cover >= 0.7:  # noqa: PLR2004
        return "strong"
    if c.content and c.frame_cover >= 0.5 and c.cover >= 0.5:  # noqa: PLR2004
        return "likely"
    return "possible" if c.cover >= 0.6 else None  # noqa: PLR2004


def _grade_plain(c: _Common) -> Grade | None:
    if c.plain >= 4 and c.n >= 9 and (c.cover >= 0.6 or (c.cover >= 0.45 and c.longest >= 8)):  # noqa: PLR2004
        return "strong"
    if c.plain >= 3 and (c.cover >= 0.5 or c.longest >= 10):  # noqa: PLR2004
        return "likely"
    return "possible" if c.cover >= 0.35 and c.plain else None  # noqa: PLR2004


def _representatives(every: Sequence[Unit]) -> tuple[list[int], dict[int, list[int]]]:
    """One unit for each wording (the first), and all units that have it."""
    same: defaultdict[tuple[tuple[str, ...], bool], list[int]] = defaultdict(list)
    for k, unit in enumerate(every):
        if len(unit.words) >= _SHORTEST:
            same[(unit.forms, unit.heading)].append(k)
    first = [ks[0] for ks in same.values()]
    return first, {ks[0]: ks for ks in same.values()}


def _graded(every: Sequence[Unit], pairs: Iterable[tuple[int, int]]) -> list[Link]:
    out: list[Link] = []
    for i, j in pairs:
        if every[i].doc == every[j].doc:
            continue
        found = grade(every[i], every[j])
        if found:
            out.append(Link(i, j, *found))
    return out


_WIDEST = 12  # articles with the same wording that are compared one by one


def _spread(p: list[int], q: list[int]) -> Iterable[tuple[int, int]]:
    """The pairs of units to grade for two wordings: all of them, or a chain where very many articles have them."""
    if len(p) * len(q) <= _WIDEST * _WIDEST:
        return ((i, j) for i in p for j in q)
    return [*((p[0], j) for j in q), *((i, q[0]) for i in p[1:])]


def _same(p: list[int]) -> Iterable[tuple[int, int]]:
    if len(p) <= _WIDEST:
        return ((i, j) for k, i in enumerate(p) for j in p[k + 1 :])
    return pairwise(p)


def find_links(every: Sequence[Unit]) -> tuple[Link, ...]:
    """Return the pairs of sentences of different articles that descend from one, surest kinds first applied.

    A ``likely`` link is kept between articles with two strong links or more, a
    ``possible`` one only where the sentences before or after are linked too.
    """
    first, wordings = _representatives(every)
    rows, cols = candidate_pairs([every[k].forms for k in first])
    pairs = [pair for p in wordings.values() for pair in _same(p)]
    pairs += [
        pair
        for r, c in zip(rows.tolist(), cols.tolist(), strict=True)
        for pair in _spread(wordings[first[r]], wordings[first[c]])
    ]
    found = _graded(every, pairs)
    relatives: defaultdict[tuple[int, int], int] = defaultdict(int)
    for link in found:
        if link.grade == "strong":
            relatives[_docs(every, link)] += 1
    kept = [
        ln for ln in found if ln.grade == "strong" or (ln.grade == "likely" and relatives[_docs(every, ln)] >= _RELATED)
    ]
    related = [ln for ln in found if ln.grade != "strong" and relatives[_docs(every, ln)] >= _RELATED]
    while beside := _beside(every, related, kept):
        kept += beside
    return tuple(sorted(kept, key=lambda ln: (ln.a, ln.b)))


def _docs(every: Sequence[Unit], link: Link) -> tuple[int, int]:
    x, y = every[link.a].doc, every[link.b].doc
    return (x, y) if x < y else (y, x)


def _beside(every: Sequence[Unit], found: Iterable[Link], kept: Iterable[Link]) -> list[Link]:
    """The links that count because the sentence before or after is linked to a neighbour as well."""
    here = {(every[ln.a].doc, every[ln.a].sentence, every[ln.b].doc, every[ln.b].sentence) for ln in kept}
    taken = {(d, s, e) for d, s, e, _ in here} | {(e, t, d) for d, _, e, t in here}
    out = []
    for ln in found:
        x, y = every[ln.a], every[ln.b]
        if ln.grade != "possible" or (x.doc, x.sentence, y.doc) in taken or (y.doc, y.sentence, x.doc) in taken:
            continue
        if any((x.doc, x.sentence + s, y.doc, y.sentence + s) in here for s in (-1, 1)):
            out.append(ln)
    return out
