"""Edges of a lineage: who has its text from whom, how clear that is, and the statement that says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.compare.credits import credited
from framing.compare.lineage_evidence import ENOUGH, Case
from framing.text.article import Article

Clarity = Literal["clear", "likely", "open"]


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


def direct_edge(child: str, case: Case) -> Edge:
    """From a relative whose readings the child follows."""
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


def edges_from_root(child: str, own: Case, best: Case | None) -> list[Edge]:
    """From the original in the set, or from a relative whose changes of the original it has too."""
    telling = best is not None and best.parent != own.parent and len(best.followed) > 1
    if best is not None and telling and best.against + best.lacking == 0:
        return [direct_edge(child, best)]
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


def edge_from_unseen(
    child: str, unseen: str, best: Case | None, agency: str | None, relatives: Sequence[Article]
) -> Edge:
    """From a text that is not in the set: an agency's, or an original that the relatives must have had."""
    credit = next((credited(a) for a in relatives if a.id == child), None)
    n = best.n_sentences if best else 0
    why = (
        f"{child} credits {agency}" if agency and credit == agency else f"a relative credits {agency}" if agency else ""
    )
    if best is None:
        dated = all(a.published for a in relatives)
        oldest = "it is the oldest of its relatives in the set" if dated else "no relative is known to be older"
        text = f"{why}; {oldest}." if why else f"{oldest[0].upper()}{oldest[1:]}."
        return Edge(unseen, child, False, 0, 0, 0, "likely" if agency else "open", (), text)
    parts = [
        why,
        f"it follows {best.parent} against another relative in {len(best.followed)} places",
        f"and has {best.against} readings and {best.lacking} sentences of other relatives that {best.parent} lacks",
    ]
    text = "; ".join(p for p in parts if p) + ": no sign that it was taken from a relative in the set."
    clarity: Clarity = "clear" if agency and best.against + best.lacking >= ENOUGH else "likely" if agency else "open"
    return Edge(unseen, child, False, n, len(best.followed), best.against, clarity, (), text)


def open_edge(child: str, case: Case, *, older: bool) -> Edge:
    """From a relative that is not younger, where nothing tells who has it from whom."""
    when = f"{case.parent} is older" if older else "they appeared on one day"
    text = (
        f"{child} and {case.parent} have {case.n_sentences} sentences in common; {when}, but nothing "
        "tells whether one has it from the other or both from a third."
    )
    return Edge(
        case.parent, child, False, case.n_sentences, len(case.followed), case.against, "open", case.followed, text
    )


def undirected_edge(child: str, unseen: str, case: Case, undated: Sequence[str]) -> Edge:
    """To a common original, where a missing date leaves open who is older."""
    text = (
        f"{child} and {case.parent} have {case.n_sentences} sentences in common; {' and '.join(undated)} "
        f"{'has' if len(undated) == 1 else 'have'} no date, so neither is known to be older: one may have it from the "
        "other, in either direction, or both from a third."
    )
    return Edge(unseen, child, False, case.n_sentences, len(case.followed), case.against, "open", case.followed, text)


def with_first(edges: list[Edge], first: str, unseen: str, *, dated: bool) -> list[Edge]:
    """The oldest relative too descends from the unseen original once there must be one; not all need be ``dated``."""
    if any(e.child == first for e in edges):
        return edges
    which = "the oldest" if dated else "one"
    text = f"{first} is {which} of relatives that have their copy from a text that is not in the set."
    return [Edge(unseen, first, False, 0, 0, 0, "open", (), text), *edges]
