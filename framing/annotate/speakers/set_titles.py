"""Who holds an office, from anywhere in a set: one outlet's "Prime Minister Jo Brook" names another's "the PM"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.collect import collect_entities
from framing.annotate.speakers.entities import Entity
from framing.annotate.speakers.head_nouns import called_by, places_in
from framing.annotate.speakers.names import fold, surname
from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.speakers.speech import Speech
from framing.text.article import Article
from framing.text.layout import lay_out


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person whom some article of the set calls by an office, and the countries that the title names."""

    name: str
    places: frozenset[str]


def named_by_title(
    articles: Sequence[tuple[Article, tuple[Quotation, ...]]],
) -> tuple[Mapping[str, str], ...]:
    """Return for each article which of its descriptions ("PM", "Iraq's prime minister") mean a person, by name.

    A description means the one person whom an article of the set calls so, if this article names that person too and
    no country in the two titles differs. Offices that two such people hold are left as they are.
    """
    described = [
        {q.speaker for q in quotations if q.speaker and q.speaker_reason == "description"} for _, quotations in articles
    ]
    wanted = [{d: nouns for d in some if (nouns := _offices(d))} for some in described]
    if not any(wanted):
        return tuple({} for _ in articles)
    people = [_people(article) for article, _ in articles]
    holders: dict[str, dict[str, _Holder]] = {}
    for person in (p for some in people for p in some):
        for noun in person.titles:
            known = holders.setdefault(noun, {}).get(surname(person.name))
            places = frozenset(places_in(" ".join(person.appositions))) | (known.places if known else frozenset())
            name = max(person.name, known.name if known else "", key=lambda n: (len(n.split()), n))
            holders[noun][surname(person.name)] = _Holder(name, places)
    return tuple(
        dict(_meant(some, holders, {surname(p.name) for p in here})) for some, here in zip(wanted, people, strict=True)
    )


def _meant(
    wanted: Mapping[str, tuple[str, ...]], holders: Mapping[str, Mapping[str, _Holder]], here: set[str]
) -> Iterable[tuple[str, str]]:
    for description, nouns in wanted.items():
        places = places_in(description)
        able = {
            h.name
            for noun in nouns
            for key, h in holders.get(noun, {}).items()
            if key in here and (not places or not h.places or places & h.places)
        }
        if len(able) == 1:
            yield description, able.pop()


def _offices(description: str) -> tuple[str, ...]:
    """The office in a description of one definite person: "PM", "the foreign minister", not "several ministers"."""
    who = read_source(description)
    return (
        () if who.plural or who.form == "name" or description[:1].isdigit() else called_by(description, only_known=True)
    )


def _people(article: Article) -> list[Entity]:
    table = collect_entities(article.text, lay_out(article).sentences, Speech((), (), ()))
    return [p for p in table.people if " " in fold(p.name)]
