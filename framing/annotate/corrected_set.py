"""The one place where readers' corrections enter a set: after annotation, before speakers get their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from framing.annotate.annotate import Annotation
from framing.annotate.codebook import Codebook
from framing.annotate.corrected_article import Applied, CorrectedArticle, correct_article, settle
from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.canonical import canonical_speakers
from framing.annotate.speakers.names import fold
from framing.annotate.speakers.source_types import type_sources
from framing.sets.corrections import Correction
from framing.sets.decided import Decided, decided


@dataclass(frozen=True, slots=True)
class NamedSet:
    """Annotations with corrections in them and one name for each speaker; and what became of each decision."""

    annotations: tuple[Annotation, ...]
    outcomes: tuple[Applied, ...] = ()


def name_set(
    annotations: Sequence[Annotation],
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    corrections: Iterable[Correction] = (),
    codebook: Codebook | None = None,
) -> NamedSet:
    """Apply corrections to a set's annotations and give its speakers one name each.

    What a reader settled on a mark stands: no rule of naming or typing changes it. The reader's names take part in the
    naming of everybody else. A correction of a ``speaker`` holds wherever he speaks, unless a mark says otherwise;
    renaming him is an alias. An alias renames a name that a reader gave, too.

    Args:
        annotations: As annotators made them, in the set's order.
        aliases: Canonical name to other forms; the manifest's.
        corrections: The decisions of the set's file, in order.
        codebook: For labels that readers give to mentions.
    """
    decisions = decided(corrections)
    of_speakers = [d for key, d in decisions.items() if key[1] == "speaker"]
    by_article: dict[str, list[Decided]] = {}
    for key, one in decisions.items():
        if key[1] != "speaker":
            by_article.setdefault(key[0], []).append(one)
    corrected = [
        correct_article(a, by_article.pop(a.article.id), codebook=codebook)
        if a.article.id in by_article
        else CorrectedArticle(a, {}, ())
        for a in annotations
    ]
    gone = [Applied(d, "the set has no such article any more") for some in by_article.values() for d in some]
    forms = _with_renamed(aliases or {}, of_speakers)
    named = canonical_speakers([(c.annotation.article, c.annotation.quotations) for c in corrected], forms)
    quotations, unheard = _typed_by_readers([q for _, q in named], of_speakers, forms)
    alias_of = {fold(form): name for name, every in forms.items() for form in every}
    made = tuple(
        replace(c.annotation, quotations=_settled(mine, c.settled, alias_of))
        if c.settled
        else replace(c.annotation, quotations=mine)
        for c, mine in zip(corrected, quotations, strict=True)
    )
    outcomes = [o for c in corrected for o in c.outcomes]
    return NamedSet(made, (*outcomes, *gone, *unheard))


def correct_alone(
    annotation: Annotation, corrections: Sequence[Correction], *, codebook: Codebook | None = None
) -> tuple[Annotation, tuple[Applied, ...]]:
    """Apply corrections to one article that stands in no set: as :func:`name_set`, without names across articles."""
    mine = [d for key, d in decided(corrections).items() if key[0] == annotation.article.id and key[1] != "speaker"]
    made = correct_article(annotation, mine, codebook=codebook)
    if made.annotation is annotation:
        return annotation, made.outcomes
    (typed,) = type_sources([(annotation.article.text, made.annotation.quotations)])
    return replace(made.annotation, quotations=_settled(typed, made.settled, {})), made.outcomes


def _settled(
    quotations: Sequence[Quotation], settled: Mapping[int, Mapping[str, Any]], alias_of: Mapping[str, str]
) -> tuple[Quotation, ...]:
    """The quotations with what readers settled put back where a later step changed it."""
    return tuple(
        settle(q, {**settled[i], **_renamed(settled[i], alias_of)}) if i in settled else q
        for i, q in enumerate(quotations)
    )


def _renamed(new: Mapping[str, Any], alias_of: Mapping[str, str]) -> dict[str, str]:
    name = new.get("speaker")
    return {"speaker": alias_of[fold(name)]} if isinstance(name, str) and fold(name) in alias_of else {}


def _with_renamed(aliases: Mapping[str, Sequence[str]], decisions: Sequence[Decided]) -> dict[str, tuple[str, ...]]:
    """The manifest's aliases and those that corrections of speakers make."""
    made = {name: tuple(forms) for name, forms in aliases.items()}
    for one in decisions:
        new = one.judgement.new.get("speaker") if one.judgement is not None else None
        if new and new != one.key[0]:
            made[new] = (*made.get(new, ()), one.key[0])
    return made


def _typed_by_readers(
    articles: Sequence[tuple[Quotation, ...]], decisions: Sequence[Decided], aliases: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[Quotation, ...]], list[Applied]]:
    """Give speakers the type, and the way they are identified, that a reader said of them wherever they speak."""
    alias_of = {form: name for name, forms in aliases.items() for form in forms}
    speaking = {q.speaker for quotations in articles for q in quotations}
    given: dict[str, dict[str, Any]] = {}
    outcomes = []
    for one in decisions:
        name = alias_of.get(one.key[0], one.key[0])
        why = "" if name in speaking else "nobody of that name speaks in the set"
        if one.judgement is None or one.open:
            why = "coders differ; an adjudication settles it"
        elif not why:
            given[name] = {n: v for n, v in one.judgement.new.items() if n != "speaker"}
        outcomes.append(Applied(one, why))
    if not any(given.values()):
        return list(articles), outcomes
    return [tuple(settle(q, given.get(q.speaker or "", {})) for q in quotations) for quotations in articles], outcomes
