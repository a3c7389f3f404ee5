"""A specification curve of thousands of settings draws some of them, says so, and counts all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from framing.figures.specification import drawn_of, specification
from framing.stats.specification import ALL_IN


def curve_of(n: int) -> pd.DataFrame:
    """Settings of two voices, each article left out in turn; three of them do not stand."""
    rng = np.random.default_rng(1)
    made = pd.DataFrame(
        {
            "voice": ["own voice", "every voice"] * (n // 2),
            "left_out": [ALL_IN if i < 4 else f"a{i // 4}" for i in range(n)],
            "difference": rng.normal(0.2, 0.02, n),
        }
    )
    return made.assign(same_direction=True, stands=~made.index.isin([7, 900, 901]))


def words(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text().split()) for t in figure.findobj(Text))


def n_ticks(figure: Figure) -> list[int]:
    return [len(c.get_segments()) for c in figure.findobj(LineCollection)]


def test_a_curve_of_some_hundreds_is_drawn_whole() -> None:
    figure = specification(curve_of(2000), title="T")
    assert n_ticks(figure) == [1000, 1000, 4, 1996]
    assert "Drawn are" not in words(figure)


def test_of_thousands_those_along_the_order_are_drawn_and_all_are_counted() -> None:
    curve = curve_of(12_000)
    figure = specification(curve, title="T")
    drawn = sum(n_ticks(figure)[2:])
    assert 600 <= drawn < 800
    said = words(figure)
    assert f"Drawn are {drawn} of the 12000 settings" in said
    assert "under 12000 combinations" in said
    assert "own voice (5999 of 6000)" in said


@pytest.mark.parametrize("weakest", ["leaving out a900", "", "own voice"])
def test_what_is_named_is_drawn(weakest: str) -> None:
    curve = curve_of(12_000)
    rows = curve.assign(main=curve.index == 0).sort_values("difference", kind="stable")
    choices = [(rows["voice"] == voice).to_numpy(bool) for voice in ("own voice", "every voice")]
    drawn = rows.iloc[drawn_of(rows, choices, weakest=weakest)]
    assert drawn.index[0] == rows.index[0]
    assert drawn.index[-1] == rows.index[-1]
    named = {0, 1, 2, 3, 7, 900, 901} | ({3600, 3601, 3602, 3603} if weakest.startswith("leaving") else set())
    assert named <= set(drawn.index)


def test_the_legend_stands_between_drawing_and_note() -> None:
    figure = specification(curve_of(12_000), title="T")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    note = next(t for t in figure.texts if t.get_text().startswith("It stands least"))
    legend = figure.legends[0].get_window_extent(renderer)
    assert note.get_window_extent(renderer).y1 <= legend.y0 + 1
    assert all(legend.y1 <= axes.get_window_extent(renderer).y0 + 1 for axes in figure.axes)
