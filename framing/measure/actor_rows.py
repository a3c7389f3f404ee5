"""Rows of the tables "roles", "epithets" and "wording": what is told of whom, and in what words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.annotate.annotate import Annotation
from framing.annotate.epithets import Epithet
from framing.annotate.roles import Role
from framing.annotate.terms import Mention
from framing.annotate.wording import WordingMark
from framing.compare.name_forms import NameForms
from framing.measure.tables import write_spans
from framing.text.span import Span

Row = dict[str, object]

_OF = re.compile(r"\s+of\s+(?:(?:the|these|those|its|their)\s+)?")
_PARTITIVE = frozenset(
    ("all", "any", "both", "each", "few", "many", "more", "most", "none", "some", "several", "others", "part", "half",
     "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen",
     "dozens", "scores", "hundreds", "thousands", "band", "group", "number", "handful", "majority", "rest",
     "crowd", "line")
)  # fmt: skip


def role_row(annotation: Annotation, role: Role) -> Row:
    """What a role says of itself; place, outlet and voice are added by ``tabulate``."""
    text, mentions = annotation.article.text, annotation.mentions
    return {
        "verb": role.verb,
        "form": role.form,
        "reality": role.reality,
        "agent": role.agent_head.of(text).lower() if role.agent_head else None,
        "agent_spans": write_spans([role.agent] if role.agent else []),
        "agent_concept": concept_of(text, role.agent, role.agent_head, mentions),
        "patient": role.patient_head.of(text).lower() if role.patient_head else None,
        "patient_spans": write_spans([role.patient] if role.patient else []),
        "patient_concept": concept_of(text, role.patient, role.patient_head, mentions),
        "action_concept": next((m.concept for m in mentions if m.span.overlaps(role.span)), None),
    }


def concept_of(text: str, phrase: Span | None, head: Span | None, mentions: Iterable[Mention]) -> str | None:
    """Return the concept that a participant's phrase names, ``None`` if it names none.

    The mention must hold the phrase's head word or stand right before it ("top general
    Qasem X"); what only modifies the head ("the militias' camp") is not what the phrase names.
    """
    if phrase is None or head is None:
        return None
    if head.of(text).lower() in _PARTITIVE or head.of(text)[:1].isdigit():
        # "eleven of the protesters", "a band of extremists"
        of = [m for m in mentions if phrase.covers(m.span) and _OF.fullmatch(text, head.end, m.span.start)]
        if of:
            return of[0].concept
    inside = [m for m in mentions if m.span.overlaps(Span(phrase.start, head.end))]
    for m in inside:
        if m.span.overlaps(head):
            return m.concept
    for m in inside:
        between = text[m.span.end : head.start]
        if m.span.end <= head.start and not between.lstrip().startswith(("’", "'")) and between.istitle():
            return m.concept
    return None


def epithet_row(annotation: Annotation, epithet: Epithet) -> Row:
    """What an epithet says of itself; ``actor`` is filled by :func:`name_actors`."""
    text = annotation.article.text
    return {
        "name": " ".join(epithet.name.of(text).split()),
        "actor": None,
        "description": " ".join(epithet.span.of(text).lower().split()),
        "kind": epithet.kind,
    }


def name_actors(rows: list[Row]) -> None:
    """Fill in whom each epithet is about: one actor for all forms of a name in the set."""
    names = [str(row["name"]).split() for row in rows]
    forms = NameForms(names)
    for row, name in zip(rows, names, strict=True):
        row["actor"] = forms.entity(name)


def wording_row(annotation: Annotation, mark: WordingMark) -> Row:
    """What a wording mark says of itself."""
    return {
        "kind": mark.kind,
        "word_class": mark.word_class,
        "form": " ".join(mark.span.of(annotation.article.text).lower().split()),
    }
