"""One person or body, spoken ill of by one outlet in its own words and not by another: the words, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.annotate.voice import OWN_VOICE
from framing.findings.context import Context, Row, named
from framing.findings.finding import TREATMENT, Finding, Reading, untested
from framing.measure.tables import read_spans
from framing.text.span import Span

_LEAST = 2  # sentences in which an outlet must name somebody before it is said to speak no ill
_SHOWN = 2  # words of a sentence, and sentences of an outlet
_MANY = 4.0


@dataclass(slots=True)
class _Side:
    """What one outlet's own words say of one actor: all its sentences, those that speak ill, those that speak well."""

    every: list[Row] = field(default_factory=list)
    ill: list[Row] = field(default_factory=list)
    well: list[Row] = field(default_factory=list)

    def words(self, context: Context, rows: Sequence[Row]) -> list[str]:
        """The words that carry it, each once."""
        found = [
            context.printed(str(r["article_id"]), s.start, s.end).lower()
            for r in rows[:_SHOWN]
            for s in read_spans(r["said"])[:_SHOWN]
        ]
        return [f"“{word}”" for word in dict.fromkeys(found)]


def treated_persons(context: Context) -> list[Finding]:
    """Return one finding for each actor of whom an outlet speaks ill in its own words while another does not.

    Own words are text and headline, without quotations, indirect speech, agency copy and judgements reported of
    others; ill are
    words said of the actor from the lists of misdeeds, failure and ill qualities. The other outlet speaks well of the
    actor, or names it in two sentences or more without such a word. Needs all texts.
    """
    if not context.whole:
        return []
    by_actor: defaultdict[tuple[str, str], dict[str, _Side]] = defaultdict(dict)
    for row in context.rows("treatments"):
        if row["voice"] not in OWN_VOICE or row["reported"]:
            continue
        side = by_actor[str(row["kind"]), str(row["actor"])].setdefault(context.outlet(str(row["article_id"])), _Side())
        side.every.append(row)
        if row["polarity"] != "neutral" and any(
            not context.is_agency_copy(str(row["article_id"]), said) for said in read_spans(row["said"])
        ):
            (side.ill if row["polarity"] == "negative" else side.well).append(row)
    made = [_of_actor(context, kind, actor, sides) for (kind, actor), sides in sorted(by_actor.items())]
    return [finding for finding in made if finding is not None]


def _of_actor(context: Context, kind: str, actor: str, sides: dict[str, _Side]) -> Finding | None:
    ill = {o: s for o, s in sides.items() if s.ill and not s.well}
    well = {o: s for o, s in sides.items() if s.well and not s.ill}
    none = {o: s for o, s in sides.items() if not s.ill and not s.well and len(s.every) >= _LEAST}
    if not ill or not (well or none):
        return None
    name = _called(context, kind, actor)
    parts = [_said(o, s.words(context, s.ill)) for o, s in ill.items()]
    parts += [_said(o, s.words(context, s.well)) for o, s in well.items()]
    rest = f"; no such word was found in {named(none)}" if none and not well else ""
    shown = [(s, s.ill) for s in ill.values()] + [(s, s.well) for s in well.values()]
    readings = [_reading(context, row) for _, rows in shown for row in rows[:_SHOWN]]
    if not well:
        readings += [_reading(context, s.every[0], note="names it") for s in none.values()]
    n = sum(len(s.every) for s in sides.values())
    counts = "; ".join(f"{o}: {len(s.ill)} ill, {len(s.well)} well of {len(s.every)}" for o, s in sides.items())
    return untested(
        TREATMENT,
        actor,
        headline=f"In their own words on {name}: {', '.join(parts)}{rest}."
        if len(parts) > 1
        else f"In its own words on {name}: {parts[0]}{rest}.",
        sentence=f"Sentences that name {name} in own words, {counts}. Quotations and judgements of others left out.",
        telling="who is spoken of ill or well, in the outlet’s own words",
        readings=readings,
        strength=min(1.0, (sum(len(s.ill) for s in ill.values()) + len(well)) / _MANY),
        group=actor,
        key="negative",
        n=n,
    )


def _called(context: Context, kind: str, actor: str) -> str:
    """The name of an actor; for a concept the codebook's."""
    book = context.codebook
    if kind != "concept" or book is None:
        return actor
    return next((c.name for c in book.concepts if c.id == actor), actor)


def _said(outlet: str, words: Sequence[str]) -> str:
    return f"{outlet} {' and '.join(words)}"


def _reading(context: Context, row: Row, *, note: str = "") -> Reading:
    """The sentence, with the name and the words said of it marked."""
    name = Span(int(row["start"]), int(row["end"]))
    said = read_spans(row["said"])[:_SHOWN] if not note else ()
    return context.reading(str(row["article_id"]), name.start, name.end, voice=str(row["voice"]), note=note, more=said)
