"""One article's annotation with readers' corrections in it, before speakers get their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from framing.annotate.annotate import Annotation
from framing.annotate.codebook import Codebook
from framing.annotate.corrected_words import correct_word
from framing.annotate.quotations.cues import CUE_CLASSES
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES, Quotation, QuotationKind
from framing.annotate.stale_decision import stale
from framing.annotate.terms import Mention
from framing.annotate.treatment.record import Treatment
from framing.annotate.voice import VOICES
from framing.annotate.wording import WordingMark
from framing.sets.corrections import SPANS, MarkPlace
from framing.sets.decided import Decided, Judgement
from framing.text.span import Span

KINDS: tuple[QuotationKind, ...] = ("direct", "partial", "indirect", "scare", "nested")
_ALLOWED: Mapping[str, Sequence[str]] = {
    "kind": KINDS,
    "source_type": SOURCE_TYPES,
    "identified": IDENTIFIED,
    "voice": VOICES,
    "cue_class": CUE_CLASSES,
}


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one decision: ``why`` is empty if it was applied, else why it was not."""

    decided: Decided
    why: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedArticle:
    """An annotation with corrections in it.

    ``settled`` holds, for the position of a quotation, the fields that a reader settled and no later step may change;
    ``outcomes`` what became of each decision.
    """

    annotation: Annotation
    settled: Mapping[int, Mapping[str, Any]]
    outcomes: tuple[Applied, ...]


def correct_article(
    annotation: Annotation, decisions: Sequence[Decided], *, codebook: Codebook | None = None
) -> CorrectedArticle:
    """Apply readers' decisions to one article's annotation.

    A decision is applied only where the text is the one that the reader saw, the mark is there, and the machine still
    says what it said then (or says by now what the reader wants). Any other is left out, with the reason.

    Args:
        annotation: As the annotators made it; speakers not yet named across the set.
        decisions: Those on this article.
        codebook: If given, a mention's concept and label must be in it.

    Returns:
        The same annotation, unchanged, if nothing is to be done.
    """
    quotations: dict[MarkPlace, Quotation] = {place_of(q): q for q in reversed(annotation.quotations)}
    mentions: dict[MarkPlace, Mention] = {((m.span.start, m.span.end),): m for m in reversed(annotation.mentions)}
    rest_q = [q for q in annotation.quotations if quotations[place_of(q)] is not q]
    rest_m = [m for m in annotation.mentions if mentions[(m.span.start, m.span.end),] is not m]
    settled: dict[int, Mapping[str, Any]] = {}
    outcomes: list[Applied] = []
    became: dict[int, Quotation | None] = {}
    for one in (d for d in decisions if d.key[1] != "word"):
        mark, at = one.key[1], one.key[2]
        why, done = _fits(annotation, one), None
        if not why and one.judgement is not None and mark == "quotation":
            why, done = _quotation(quotations.get(at), one.judgement, at)
            if not why:
                if (before := quotations.pop(at, None)) is not None:
                    became[id(before)] = done
                if done is not None:
                    quotations[place_of(done)] = done
                    settled[id(done)] = dict(one.judgement.new)
        elif not why and one.judgement is not None and mark == "mention":
            why, mention = _mention(mentions.get(at), one.judgement, at, codebook)
            if not why:
                mentions.pop(at, None)
                if mention is not None:
                    mentions[(mention.span.start, mention.span.end),] = mention
        outcomes.append(Applied(one, why))
    wording, of_words = _words(annotation, [d for d in decisions if d.key[1] == "word"])
    outcomes += of_words
    if all(o.why for o in outcomes) or not outcomes:
        return CorrectedArticle(annotation, {}, tuple(outcomes))
    in_order = sorted([*quotations.values(), *rest_q], key=lambda q: (q.content[0].start, -q.content[-1].end))
    made = replace(
        annotation,
        quotations=tuple(in_order),
        treatments=_moved(annotation, became, in_order),
        wording=wording,
        mentions=tuple(sorted([*mentions.values(), *rest_m], key=lambda m: (m.span.start, m.span.end))),
    )
    at_last = {i: settled[id(q)] for i, q in enumerate(in_order) if id(q) in settled}
    return CorrectedArticle(made, at_last, tuple(outcomes))


def _words(annotation: Annotation, decisions: Sequence[Decided]) -> tuple[tuple[WordingMark, ...], list[Applied]]:
    """An article's words of the lists with decisions on them, and what became of each."""
    marks, outcomes = annotation.wording, []
    for one in decisions:
        why = _fits(annotation, one)
        if not why and one.judgement is not None:
            why, marks = correct_word(marks, one.judgement, one.key[2], quotations=annotation.quotations)
        outcomes.append(Applied(one, why))
    return marks, outcomes


def _moved(
    annotation: Annotation, became: Mapping[int, Quotation | None], in_order: Sequence[Quotation]
) -> tuple[Treatment, ...]:
    """Treatments name quotations by position, which may be another now; words of one taken out are the outlet's."""
    position = {id(q): n for n, q in enumerate(in_order)}
    now = [position.get(id(became.get(id(q), q)), -1) for q in annotation.quotations]
    return tuple(t if t.quotation < 0 else replace(t, quotation=now[t.quotation]) for t in annotation.treatments)


