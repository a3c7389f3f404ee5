"""Aspects by position: zones of sentences, weights, and the book they come from."""

from __future__ import annotations

import pytest
from tables_of_texts import tables_of

from framing.annotate.indicator_book import aspect_book
from framing.measure.aspects import EARLY, HEADLINE, LATE, OPENING, aspect_emphasis, placed_aspects, sentence_zones
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.text.article import Article

FILLER = "The boats came in at noon and the crews had tea.\n\n" * 8
PIER = (
    "Pier to cost four million\n\nThe council will pay with taxes. Nobody asked.\n\nThe budget is small.\n\n"
    f"{FILLER}A judge will hear it.\n"
)


def test_zones_go_from_headline_to_later() -> None:
    zones = sentence_zones(tables_of(Article(id="a", outlet="A", text=PIER), parser="none"))["a"]
    in_order = [zones[k][0] for k in sorted(zones)]
    assert in_order[:4] == [HEADLINE, OPENING, OPENING, EARLY]
    assert in_order[-1] == LATE
    shares = [zones[k][1] for k in sorted(zones)]
    assert shares == sorted(shares)
    assert shares[-1] < 1


def test_an_article_in_one_paragraph_opens_with_its_first_sentence() -> None:
    text = "The pier is shut. " + "The boats came in at noon. " * 12 + "\n"
    zones = sentence_zones(tables_of(Article(id="a", outlet="A", text=text)))["a"]
    assert [zones[k][0] for k in sorted(zones)].count(OPENING) == 1


def test_emphasis_is_weight_with_the_aspect_over_all_weight() -> None:
    tables = tables_of(Article(id="a", outlet="A", text=PIER), parser="none")
    made = aspect_emphasis(tables).set_index("key")
    weights = {HEADLINE: 4, OPENING: 3, EARLY: 2, LATE: 1}
    zones = [zone for zone, _ in sentence_zones(tables)["a"].values()]
    assert made.loc["money", "base"] == sum(weights[zone] for zone in zones)
    assert made.loc["money", "value"] == 4 + 3 + 2
    assert made.loc["law", "value"] == 1


def test_several_words_in_one_sentence_count_once_and_keep_their_places() -> None:
    text = "Pier shut\n\nThe cost, the price and the fee are high.\n\nThe boats came.\n"
    tables = tables_of(Article(id="a", outlet="A", text=text))
    found = placed_aspects(tables)
    money = found[found["entry"] == "money"]
    assert [text[s:e] for s, e in zip(money["start"], money["end"], strict=True)] == ["cost", "price", "fee"]
    assert aspect_emphasis(tables).set_index("key").loc["money", "value"] == 3


def test_nothing_gives_nothing() -> None:
    nothing = Tables("s", "S", "", {name: frame(columns, []) for name, columns in SCHEMAS.items()}, {})
    assert aspect_emphasis(nothing).empty
    assert placed_aspects(nothing).empty


@pytest.mark.parametrize("entry", aspect_book().entries, ids=lambda e: str(e.id))
def test_every_aspect_has_a_name_a_question_and_sourced_words(entry: object) -> None:
    book = aspect_book()
    found = book.entry(entry.id)  # type: ignore[attr-defined]
    assert found.name
    assert all(q.text.endswith("?") for q in found.questions)
    assert all(i.source in book.sources for q in found.questions for i in q.indicators)
