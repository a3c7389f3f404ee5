import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.text.article import Article
from framing.text.layout import find_paragraphs, lay_out
from framing.text.span import Span
from framing.text.words import count_words, words

HOSTILE = st.text(alphabet=st.characters(codec="utf-16", exclude_categories=()), max_size=200) | st.text(
    alphabet="ab. \n\r\x00\u202e“”‘’\"'…U.S👍", max_size=200
)


@settings(deadline=None, max_examples=200)
@given(HOSTILE)
def test_parts_lie_inside_the_text_and_do_not_overlap(text: str) -> None:
    layout = lay_out(Article("a", text))
    whole = Span(0, len(text))
    parts = [*layout.paragraphs, *layout.subheadings, *(b.span for b in layout.boilerplate)]
    parts += [layout.headline] if layout.headline else []
    assert all(whole.covers(s) for s in (*parts, *layout.sentences))
    parts.sort()
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    assert all(any(p.covers(s) for p in parts) for s in layout.sentences)


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_blank_text_has_no_parts(text: str) -> None:
    layout = lay_out(Article("a", text))
    assert layout.headline is None
    assert (layout.subheadings, layout.paragraphs, layout.sentences, layout.boilerplate) == ((), (), (), ())


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The boats that had blocked the harbour for six days left on Monday\n"
        "evening, and the first ferry sailed at nine.\n\nThe mayor thanked them."
    )
    assert len(find_paragraphs(text)) == 2


def test_subheading_and_headline_are_told_from_the_body() -> None:
    text = "Boats leave harbour\n\nThe boats left.\n\nSix quiet days\n\nNobody was hurt."
    layout = lay_out(Article("a", text))
    assert layout.headline == Span(0, 19)
    assert [s.of(text) for s in layout.subheadings] == ["Six quiet days"]


def test_text_without_headline_has_none() -> None:
    assert lay_out(Article("a", "The boats left on Monday.\nNobody was hurt.")).headline is None


def test_title_of_the_manifest_finds_the_headline_below_a_section_line() -> None:
    text = "Harbour desk today\nBoats leave: mayor relieved.\nThe boats left."
    layout = lay_out(Article("a", text, title="Boats leave: mayor relieved."))
    assert layout.headline is not None
    assert layout.headline.of(text) == "Boats leave: mayor relieved."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("al-Kadhimi didn’t say 5,200", ["al-Kadhimi", "didn’t", "say", "5,200"]),
        ("the U.S. — and AT&T", ["the", "U.S", "and", "AT&T"]),
        ("“Iran-backed” groups…", ["Iran-backed", "groups"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [w.of(text) for w in words(text)] == expected
    assert count_words(text) == len(expected)
