"""One reading of an article from its start, in which each quotation is given to whom a reader would give it.

What gives a speaker are the words of the source: a name, a pronoun, a description, or none. Whom the reader has in mind
at a place is kept in :mod:`.attention`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.attention import Attention, Link
from framing.annotate.speakers.describe import Describer, characterises
from framing.annotate.speakers.entities import Entities, Entity, bearer
from framing.annotate.speakers.head_nouns import called_by, is_document, is_human
from framing.annotate.speakers.identified import how_identified
from framing.annotate.speakers.initials import written_out
from framing.annotate.speakers.names import NAME_WORD, Gender, fold, gender_of_given_name, surname
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.annotate.speakers.salience import nearest_of
from framing.annotate.speakers.speech import Speech
from framing.text.layout import Layout
from framing.text.span import Span

_LONGEST_IN_CAPITALS = 2  # words of a body's name
_PIECES = frozenset({"article", "report", "piece", "story", "editorial", "newspaper", "paper"})
_NOBODY = re.compile(
    r"(?:no|nobody|no one|none|nothing|that|this|there|what|which|such|these|those|neither|nor|not|any|anyone"
    r"|everything|something)\b|(?:their|his|its|our|my)$",
    re.IGNORECASE,
)
NOBODY = Link(None, None)


class Reader:
    """Goes through the article and its quotations in the order in which a reader learns who speaks."""

    def __init__(self, text: str, layout: Layout, table: Entities, speech: Speech) -> None:  # noqa: D107 - the class says it
        self.text = text
        self.table = table
        self.attention = Attention(text, layout, table, speech)
        self.paragraphs = sorted(p.start for p in layout.paragraphs)
        self.describer = Describer(text, table, self.attention)
        self.by_source: dict[Span, Link] = {}
        self.by_cue: dict[Span, Link] = {}

    def give(self, q: Quotation) -> Quotation:
        """The quotation with its speaker."""
        place = q.source[0].start if q.source else q.content[0].start
        self.attention.read_to(place)
        link = self._link(q, place)
        for cue in q.cue:
            self.by_cue.setdefault(cue, link)
        if link.name is not None and q.source:
            self.attention.told.append((place, link))
        return replace(q, speaker=link.name, speaker_reason=link.reason, speaker_certainty=link.certainty)

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
        name, reason, entity, firm = self.describer.link(who, words, place)
        if reason == "description" and (meant := self._epithet(q, who, words, place)) is not None:
            name, entity, firm = meant.name, meant, False
        if entity is None and name:
            entity = self._new(who, name, q.source[0])
        elif entity is not None:
            self.attention.mention(entity, q.source[0])
        link = self.by_source[q.source[0]] = Link(name, reason, entity, who, firm)
        return link

    def _new(self, who: Who, name: str, span: Span) -> Entity:
        """A speaker known by their words only, whom later words may mean."""
        known = next((e for _, e in self.table.before(span.start) if e.name == name and e.kind != "person"), None)
        if known is not None:
            self.attention.mention(known, span)
            return known
        body = who.form == "body" or who.gender == "n"
        kind = "body" if body else "group" if who.plural else "person"
        entity = Entity(name, kind, gender=who.gender, number="plural" if who.plural else "singular")  # type: ignore[arg-type]
        entity.hidden = (
            kind == "person" and who.gender == "" and how_identified(name, speaker=name, person=False) == "anonymous"
        )
        self.attention.mention(entity, span)
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
            body = self.table.body(who.name, span)
            entity = body or self._stranger(who)
            entity.name = entity.name if body and len(body.name) > len(who.name) else long or entity.name
            long = long or (entity.name if fold(entity.name) != fold(who.name) else "")
            self.attention.mention(entity, span)
            return Link(entity.name, "alias" if long else "name", entity, who)
        full = " " in who.name and len(people) == 1
        choice = people[0]
        if choice.name.isupper() and not who.name.isupper():
            choice.name = who.name
        if len(people) > 1 and (called := bearer(people, who.name)) is not None:
            choice = called
        elif len(people) > 1:
            among = {id(p) for p in people}
            best = self.attention.foremost(span.start, lambda e: id(e) in among)
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
            choice = self.attention.meant(place, who.gender, q.content)
            if choice is None:
                return Link(None, None, who=who)
            if self.attention.only_served(choice.entity, place):
                return Link(None, None, who=who)  # the one who speaks for them, or somebody else
            choice.entity.gender = choice.entity.gender or (who.gender if choice.firm else "")
        else:
            choice = self.attention.body_or_group(who, place)
            if choice is None:
                return Link(None, None, who=who)
        self.attention.mention(choice.entity, span, pronoun=True)
        return Link(choice.entity.name, "pronoun", choice.entity, who, choice.firm)

    def _epithet(self, q: Quotation, who: Who, words: str, place: int) -> Entity | None:
        """Whom another word for somebody in mind means: "the affable owner", "the company", "the report"."""
        if not who.definite or who.plural or who.form == "pronoun":
            return None
        if is_document(words):
            return self._printed(words)
        if not (characterises(words) and (q.kind == "direct" or is_human(words))):
            return None
        gender: Gender = who.gender if who.gender in ("m", "f") else ""
        offices = set(called_by(words, only_known=True))
        choice = self.attention.foremost(
            place,
            # "the former mayor" is not the president.
            lambda e: e.kind == "person" and e.may_be(gender) and not (offices and e.titles - offices),
        )
        if choice is None or not (choice.firm or choice.entity is self.attention.last_told()):
            return None
        choice.entity.roles.update(called_by(words))
        return choice.entity

    def _printed(self, words: str) -> Entity | None:
        """The document or outlet quoted before that "the report" takes up: one called so, or an outlet's own piece."""
        noun = words.rsplit(maxsplit=1)[-1].lower()
        for _, told in reversed(self.attention.told):
            kind = told.who.source_type if told.who else None
            if kind == "document" and told.name and told.name.split()[-1].lower() == noun:
                return told.entity
            if kind == "media" and noun in _PIECES:
                return told.entity
        return None

    def _without_source(self, q: Quotation) -> Link:
        """Words whose own sentence names nobody: with another part's cue, or going on with who is in mind."""
        for cue in q.cue:
            if cue in self.by_cue:
                since = max(cue.end, self.attention.told[-1][0] + 1 if self.attention.told else 0)
                other = self.attention.spoke_since(since, q.content[0].start) if q.kind == "direct" else None
                if other is not None:
                    return Link(other.name, "continued", other, firm=False)
                return _carried_on(self.by_cue[cue])
        if q.kind != "direct" or not self.attention.told:
            return NOBODY
        led = self._led_by(q)
        if led is not None:
            return Link(led.name, "continued", led, firm=False)
        return _carried_on(self.attention.told[-1][1]) if q.cue else NOBODY

    def _led_by(self, q: Quotation) -> Entity | None:
        """The person whom the sentence right before the quotation, in the same paragraph, is about."""
        place = q.content[0].start
        k = bisect_right(self.paragraphs, place) - 1
        sentence = self.attention.sentence(place)
        if k < 0 or self.attention.told[-1][0] >= self.paragraphs[k]:
            return None
        for mention, entity in self.table.before(place):
            if mention.sentence < sentence - 1 or mention.span.start < self.paragraphs[k]:
                return None
            if mention.subject and not mention.quoted and entity.kind == "person":
                return entity
        return None


def _carried_on(link: Link) -> Link:
    return replace(link, reason="continued") if link.name else link
