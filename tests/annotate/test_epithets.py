from __future__ import annotations

from pathlib import Path

import pytest

from framing.annotate.epithets import find_epithets
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser


def epithets(article: Article) -> set[tuple[str, str]]:
    layout = lay_out(article)
    found = find_epithets(layout, get_parser().parse(article, layout))
    return {(e.name.of(article.text), e.span.of(article.text)) for e in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The veteran harbour boss Owen Strand left on Monday.", {("Owen Strand", "veteran harbour boss")}),
        ("Marta Quill, a teacher from Skellan, spoke on Monday.", {("Marta Quill", "teacher from Skellan")}),
        ("The island's loudest critic, Marta Quill, spoke.", {("Marta Quill", "island's loudest critic")}),
        ("Mayor Ann Lund spoke.", {("Ann Lund", "Mayor")}),
        ("Ann Lund spoke in France on Monday.", set()),
        ("", set()),
    ],
)
def test_descriptions(text: str, expected: set[tuple[str, str]]) -> None:
    assert epithets(Article(id="a", text=text)) == expected


def test_three_epithets_of_the_real_set(iraq: Path) -> None:
    found = {e for a in load_set(iraq).articles for e in epithets(a)}
    described = {words.replace("’", "'") for name, words in found if name.endswith("Soleimani")}
    assert {
        "Iran's top anti-terror commander",
        "Iran's most important military commander",
        "top Iranian general",
    } <= described


def test_without_a_parse_there_are_none() -> None:
    assert find_epithets(lay_out(Article(id="a", text="Mayor Ann Lund spoke.")), ()) == ()
