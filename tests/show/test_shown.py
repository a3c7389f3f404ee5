"""What a cell shows, as HTML for JupyterLab and as data for the page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from framing.show.escaped_html import Html, Markup, fill, joined
from framing.show.sentence_list import Line, SentenceList, read_list
from framing.show.shown import MEDIA_TYPE, Heading, Picture, Prose, Shown, Table, grid, join, prose, read_parts, say

ATTACK = "<script>alert(1)</script>"
BEHIND = SentenceList("ev-0123456789ab", f"what {ATTACK}", (Line("Bay News", "2024-03-05", "bay", "a ", "b", " c"),), 2)
NUMBER = Html(Markup('<button popovertarget="ev-0123456789ab">3</button>'), (BEHIND,))
PICTURE = Picture("label-share", "Labels", f"Dots {ATTACK}", 600, 200, "AAAA")


def everything() -> Shown:
    table = grid(["", "n"], [[ATTACK, fill("{} of {}", NUMBER, 4)]], caption=f"Counts {ATTACK}", note="see there")
    return join([say("Words & more"), Shown((Heading(3, ATTACK),)), table, Shown((PICTURE,))])


def test_data_survives_json_and_is_the_same_page() -> None:
    shown = everything()
    read = read_parts(json.loads(json.dumps(shown._repr_mimebundle_()[MEDIA_TYPE])))
    assert [type(part) for part in read] == [Prose, Heading, Table, Picture]
    assert read == tuple(replace(p, png="") if isinstance(p, Picture) else p for p in shown.parts)


def test_the_media_of_a_cell_are_what_each_of_them_is_alone() -> None:
    shown = everything()
    media = shown._repr_mimebundle_()
    assert media["text/html"] == shown._repr_html_()
    assert media["text/plain"] == repr(shown)


def test_pieces_put_together_keep_what_their_numbers_open() -> None:
    cells = joined([fill("<b>{}</b>", NUMBER), Markup("<i>x</i>")])
    assert fill("<p>{cell}</p>", cell=cells).opened == (BEHIND,)
    (table,) = grid(["a", "b"], [["x", NUMBER]], caption="c", foot=["all", NUMBER]).parts
    assert isinstance(table, Table)
    assert set(table.content.opened) == {BEHIND}


def test_a_cells_html_holds_each_list_once_and_escapes_all() -> None:
    page = str((everything() + prose(NUMBER)).html)
    assert page.count('id="ev-0123456789ab"') == 1
    assert "<mark>b</mark>" in page
    assert "and 2 more" in page
    assert ATTACK not in page
    assert page.count("&lt;script&gt;") == 7  # cell, caption and label, heading, alt text, the list's label and head
    assert "alert(1)" in repr(everything())


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"parts": 3},
        {"parts": [{}]},
        {"parts": [{"kind": "frame"}]},
        {"parts": [{"kind": "chart", "name": "../x", "title": "", "alt": "", "width": 1, "height": 1}]},
        {"parts": [{"kind": "prose", "html": "x", "opened": [{"id": "x"}]}]},
        {"parts": [{"kind": "heading", "level": "three", "words": ""}]},
    ],
)
def test_data_of_another_form_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"not|no part|invalid"):
        read_parts(data)


def test_an_id_that_could_leave_its_attribute_is_refused() -> None:
    with pytest.raises(ValueError, match="not the id"):
        read_list({**BEHIND.data(), "id": 'ev-0" onclick="x'})
    assert read_list(json.loads(json.dumps(BEHIND.data()))) == BEHIND


def test_a_sentence_without_its_text_says_so() -> None:
    line = Line("Bay News", "undated", "bay", missing="text not at hand: characters 1–2")
    assert "<em>text not at hand: characters 1–2</em>" in line.html()
    assert "<mark>" not in line.html()


def test_where_no_html_is_shown_words_stand_and_no_markup() -> None:
    shown = grid(["Outlet", "n"], [["A & B", "1 < 2"]], caption="Articles") + say("Two <b>outlets</b>.")
    assert repr(shown) == "Articles Outlet n A & B 1 < 2 Two <b>outlets</b>."
    assert shown._repr_mimebundle_()["text/plain"] == repr(shown)


def test_outlet_and_date_stand_once_over_the_sentences_of_an_article() -> None:
    lines = [Line("Bay News", "2024-03-05", article, "a ", mark, ".") for article, mark in ("ab", "ac", "bd", "ae")]
    shown = SentenceList("ev-0123456789ab", "what", tuple(lines)).html()
    heads = ["Bay News</b> 2024-03-05 · a</i> a <mark>b", "Bay News</b> 2024-03-05 · b</i> a <mark>d"]
    assert [shown.count(head) for head in heads] == [1, 1]
    assert shown.count("<i>") == 3
    assert "<li>a <mark>c</mark>.</li>" in shown
