"""Words of the lists with readers' corrections in them: "this is no judgement here"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.annotate.quotations.record import Quotation
from framing.annotate.wording import STANCES, WordingKind, WordingMark
from framing.sets.corrections import MarkPlace
from framing.sets.decided import Judgement
from framing.text.span import Span, merge

WORDING_KINDS: tuple[WordingKind, ...] = (*STANCES, "loaded")


def correct_word(
    marks: Sequence[WordingMark], judgement: Judgement, at: MarkPlace, *, quotations: Sequence[Quotation] = ()
) -> tuple[str, tuple[WordingMark, ...]]:
    """Apply a decision on the words at one place to an article's marks of wording.

    Words may stand in two lists (a hedge that doubts): ``old.wording`` names the mark that is meant, else all are.

    Args:
        marks: Of the article, in text order.
        judgement: ``wording`` is a kind, ``word_class`` the list's own division (the kind again if left out).
        at: The words; one span.
        quotations: Tell whether words that a reader adds are quoted.

    Returns:
        Why it cannot be applied, or nothing; and the marks as they are then.
    """
    place, new, meant = Span(*at[0]), judgement.new, judgement.old.get("wording")
    here = [m for m in marks if m.span == place and meant in (None, m.kind, new.get("wording"))]
    kind, why = _kind(new), ""
    if len(at) > 1:
        why = "words of a list stand in one piece"
    elif new.get("wording") is not None and kind is None:
        why = f"there is no wording “{new['wording']}”; there are {', '.join(WORDING_KINDS)}"
    elif not here and judgement.state != "added":
        why = "the machine marks no such word there any more"
    elif not here and kind is None:
        why = "an added word needs its kind (wording)"
    if why:
        return why, tuple(marks)
    rest = [m for m in marks if m not in here]
    if judgement.state == "deleted":
        return "", tuple(rest)
    same = [m for m in here if m.kind == kind and new.get("word_class", m.word_class) == m.word_class]
    if kind is None or same:
        return "", tuple(marks)
    quoted = any(s.covers(place) for s in merge(s for q in quotations if q.kind != "indirect" for s in q.content))
    made = WordingMark(place, kind, str(new.get("word_class") or kind), quoted)
    return "", tuple(sorted([*rest, made], key=lambda m: (m.span, m.kind)))


def _kind(new: Mapping[str, object]) -> WordingKind | None:
    return next((kind for kind in WORDING_KINDS if kind == new.get("wording")), None)
