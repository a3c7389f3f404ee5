"""The room for words beside a panel is what their path takes."""

from __future__ import annotations

import pytest
from matplotlib.textpath import TextPath

from framing.figures.chart_style import own_style
from framing.figures.dot_intervals import _BOLD, _broad


@pytest.mark.parametrize("words", ["0", "37 %", "100 · 100", "3 of 7", "1.2 · 33 of 41", "AV To", "–"])
@pytest.mark.parametrize("size", [7.5, 8.0])
def test_words_are_as_broad_as_their_path(words: str, size: float) -> None:
    with own_style():
        path = TextPath((0, 0), words, size=size, prop=_BOLD)
        assert _broad(words, size) == pytest.approx(path.get_extents().width, abs=1e-9)


def test_words_without_ink_take_no_room() -> None:
    assert (_broad("", 8.0), _broad(" ", 8.0)) == (0.0, 0.0)
