"""One thing under two labels in a sentence that is otherwise shared: an outlet renamed it, or its source did."""

from __future__ import annotations

from framing.findings.context import Context, forms_of, named
from framing.findings.finding import REWORDED_LABEL, Finding, untested
from framing.findings.judging_words import is_listed
from framing.findings.rewording_sides import Reworded, Side, reworded

_LONGEST = 6  # words of a label


def reworded_labels(context: Context) -> list[Finding]:
    """Return one finding for each pair of labels that stand in one place of shared copy, outside of quotations."""
    out: dict[frozenset[str], Finding] = {}
    for change in reworded(context, "label"):
        words = [_words(context, side) for side in (change.a, change.b)]
        telling = _coded(context, change) or _judging(words) or _copied(context, change)
        if telling and not bool(change.row["inside_quotation"]) and all(0 < len(w.split()) <= _LONGEST for w in words):
            out.setdefault(frozenset(w.lower() for w in words), _finding(context, change, words))
    return list(out.values())


def _words(context: Context, side: Side) -> str:
    article, span = side.places[0]
    return context.printed(article, span.start, span.end)


def _judging(words: list[str]) -> bool:
    return any(is_listed(form) for label in words for form in forms_of(label))


def _copied(context: Context, change: Reworded) -> bool:
    """Whether two of the articles are copies as a whole: else two may have written from one source."""
    one, other = ({context.articles[i]["cluster"] for i, _ in side.places} for side in (change.a, change.b))
    return bool(one & other)


def _coded(context: Context, change: Reworded) -> bool:
    """Whether one of the labels is in the codebook."""
    return any(
        row["start"] < span.end and span.start < row["end"]
        for side in (change.a, change.b)
        for article, span in side.places[:1]
        for row in context.rows_of("mentions", article)
    )


def _finding(context: Context, change: Reworded, words: list[str]) -> Finding:
    one, other = ([context.outlet(i) for i, _ in side.places] for side in (change.a, change.b))
    prints, print_ = ("prints" if len(set(outlets)) == 1 else "print" for outlets in (one, other))
    return untested(
        REWORDED_LABEL,
        str(change.row["rewording"]),
        headline=f"In a sentence that they share, {named(one)} {prints} “{words[0]}” where {named(other)} {print_} "
        f"“{words[1]}”.",
        sentence="The rest of the sentence is the same. Which of the two stood there first, the texts do not show.",
        telling="a label exchanged in shared copy",
        readings=[
            context.reading(i, s.start, s.end) for side in (change.a, change.b) for i, s in side.places
        ],
        strength=0.9 if _judging(words) or _coded(context, change) else 0.5,
        key=" | ".join(words),
    )  # fmt: skip
