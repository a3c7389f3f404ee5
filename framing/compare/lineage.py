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
from typing import Literal

from framing.compare.copy_shares import clusters, pair_words
from framing.compare.credits import credited, is_agency
from framing.compare.rewordings import Rewording
from framing.compare.sentences import Family
from framing.text.article import Article
from framing.text.layout import Layout
from framing.text.words import count_words

Clarity = Literal["clear", "likely", "open"]

# What an editor's hand changes in a sentence that it keeps.
_TELLING = frozenset({"label", "name form", "spelling", "number", "cue verb", "detail"})
# Of these, what follows a house's style and is kept by whoever copies from its page. Only such
# agreement shows descent: details and verbs that a relative rewrote say nothing about the rest.
_HOUSE = frozenset({"label", "name form", "spelling", "number"})
_ENOUGH = 3  # places that tell
_SLACK = {"day": 0, "week": 6, "month": 30, "year": 365, "unknown": 36500}  # days by which a date may be wrong


@dataclass(frozen=True, slots=True)
class Edge:
    """``child`` has its shared text from ``parent``: an article's id, or the name of a text that is not in the set.

    ``second`` marks a further parent of a text that drew on two. ``followed`` and
    ``against`` are the counts of the module's reasoning, ``evidence`` the rewordings
    (positions) behind ``followed``; ``n_sentences`` the families that both have.
    """

    parent: str
    child: str
    second: bool
    n_sentences: int
    followed: int
    against: int
    clarity: Clarity
    evidence: tuple[int, ...]
    statement: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Edges in order of the children; ``unseen`` originals; articles that share no copy stand ``alone``."""

    edges: tuple[Edge, ...]
    unseen: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """Counts for one text and one possible parent."""

    parent: str
    followed: tuple[int, ...]
    against: int
    lacking: int
    n_sentences: int
    n_changes: int


def _earliest(a: Article) -> date:
    slack = min(_SLACK[a.published_certainty], ((a.published or date.max) - date.min).days)
    return a.published - timedelta(slack) if a.published else date.min


def _latest(a: Article) -> date:
    slack = min(_SLACK[a.published_certainty], (date.max - (a.published or date.min)).days)
    return a.published + timedelta(slack) if a.published else date.max


def _readings(rewordings: Sequence[Rewording]) -> list[tuple[int, frozenset[str], frozenset[str]]]:
    """Position of each telling rewording, with the articles on its two sides."""
    return [
        (k, frozenset(p.article_id for p in r.a), frozenset(p.article_id for p in r.b))
        for k, r in enumerate(rewordings)
        if r.kind in _TELLING
    ]


class _Evidence:
    """Who has which sentence and which reading."""

    def __init__(self, families: Sequence[Family], rewordings: Sequence[Rewording]) -> None:
        self.families = [frozenset(m.article_id for m in f.members) for f in families]
        self.readings = _readings(rewordings)
        self.rewordings = rewordings

    def case(self, child: str, parent: str, relatives: frozenset[str], *, root: str | None) -> _Case:
        """The counts for ``child`` from ``parent``; only places that differ from ``root`` tell, if there is one."""
        others = relatives - {child, parent}
        followed, against, changes = [], 0, 0
        for k, a, b in self.readings:
            for one, two in ((a, b), (b, a)):
                if child in one and parent in one and (two & others if root is None else root in two):
                    if self.rewordings[k].kind in _HOUSE or root is not None:
                        followed.append(k)
                    break
                if child in one and parent in two:
                    changes += 1
                    # With the root's own reading a text agrees against any parent that changed it.
                    against += bool(one & others)
                    break
        lacking = sum(1 for f in self.families if child in f and parent not in f and f & others)
        both = sum(1 for f in self.families if child in f and parent in f)
        return _Case(parent, tuple(followed), against, lacking, both, changes)


def lineage(
    articles: Sequence[tuple[Article, Layout]], families: Sequence[Family], rewordings: Sequence[Rewording]
) -> Lineage:
    """Return who descends from whom among articles that share copy.

    Args:
        articles: All articles of the set with their layouts.
        families: Their shared sentences.
        rewordings: Of those families.

    Returns:
        One main edge for each article that shares copy (two families or more and a tenth of
        the shorter article's words), except for originals; a second edge where it drew on
        two. Every edge says how clear it is and why.
    """
    plain = [a for a, _ in articles]
    by_id = {a.id: a for a in plain}
    n_words = {a.id: sum(count_words(a.text, within=s) for s in layout.sentences) for a, layout in articles}
    cluster = clusters(plain, n_words, families)
    evidence = _Evidence(families, rewordings)
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
    relatives: Sequence[Article], evidence: _Evidence, words: Mapping[tuple[str, str], tuple[int, int]]
) -> tuple[list[Edge], str | None]:
    """The edges of one group of relatives, and the name of their unseen original if there must be one."""
    ids = frozenset(a.id for a in relatives)
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
            edges += _from_root(child.id, own, best)
        elif best is not None and _descends(best, by_date=_later(child, earlier, best.parent)):
            edges.append(_direct(child.id, best))
        elif agency or (best is not None and best.against + best.lacking > 0) or _siblings(edges, unseen):
            used_unseen = True
            edges.append(_unseen(child.id, unseen, best, agency, relatives))
        elif best is not None:
            edges.append(_open(child.id, best))
    if used_unseen and not agency:
        edges = _with_first(edges, ordered[0].id, unseen)
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


def _best(cases: Sequence[_Case], words: Mapping[tuple[str, str], tuple[int, int]], child: str) -> _Case | None:
    """The parent with most evidence for it and least against; then the fewest changes for the words shared."""

    def cost(c: _Case) -> tuple[float, float]:
        shared = words.get((c.parent, child), words.get((child, c.parent), (0, 0)))[1]
        return (-(len(c.followed) - 2 * c.against - c.lacking), c.n_changes / max(1, shared))

    return min((c for c in cases if c.n_sentences), key=cost, default=None)


def _descends(case: _Case, *, by_date: bool) -> bool:
    """Enough places followed, hardly one against."""
    return by_date and len(case.followed) >= _ENOUGH and case.against + case.lacking <= len(case.followed) // 6


def _later(child: Article, earlier: Sequence[Article], parent: str) -> bool:
    """Tell whether the dates leave time for copying from print: two desks print one dispatch on one day."""
    before = next(p for p in earlier if p.id == parent)
    return before.published is None or child.published is None or before.published < child.published


def _siblings(edges: Sequence[Edge], unseen: str) -> bool:
    return any(e.parent == unseen for e in edges)


def _direct(child: str, case: _Case) -> Edge:
    # Without the original in the set a shared reading may be the original's: never more than likely.
    text = (
        f"{child} has {case.n_sentences} sentences in common with {case.parent} and its reading in all "
        f"{len(case.followed)} places where {case.parent} and another relative differ in labels, names, spelling "
        f"or numbers; it stands against {case.parent} in {case.against}. "
        "If the other relative alone had changed the original there, both could also have it from the original."
    )
    return Edge(
        case.parent, child, False, case.n_sentences, len(case.followed), case.against, "likely", case.followed, text
    )


def _from_root(child: str, own: _Case, best: _Case | None) -> list[Edge]:
    """From the original in the set, or from a relative whose changes of the original it has too."""
    telling = best is not None and best.parent != own.parent and len(best.followed) > 1
    if best is not None and telling and best.against + best.lacking == 0:
        return [_direct(child, best)]
    clear: Clarity = "clear" if not telling else "likely"
    text = (
        f"{child} has {own.n_sentences} sentences of {own.parent}, the original in the set, "
        f"with {own.n_changes} telling changes"
    )
    out = [
        Edge(own.parent, child, False, own.n_sentences, len(own.followed), own.against, clear, own.followed, text + ".")
    ]
    if best is not None and telling:
        also = (
            f"{child} shares {len(best.followed)} changes of {own.parent} with {best.parent} but stands against it "
            f"in {best.against + best.lacking} places: it may have used both."
        )
        out.append(
            Edge(
                best.parent,
                child,
                True,
                best.n_sentences,
                len(best.followed),
                best.against,
                "open",
                best.followed,
                also,
            )
        )
    return out


def _unseen(child: str, unseen: str, best: _Case | None, agency: str | None, relatives: Sequence[Article]) -> Edge:
    credit = next((credited(a) for a in relatives if a.id == child), None)
    n = best.n_sentences if best else 0
    why = (
        f"{child} credits {agency}" if agency and credit == agency else f"a relative credits {agency}" if agency else ""
    )
    if best is None:
        text = f"{why or 'no relative is older'}; it is the oldest of its relatives in the set."
        return Edge(unseen, child, False, 0, 0, 0, "likely" if agency else "open", (), text)
    parts = [
        why,
        f"it follows {best.parent} against another relative in {len(best.followed)} places",
        f"and has {best.against} readings and {best.lacking} sentences of other relatives that {best.parent} lacks",
    ]
    text = "; ".join(p for p in parts if p) + ": no sign that it was taken from a relative in the set."
    clarity: Clarity = "clear" if agency and best.against + best.lacking >= _ENOUGH else "likely" if agency else "open"
    return Edge(unseen, child, False, n, len(best.followed), best.against, clarity, (), text)


def _open(child: str, case: _Case) -> Edge:
    text = (
        f"{child} and {case.parent} have {case.n_sentences} sentences in common; {case.parent} is older, but nothing "
        "tells whether one has it from the other or both from a third."
    )
    return Edge(
        case.parent, child, False, case.n_sentences, len(case.followed), case.against, "open", case.followed, text
    )


def _with_first(edges: list[Edge], first: str, unseen: str) -> list[Edge]:
    """The oldest relative too descends from the unseen original once there must be one."""
    if any(e.child == first for e in edges):
        return edges
    text = f"{first} is the oldest of relatives that have their copy from a text that is not in the set."
    return [Edge(unseen, first, False, 0, 0, 0, "open", (), text), *edges]
