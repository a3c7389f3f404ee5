"""Descriptions of speakers ("the union", "a tax expert", "her statement") linked to those whom the text calls so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.annotate.quotations.record import SpeakerReason
from framing.annotate.speakers.attention import Attention
from framing.annotate.speakers.entities import Entities, Entity
from framing.annotate.speakers.head_nouns import FIRST_PART, called_by, is_document, noun_at_end
from framing.annotate.speakers.names import NAME, fold
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.annotate.speakers.salience import nearest_of
from framing.annotate.speakers.taking_up import body_taken_up, description_taken_up, narrower
from framing.text.span import Span

Found = tuple[str | None, SpeakerReason | None, Entity | None, bool]

_OWNED = re.compile(
    r"(?P<owner>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|(?:[Tt]he[ \u00a0])?[^,;]{2,60}?[’']s?)[ \u00a0](?P<what>[^,;]+)$"
)
_BY = re.compile(r"[ \u00a0](?:by|from)[ \u00a0](?P<by>[^,;()]{2,80})")
_NAMED = re.compile(
    rf"(?:[Tt]he|[Aa]n?)[ \u00a0](?P<owner>{NAME.pattern})[ \u00a0](?P<what>(?:[a-z][\w\-]*[ \u00a0])*[a-z]+)$"
)
_ITS_OWN = frozenset({"website", "web site", "site", "account", "page", "data", "figures", "statistics"})
_MADE = re.compile(r"(?P<maker>[Tt]he[ \u00a0](?:[a-z][\w\-]*[ \u00a0])?[a-z][\w\-]*)(?:[’']s)?[ \u00a0][\w ]+$")
_TRAILING = re.compile(r"(?:[ \u00a0](?:[a-z][\w\-]*|[A-Z][a-z]+day))+$")  # "Brook Ltd late Friday"
_INTRODUCTION = 1500  # code points in which a description may come before the name
_SOON = 1000  # code points between such a description and the name
# Adjectives that characterise somebody who is known already ("the affable owner"), unlike those of an office.
_EPITHET = re.compile(
    r"^(?:the|The)[ \u00a0](?:[\w’'\-]+,?[ \u00a0])*?"
    r"(?:former|veteran|\w+-[\w\-]+|\d+\S*|\w{2,}(?:able|ible|ful|less|ous|ish|ive|ly|ed|some|[^aeiou]y))[ \u00a0,]"
)


class Describer:
    """Finds the entity that a description means."""

    def __init__(self, text: str, table: Entities, attention: Attention) -> None:  # noqa: D107 - the class says it
        self.text = text
        self.table = table
        self.attention = attention

    def link(self, who: Who, words: str, place: int) -> Found:
        """Return name, reason, entity and whether it is firm; without entity the words themselves are the name.

        Args:
            who: What the words say.
            words: The source as printed.
            place: Where it stands.
        """
        if (owned := self._owned(words, place)) is not None:
            return owned
        if who.form == "body" and (body := self._body(who, words, place)) is not None:
            return body.name, "name" if fold(body.name) == fold(who.key) else "alias", body, True
        nouns = set(called_by(words)) | set(who.roles)
        if nouns and not who.plural and not _is_several(words):
            entity = self._called_so(nouns, who, words, place)
            if entity is not None:
                return entity.name, "title" if nouns & entity.titles else "apposition", entity, True
            if (told := description_taken_up(self.table, words, nouns, place)) is not None:
                return told.name, "description", told, True
        if who.definite and not who.plural and (body := self._taken_up(words, place)) is not None:
            return body.name, "alias", body, True  # "the regulator", which could be a person too
        return who.key or None, "description" if who.key else None, None, True

    def _owned(self, words: str, place: int) -> Found | None:
        """The one who speaks in "her statement"; "her office" is that of whom "her" means."""
        if (issued := self._issued(words, place)) is not None:
            return issued
        m = _OWNED.match(words)
        if m is None:
            return None
        document, pronoun = is_document(m["what"]), m["owner"].lower()
        if pronoun not in ("his", "her", "their", "its"):
            return self._owner(re.sub(r"[’']s?$", "", m["owner"]), place) if document else None
        owner = self.attention.pronoun_entity(pronoun, place)
        if owner is None:
            return None
        return (
            (owner.name, "pronoun", owner, True) if document else (f"{owner.name}’s {m['what']}", "pronoun", None, True)
        )

    def _issued(self, words: str, place: int) -> Found | None:
        """Whose paper speaks: "a letter by Brook", "the Vane website", "the board decision"."""
        if (by := _BY.search(words)) and is_document(words[: by.start()]):
            return self._owner(by["by"], place)
        if (named := _NAMED.match(words)) and (is_document(named["what"]) or named["what"] in _ITS_OWN):
            return self._issuer(named["owner"])
        made = _MADE.match(words) if is_document(words) else None
        return self._maker(made["maker"], place) if made else None

    def _maker(self, phrase: str, place: int) -> Found | None:
        """The body that "the board" in "the board decision" takes up."""
        body = self._taken_up(phrase, place)
        return (body.name, "alias", body, True) if body is not None else None

    def _taken_up(self, phrase: str, place: int) -> Entity | None:
        sentence, last = self.attention.sentence(place), self.attention.last_told()
        return body_taken_up(self.table, phrase, place, sentence, last_speaker=last)

    def _issuer(self, name: str) -> Found | None:
        """The known body or person in "the Vane report": one of that name, or whose name begins or ends with it."""
        key = fold(name)
        known = self.table.called(name) or [
            b for b in self.table.bodies if key in (fold(b.name), *map(fold, b.forms)) or key in fold(b.name).split()
        ]
        if len(known) != 1:
            return None
        return known[0].name, "name" if fold(known[0].name) == key else "alias", known[0], True

    def _owner(self, words: str, place: int) -> Found | None:
        """The entity that issued a document."""
        words = _TRAILING.sub("", words)
        who = read_source(words)
        if who.form == "name" and (people := self.table.called(who.name)):
            person = nearest_of(self.table, place, people)
            return person.name, "surname" if fold(person.name) != fold(who.name) else "name", person, True
        if who.form == "name":
            return who.name, "name", None, True
        if who.form == "body":
            body = self._body(who, words, place)
            if body is not None:
                return body.name, "name" if who.name else "alias", body, True
            return (who.key, "name", None, True) if who.name else None
        numbered = words[:1].isupper() and words[-1:].isdigit()  # "Dockers Local 12"
        return (words, "name", None, True) if numbered else None

    def _body(self, who: Who, words: str, place: int) -> Entity | None:
        """The body that a name or "the union" means."""
        if who.name and (body := self.table.body(who.key, Span(place, place + len(words)))) is not None:
            return body
        if who.name:
            return None
        taken = self._taken_up(words, place)
        if taken is not None:
            return taken
        nouns = set(called_by(who.key))
        called = [b for b in self.table.bodies if nouns & b.roles or nouns & set(fold(b.name).split())]
        return called[0] if len(called) == 1 and who.definite else None

    def _latest(self, entities: Iterable[Entity], place: int) -> Entity | None:
        """The one mentioned last before ``place``."""
        wanted = {id(e): e for e in entities}
        return next((e for _, e in self.table.before(place) if id(e) in wanted), None)

    def _called_so(self, nouns: set[str], who: Who, words: str, place: int) -> Entity | None:
        """The person whom the article calls so: the last one before, else one told soon after."""
        meant = set().union(*map(narrower, nouns)) if who.definite else nouns
        fitting = [
            p
            for p in self.table.people
            if meant & p.roles and p.may_be(who.gender if who.gender in ("m", "f") else "") and p.name
        ]
        if not fitting:
            return None
        if who.definite and (last := self._latest(fitting, place)):
            return last
        if place < _INTRODUCTION:
            wanted = {id(p) for p in fitting}
            for mention, entity in self.table.after(place):
                if mention.span.start > place + len(words) + _SOON:
                    return None
                if id(entity) in wanted:
                    return entity
        return None


def _is_several(words: str) -> bool:
    """Tell "some Republicans", which no single Republican is, also where capitals hide the plural."""
    head = FIRST_PART.split(words.strip(), maxsplit=1)[0].split()
    last = head[-1].lower() if head else ""
    known = noun_at_end([last], "roles")
    return known is not None and known[0] != last and last.endswith(("s", "men", "people"))


def characterises(words: str) -> bool:
    """Tell an epithet ("the affable owner", "the 26-year-old winger") from a title ("the foreign minister")."""
    return _EPITHET.match(words) is not None
