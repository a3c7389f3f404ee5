"""Words without their places are those with places."""

from __future__ import annotations

import pytest

from framing.compare.tokens import tokens, word_forms


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The U.S. quay – “closed” since 5,200 hours; nobody’s boat left.",
        "The soft\u00adened har\u200bbour wall, it’s said, held.",
        "²nd pier & co_op",
    ],
)
def test_forms_are_those_of_the_tokens_that_are_words(text: str) -> None:
    assert word_forms(text) == [token.form for token in tokens(text) if token.is_word]
