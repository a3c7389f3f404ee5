"""How the reports begin: the first sentence of each body beside the others, where they tell different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.findings.context import Context
from framing.findings.finding import BEGINNINGS, Finding, Reading, untested
from framing.findings.ledes import Lede, headline_words, ledes
from framing.findings.standing import unopened
from framing.findings.stray_texts import LEFT_OUT
from framing.text.beginnings import Beginning

_MOST = 4  # articles in one sentence
_APART = 0.4  # of a lede's content words must stand in no other lede, in any form
_NEW = 5  # and so many of them in no headline
_STRONG = 0.6  # of all content words, from where on ledes have little in common
_INSTEAD: Mapping[Beginning, str] = {
    "middle": "begins as if in its middle",
    "transcript": "seems to be a transcript",
    "log": "seems to be a running log of entries",
    "letter": "greets its readers first",
}
_ROW = "how the reports begin"


def beginnings_compared(context: Context) -> list[Finding]:
    """Return one finding: with what each report begins, in a row.

    One article an outlet, two to four of them. At least two of the sentences must say what the others do not in any
    form, and no headline has said already. A text that does not begin as an article does is named, not quoted.
    """
    shown = in_a_row(context)
    if not shown:
        return []
    said = "; ".join(_said(context, lede) for lede in shown.values())
    gone = unopened(context)
    left = "".join(f"; the text of {context.outlet(i)} {_INSTEAD[gone[i]]}" for i in context.articles if i not in shown)
    strays: Sequence[str] = context.noted.get(LEFT_OUT, ())
    left += "".join(f"; the text of {outlet} does not seem to be the article under its headline" for outlet in strays)
    share = sum(len(x.own_words) for x in shown.values()) / sum(len(x.words) for x in shown.values())
    return [
        untested(
            BEGINNINGS,
            *shown,
            headline=f"How they begin: {said}{left}.",
            sentence="The first sentence below the headline, datelines left out; where it names nothing that a "
            "headline names, the first after it that does. Marked is what no other opening has.",
            telling="the difference may be in what is put first, in a reason or in a word",
            readings=[_reading(context, lede) for lede in shown.values()],
            strength=min(1.0, share / _STRONG),
            key=" | ".join(context.outlet(i) for i in shown),
        )
    ]


def in_a_row(context: Context) -> Mapping[str, Lede]:
    """Return the ledes that stand beside each other on the first page, by article; none where there is no such row."""
    if _ROW not in context.noted:
        context.noted[_ROW] = _row(context)
    row: Mapping[str, Lede] = context.noted[_ROW]
    return row


def _row(context: Context) -> Mapping[str, Lede]:
    if not context.one_each or len(context.articles) > _MOST:
        return {}
    found = ledes(context)
    if len(found) < 2 or any(i not in found and i not in unopened(context) for i in context.articles):  # noqa: PLR2004
        return {}
    titles = frozenset().union(*(headline_words(context, i) for i in context.articles))
    telling = sum(_tells(lede, [x for x in found.values() if x is not lede], titles) for lede in found.values())
    return found if telling > 1 else {}


def _tells(lede: Lede, others: Sequence[Lede], titles: frozenset[str]) -> bool:
    """Whether a lede says what the others do not say in any form, and the headlines have not said already."""
    apart = lede.words.difference(*(other.words for other in others))
    return len(apart) >= _APART * len(lede.words) and len(apart - titles) >= _NEW


def _said(context: Context, lede: Lede) -> str:
    where = "" if lede.is_first else ", soon after its first sentence,"
    return f"{context.outlet(lede.article_id)}{where} “{lede.printed(context)}”"


def _reading(context: Context, lede: Lede) -> Reading:
    marks = tuple((span.start, span.end) for span in lede.own)
    return Reading(context.outlet(lede.article_id), lede.article_id, lede.start, lede.end, marks, voice="outlet")
