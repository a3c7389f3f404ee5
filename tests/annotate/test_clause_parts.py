"""Parts of the sentences at the top, on invented news: subject and verb, what is added and what binds it."""

from __future__ import annotations

import pytest

from framing.annotate.clause_parts import find_parts, use_of
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser


def parts(text: str) -> set[tuple[str, str, str]]:
    article = Article(id="a", text=text)
    layout = lay_out(article)
    found = find_parts(layout, get_parser().parse(article, layout))
    return {(p.kind, p.word, p.span.of(text)) for p in found}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council rejected the ferry plan on Monday.", ("subject", "", "The council")),
        ("The council rejected the ferry plan on Monday.", ("verb", "reject", "rejected")),
        ("The plan was not approved by the mayor.", ("verb", "approve", "was not approved")),
        ("The council rejected the plan, throwing up a hurdle.", ("participle", "", "throwing up a hurdle")),
        ("The council met as the crews waited outside.", ("clause", "as", "as the crews waited outside")),
        ("The budget passed without a single vote.", ("phrase", "without", "without a single vote")),
        ("The plan failed because of foreign orders.", ("phrase", "because of", "because of foreign orders")),
        ("The mayor, who sold the quay, resigned.", ("relative", "", "who sold the quay")),
        ("She met Ada Quill, the mayor of Porthwick.", ("apposition", "", "the mayor of Porthwick")),
        (
            "Police shot a man, with the mayor not ruling out a trial.",
            ("clause", "with", "with the mayor not ruling out a trial"),
        ),
    ],
)
def test_parts_of_a_sentence(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in parts(f"Harbour day\n\n{sentence}\n")


def test_only_the_top_is_read() -> None:
    text = "Day\n\nThe council met.\n\nThe mayor spoke.\n\nThe crews sailed without a permit.\n"
    assert not any("permit" in words for _, _, words in parts(text))


def test_without_a_parse_there_are_none() -> None:
    assert find_parts(lay_out(Article(id="a", text="The council met.")), ()) == ()


def test_words_of_several_uses_stand_under_the_weaker() -> None:
    assert (use_of("as"), use_of("because of"), use_of("despite"), use_of("of")) == (
        "circumstance",
        "cause",
        "concession",
        "",
    )
