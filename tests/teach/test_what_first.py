"""The exercise "What comes first?": lines of the printed texts, and its pages."""

from __future__ import annotations

from tables_of_texts import tables_of

from framing.teach.blind_texts import blind_text
from framing.teach.what_first import aspect_lines
from framing.text.article import Article

FILLER = "The boats came in at noon and the crews had tea.\n\n" * 6
ONE = f"Pier will cost much\n\nThe price is high, say taxpayers.\n\n{FILLER}"
TWO = f"Pier opens\n\nThe pier opens today.\n\n{FILLER}A judge asked the price.\n"


def test_each_text_has_the_line_and_word_where_an_aspect_first_comes_up() -> None:
    tables = tables_of(Article(id="a", outlet="A", text=ONE), Article(id="b", outlet="B", text=TWO), parser="none")
    texts = [blind_text(tables, "a", letter="A"), blind_text(tables, "b", letter="B")]
    rows = {row.name: row.firsts for row in aspect_lines(tables, texts)}
    first, second = rows["cost and money"]
    assert (first.letter, first.line, first.word) == ("A", 1, "cost")
    assert second.word == "price"
    assert "price" in next(line.shown for line in texts[1].lines if line.number == second.line)
    assert rows["law and courts"][0].line == 0


def test_what_all_have_in_the_same_line_is_no_exercise() -> None:
    tables = tables_of(Article(id="a", outlet="A", text=ONE), Article(id="b", outlet="B", text=ONE), parser="none")
    assert aspect_lines(tables, [blind_text(tables, i, letter=i.upper()) for i in ("a", "b")]) == ()
