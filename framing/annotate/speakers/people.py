"""Who is named in an article: full names, roles, and where each is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.names import Gender, fold, names_in, surname
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.text.span import Span

_BEFORE = re.compile(r"((?:[A-Za-z][\w’'\-]*[ \u00a0])?(?:[a-z][\w’'\-]*[ \u00a0]){1,3})$")
_APPOSITION = re.compile(r",[ \u00a0](?P<what>(?:(?:a|an|the|its|his|her|their)[ \u00a0])?[^,.;:“”\"]{3,80})[,.;]")
_ROLE_OF = re.compile(r"[A-Za-z][\w’'\-]*[ \u00a0]of[ \u00a0]$")  # "Professor of |Politics Jane Doe|"
_NO_NAME = re.compile(r"[-‐‑][a-z]{3,}|\b(?:US|U\.S|UK|EU|UN)\b")
_LONGEST_NAME = 4  # words
_MEMORY = 200  # mentions back that a reader can be expected to go
# What may stand before a name that leads its sentence: nothing, a few words, an opening phrase, "The mayor, ".
_LEADS = re.compile(
    r"\s*[\"“]?(?:[^,:;“”\"]{0,50},[ \u00a0])?(?:(?!said|told|by|with|to\b|of\b)[\w’'\-]+[ \u00a0]){0,4}"
)


@dataclass(slots=True)
class Person:
    """Somebody named: the fullest form of the name, what they are, and what the text shows of their gender."""

    name: str
    roles: set[str] = field(default_factory=set)
    gender: Gender = ""
    source_type: SourceType | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of one article.

    ``by_given_name`` holds given names that only one of them has. ``events`` are their mentions
    outside quoted words, in order; a mention is ``leading`` when its sentence begins with it.
    """

    by_surname: Mapping[str, Sequence[Person]]
    by_given_name: Mapping[str, Person]
    places: Sequence[int]
    events: Sequence[tuple[int, Person, bool]]

    def named(self, name: str) -> Person | None:
        """The person with this name, surname or given name: one whose names agree, the most complete name first."""
        found = self.by_surname.get(surname(name), ())
        words = fold(name).split()
        if len(words) == 1:
            return found[0] if found else self.by_given_name.get(words[0])
        return next((p for p in found if _same(fold(p.name).split(), words)), None)

    def before(self, place: int) -> Iterator[tuple[int, Person, bool]]:
        """Mentions before ``place``, the last one first."""
        last = bisect_left(self.places, place)
        return (self.events[i] for i in range(last - 1, max(last - _MEMORY, 0) - 1, -1))

    def after(self, place: int) -> Iterator[tuple[int, Person, bool]]:
        """Mentions after ``place``, in order."""
        first = bisect_right(self.places, place)
        return (self.events[i] for i in range(first, min(first + _MEMORY, len(self.events))))


def _same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two full names can be one: the same first name, its initial, or one's words among the other's."""
    if a[0] == b[0] or (a[0][:1] == b[0][:1] and 1 in (len(a[0]), len(b[0]))):
        return True
    return len(a) != len(b) and (set(a) <= set(b) or set(b) <= set(a))


def meet(text: str, sentences: Sequence[Span], quoted: Sequence[Span], sources: Iterable[Span]) -> People:
    """Return the people whom ``text`` names.

    Args:
        text: The article.
        sentences: Its sentences, to know which names lead.
        quoted: Words between marks, in order; names in them are not mentions by the outlet.
        sources: Spans of quotations' sources, whose words tell roles best.
    """
    people: dict[str, list[Person]] = {}
    events: list[tuple[int, Person]] = []
    lone: list[tuple[int, Who]] = []
    for span in sources:
        who = read_source(span.of(text))
        if who.form == "name" and not who.plural:
            if " " in who.name:
                _note(people, events, span.start, who, who)
            else:
                lone.append((span.start, who))
    single = _full_names(text, people, events)
    given = _given_names(people)
    for place, who in lone:
        if not people.get(surname(who.name)) and fold(who.name) not in given:
            _note(people, events, place, who, who)
    for place, name in single:
        if found := people.get(surname(name)):
            events.append((place, found[0]))
        elif person := given.get(fold(name)):
            events.append((place, person))
    told = _outside(text, sorted(events, key=lambda e: e[0]), sentences, quoted)
    return People(people, given, [e[0] for e in told], told)


def _given_names(people: Mapping[str, Sequence[Person]]) -> dict[str, Person]:
    """The given names that only one person with a full name has."""
    found: dict[str, list[Person]] = {}
    for person in (p for same in people.values() for p in same):
        given, *rest = fold(person.name).split()
        if rest and len(given) > 1:
            found.setdefault(given, []).append(person)
    return {given: same[0] for given, same in found.items() if len(same) == 1}


def _full_names(text: str, people: dict[str, list[Person]], events: list[tuple[int, Person]]) -> list[tuple[int, str]]:
    """Note the full names in ``text`` with the roles beside them; return single names and their places."""
    single: list[tuple[int, str]] = []
    for m in names_in(text):
        start = m.start()
        who = read_source(m.group())
        if who.form != "name" or who.plural or _NO_NAME.search(who.name):
            continue
        if " " not in who.name:
            single.append((start, who.name))
            continue
        if text[max(0, start - 3) : start - 1] == "of" and _ROLE_OF.search(text, max(0, start - 30), start):
            continue
        lower = text[max(0, start - 2) : start - 1].islower()
        before = _BEFORE.search(text, max(0, start - 40), start) if lower else None
        context = (before[1] if before else "") + m.group()
        after = _APPOSITION.match(text, m.end())
        told = read_source(context + (f", {after['what']}" if after else "")) if before or after else who
        _note(people, events, start, who, told)
    return single


def _outside(
    text: str, events: Sequence[tuple[int, Person]], sentences: Sequence[Span], quoted: Sequence[Span]
) -> list[tuple[int, Person, bool]]:
    """The mentions outside quoted words, each with whether it leads its sentence."""
    starts, quote_starts = [s.start for s in sentences], [q.start for q in quoted]
    out = []
    for place, person in events:
        k = bisect_right(quote_starts, place) - 1
        if k >= 0 and quoted[k].start <= place < quoted[k].end:
            continue
        i = bisect_right(starts, place) - 1
        begins = max(starts[i], text.rfind(";", starts[i], place) + 1) if i >= 0 else place
        out.append((place, person, i >= 0 and _LEADS.fullmatch(text, begins, place) is not None))
    return out


def _note(people: dict[str, list[Person]], events: list[tuple[int, Person]], place: int, who: Who, told: Who) -> None:
    key = surname(who.name)
    known = people.setdefault(key, [])
    words = fold(who.name).split()
    person = next((p for p in known if _same(fold(p.name).split(), words)), None)
    if person is None:
        person = Person(who.name)
        known.append(person)
    elif len(who.name) > len(person.name) and len(words) <= _LONGEST_NAME:
        person.name = who.name
    person.roles |= told.roles
    person.gender = person.gender or told.gender
    person.source_type = person.source_type or told.source_type or who.source_type
    events.append((place, person))
