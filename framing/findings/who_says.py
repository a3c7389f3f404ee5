"""Whether it is sure who says some words, before a first page names somebody for them."""

from __future__ import annotations

from framing.annotate.quotations.cues import verb_forms
from framing.compare.tokens import tokens
from framing.findings.context import Context, Row
from framing.measure.tables import read_spans
from framing.text.span import Span

_FAR = 60  # code points between who speaks and the verb of saying


def other_says(context: Context, row: Row) -> bool:
    """Tell whether a sentence that quotes or reports some words has another verb of saying behind them.

    "The city's claim that it is “immune” must fail, Judge Quill said": whose words they are, the sentence says
    further on, and a name beside them may be the wrong one. Words between marks only in part, or reported, alone.
    """
    article, end = str(row["article_id"]), int(row["end"])
    sentence = context.sentence_at(article, max(int(row["start"]), end - 1))
    if row["kind"] == "direct" or sentence is None or article not in context.tables.texts:
        return False
    if is_far(row):
        return True
    cues = read_spans(row["cue_spans"]) if isinstance(row["cue_spans"], str) else ()
    behind = [t for t in tokens(context.tables.texts[article], within=Span(end, sentence.end)) if t.is_word]
    return any(only_says(t.form) and not any(span.covers(t.span) for span in cues) for t in behind)


def only_says(verb: str) -> bool:
    """Tell whether a verb only says that somebody speaks: one person has many names, and what is told is the matter.

    "The harbour office announced" and "Quill said" may be one.
    """
    known = verb_forms().get(verb.lower())
    return known is not None and "clause" in known.frames and known.cue_class == "neutral"


def is_far(row: Row) -> bool:
    """Tell whether the one who is named as speaking stands far from the verb of saying: another may stand beside it."""
    source, cue = read_spans(row["source_spans"]), read_spans(row["cue_spans"])
    if not source or not cue:
        return False
    gap = max(cue[0].start - source[-1].end, source[0].start - cue[-1].end)
    return gap > _FAR
