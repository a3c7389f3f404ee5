from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.annotate.annotate import annotate
from framing.text.article import Article
from framing.text.layout import count_read_words
from framing.text.reading_view import reading_view
from framing.text.span import Span

PARAGRAPHS = (
    "Crews of the Orrby ferries stayed on the quay for a third day on Monday after talks broke down overnight.",
    "“We were promised a contract in writing and we were handed a sheet of excuses,” said Ivo Lenz, who leads them.",
    "The company said that it would talk at any hour of the day, and that nobody had been dismissed so far.",
)
SEEN = "The cafe owners and the freedom fighters left the office."


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + SEEN,
        SEEN.replace("freedom", "free\u00addom"),
        SEEN.replace("freedom ", "freedom\u200b "),
        SEEN.replace("ffi", "\ufb03"),
        SEEN.replace("owners", "own\u2060ers"),
    ],
)
def test_what_nobody_sees_is_not_there(text: str) -> None:
    view = reading_view(text)
    assert view.text == SEEN
    at = view.text.index("freedom fighters")
    place = view.place(Span(at, at + 16))
    assert reading_view(text[place.start : place.end]).text.strip() == "freedom fighters"


def test_accents_are_one_character_and_the_turkish_capital_is_an_i() -> None:
    assert reading_view("cafe\u0301").text == "café"
    assert reading_view("\u0130stanbul I\u0307stanbul").text == "Istanbul Istanbul"


def test_link_labels_grown_into_a_sentence_are_nobodys_words() -> None:
    plain = "Boats leave\n\n“We stay,” said Mayor Ada Lind (Green) on Monday. Tom Rusk’s crews left.\n"
    grown = plain.replace(
        "Ada Lind", "Ada Lind Ada Maria LindCouncil calls crews 'thieves' Fares rise by 300 MORE"
    ).replace("Tom Rusk", "Tom Rusk Thomas (Tom) RuskMORE")
    assert reading_view(grown).text == plain
    made = annotate(Article("a", grown), parser="none")
    assert [q.speaker for q in made.quotations] == ["Ada Lind"]
    assert not made.numbers
    assert [b.span.of(grown)[:10] for b in made.layout.boilerplate] == [" Ada Maria", " Thomas (T"]
    assert count_read_words(grown, made.layout) == count_read_words(plain, annotate(Article("a", plain)).layout)


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n\n".join(textwrap.fill(part, 60) for part in PARAGRAPHS)
    for text in (wrapped, wrapped.replace("\n", "\r\n")):
        assert reading_view(text).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),  # a paragraph a line
        "Roses are red\nviolets are blue\nsugar is sweet\nand so are you",
        "Milk\nbread\ntwo pounds of flour\nsalt",
        "",
    ],
)
def test_other_line_ends_stay(text: str) -> None:
    assert reading_view(text).text == text


@given(st.text(alphabet="ab e\u0301\u00ad\u200b\ufeff\ufb03\r\n.“”\u0130", max_size=60))
def test_every_place_of_the_view_is_a_place_of_the_text(text: str) -> None:
    view = reading_view(text)
    whole = view.place(Span(0, len(view.text)))
    assert 0 <= whole.start <= whole.end <= len(text)
    places = [view.place(Span(i, i + 1)) for i in range(len(view.text))]
    assert all(0 <= p.start < p.end <= len(text) for p in places)
    assert [p.start for p in places] == sorted(p.start for p in places)
    assert not any(unseen in view.text for unseen in "\u00ad\u200b\ufeff\ufb03\u0130")


def test_marks_are_the_same_whatever_nobody_sees() -> None:
    plain = "\n\n".join(PARAGRAPHS)
    odd = "\ufeff" + plain.replace("promised", "prom\u00adised").replace("Lenz", "Le\u00adnz")
    wrapped = "\r\n\r\n".join(textwrap.fill(part, 58).replace("\n", "\r\n") for part in PARAGRAPHS)
    made = []
    for text in (plain, odd, wrapped):
        found = annotate(Article("a", text), parser="none").quotations
        assert all(s.end <= len(text) for q in found for s in q.content)
        words = [[" ".join(reading_view(text[s.start : s.end]).text.split()) for s in q.content] for q in found]
        made.append([(q.kind, w, q.speaker) for q, w in zip(found, words, strict=True)])
    assert made[0] == made[1] == made[2]
    assert len(made[0]) == 1
