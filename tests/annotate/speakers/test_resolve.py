from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.canonical import one_name_each
from framing.annotate.speakers.names import NAME, names_in, surname
from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.speakers.resolve import canonical_speakers
from framing.text.article import Article
from framing.text.span import Span

PHRASES = [
    ("Foreign Minister Ada Brook", "name", "Ada Brook", "government"),
    ("Prof. Ada Brook of Port University", "name", "Ada Brook", "expert"),
    ("Gen. Ivo van Holt", "name", "Ivo van Holt", "military"),
    ("Ada Brook, a resident of the old town", "name", "Ada Brook", "citizen"),
    ("Professor of Law Ada Brook", "name", "Ada Brook", "expert"),
    ("several diplomatic sources", "description", "", None),
    ("a senior official", "description", "", "government"),
    ("the minister", "description", "", "government"),
    ("residents", "description", "", "citizen"),
    ("The Harbour Post", "body", "Harbour Post", "media"),
    ("the State Department", "body", "State Department", "government"),
    ("a report", "description", "", "document"),
    ("the chandler, Ada Brook", "name", "Ada Brook", "citizen"),
    ("a letter to Mr. Brook", "description", "", "document"),
    ("letter to Ada Brook", "description", "", "document"),
    ("statement by Ada Brook", "name", "Ada Brook", None),
    ("she", "pronoun", "", None),
    ("France", "body", "France", "government"),
]


@pytest.mark.parametrize(("phrase", "form", "name", "kind"), PHRASES, ids=[p[0] for p in PHRASES])
def test_what_a_phrase_says(phrase: str, form: str, name: str, kind: str | None) -> None:
    who = read_source(phrase)
    assert (who.form, who.name, who.source_type) == (form, name, kind)


def test_surnames_without_article_case_and_accents() -> None:
    assert surname("Mustafa al-Sayed") == surname("Sayed") == surname("AL-SAYÉD")


def quoted(*speakers: str | None) -> tuple[Article, tuple[Quotation, ...]]:
    return Article("a", "x" * 50), tuple(
        Quotation("direct", (Span(i, i + 1),), speaker=s) for i, s in enumerate(speakers)
    )


def names(*groups: tuple[str | None, ...], aliases: dict[str, list[str]] | None = None) -> list[list[str | None]]:
    return [[q.speaker for q in qs] for _, qs in canonical_speakers([quoted(*g) for g in groups], aliases)]


def test_a_surname_joins_the_one_full_name() -> None:
    assert names(("Ada Brook",), ("Brook", None)) == [["Ada Brook"], ["Ada Brook", None]]


def test_a_surname_of_two_people_stays() -> None:
    assert names(("Ada Brook", "Ivo Brook"), ("Brook",)) == [["Ada Brook", "Ivo Brook"], ["Brook"]]


def test_romanised_surnames_meet() -> None:
    assert names(("Qassem Soleimani",), ("Qasem Suleimani",)) in (
        [["Qassem Soleimani"], ["Qassem Soleimani"]],
        [["Qasem Suleimani"], ["Qasem Suleimani"]],
    )


def test_short_forms_of_bodies() -> None:
    assert names(("The Harbour Post", "World Fishing Union"), ("HaPo", "WFU")) == [
        ["The Harbour Post", "World Fishing Union"],
        ["The Harbour Post", "World Fishing Union"],
    ]


def test_aliases_come_first() -> None:
    assert names(("the skipper", "Ada Brook"), aliases={"Ada Brook": ["the skipper"]}) == [["Ada Brook", "Ada Brook"]]


def test_no_articles() -> None:
    assert canonical_speakers([]) == ()


def test_a_country_and_its_government_are_one() -> None:
    assert names(("US", "the US government", "Iraq"), ("Washington",)) == [
        ["the US government", "the US government", "Iraq"],
        ["the US government"],
    ]


def test_forms_of_one_name_are_joined_inside_an_article() -> None:
    assert one_name_each(["WaPo", "The Washington Post", "Brook"]) == {
        "WaPo": "The Washington Post",
        "The Washington Post": "The Washington Post",
        "Brook": "Brook",
    }
    assert one_name_each(["Brook", "Brook"]) == {"Brook": "Brook"}


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(list("aA'’- é.ÉßBd12")), max_size=30).map("".join))
def test_names_are_found_as_the_plain_search_finds_them(text: str) -> None:
    assert [m.span() for m in names_in(text)] == [m.span() for m in NAME.finditer(text)]


def test_a_name_is_shown_without_what_stands_before_it_in_small_letters() -> None:
    joined = one_name_each(["Ada Brook", "statement by Ada Brook", "Brook", "letter to Ada Brook"])
    assert joined == dict.fromkeys(["Ada Brook", "statement by Ada Brook", "Brook"], "Ada Brook") | {
        "letter to Ada Brook": "letter to Ada Brook"
    }
