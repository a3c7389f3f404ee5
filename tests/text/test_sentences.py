import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.text.sentences import split_sentences
from framing.text.span import Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_reader_and_rules_see_the_same_sentences(case: dict[str, str]) -> None:
    expected = case["text"].split("|")
    text = " ".join(expected)
    assert [s.of(text) for s in split_sentences(text, Span(0, len(text)))] == expected


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="aB.!?…”“\"' \nU9\u00a0", max_size=80))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    found = split_sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    inside = {i for s in found for i in range(s.start, s.end)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())
