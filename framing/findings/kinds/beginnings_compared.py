"""How the reports begin: the first sentence of each body beside the others, where they tell different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framing.findings.context import Context, named
from framing.findings.finding import BEGINNINGS, Finding, Reading, untested
from framing.findings.kinds.judgement_at_top import strong_words
from framing.findings.ledes import Lede, headline_words, in_single_marks, ledes
from framing.findings.opening_pointers import additions, said_of
from framing.findings.standing import unopened
from framing.findings.stray_texts import LEFT_OUT
from framing.text.beginnings import Beginning
from framing.text.span import Span

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
    told = _apart(context, shown)
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
            headline=f"{told.said}How they begin: {said}{left}.",
            sentence="The first sentence below the headline, datelines left out; where it names nothing that a "
            "headline names, the first after it that does. Marked is what is said of one alone. What one adds was "
            "found in no other headline or first sentence in any form; others may have it further down. Strong or "
            "judging words are those of the list of evaluation, outside quotations and indirect speech.",
            telling="the difference may be in what is put first, in a reason or in a word",
            readings=[*told.titles, *(_reading(context, lede, told.places) for lede in shown.values())],
            strength=1.0 if told.said else min(1.0, share / _STRONG),
            key=" | ".join(context.outlet(i) for i in shown),
        )
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What sets the reports apart, in sentences with a space behind, and the headlines that have some of it."""

    said: str = ""
    titles: tuple[Reading, ...] = ()
    places: Mapping[str, Sequence[Span]] = field(default_factory=dict)


def _apart(context: Context, row: Mapping[str, Lede]) -> _Told:
    titles = {h.article_id: h for h in context.headlines if h.article_id in row}
    added = additions(context, row)
    places = {i: [Span(lede.start, lede.end)] for i, lede in row.items()}
    heads = {i: Span(h.start, h.start + len(h.text)) for i, h in titles.items() if h.start >= 0}
    for i, head in heads.items():
        places[i].append(head)
    words = _words(context, places, [p.place for p in added])
    marks = {p.article_id: [(p.start, p.end)] for p in added if p.title}
    for i, head in heads.items():
        mine = [(p.start - head.start, p.end - head.start) for p in words.get(i, ()) if head.covers(p)]
        marks[i] = [*marks.get(i, ()), *mine]
    said = [f"{said_of(context, added, row)} "] if added else []
    if words:
        each = (f"{context.outlet(i)} {named(_quoted(context, i, p) for p in mine)}" for i, mine in words.items())
        said.append(f"Strong or judging words: {'; '.join(each)}. ")
    told = {i: [*words.get(i, ()), *(place for a, place in (p.place for p in added) if a == i)] for i in row}
    return _Told("".join(said), tuple(titles[i].reading(m, voice="headline") for i, m in marks.items() if m), told)


def _words(
    context: Context, places: Mapping[str, Sequence[Span]], told: Sequence[tuple[str, Span]]
) -> dict[str, list[Span]]:
    """The strong or judging phrases of each article, two at most, but those that are told already."""
    out: dict[str, list[Span]] = {}
    for i, every in strong_words(context, places).items():
        mine = [j.phrase for j in every if not any(i == a and place.overlaps(j.phrase) for a, place in told)]
        whole = [p for p in mine if _is_paired(context.printed(i, p.start, p.end))]
        if whole:
            out[i] = whole
    return out


def _is_paired(words: str) -> bool:
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _quoted(context: Context, article_id: str, place: Span) -> str:
    return f"“{in_single_marks(context.printed(article_id, place.start, place.end))}”"


def set_apart(context: Context) -> str:
    """Return what is said above the row of what sets the reports apart; nothing where no row is printed."""
    row = in_a_row(context)
    return _apart(context, row).said if row else ""


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
    return found if telling > 1 or _apart(context, found).said else {}


def _tells(lede: Lede, others: Sequence[Lede], titles: frozenset[str]) -> bool:
    """Whether a lede says what the others do not say in any form, and the headlines have not said already."""
    apart = lede.words.difference(*(other.words for other in others))
    return len(apart) >= _APART * len(lede.words) and len(apart - titles) >= _NEW


def _said(context: Context, lede: Lede) -> str:
    where = "" if lede.is_first else ", soon after its first sentence,"
    return f"{context.outlet(lede.article_id)}{where} “{lede.printed(context)}”"


def _reading(context: Context, lede: Lede, told: Mapping[str, Sequence[Span]]) -> Reading:
    """A first sentence with what the sentence above quotes of it marked: marks on every second word show nothing."""
    whole = Span(lede.start, lede.end)
    marks = tuple(sorted((p.start, p.end) for p in told.get(lede.article_id, ()) if whole.covers(p)))
    return Reading(context.outlet(lede.article_id), lede.article_id, lede.start, lede.end, marks, voice="outlet")
