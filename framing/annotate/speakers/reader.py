"""One reading of an article from its start, in which each quotation is given to whom a reader would give it.

Pronouns in the outlet's own prose move the reader's attention as well as quotations do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from framing.annotate.quotations.record import Quotation, SpeakerReason
from framing.annotate.speakers.describe import Describer, agrees, characterises, is_generic_body
from framing.annotate.speakers.entities import Entities, Entity, Mention, bearer
from framing.annotate.speakers.initials import written_out
from framing.annotate.speakers.names import NAME_WORD, Gender, fold, gender_of_given_name, surname
from framing.annotate.speakers.noun_phrase import Who, is_document, is_human, read_source
from framing.annotate.speakers.salience import Choice, most_salient, nearest_of
from framing.text.layout import Layout
from framing.text.span import Span

_NARRATED = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?![’'])")
_LONGEST_IN_CAPITALS = 2  # words of a body's name
_RECENT = 200  # mentions
_PIECES = frozenset({"article", "report", "piece", "story", "editorial", "newspaper", "paper"})
_NOBODY = re.compile(
    r"(?:no|nobody|no one|none|nothing|that|this|there|what|which|such|these|those|neither|nor|not|any|anyone"
    r"|everything|something)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a quotation was given to, and by what: ``name`` is ``None`` where no reason was found."""

    name: str | None
    reason: SpeakerReason | None
    entity: Entity | None = None
    who: Who | None = None
    firm: bool = True


NOBODY = Link(None, None)


def _clock(sentences: Sequence[Span], quoted: Sequence[Span]) -> list[int]:
    """For each sentence, how many sentences before it are not wholly inside somebody's words."""
    starts = [q.start for q in quoted]
    out, n = [], 0
    for s in sentences:
        out.append(n)
        k = bisect_right(starts, s.start + 1) - 1
        n += not (k >= 0 and s.end <= quoted[k].end + 1)
    return out