def place_of(q: Quotation) -> MarkPlace:
    """Return a quotation's content as the place that corrections are anchored on."""
    return tuple((s.start, s.end) for s in q.content)


def _fits(annotation: Annotation, one: Decided) -> str:
    """Why a decision cannot be about this text, or is not one decision."""
    if one.open and one.judgement is None:
        return "coders differ on whether it is one; an adjudication settles it"
    last = one.judgement.last if one.judgement is not None else one.judgements[-1].last
    if last.sha256 != annotation.article.sha256:
        return "the text is not the one that the reader saw"
    length = len(annotation.article.text)
    new = one.judgement.new if one.judgement is not None else {}
    spans = [*one.key[2], *(s for n in SPANS if new.get(n) for s in ([new[n]] if n == "span" else new[n]))]
    return "" if all(s[1] <= length for s in spans) else "it reaches beyond the text’s end"


def _not_allowed(new: Mapping[str, Any]) -> str:
    for name, allowed in _ALLOWED.items():
        if new.get(name) is not None and new[name] not in allowed:
            return f"there is no {name.replace('_', ' ')} “{new[name]}”; there are {', '.join(allowed)}"
    return ""


def facts_of(mark: Quotation | Mention) -> dict[str, Any]:
    """Return the fields of a mark that a reader can settle; no voice of a mention; a cue's class only if settled."""
    if isinstance(mark, Mention):
        return {"concept": mark.concept, "variant": mark.variant, "span": [mark.span.start, mark.span.end]}
    return {
        "kind": mark.kind,
        "content": [[s.start, s.end] for s in mark.content],
        "cue": [[s.start, s.end] for s in mark.cue],
        "source": [[s.start, s.end] for s in mark.source],
        "speaker": mark.speaker,
        "source_type": mark.source_type,
        "identified": mark.identified,
        "cue_class": mark.cue_class,
    }


def _quotation(found: Quotation | None, judgement: Judgement, at: MarkPlace) -> tuple[str, Quotation | None]:
    """Why a decision on a quotation cannot be applied, or the quotation as it is then; none for one taken out."""
    if found is None and judgement.state != "added":
        return "the machine marks no quotation there any more", None
    old = {n: v for n, v in judgement.old.items() if n != "cue_class"}  # the lexicon's: its lists may grow
    if found is not None and (why := stale(replace(judgement, old=old), facts_of(found))):
        return why, None
    if why := _not_allowed(judgement.new):
        return why, None
    cue = _spans(judgement.new["cue"]) if "cue" in judgement.new else found.cue if found is not None else ()
    if judgement.new.get("cue_class") and not cue:
        return "there is no reporting verb whose class it could be", None
    if judgement.state == "deleted":
        return "", None
    made = found or Quotation("direct", tuple(Span(*s) for s in at))
    return "", settle(made, judgement.new)


def settle(q: Quotation, new: Mapping[str, Any]) -> Quotation:
    """Return a quotation with the fields that a reader settled; what was so already keeps the machine's reason."""
    made = replace(
        q,
        kind=new.get("kind") or q.kind,
        content=_spans(new.get("content")) or q.content,
        cue=_spans(new["cue"]) if "cue" in new else q.cue,
        source=_spans(new["source"]) if "source" in new else q.source,
        identified=new.get("identified", q.identified),
        cue_class=new.get("cue_class", q.cue_class),
    )
    if "speaker" in new and new["speaker"] != q.speaker:
        told = bool(new["speaker"])
        made = replace(
            made,
            speaker=new["speaker"],
            speaker_reason="reader" if told else None,
            speaker_certainty="sure" if told else None,
        )
    if "source_type" in new and new["source_type"] != q.source_type:
        made = replace(made, source_type=new["source_type"], type_reason="reader" if new["source_type"] else "")
    return made


def _spans(written: Sequence[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in written or ())


def _mention(
    found: Mention | None, judgement: Judgement, at: MarkPlace, codebook: Codebook | None
) -> tuple[str, Mention | None]:
    """The same for a mention."""
    new, why = judgement.new, ""
    old = {
        n: v for n, v in judgement.old.items() if n != "voice"
    }  # derived from quotations, which may be others by now
    if found is not None:
        why = stale(replace(judgement, old=old), facts_of(found))
    elif judgement.state != "added":
        why = "the machine marks no mention there any more"
    elif not (new.get("concept") and new.get("variant")):
        why = "an added mention needs its concept and its label (variant)"
    if (why := why or _not_allowed(new)) or judgement.state == "deleted":
        return why, None
    made = found or Mention(new["concept"], new["variant"], Span(*at[0]))
    span = Span(*new["span"]) if new.get("span") else made.span
    concept, variant = new.get("concept") or made.concept, new.get("variant") or made.variant
    made = replace(made, concept=concept, variant=variant, span=span, voice=new.get("voice"))
    if codebook is not None:
        labels = {c.id: {v.label for v in c.variants} for c in codebook.concepts}
        if made.variant not in labels.get(made.concept, ()):
            return f"the codebook has no label “{made.variant}” of a concept “{made.concept}”", None
    return "", made
