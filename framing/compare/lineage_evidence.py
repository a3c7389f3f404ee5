"""What speaks for and against one article as the parent of another: shared readings and shared sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.compare.rewordings import Rewording
from framing.compare.sentences import Family

# What an editor's hand changes in a sentence that it keeps.
_TELLING = frozenset({"label", "name form", "spelling", "number", "cue verb", "detail"})
# Of these, what follows a house's style and is kept by whoever copies from its page. Only such
# agreement shows descent: details and verbs that a relative rewrote say nothing about the rest.
_HOUSE = frozenset({"label", "name form", "spelling", "number"})
ENOUGH = 3  # places that tell


@dataclass(frozen=True, slots=True)
class Case:
    """Counts for one text and one possible parent."""

    parent: str
    followed: tuple[int, ...]
    against: int
    lacking: int
    n_sentences: int
    n_changes: int


def _readings(rewordings: Sequence[Rewording]) -> list[tuple[int, frozenset[str], frozenset[str]]]:
    """Position of each telling rewording, with the articles on its two sides."""
    return [
        (k, frozenset(p.article_id for p in r.a), frozenset(p.article_id for p in r.b))
        for k, r in enumerate(rewordings)
        if r.kind in _TELLING
    ]


class Evidence:
    """Who has which sentence and which reading."""

    def __init__(self, families: Sequence[Family], rewordings: Sequence[Rewording]) -> None:
        """Look up who has what in all ``families`` and ``rewordings`` of a set."""
        self.families = [frozenset(m.article_id for m in f.members) for f in families]
        self.readings = _readings(rewordings)
        self.rewordings = rewordings

    def case(self, child: str, parent: str, relatives: frozenset[str], *, root: str | None) -> Case:
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
        return Case(parent, tuple(followed), against, lacking, both, changes)