class Reader:
    """Goes through the article and its quotations in the order in which a reader learns who speaks."""

    def __init__(  # noqa: D107 - the class says it
        self, text: str, layout: Layout, table: Entities, quoted: Sequence[Span], sources: Sequence[Span]
    ) -> None:
        self.text = text
        self.table = table
        self.sentence_starts = [s.start for s in layout.sentences]
        self.clock = _clock(layout.sentences, quoted)
        self.paragraphs = sorted(p.start for p in layout.paragraphs)
        self.describer = Describer(text, table)
        self.told: list[tuple[int, Link]] = []
        self.by_source: dict[Span, Link] = {}
        self.by_cue: dict[Span, Link] = {}
        starts = [q.start for q in quoted]
        taken = {s.start for s in sources}
        self.narrated = [
            m
            for m in _NARRATED.finditer(text)
            if m.start() not in taken
            and not ((k := bisect_right(starts, m.start()) - 1) >= 0 and m.start() < quoted[k].end)
        ]
        self.at = 0

    def give(self, q: Quotation) -> Quotation:
        """The quotation with its speaker."""
        place = q.source[0].start if q.source else q.content[0].start
        self._read_to(place)
        link = self._link(q, place)
        for cue in q.cue:
            self.by_cue.setdefault(cue, link)
        if link.name is not None and q.source:
            self.told.append((place, link))
        return replace(q, speaker=link.name, speaker_reason=link.reason)

    def _read_to(self, place: int) -> None:
        """Take in the pronouns of the outlet's prose up to ``place``."""
        while self.at < len(self.narrated) and self.narrated[self.at].start() < place:
            m = self.narrated[self.at]
            self.at += 1
            gender: Gender = "m" if m.group().lower() == "he" else "f"
            choice = self._meant(m.start(), gender)
            if choice is not None:
                self._mention(choice.entity, Span(*m.span()), pronoun=True)

    def _sentence(self, place: int) -> int:
        return bisect_right(self.sentence_starts, place) - 1

    def _mention(self, entity: Entity, span: Span, *, pronoun: bool = False) -> None:
        if any(m.span.start >= span.start and m.span.end <= span.end for m in reversed(entity.mentions[-_RECENT:])):
            return  # the table has it already
        self.table.add_mention(
            entity, Mention(span, self._sentence(span.start), subject=True, leading=False, pronoun=pronoun)
        )

    def _last_speaker(self) -> tuple[Entity, int] | None:
        if not self.told or self.told[-1][1].entity is None:
            return None
        place, link = self.told[-1]
        assert link.entity is not None
        return link.entity, self._sentence(place)

    def _meant(self, place: int, gender: Gender) -> Choice | None:
        """Whom "he" or "she" at ``place`` means."""
        return most_salient(
            self.table,
            place,
            self._sentence(place),
            lambda e: e.kind == "person" and e.number != "plural" and e.may_be(gender),
            clock=self.clock,
            last_speaker=self._last_speaker(),
            shown=lambda e: e.gender == gender,
        )

    def _link(self, q: Quotation, place: int) -> Link:
        words = re.sub(r"\s+", " ", q.source[0].of(self.text)).strip() if q.source else ""
        if not any(map(str.isalnum, words)):
            return self._without_source(q)
        words = self._uncapitalised(words)
        who = read_source(words)
        if who.form != "name" and NAME_WORD.match(words) and self.table.called(words):
            who = Who("name", words, frozenset(), words, definite=True)  # "Major said", of Robert Major
        if who.form == "pronoun":
            return self._pronoun(q, who, place)
        if not words or _NOBODY.match(words.strip(' “"')):
            return NOBODY
        if who.form == "name":
            return self._name(who, q.source[0])
        return self.by_source.get(q.source[0]) or self._described(q, who, words, place)

    def _uncapitalised(self, words: str) -> str:
        """A transcript's "MAYOR BROOK" as it would stand in prose; nothing for a line of a headline or a link."""
        if not words.isupper() or " " not in words:
            return words
        titled = words.title()
        if read_source(titled).roles or self.table.called(titled):
            return titled
        return "" if len(words.split()) > _LONGEST_IN_CAPITALS else words

    def _described(self, q: Quotation, who: Who, words: str, place: int) -> Link:
        """The one whom a body's name or a description means, else the words themselves."""
        name, reason, entity, firm = self.describer.link(who, words, place, self._pronoun_entity)
        if reason == "description" and (meant := self._epithet(q, who, words, place)) is not None:
            name, entity, firm = meant.name, meant, False
        if entity is None and name:
            entity = self._new(who, name, q.source[0])
        elif entity is not None:
            self._mention(entity, q.source[0])
        link = self.by_source[q.source[0]] = Link(name, reason, entity, who, firm)
        return link

    def _new(self, who: Who, name: str, span: Span) -> Entity:
        """A speaker known by their words only, whom later words may mean."""
        known = next((e for _, e in self.table.before(span.start) if e.name == name and e.kind != "person"), None)
        if known is not None:
            self._mention(known, span)
            return known
        body = who.form == "body" or who.gender == "n"
        kind = "body" if body else "group" if who.plural else "person"
        entity = Entity(name, kind, gender=who.gender, number="plural" if who.plural else "singular")  # type: ignore[arg-type]
        self._mention(entity, span)
        return entity

    def _name(self, who: Who, span: Span) -> Link:
        """The person or body of this name."""
        if who.plural:
            return Link(who.name, "name", self._new(who, who.name, span), who)
        gender: Gender = who.gender if who.gender in ("m", "f") else ""
        if " " in who.name:
            gender = gender or gender_of_given_name(who.name)
        people = [p for p in self.table.called(who.name) if p.may_be(gender)]
        if not people:
            long = written_out(who.name, self.text)
            body = next((b for b in self.table.bodies if fold(b.name) == fold(who.name)), None)
            entity = body or self._stranger(who)
            entity.name = long or entity.name
            self._mention(entity, span)
            return Link(entity.name, "alias" if long else "name", entity, who)
        full = " " in who.name and len(people) == 1
        choice = people[0]
        if choice.name.isupper() and not who.name.isupper():
            choice.name = who.name
        if len(people) > 1 and (called := bearer(people, who.name)) is not None:
            choice = called
        elif len(people) > 1:
            among = {id(p) for p in people}
            best = most_salient(
                self.table, span.start, self._sentence(span.start), lambda e: id(e) in among,
                clock=self.clock, last_speaker=self._last_speaker(),
            )  # fmt: skip
            choice = best.entity if best else nearest_of(self.table, span.start, people)
        same = surname(who.name) == surname(choice.name) and " " not in choice.name
        return Link(choice.name, "name" if full or same else "surname", choice, who, firm=len(people) == 1)

    def _stranger(self, who: Who) -> Entity:
        """A name that the table lacks, whom later words may mean."""
        person = Entity(who.name, "person", gender=who.gender)
        self.table.people.append(person)
        return person

    def _pronoun(self, q: Quotation, who: Who, place: int) -> Link:
        span = q.source[0]
        if who.gender in ("m", "f"):
            choice = self._meant(place, who.gender)
            if choice is None:
                return Link(None, None, who=who)
            choice.entity.gender = choice.entity.gender or (who.gender if choice.firm else "")
        else:
            choice = self._body_or_group(who, place)
            if choice is None:
                return Link(None, None, who=who)
        self._mention(choice.entity, span, pronoun=True)
        return Link(choice.entity.name, "pronoun", choice.entity, who, choice.firm)

    def _pronoun_entity(self, pronoun: str, place: int) -> Entity | None:
        """Whom "his", "her", "their" or "its" means."""
        gender: Gender = {"his": "m", "her": "f"}.get(pronoun, "")  # type: ignore[assignment]
        if gender:
            choice = self._meant(place, gender)
        else:
            choice = self._body_or_group(read_source("it" if pronoun == "its" else "they"), place)
        return choice.entity if choice else None

    def _epithet(self, q: Quotation, who: Who, words: str, place: int) -> Entity | None:
        """Whom another word for somebody in mind means: "the affable owner", "the company", "the report"."""
        if not who.definite or who.plural or who.form == "pronoun":
            return None
        if is_document(words):
            return self._printed(words)
        if generic := is_generic_body(words):
            fits: Callable[[Entity], bool] = lambda e: e.kind == "body" and agrees(generic, e)  # noqa: E731
        elif characterises(words) and (q.kind == "direct" or is_human(words)):
            gender: Gender = who.gender if who.gender in ("m", "f") else ""
            fits = lambda e: e.kind == "person" and e.may_be(gender)  # noqa: E731
        else:
            return None
        choice = most_salient(
            self.table, place, self._sentence(place), fits, clock=self.clock, last_speaker=self._last_speaker()
        )
        return choice.entity if choice and choice.firm else None

    def _printed(self, words: str) -> Entity | None:
        """The document or outlet quoted before that "the report" takes up: one called so, or an outlet's own piece."""
        noun = words.rsplit(maxsplit=1)[-1].lower()
        for _, told in reversed(self.told):
            kind = told.who.source_type if told.who else None
            if kind == "document" and told.name and told.name.split()[-1].lower() == noun:
                return told.entity
            if kind == "media" and noun in _PIECES:
                return told.entity
        return None

    def _body_or_group(self, who: Who, place: int) -> Choice | None:
        """The body that "it", or the body or group that "they", goes back to."""
        if who.gender == "pl":
            fits = lambda e: e.kind == "group" or e.number == "plural"  # noqa: E731
        elif who.gender == "n":
            fits = lambda e: e.kind == "body"  # noqa: E731
        else:
            return None
        near = most_salient(
            self.table, place, self._sentence(place), fits, clock=self.clock, last_speaker=self._last_speaker()
        )
        if near is None and who.gender == "pl":
            return self._body_or_group(replace(who, gender="n"), place)
        return near

    def _without_source(self, q: Quotation) -> Link:
        """Words whose own sentence names nobody: with another part's cue, or going on with who is in mind."""
        for cue in q.cue:
            if cue in self.by_cue:
                return _carried_on(self.by_cue[cue])
        if q.kind != "direct" or not self.told:
            return NOBODY
        led = self._led_by(q)
        if led is not None:
            return Link(led.name, "continued", led, firm=False)
        return _carried_on(self.told[-1][1]) if q.cue else NOBODY

    def _led_by(self, q: Quotation) -> Entity | None:
        """The person whom the sentence right before the quotation, in the same paragraph, is about."""
        place = q.content[0].start
        k = bisect_right(self.paragraphs, place) - 1
        sentence = self._sentence(place)
        if k < 0 or self.told[-1][0] >= self.paragraphs[k]:
            return None
        for mention, entity in self.table.before(place):
            if mention.sentence < sentence - 1 or mention.span.start < self.paragraphs[k]:
                return None
            if mention.subject and not mention.quoted and entity.kind == "person":
                return entity
        return None


def _carried_on(link: Link) -> Link:
    return replace(link, reason="continued") if link.name else link
