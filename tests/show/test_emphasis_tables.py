"""Notebook 09's tables: where aspects stand, and the sentences behind frames."""

from __future__ import annotations

import re

from tables_of_texts import tables_of

from framing.measure.aspects import placed_aspects
from framing.measure.generic_frames import frame_answers
from framing.measure.tables import Tables
from framing.show.emphasis_tables import (
    about_aspects,
    aspect_table,
    first_table,
    frame_table,
    question_table,
)
from framing.text.article import Article

FILLER = "The boats came in at noon and the crews had tea.\n\n" * 7
ONE = f"Pier will cost much\n\nThe price is high, say taxpayers.\n\n{FILLER}"
TWO = f"Pier opens\n\nThe pier opens <b>today</b>.\n\n{FILLER}A judge asked the price.\n"


def tables(*texts: tuple[str, str]) -> Tables:
    articles = [Article(id=outlet.lower(), outlet=outlet, text=text) for outlet, text in texts]
    return tables_of(*articles, parser="none")


def words_of(html: object) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", str(html)).split())


def test_a_cell_says_the_highest_place_and_opens_the_sentences() -> None:
    read = tables(("Post", ONE), ("<i>News</i>", TWO))
    shown = aspect_table(placed_aspects(read), read).html.striptags()
    assert "headline · 2" in shown
    assert "from paragraph 9 · 1" in shown
    assert "no sentence found" in shown
    assert "<i>News" not in str(aspect_table(placed_aspects(read), read).html)


def test_what_each_puts_first_stands_beside_its_headline() -> None:
    read = tables(("Post", ONE), ("<i>News</i>", TWO))
    shown = first_table(placed_aspects(read), read).html
    words = words_of(shown)
    assert "Post Pier will cost much cost and money cost and money" in words
    assert words.count("no word for an aspect") == 2
    assert "<i>News" not in str(shown)


def test_of_several_articles_it_says_in_how_many_an_aspect_comes_first() -> None:
    read = tables_of(
        *(Article(id=f"p{i}", outlet="Post", text=text) for i, text in enumerate((ONE, TWO))), parser="none"
    )
    assert "cost and money 1 of 2" in words_of(first_table(placed_aspects(read), read).html)


def test_frames_say_present_and_answering_sentences() -> None:
    read = tables(("Post", ONE), ("News", TWO))
    answers = frame_answers(read)
    assert "present in 1 of 1 article" in repr(frame_table(answers, read))
    assert "Does it mention costs" in repr(question_table(answers, read))


def test_without_texts_each_says_why_there_is_nothing() -> None:
    whole = tables(("Post", ONE))
    bare = Tables("s", "S", "", whole.frames, {})
    assert about_aspects(placed_aspects(bare), bare)[0].startswith("No sentence with a word for an aspect")
    assert "need the texts" in repr(frame_table(frame_answers(bare), bare))
    assert "No sentence" in repr(question_table(frame_answers(bare), bare))
