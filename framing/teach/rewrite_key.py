"""The sentence to rewrite in plainer words, and one possible answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.annotate.codebook import Codebook, Concept, Variant
from framing.measure.tables import Tables
from framing.teach.answer_key import TermAnswer, TextKey, variant_of
from framing.teach.outlet_masks import masked
from framing.teach.reported_key import rows_of
from framing.text.span import Span

REWRITE_WORDS = range(8, 36)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The sentence to rewrite, its loaded label, and one possible answer."""

    letter: str
    line: int
    sentence: str
    label: str
    model: str


def choose_rewrite(tables: Tables, keys: tuple[TextKey, ...], codebook: Codebook) -> Rewrite | None:
    """Return the sentence to rewrite: a label in the outlet's own voice that leans most, with a less evaluative one.

    Sentences of ``REWRITE_WORDS`` words come first: a class has four minutes, and a heading is no sentence.

    ``None`` if no printed label of the outlets' own leans, or its concept has no less evaluative label.
    """
    best: tuple[tuple[bool, float], TextKey, TermAnswer, Variant] | None = None
    for key in keys:
        for answer in key.terms:
            if answer.voice != "outlet" or answer.leaning not in {"for", "against"}:
                continue
            concept = next(c for c in codebook.concepts if c.name == answer.concept)
            if answer.label not in {v.label for v in concept.variants}:
                continue  # a reader's own mark: nobody rated it
            strength = _distance(variant_of(concept, answer.label), codebook)
            plainer = _plainest(concept, codebook, like=answer.words)
            if plainer is None or _distance(plainer, codebook) >= strength:
                continue
            sentence = _sentence_of(tables, key.text.article_id, answer.span)
            fits = len(sentence.of(tables.texts[key.text.article_id]).split()) in REWRITE_WORDS
            if best is None or (fits, strength) > best[0]:
                best = ((fits, strength), key, answer, plainer)
    if best is None:
        return None
    _, key, answer, plainer = best
    source = tables.texts[key.text.article_id]
    sentence = _sentence_of(tables, key.text.article_id, answer.span)
    # The class sees the sentence on a slide: what gives the outlet away is hidden there too.
    before, after = (
        masked(source, Span(a, b), key.text.masks)
        for a, b in ((sentence.start, answer.span.start), (answer.span.end, sentence.end))
    )
    shown = " ".join(masked(source, sentence, key.text.masks).split())
    return Rewrite(key.text.letter, answer.line, shown, answer.words, replaced(before, plainer.label, after))


def replaced(before: str, label: str, after: str) -> str:
    """Return a sentence with ``label`` in its place: with a capital at the beginning, after "a" or "an" as it sounds.

    >>> replaced("It was an ", "protest", " at the gate.")
    'It was a protest at the gate.'
    >>> replaced("", "armed groups", " met.")
    'Armed groups met.'
    """
    if not any(c.isalnum() for c in before):
        label = label[:1].upper() + label[1:]
    article = "an" if label[:1].lower() in "aeiou" else "a"
    before = re.sub(r"\b([Aa])n?(\s+)$", lambda m: m[1] + article[1:] + m[2], before)
    return " ".join(f"{before}{label}{after}".split())


def _distance(variant: Variant, codebook: Codebook) -> float:
    axis = codebook.axes[0] if codebook.axes else None
    values = [r.value for r in variant.ratings if axis is not None and r.axis == axis.name]
    if axis is None or not values:
        return 0.0
    return abs(sum(values) / len(values) - (axis.low + axis.high) / 2)


def _plainest(concept: Concept, codebook: Codebook, *, like: str) -> Variant | None:
    """The least evaluative label of the same number as the words ``like``: "the mob has" is no "the protesters has"."""
    rated = [v for v in concept.variants if v.ratings and _plural(v.label) == _plural(like)]
    return min(rated, key=lambda v: _distance(v, codebook)) if rated else None


def _plural(words: str) -> bool:
    return words.endswith("s") and not words.endswith("ss")


def _sentence_of(tables: Tables, article_id: str, span: Span) -> Span:
    for row in rows_of(tables, "sentences", article_id):
        if int(row["start"]) <= span.start < int(row["end"]):
            return Span(int(row["start"]), int(row["end"]))
    return span
