"""What somebody does with words that are quoted, told by word lists: judges, refuses, admits, promises, demands."""

from __future__ import annotations

from functools import cache

from framing.compare.tokens import tokens
from framing.findings.judging_words import is_listed, judges
from framing.lexicons import load

ACTS = ("refuses", "admits", "promises", "contradicts", "demands")
JUDGES = "judges"
_STRONG = 1.5  # how good or bad a word must be, 0 to 4, to judge by itself
_NOT = "n't"


def acts_of(words: str) -> tuple[str, ...]:
    """Return what quoted words do, by the lists of ``quoted_acts``, and whether they judge; none gives an empty tuple.

    >>> acts_of("We will never sail for such a disgraceful wage")
    ('refuses', 'judges')
    >>> acts_of("The ferry sails at noon")
    ()
    """
    said = _folded(words)
    found = [act for act in ACTS if any(f" {phrase} " in said for phrase in load("quoted_acts")[act]["words"])]
    if "refuses" in found and "promises" in found:
        found.remove("promises")  # "we will never"
    return (*found, *([JUDGES] if any(is_listed(form) or judges(form, least=_STRONG) for form in said.split()) else ()))


def turns(words: str) -> bool:
    """Tell whether words turn, limit, condition or deny, or judge: what they are cut from says another thing without.

    >>> turns("but only if the owners sign"), turns("and the crews sang on the quay")
    (True, False)
    """
    said = _folded(words)
    return any(f" {word} " in said for word in _turning()) or f"{_NOT} " in said or any(map(is_listed, said.split()))


def begins_turn(words: str) -> bool:
    """Tell whether words begin with one that turns or limits what stands before them: "But the owners said no".

    >>> begins_turn("But only on Friday"), begins_turn("Nothing came of it")
    (True, False)
    """
    return any(_folded(words).startswith(f" {word} ") for word in load("quoted_acts")["turns"]["words"])


@cache
def _turning() -> tuple[str, ...]:
    return tuple(w for name in ("turns", "negates") for w in load("quoted_acts")[name]["words"] if w != _NOT)


def _folded(words: str) -> str:
    return f" {' '.join(t.form for t in tokens(words) if t.is_word)} "
