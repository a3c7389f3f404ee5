"""What all exchange forms have in common: a mark of somebody on a text, and what it comes to as decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from framing.annotate.annotate import Annotation
from framing.annotate.corrected_article import facts_of, place_of
from framing.annotate.quotations.record import Quotation
from framing.annotate.terms import Mention
from framing.annotate.voice import voice_of
from framing.sets.corrections import FIELDS, Correction, Mark, MarkPlace
from framing.text.span import Span, merge

MOST_OVERLAP = 0.5  # of the words of both together: less is another mark, not another view of the same one


@dataclass(frozen=True, slots=True)
class CodedMark:
    """One mark on one article by one coder: a quotation (its content) or a mention, and what the coder says of it.

    ``fields`` has names of :data:`framing.sets.corrections.FIELDS`; a field that is not there was not coded. ``note``
    is a free remark, ``id`` the mark's id in the tool that it comes from.
    """

    article_id: str
    mark: Mark
    at: MarkPlace
    fields: Mapping[str, Any] = field(default_factory=dict)
    coder: str = ""
    note: str = ""
    id: str = ""


def marks_of(annotation: Annotation, *, coder: str = "machine") -> list[CodedMark]:
    """Return an article's annotation as marks, in text order: quotations, then mentions; nothing marked gives none."""
    name = annotation.article.id
    made = [
        CodedMark(name, "quotation", place_of(q), _filled(facts_of(q), "content"), coder) for q in annotation.quotations
    ]
    for m in annotation.mentions:
        voice = m.voice or voice_of(m.span, annotation.layout, annotation.quotations)
        facts = {**facts_of(m), "voice": voice}
        made.append(CodedMark(name, "mention", ((m.span.start, m.span.end),), _filled(facts, "span"), coder))
    return made


def _filled(facts: Mapping[str, Any], but: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != but and value not in (None, [], "")}


def decisions_from_marks(
    annotation: Annotation,
    marks: Iterable[CodedMark],
    *,
    coder: str,
    day: date,
    complete: bool = True,
    first_id: str = "",
    reason: str = "",
) -> list[Correction]:
    """Return what a coder's marks on an article come to beside the machine's: accept, change, delete, add.

    A mark at the very place of a machine's mark is about that one; else it is about the one with which it shares most,
    if that is more than half of the words of both; else it is a mark that the machine missed. What the coder did not
    code is left as it is.

    Args:
        annotation: The machine's, before speakers are named across the set.
        marks: Of this article.
        coder: Whose decisions they are.
        day: When.
        complete: The coder marked all there is: what the machine marks beside it is deleted.
        first_id: What the ids of the decisions begin with.
        reason: Noted with each decision.
    """
    made: list[Correction] = []
    base: dict[str, Any] = {"article": annotation.article.id, "sha256": annotation.article.sha256, "coder": coder}
    base |= {"date": day, "reason": reason}
    given = [replace(m, at=in_order(m.at)) for m in marks]
    kinds: tuple[tuple[Mark, Sequence[Quotation] | Sequence[Mention]], ...] = (
        ("quotation", annotation.quotations),
        ("mention", annotation.mentions),
    )
    for mark, found in kinds:
        here = [m for m in given if m.mark == mark]
        places = [_place(one) for one in found]
        pairs = _pairs(places, [m.at for m in here])
        for i, at in enumerate(places):
            facts = facts_of(found[i])
            if i in pairs:
                made.append(_settling(at, facts, here[pairs[i]], {**base, "id": f"{first_id}{len(made)}"}))
            elif complete and at not in places[:i]:
                old = {n: facts[n] for n in ("kind", "concept", "variant") if n in facts}
                made.append(
                    Correction(id=f"{first_id}{len(made)}", mark=mark, decision="delete", at=at, old=old, **base)
                )
        taken = set(pairs.values())
        for k, one in enumerate(here):
            if k not in taken:
                new = {n: v for n, v in one.fields.items() if n in FIELDS[mark]}
                name = f"{first_id}{len(made)}"
                made.append(Correction(id=name, mark=mark, decision="add", at=one.at, new=new, **base))
    return made


def in_order(at: Iterable[Sequence[int]]) -> MarkPlace:
    """Return spans sorted, without empty ones, those that overlap or touch made one: as decisions are anchored.

    >>> in_order([(9, 12), (2, 5), (5, 7), (8, 8)])
    ((2, 7), (9, 12))
    """
    return tuple((s.start, s.end) for s in merge(Span(a, b) for a, b in at if a < b))


def _place(mark: Quotation | Mention) -> MarkPlace:
    return place_of(mark) if isinstance(mark, Quotation) else ((mark.span.start, mark.span.end),)


def _settling(at: MarkPlace, facts: Mapping[str, Any], one: CodedMark, base: Mapping[str, Any]) -> Correction:
    mark = one.mark
    new = {n: v for n, v in one.fields.items() if n in FIELDS[mark]}
    if one.at != at:
        new["content" if mark == "quotation" else "span"] = (
            [list(s) for s in one.at] if mark == "quotation" else list(one.at[0])
        )
    old = {n: facts[n] for n in new if n in facts}
    changed = any(old.get(n, v) != v for n, v in new.items())
    return Correction(mark=mark, decision="change" if changed else "accept", at=at, old=old, new=new, **base)


def _pairs(found: Sequence[MarkPlace], given: Sequence[MarkPlace]) -> dict[int, int]:
    """Pair places: the same ones first, then those that share most."""
    left = dict(enumerate(given))
    pairs: dict[int, int] = {}
    for i, at in enumerate(found):
        same = next((k for k, other in left.items() if other == at), None)
        if same is not None:
            pairs[i] = same
            del left[same]
    near = sorted(
        (-share, i, k)
        for i, at in enumerate(found)
        if i not in pairs
        for k, other in left.items()
        if (share := _shared(at, other)) > MOST_OVERLAP
    )
    for _, i, k in near:
        if i not in pairs and k in left:
            pairs[i] = k
            del left[k]
    return pairs


def _shared(one: MarkPlace, other: MarkPlace) -> float:
    """Length that two places have in common, of the length of both together."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    total = sum(e - s for s, e in one) + sum(e - s for s, e in other) - common
    return common / total if total else 0.0
