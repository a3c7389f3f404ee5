"""Which article's text descends from which.

The reasoning is that of textual criticism. Two texts that agree in a *change* (a label, a
name form, a spelling) against a third have it from one hand; two desks that edit the same
dispatch change different things. For a text and a possible parent three counts speak:

- followed: places where the parent differs from another relative in a label, a name form,
  a spelling or a number, and the text has the parent's reading;
- against: places where the text has another relative's reading and not the parent's, and
  sentences it shares with a relative that the parent lacks;
- the dates, which forbid descent from a later text.

A text that follows one relative and never stands against it descends from it. Relatives
that share copy without such evidence descend from a text that is not in the set, which is
what their agency credit says too. Source of the method: Maas (1958), Textual Criticism,
sections 28-36 (separative and conjunctive errors); edit costs decide between equal parents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from framing.compare.copy_shares import clusters, pair_words
from framing.compare.credits import credited, is_agency
from framing.compare.lineage_edges import (
    Edge,
    direct_edge,
    edge_from_unseen,
    edges_from_root,
    open_edge,
    undirected_edge,
    with_first,
)
from framing.compare.lineage_evidence import ENOUGH, Case, Evidence
from framing.compare.rewordings import Rewording
from framing.compare.sentences import Family
from framing.text.article import Article
from framing.text.layout import Layout, count_read_words

_SLACK = {"day": 0, "week": 6, "month": 30, "year": 365, "unknown": 36500}  # days by which a date may be wrong


@dataclass(frozen=True, slots=True)
class Lineage:
    """Edges in order of the children; ``unseen`` originals; articles that share no copy stand ``alone``."""

    edges: tuple[Edge, ...]
    unseen: tuple[str, ...]
    alone: tuple[str, ...]


def _earliest(a: Article) -> date:
    slack = min(_SLACK[a.published_certainty], ((a.published or date.max) - date.min).days)
    return a.published - timedelta(slack) if a.published else date.min


def _latest(a: Article) -> date:
    slack = min(_SLACK[a.published_certainty], (date.max - (a.published or date.min)).days)
    return a.published + timedelta(slack) if a.published else date.max


def lineage(
    articles: Sequence[tuple[Article, Layout]], families: Sequence[Family], rewordings: Sequence[Rewording]
) -> Lineage:
    r"""Return who descends from whom among articles that share copy.

    Args:
        articles: All articles of the set with their layouts.
        families: Their shared sentences.
        rewordings: Of those families.

    Returns:
        One main edge for each article that is a copy (two families or more and half of the
        shorter article's words), except for originals; a second edge where it drew on
        two. Every edge says how clear it is and why.

    >>> from framing.text.layout import lay_out
    >>> alone = Article("a", "Ana Ruiz spoke.\n")
    >>> lineage([(alone, lay_out(alone))], [], [])
    Lineage(edges=(), unseen=(), alone=('a',))
    """
    plain = [a for a, _ in articles]
    by_id = {a.id: a for a in plain}
    n_words = {a.id: count_read_words(a.text, layout) for a, layout in articles}
    cluster = clusters(plain, n_words, families)
    evidence = Evidence(families, rewordings)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for a in plain:
        groups[cluster[a.id]].append(a.id)
    words = pair_words(families, {a.id: a.text for a in plain})
    edges: list[Edge] = []
    unseen: list[str] = []
    for ids in groups.values():
        if len(ids) > 1:
            found, original = _tree([by_id[i] for i in ids], evidence, words)
            edges += found
            unseen += [original] if original else []
    alone = tuple(ids[0] for ids in groups.values() if len(ids) == 1)
    order = {a.id: k for k, a in enumerate(plain)}
    return Lineage(tuple(sorted(edges, key=lambda e: (order[e.child], e.second))), tuple(unseen), alone)


def _tree(
    relatives: Sequence[Article], evidence: Evidence, words: Mapping[tuple[str, str], tuple[int, int]]
) -> tuple[list[Edge], str | None]:
    """The edges of one group of relatives, and the name of their unseen original if there must be one."""
    ids = frozenset(a.id for a in relatives)
    by_id = {a.id: a for a in relatives}
    position = {a.id: k for k, a in enumerate(relatives)}
    ordered = sorted(relatives, key=lambda a: (a.published or date.max, position[a.id]))
    agency = _common_credit(relatives)
    root = next((a.id for a in ordered if agency and is_agency(a, agency)), None)
    unseen = f"{agency} (not in the set)" if agency else "unseen original"
    edges: list[Edge] = []
    used_unseen = False
    for k, child in enumerate(ordered):
        if child.id == root:
            continue
        earlier = [p for p in ordered[:k] if _earliest(p) <= _latest(child)]
        cases = [evidence.case(child.id, p.id, ids, root=root if p.id != root else None) for p in earlier]
        best = _best(cases, words, child.id)
        if root is not None:
            own = evidence.case(child.id, root, ids, root=None)
            edges += edges_from_root(child.id, own, best)
        elif best is not None and _descends(best, by_date=_is_older(by_id[best.parent], child)):
            edges.append(direct_edge(child.id, best))
        elif agency or (best is not None and best.against + best.lacking > 0) or _siblings(edges, unseen):
            used_unseen = True
            edges.append(edge_from_unseen(child.id, unseen, best, agency, relatives))
        elif best is not None and _is_unknown(by_id[best.parent], child):
            used_unseen = True
            undated = [i for i in (child.id, best.parent) if by_id[i].published is None]
            edges.append(undirected_edge(child.id, unseen, best, undated))
        elif best is not None:
            edges.append(open_edge(child.id, best, older=_is_older(by_id[best.parent], child)))
    if used_unseen and not agency:
        edges = with_first(edges, ordered[0].id, unseen, dated=all(a.published for a in relatives))
    return edges, unseen if used_unseen else None


def _common_credit(relatives: Sequence[Article]) -> str | None:
    """The agency that two or more of the relatives credit, or that one of them is."""
    count: defaultdict[str, int] = defaultdict(int)
    for a in relatives:
        name = credited(a)
        if name:
            count[name] += len(relatives) if is_agency(a, name) else 1
    best = max(count, key=lambda n: count[n], default=None)
    return best if best is not None and count[best] > 1 else None


def _best(cases: Sequence[Case], words: Mapping[tuple[str, str], tuple[int, int]], child: str) -> Case | None:
    """The parent with most evidence for it and least against; then the fewest changes for the words shared."""

    def cost(c: Case) -> tuple[float, float]:
        shared = words.get((c.parent, child), words.get((child, c.parent), (0, 0)))[1]
        return (-(len(c.followed) - 2 * c.against - c.lacking), c.n_changes / max(1, shared))

    return min((c for c in cases if c.n_sentences), key=cost, default=None)


def _descends(case: Case, *, by_date: bool) -> bool:
    """Enough places followed, hardly one against."""
    return by_date and len(case.followed) >= ENOUGH and case.against + case.lacking <= len(case.followed) // 6


def _is_older(one: Article, other: Article) -> bool:
    """Tell whether the dates leave time for copying from print: two desks print one dispatch on one day.

    An article without a date is older than none and younger than none.
    """
    return one.published is not None and other.published is not None and one.published < other.published


def _is_unknown(one: Article, other: Article) -> bool:
    """Tell whether one of the two has no date at all."""
    return one.published is None or other.published is None


def _siblings(edges: Sequence[Edge], unseen: str) -> bool:
    return any(e.parent == unseen for e in edges)
