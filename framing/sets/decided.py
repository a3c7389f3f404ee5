"""What readers' decisions come to: the last word of each coder on each mark, and what all of them together say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from framing.sets.corrections import Correction, MarkPlace

State = Literal["right", "deleted", "added"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One coder's last word on a mark: whether it stands, and the fields that the coder settled.

    ``last`` is the latest decision that it rests on; ``old`` what the machine said of the fields at that time.
    """

    coder: str
    state: State
    new: Mapping[str, Any]
    old: Mapping[str, Any]
    last: Correction


@dataclass(frozen=True, slots=True)
class Decided:
    """What coders say of one mark: all judgements, and ``judgement``, on what all agree or an adjudicator settled.

    ``open`` names what coders see differently and nobody has settled: ``mark`` (whether it stands), or fields.
    """

    key: tuple[str, str, MarkPlace]
    judgements: tuple[Judgement, ...]
    judgement: Judgement | None
    open: tuple[str, ...] = field(default=())


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the decisions that were not taken back, in order. An undo can be undone.

    >>> from datetime import date
    >>> said = {"decision": "accept", "coder": "mb", "date": date(2026, 1, 2), "article": "a", "sha256": "0" * 64}
    >>> one = Correction(id="1", at=((0, 4),), **said)
    >>> back = Correction(id="2", decision="undo", of="1", coder="mb", date=date(2026, 1, 2))
    >>> [c.id for c in standing([one, back])], [c.id for c in standing([one])]
    ([], ['1'])
    """
    every = list(corrections)
    gone: set[str] = set()
    for one in reversed(every):
        if one.decision == "undo" and one.id not in gone:
            gone.add(one.of)
    return tuple(c for c in every if c.decision != "undo" and c.id not in gone)


def decided(corrections: Iterable[Correction]) -> dict[tuple[str, str, MarkPlace], Decided]:
    """Return what was decided on each mark, in the order in which marks were first decided on.

    Of one coder the later decision on a field holds. An adjudication holds against all coders. Where coders differ and
    nobody has adjudicated, nothing is decided of what they differ in.
    """
    marks: dict[tuple[str, str, MarkPlace], dict[tuple[bool, str], Judgement]] = {}
    for one in standing(corrections):
        mine = marks.setdefault(one.key, {})
        who = (one.adjudicates, one.coder)
        mine[who] = _and_then(mine.get(who), one)
    return {key: _together(key, by) for key, by in marks.items()}


def _and_then(before: Judgement | None, one: Correction) -> Judgement:
    new = {**(before.new if before else {}), **one.new}
    old = {**one.old, **(before.old if before else {})}
    state: State = "right"
    if one.decision == "delete":
        state = "deleted"
    elif one.decision == "add" or (before is not None and before.state == "added"):
        state = "added"
    return Judgement(one.coder, state, new, old, one)


def _together(key: tuple[str, str, MarkPlace], by: Mapping[tuple[bool, str], Judgement]) -> Decided:
    every = tuple(v for (final, _), v in by.items() if not final)
    final = [v for (last, _), v in by.items() if last]
    if final:
        return Decided(key, every, final[-1])
    stands = {v.state == "deleted" for v in every}
    if len(stands) > 1:
        return Decided(key, every, None, ("mark",))
    new: dict[str, Any] = {}
    old: dict[str, Any] = {}
    differ: list[str] = []
    for name in dict.fromkeys(n for v in every for n in v.new):
        said = [v.new[name] for v in every if name in v.new]
        if any(one != said[0] for one in said[1:]):
            differ.append(name)
            continue
        new[name] = said[0]
        before = [v.old[name] for v in every if name in v.old]
        if before:
            old[name] = before[0]
    last = every[-1]
    state: State = "added" if any(v.state == "added" for v in every) else last.state
    return Decided(key, every, Judgement(last.coder, state, new, old, last.last), tuple(differ))
