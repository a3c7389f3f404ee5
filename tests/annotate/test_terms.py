import random

import pytest
from books import HEAD, concept
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.codebook import CodebookError, parse_codebook
from framing.annotate.terms import Finder, find_terms
from framing.text.article import Article

BOOK = parse_codebook(
    HEAD
    + concept("crews", ("anti-harbour groups", "anti-harbour groups"), ("blockaders", "blockad*"))
    + '[[concept.variant]]\nlabel = "groups"\npatterns = ["anti-harbour resistance groups", "groups"]\n'
    + 'exclude = ["working groups"]\n'
    + concept("navy", ("US", "US"))
    + "match_case = true\n"
)


def labels(text: str) -> list[tuple[str, str]]:
    return [(m.variant, m.span.of(text)) for m in find_terms(Article("a", text), BOOK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("the anti-harbour resistance groups sailed.", [("groups", "anti-harbour resistance groups")]),
        (
            "Anti‑harbour groups, blockading the quay.",
            [("anti-harbour groups", "Anti‑harbour groups"), ("blockaders", "blockading")],
        ),
        ("Working groups met. Other groups sailed.", [("groups", "groups")]),
        ("They told us that US ships sailed.", [("US", "US")]),
        ("Subgroups sailed.", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert labels(text) == expected


def test_mentions_in_page_furniture_do_not_count() -> None:
    text = "The groups sailed.\n\nRead more:\n\nGroups block quay"
    assert labels(text) == [("groups", "groups")]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(["anti-harbour", "resistance", "groups", "US", "us", "blockade", "working", "x", "-", "\n"])
    )
)
def test_mentions_lie_in_the_text_and_never_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = Finder(BOOK).find(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(not a.span.overlaps(b.span) for i, a in enumerate(found) for b in found[i + 1 :])
    assert [m.span for m in found] == sorted(m.span for m in found)


def test_order_of_the_codebook_does_not_matter() -> None:
    text = "Anti-harbour resistance groups and blockaders met working groups of the US. Groups left."
    shuffled = list(BOOK.concepts)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        again = BOOK.model_copy(update={"concepts": tuple(shuffled)})
        assert Finder(again).find(text) == Finder(BOOK).find(text)


def test_words_claimed_by_two_concepts_are_an_error_with_its_place() -> None:
    book = parse_codebook(HEAD + concept("a", ("x", "old b*")) + concept("b", ("y", "o* boats")), path="book.toml")
    with pytest.raises(CodebookError, match=r"article 'quay', characters 4–13: .*'a'.*'b'"):
        Finder(book).find("The old boats left.", name="quay")
