"""Texts that do not begin as articles do: nothing is said of how they open, nor of what stands where in them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from framing.findings.context import Context, named
from framing.findings.finding import (
    AGREEMENT,
    FIRST_SOURCE,
    JUDGEMENT,
    ONE_OPENING,
    OPENING,
    TWO_OF_THREE,
    WHO_ACTS,
    Finding,
    Reading,
)
from framing.text.beginnings import Beginning, beginning

_KNOWN = "how texts begin"
# What these say of a text is where something stands in it.
_OF_PLACES = frozenset((OPENING, WHO_ACTS, ONE_OPENING, FIRST_SOURCE, JUDGEMENT, TWO_OF_THREE, AGREEMENT))
_WHY: Mapping[Beginning, tuple[str, str]] = {
    "middle": (
        "begins as if in its middle; its beginning may be missing",
        "begin as if in their middle; their beginnings may be missing",
    ),
    "transcript": ("seems to be a transcript", "seem to be transcripts"),
    "letter": ("greets its readers, as newsletters do", "greet their readers, as newsletters do"),
}


def unopened(context: Context) -> Mapping[str, Beginning]:
    """Return the articles whose texts do not begin as articles do, and how they begin; a set without texts has none."""
    if _KNOWN not in context.noted:
        found: dict[str, Beginning] = {}
        for i, text in context.tables.texts.items():
            body = [text[s.start : s.end] for s in context.body(i)] if i in context.articles else []
            if (how := beginning(body, text)) != "article":
                found[i] = how
        context.noted[_KNOWN] = found
    known: Mapping[str, Beginning] = context.noted[_KNOWN]
    return known


def rests_on_unopened(context: Context, finding: Finding) -> bool:
    """Tell whether a finding says of such a text where something stands in it, or that something is not in it."""
    gone = unopened(context)
    mine = [r for r in finding.readings if r.article_id in gone]
    if any(r.note.startswith("no sentence found") and gone[r.article_id] != "letter" for r in mine):
        return True
    return any(_is_placed(r, finding.kind) for r in mine)


def _is_placed(reading: Reading, kind: str) -> bool:
    if reading.text or reading.note.startswith("headline"):
        return False
    return kind in _OF_PLACES or reading.note.startswith(("paragraph", "first paragraph"))


def unopened_sentences(context: Context) -> list[str]:
    """Return what the limits say of such texts, a sentence for each way of beginning."""
    gone = unopened(context)
    in_order = sorted((how, i) for i, how in gone.items())
    out = []
    for how, items in groupby(in_order, key=lambda item: item[0]):
        outlets = [context.outlet(i) for _, i in items]
        one = len(outlets) == 1
        text = f"The text of {outlets[0]}" if one else f"The texts of {named(outlets)}"
        out.append(f"{text} {_WHY[how][not one]}: nothing is said of how {'it opens' if one else 'they open'}.")
    return out
