from __future__ import annotations

from framing.annotate.speakers.collect import collect_entities
from framing.annotate.speakers.entities import Entities, Entity
from framing.annotate.speakers.speech import Speech
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.span import Span

NO_SPEECH = Speech((), (), ())


def table(text: str) -> Entities:
    return collect_entities(text, lay_out(Article("a", text)).sentences, NO_SPEECH)


def person(entities: Entities, name: str) -> Entity:
    return next(p for p in entities.people if p.name == name)


TEXT = (
    "Union president Ada Brook met Ivo Moss, a retired harbour pilot, in Port Talbot on Monday.\n\n"
    "Brook said she would go on. Mr. Moss waited at North Pier. The captain of the team, Jo Reed, came later.\n\n"
    "Moss Shipping, a freight company, closed its office. The Riverside Council met in October."
)


def test_people_have_titles_appositions_and_gender() -> None:
    found = table(TEXT)
    brook, moss = person(found, "Ada Brook"), person(found, "Ivo Moss")
    assert ("president" in brook.roles, brook.gender) == (True, "f")
    assert (moss.appositions, moss.gender) == (["a retired harbour pilot"], "m")
    assert "captain" in person(found, "Jo Reed").roles


def test_surnames_are_mentions_of_the_full_name() -> None:
    assert [m.span.of(TEXT) for m in person(table(TEXT), "Ada Brook").mentions][-1] == "Brook"


def test_places_months_and_bodies_are_no_people() -> None:
    found = table(TEXT)
    assert {p.name for p in found.people} == {"Ada Brook", "Ivo Moss", "Jo Reed"}
    assert {"Riverside Council", "Moss Shipping"} <= {b.name for b in found.bodies}


def test_a_credit_line_that_runs_into_a_name_is_not_the_name() -> None:
    found = table("The Post Ada Brook, mayor, is seen here. Ada Brook said no. Ada Brook left with Brook’s son.")
    assert [p.name for p in found.people] == ["Ada Brook"]


def test_nothing_in_nothing_out() -> None:
    assert collect_entities("", [], NO_SPEECH) == Entities()


def test_a_description_in_furniture_between_sentences_breaks_nothing() -> None:
    text = "Mayor Ada Brook opened the quay. Read on: the mayor waved. She left by boat."
    first, last = Span(0, text.index(" Read")), Span(text.index("She"), len(text))
    table = collect_entities(text, [first, last], NO_SPEECH)
    assert [p.gender for p in table.people] == ["f"]
