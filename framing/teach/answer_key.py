"""The answer key: what the suite marked in a blind text, with line numbers and with room for other answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from framing.annotate.codebook import Codebook, Concept, Variant
from framing.measure.tables import Tables
from framing.teach.blind_texts import BlindText
from framing.teach.reported_key import QuoteAnswer, known, quote_answers, rows_of
from framing.text.span import Span

Leaning = Literal["against", "neither", "for", "discuss"]

# What a class writes into the column "Who is speaking?".
VOICE_WORDS = {
    "outlet": "the outlet itself",
    "headline": "the outlet itself (headline)",
    "quoted": "a person, word for word",
    "attributed": "a person, in the outlet’s words",
    "scare": "in quotation marks, nobody named",
}
_CLEAR = 0.375  # of the way from the middle of the axis to its end: a label beyond this leans
_NEAR = 0.05  # this close to the border, both answers are right


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """One row of the worksheet's table of terms. ``also`` says which other answers are acceptable, and why."""

    line: int
    span: Span
    words: str
    concept: str
    label: str
    voice: str
    leaning: Leaning
    also: str


@dataclass(frozen=True, slots=True)
class TextKey:
    """Everything the key says of one text."""

    text: BlindText
    outlet: str
    title: str
    published: str
    terms: tuple[TermAnswer, ...]
    quotes: tuple[QuoteAnswer, ...]
    missing: tuple[str, ...]


def leaning_of(variant: Variant, codebook: Codebook) -> tuple[Leaning, str]:
    """Return how a label leans by its ratings on the codebook's first axis, and which other answers to accept.

    Ratings are brought to −1…1. Beyond .375 of the mean a label leans; where raters fall
    on different sides of that border, or the mean is near it, both answers are acceptable.
    A label nobody rated is for the class to discuss.
    """
    axis = codebook.axes[0] if codebook.axes else None
    values = [r.value for r in variant.ratings if axis is not None and r.axis == axis.name]
    if axis is None or not values:
        return "discuss", "open: any answer with a reason"
    middle, half = (axis.low + axis.high) / 2, (axis.high - axis.low) / 2
    placed = [(v - middle) / half for v in values]
    mean = sum(placed) / len(placed)
    named = [_lean(p) for p in placed]
    found = _lean(mean)
    other = sorted({*named} - {found})
    if not other and abs(abs(mean) - _CLEAR) <= _NEAR:
        other = ["neither"] if found != "neither" else ["for" if mean > 0 else "against"]
    if not other:
        return found, ""
    rated = ", ".join(f"{v:+g}" if v else "0" for v in values)
    return found, f"“{' or '.join(other)}” too: raters gave {rated}"


def _lean(placed: float) -> Leaning:
    if abs(placed) < _CLEAR:
        return "neither"
    return "for" if placed > 0 else "against"


def text_key(tables: Tables, text: BlindText, codebook: Codebook) -> TextKey:
    """Return the key of one blind text; only what is printed in it counts."""
    article = tables["articles"].set_index("article_id").loc[text.article_id].to_dict()
    return TextKey(
        text=text,
        outlet=str(article["outlet"]),
        title=known(article["title"], "no title known"),
        published=known(article["published"], "date unknown"),
        terms=_terms(tables, text, codebook),
        quotes=quote_answers(tables, text),
        missing=_missing(tables, text),
    )


def _terms(tables: Tables, text: BlindText, codebook: Codebook) -> tuple[TermAnswer, ...]:
    source = tables.texts[text.article_id]
    answers: list[TermAnswer] = []
    for row in rows_of(tables, "mentions", text.article_id):
        span = Span(int(row["start"]), int(row["end"]))
        line = text.line_of(span.start)
        if line is None:
            continue
        concept = codebook.concept(str(row["concept"]))
        leaning, also = leaning_of(variant_of(concept, str(row["variant"])), codebook)
        notes = [*filter(None, [also]), *voice_notes(str(row["voice"]))]
        answers.append(
            TermAnswer(
                line=line,
                span=span,
                words=" ".join(span.of(source).split()),
                concept=concept.name,
                label=str(row["variant"]),
                voice=str(row["voice"]),
                leaning=leaning,
                also="; ".join(notes),
            )
        )
    return tuple(answers)


def voice_notes(voice: str) -> list[str]:
    """Return which other voice is acceptable, and why; nothing for most voices."""
    if voice == "attributed":
        return ["“the outlet itself” too, if the pupil argues that the word is the writer’s"]
    if voice == "scare":
        return ["“the outlet itself” too: the marks are its own"]
    return []


def variant_of(concept: Concept, label: str) -> Variant:
    """Return the concept's variant of that label; ``KeyError`` if it has none."""
    for variant in concept.variants:
        if variant.label == label:
            return variant
    msg = f"concept '{concept.id}' has no label '{label}'"
    raise KeyError(msg)


def _missing(tables: Tables, text: BlindText) -> tuple[str, ...]:
    """Who speaks elsewhere in the set but not in this text, those most quoted first."""
    quotations = tables["quotations"]
    named = quotations[quotations["speaker"].notna()]
    here = set(named.loc[named["article_id"] == text.article_id, "speaker"])
    elsewhere = Counter(str(s) for s in named.loc[named["article_id"] != text.article_id, "speaker"])
    types = {str(r["speaker"]): r["source_type"] for r in named.drop_duplicates("speaker").to_dict("records")}
    return tuple(
        speaker if pd.isna(types.get(speaker)) else f"{speaker} ({types[speaker]})"
        for speaker, _ in sorted(elsewhere.items(), key=lambda item: (-item[1], item[0]))
        if speaker not in here
    )[:6]
