"""The first screen: headlines side by side, findings with the outlets' words, all escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_sets import CODEBOOK, TEXTS, make_set

from framing.findings.context import Context
from framing.findings.finding import Finding, Reading, untested
from framing.measure.tables import Tables
from framing.show.excerpts import excerpts, marked
from framing.show.front_page import finding_cards, headline_panel
from framing.show.shown import Lead
from framing.store.open_set import open_set

ATTACK = "<script>alert(1)</script>"
LONG = "word " * 60 + "here it is " + "more " * 60


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    base = tmp_path_factory.mktemp("front")
    texts = {name: f"{text}\nThe strikers said “{ATTACK} we stay”.\n" for name, text in TEXTS.items()}
    make_set(base / "quay", texts=texts, codebook=CODEBOOK)
    return open_set(base / "quay", parser="none", cache=base / "cache")


def article(tables: Tables, outlet: str) -> str:
    rows = tables["articles"]
    return str(rows[rows["outlet"] == outlet]["article_id"].iloc[0])


def finding(*readings: Reading, **given: str) -> Finding:
    said = {"headline": f"Plain {ATTACK} words", "sentence": "Numbers folded.", "telling": "why"} | given
    return untested("numbers that disagree", "x", readings=readings, strength=1.0, **said)


def given(text: str, *marks: tuple[int, int], outlet: str = "A", **more: str) -> Reading:
    return Reading(outlet, "a", marks=marks, text=text, **more)


def test_every_outlet_has_its_headline_or_says_that_it_has_none(tables: Tables) -> None:
    shown = headline_panel(Context(tables))
    assert [type(part) for part in shown.parts] == [Lead]
    page = str(shown.html)
    assert page.count('<p class="outlet">') == len(tables.outlets)
    assert ATTACK not in page
    for outlet in tables.outlets:
        assert outlet in page


def test_a_card_says_the_sentence_first_and_folds_how_sure_it_is(tables: Tables) -> None:
    page = str(
        finding_cards([finding(given("they left", (5, 9)), given("they fled", (5, 9), outlet="B"))], tables).html
    )
    claim, beside, sure = page.index('class="claim"'), page.index("<blockquote>"), page.index("<details")
    assert claim < beside < sure
    assert page.index("Numbers folded.") > sure
    assert re.findall("<mark>(.*?)</mark>", page) == ["left", "fled"]
    assert '<span class="tier descriptive">descriptive</span> read from the texts; no test backs it</summary>' in page
    assert ATTACK not in page


def test_outlets_with_the_same_words_stand_together(tables: Tables) -> None:
    every = [given("they left", (5, 9), outlet=name) for name in "ABC"] + [given("they fled", outlet="D")]
    made = excerpts(every, tables)
    assert [one.outlets for one in made] == [("A", "B", "C"), ("D",)]
    assert "<b>A, B and C</b>" in made[0].html().body


def test_more_than_four_excerpts_are_folded(tables: Tables) -> None:
    page = str(finding_cards([finding(*(given(f"words {k}", outlet=f"O{k}") for k in range(6)))], tables).html)
    before, after = page.split("<details", maxsplit=1)
    assert before.count("<blockquote>") == 4
    assert after.count("<blockquote>") == 2


def test_each_outlet_is_heard_before_one_is_heard_twice(tables: Tables) -> None:
    outlets = ("A", "A", "B", "A", "C", "D")
    every = [given(f"words {k}", outlet=name) for k, name in enumerate(outlets)]
    page = str(finding_cards([finding(*every)], tables).html)
    assert re.findall("<figcaption><b>(.)</b>", page) == ["A", "B", "C", "D", "A", "A"]


def test_a_long_passage_is_cut_between_words_around_its_marks(tables: Tables) -> None:
    at = LONG.index("here")
    (one,) = excerpts([given(LONG, (at, at + 4))], tables)
    words = one.words.body.striptags()
    assert "<mark>here</mark>" in one.words.body
    assert len(words) < 240
    assert words.startswith("… word ")
    assert words.endswith("more …")


def test_words_of_others_are_said_to_be_theirs(tables: Tables) -> None:
    (one,) = excerpts([given("they left", voice="quoted")], tables)
    assert one.note == "in a quotation"
    (two,) = excerpts([given("they left", voice="quoted", note="first paragraph")], tables)
    assert two.note == "first paragraph"


def test_a_text_that_is_not_at_hand_has_a_note(tables: Tables) -> None:
    bare = Tables(tables.set_id, tables.title, tables.event_date, tables.frames)
    (one,) = excerpts([Reading("A", article(tables, "Quay Post"), 0, 10)], bare)
    assert not one.words.body
    assert one.note == "text not at hand"


def test_marks_that_overlap_or_lie_outside_are_left_out() -> None:
    made = marked("a <b> c d", 0, 9, [(2, 5), (3, 7), (6, 6), (20, 30)])
    assert made.body == "a <mark>&lt;b&gt;</mark> <mark>‸</mark>c d"


def test_nothing_found_is_said(tables: Tables) -> None:
    assert "Nothing that sets these outlets apart" in str(finding_cards([], tables).html)


def test_every_finding_of_the_demo_shows_words_beside_it(root: Path, tmp_path: Path) -> None:
    from framing.findings.find import find, headline
    from framing.measure.settings import Settings
    from framing.store.open_set import set_codebook

    folder = root / "corpus" / "harbour-blockade"
    demo = open_set(folder, parser="none", cache=tmp_path)
    found = find(demo, codebook=set_codebook(folder, codebook=None), settings=Settings(draws=200, seed=1))
    front = headline(found, 5)
    page = str(finding_cards(front, demo).html)
    cards = page.split('<li class="finding">')[1:]
    assert len(cards) == 5
    assert all("<blockquote>" in card.split("<details", maxsplit=1)[0] for card in cards)
