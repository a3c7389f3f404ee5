"""Who speaks: pronouns, surnames and descriptions resolved inside an article.

Rules in the spirit of the sieves of Lee et al. (2013), Deterministic coreference resolution,
Computational Linguistics 39(4): the surest first, each only where the ones before it said
nothing. Gender counts only where the text shows it, never from a name.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from framing.annotate.quotations.record import Quotation, QuotationKind, SourceType
from framing.annotate.speakers.canonical import canonical_speakers, one_name_each
from framing.annotate.speakers.names import Gender
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.annotate.speakers.people import People, Person, meet
from framing.annotate.speakers.source_types import type_sources
from framing.text.layout import Layout
from framing.text.span import Span

__all__ = ["canonical_speakers", "name_speakers"]

_MEMORY = 100  # speakers back that a reader can be expected to go
_SOON = 500  # code points: the next two or three sentences
_PLAIN = re.compile(r"\W+")


def name_speakers(text: str, layout: Layout, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return ``quotations`` with speaker and source type, as far as the article shows them, in the same order.

    A pronoun is the last speaker, or the last person to lead a sentence since; a surname is
    the full name the article gives; "the minister" is the last person with that role;
    words that stand alone go on with the speaker before them; two forms of one name ("the Post",
    "The Porthwick Post") are joined as :func:`one_name_each` does.
    """
    if not quotations:
        return ()
    quoted = sorted(
        {Span(q.content[0].start, q.content[-1].end) for q in quotations if q.kind in ("direct", "partial")}
    )
    people = meet(text, layout.sentences, quoted, [s for q in quotations for s in q.source])
    head = layout.headline or Span(0, 0)
    order = sorted(
        range(len(quotations)), key=lambda i: (head.covers(quotations[i].content[0]), _told_at(quotations[i]))
    )
    resolver = _Resolver(text, people)
    named: dict[int, Quotation] = {}
    for i in order:
        q = quotations[i]
        if head.covers(q.content[0]) and (same := _same_words(text, q, list(named.values()))):
            # A headline quotes what the body quotes, and often without saying whom.
            kind: QuotationKind = "partial" if q.kind == "scare" else q.kind
            named[i] = replace(q, kind=kind, speaker=same.speaker, source_type=same.source_type)
            continue
        if q.kind == "scare":
            named[i] = q
            continue
        speaker, sort = resolver.speaker(q)
        named[i] = replace(q, speaker=speaker, source_type=sort)
    names = one_name_each([q.speaker for q in named.values() if q.speaker])
    out = tuple(
        replace(q, speaker=names[q.speaker]) if q.speaker and names[q.speaker] != q.speaker else q
        for q in (named[i] for i in range(len(quotations)))
    )
    return type_sources([(text, out)])[0]


def _told_at(q: Quotation) -> tuple[int, int]:
    """Where the reader learns who speaks; words that have no source of their own come after the ones that do."""
    place = q.source[0].start if q.source else q.content[0].start
    return place, q.content[0].start


def _same_words(text: str, q: Quotation, others: Sequence[Quotation]) -> Quotation | None:
    """The quotation in the body that has the words quoted in the headline."""
    words = _PLAIN.sub(" ", q.content[0].of(text)).strip().casefold()
    for other in others:
        if other.speaker and other.kind in ("direct", "partial"):
            there = _PLAIN.sub(" ", " ".join(c.of(text) for c in other.content)).casefold()
            if words and words in there:
                return other
    return None


