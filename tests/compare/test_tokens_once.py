"""Tokens of a sentence that was read before are those that it has."""

from __future__ import annotations

import pytest

from framing.compare.tokens import _tokens, tokens
from framing.text.span import Span

TEXT = "“The U.S. isn’t here”, al-Kadhimi said; 5,200 people’s ships went on the 17th. "


@pytest.mark.parametrize("times", [1, 40])
def test_a_sentence_is_read_alike_again_in_any_part_of_any_text(times: int) -> None:
    text = TEXT * times
    for within in (Span(0, len(text)), Span(5, 40), Span(1, len(text) - 3)):
        first = tokens(text, within=within)
        assert first == tokens(f"{text}", within=within) == _tokens(text, within.start, within.end)
    assert tokens("x" + TEXT)[0].form == "x"
