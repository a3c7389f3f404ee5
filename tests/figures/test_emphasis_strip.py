"""The emphasis strip: a stroke a sentence, words where there is nothing, nothing outside the picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from framing.figures.emphasis_strip import MOST_ASPECTS, emphasis_chart, leading_aspects
from framing.measure.aspects import EARLY, HEADLINE, LATE, OPENING, PLACED
from framing.measure.tables import frame


def mark(outlet: str, entry: str, sentence: int, zone: str, at: float) -> dict[str, object]:
    return {
        "article_id": outlet.lower(), "start": 0, "end": 4, "outlet": outlet, "entry": entry, "question": entry,
        "indicator": "x", "sentence": sentence, "sentence_start": 0, "sentence_end": 9, "paragraph": sentence - 1,
        "zone": zone, "at": at,
    }  # fmt: skip


PLACES = frame(
    PLACED,
    [
        mark("Post", "money", 0, HEADLINE, 0.0),
        mark("Post", "money", 1, OPENING, 0.0),
        mark("Post", "money", 1, OPENING, 0.0),
        mark("Post", "law", 2, EARLY, 0.1),
        mark("News", "money", 9, LATE, 0.9),
    ],
)


def strokes(chart: object) -> int:
    collections = chart.figure.findobj(LineCollection)  # type: ignore[attr-defined]
    return sum(len(c.get_segments()) for c in collections)


def test_a_sentence_is_one_stroke_however_many_words_tell() -> None:
    chart = emphasis_chart(PLACES, ["Post", "News"])
    assert strokes(chart) == 3
    assert len(chart.data) == 4


def test_alt_text_says_how_many_sentences_stand_at_the_top_of_each_outlet() -> None:
    assert "cost and money: Post 2, News 0" in emphasis_chart(PLACES, ["Post", "News"]).alt


def test_an_outlet_without_a_mark_says_so_and_nothing_leaves_the_picture() -> None:
    figure = emphasis_chart(PLACES, ["Post", "News", "A herald of a very long name indeed"]).figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    assert sum(t.get_text() == "none found" for t in figure.findobj(Text)) == 3
    for axes in figure.axes:
        box = axes.get_tightbbox(canvas.get_renderer())
        assert box is not None
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= width + 1
        assert box.y1 <= height + 1


def test_each_outlet_counts_alike_for_which_aspects_are_shown() -> None:
    many = [mark("Post", "money", k, LATE, 0.5) for k in range(30)] + [mark("News", "law", 1, LATE, 0.5)]
    every = [mark("Sun", f"a{k}", 1, LATE, 0.5) for k in range(9)]
    shown = leading_aspects(frame(PLACED, many + every))
    assert set(shown[:2]) == {"money", "law"}
    assert len(shown) == MOST_ASPECTS


def test_nothing_to_draw_is_said() -> None:
    chart = emphasis_chart(frame(PLACED, []), ["Post"])
    assert any("no sentence" in t.get_text() for t in chart.figure.findobj(Text))
    assert isinstance(chart.data, pd.DataFrame)


def test_of_thousands_of_strokes_those_that_lie_side_by_side_are_drawn() -> None:
    every = [mark("Post", "money", k, LATE, k / 3000) for k in range(3000)]
    some = [mark("News", "money", 1, HEADLINE, 0.0), mark("News", "money", 2, OPENING, 0.0)]
    chart = emphasis_chart(frame(PLACED, [*every, *some]), ["Post", "News"])
    drawn = strokes(chart)
    assert 50 < drawn < 100
    places = np.sort([s[0][0] for c in chart.figure.findobj(LineCollection) for s in c.get_segments()])
    assert np.diff(places).max() < 1 / 60 + 1e-9  # no gap where there was none
    assert len(chart.data) == 3002
    assert any(f"{drawn} of 3001 in all" in " ".join(t.get_text().split()) for t in chart.figure.findobj(Text))


def test_some_hundreds_of_strokes_are_all_drawn() -> None:
    chart = emphasis_chart(frame(PLACED, [mark("Post", "money", k, LATE, 0.5) for k in range(1500)]), ["Post"])
    assert strokes(chart) == 1500