class _Resolver:
    """Goes through the quotations in the order in which a reader learns who speaks."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.told: deque[tuple[int, str, SourceType | None, Person | None, Who]] = deque(maxlen=_MEMORY)
        self.by_cue: dict[Span, tuple[str | None, SourceType | None]] = {}

    def speaker(self, q: Quotation) -> tuple[str | None, SourceType | None]:
        """Canonical name and type of who speaks, within this article."""
        if not q.source:
            return self._unnamed_here(q)
        place = q.source[0].start
        who = read_source(q.source[0].of(self.text))
        person: Person | None = None
        name: str | None = None
        kind: SourceType | None = who.source_type
        if who.form == "pronoun":
            name, kind, person = self._pronoun(who, place)
        elif who.form == "name":
            person = None if who.plural else self.people.named(who.name)
            name = person.name if person else who.name
        elif who.form == "body":
            name = who.key
            if not who.name and (last := self._last_body(who)):
                name, kind = last
        else:
            name, kind, person = self._description(who, place)
        if person is not None:
            kind = person.source_type or kind
        if name:
            self.told.append((place, name, kind, person, who))
        for cue in q.cue:
            self.by_cue.setdefault(cue, (name, kind))
        return name or None, kind

    def _unnamed_here(self, q: Quotation) -> tuple[str | None, SourceType | None]:
        for cue in q.cue:
            if cue in self.by_cue:
                return self.by_cue[cue]
        if q.kind == "direct" and q.cue and self.told:
            _, name, kind, _, _ = self.told[-1]
            return name, kind
        return None, None

    def _body_or_group(self, who: Who) -> tuple[str | None, SourceType | None, Person | None]:
        """The body that "it", or the body or group that "they", goes back to."""
        for _, name, kind, person, said in reversed(self.told):
            group = said.plural or who.gender == "n" or said.form == "body"
            if person is None and said.form in ("body", "description") and group:
                return name, kind, None
            if who.gender == "pl" and said.plural:
                return name, kind, person
        return None, None, None

    def _pronoun(self, who: Who, place: int) -> tuple[str | None, SourceType | None, Person | None]:
        if who.gender in ("n", "pl"):
            return self._body_or_group(who)
        last = next(
            ((at, p) for at, _, _, p, _ in reversed(self.told) if at < place and p and _fits(p.gender, who.gender)),
            None,
        )
        since = last[0] if last else -1
        for at, person, leading in self.people.before(place):
            if at <= since:
                break
            if leading and _fits(person.gender, who.gender):
                last = (at, person)
                break
        if last is None:
            described = next(
                (
                    t
                    for t in reversed(self.told)
                    if t[4].form == "description" and not t[4].plural and t[2] != "document"
                ),
                None,
            )
            if described:
                return described[1], described[2], None
            last = next(((at, p) for at, p, _ in self.people.before(place) if _fits(p.gender, who.gender)), None)
        if last is None:
            return None, None, None
        person = last[1]
        person.gender = person.gender or who.gender
        return person.name, person.source_type, person

    def _description(self, who: Who, place: int) -> tuple[str | None, SourceType | None, Person | None]:
        if who.source_type == "document" and who.definite:
            for _, name, kind, _, said in reversed(self.told):
                if kind in ("document", "media") and said.form != "pronoun":
                    return name, kind, None
        if who.definite and who.roles and not who.plural:
            told = next((p for _, _, _, p, _ in reversed(self.told) if p and who.roles & p.roles), None)
            near = next((p for at, p, _ in self.people.before(place) if who.roles & p.roles), None)
            later = next((p for _, p, _ in self.people.after(place) if who.roles & p.roles), None)
            person = told or near or later or self._named_next(place, who)
            if person is not None and _fits(person.gender, who.gender):
                return person.name, person.source_type, person
        return who.key or None, who.source_type, None

    def _named_next(self, place: int, who: Who) -> Person | None:
        """The person named soon after "the prime minister", of whom nothing else is told."""
        for at, person, _ in self.people.after(place):
            if at >= place + _SOON:
                break
            if not person.roles:
                person.roles |= who.roles
                person.source_type = person.source_type or who.source_type
                return person
        return None

    def _last_body(self, who: Who) -> tuple[str, SourceType | None] | None:
        """The named body that "the union" or "the newspaper" goes back to: the last one whose name has that word."""
        noun = who.key.split()[-1].casefold() if who.key else ""
        for _, name, kind, person, said in reversed(self.told):
            if (
                person is None
                and said.form == "body"
                and said.name
                and (noun in name.casefold() or (kind and kind == who.source_type == "media"))
            ):
                return name, kind
        return None


def _fits(known: Gender, wanted: Gender) -> bool:
    return not known or not wanted or known == wanted
