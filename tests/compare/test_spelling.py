from __future__ import annotations

import pytest

from framing.compare.spelling import same_spelling


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("neighbouring", "neighboring"), ("organised", "organized"), ("defence", "defense"), ("travelled", "traveled"),
        ("centre", "center"), ("programme", "program"), ("cease-fire", "ceasefire"), ("any time", "anytime"),
        ("grey", "gray"), ("dialogue", "dialog"), ("paediatric", "pediatric"),
    ],
)  # fmt: skip
def test_spelt_differently(a: str, b: str) -> None:
    assert same_spelling(a, b)
    assert same_spelling(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("qasem", "qassem"), ("hezbollah", "hizbullah"), ("kiev", "kyiv"), ("zelensky", "zelenskyy")]
)
def test_transliterations_are_one_name_only_if_they_are_names(a: str, b: str) -> None:
    assert same_spelling(a, b, name=True)
    assert not same_spelling(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("four", "for"), ("iran", "iraq"), ("rise", "rize"), ("said", "sad"), ("hour", "hor"), ("same", "same")],
)
def test_different_words_are_not(a: str, b: str) -> None:
    assert not same_spelling(a, b, name=True)


def test_tokens_are_the_same_whatever_nobody_sees() -> None:
    from framing.compare.tokens import tokens

    odd = "The free\u00addom fighters\u200b left the o\ufb03ce x\u0302."  # the last one has no form of its own
    made = tokens(odd)
    assert [t.form for t in made][:6] == ["the", "freedom", "fighters", "left", "the", "office"]
    assert [odd[t.span.start : t.span.end] for t in made][1] == "free\u00addom"
