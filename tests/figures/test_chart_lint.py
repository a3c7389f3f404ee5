"""Every chart is legible: no text cut or run together, none too small, no two outlets under one name."""

from __future__ import annotations

import shutil
from itertools import product
from math import nan
from pathlib import Path

import pandas as pd
import pytest
from chart_lint import faults
from every_chart import every_chart
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from small_sets import CODEBOOK, TEXTS, write_set

from framing.figures.chart import Chart
from framing.figures.cue_profile import cue_profile
from framing.figures.fonts import letters_without_font
from framing.figures.lineage_graph import lineage_graph
from framing.figures.outlet_names import short_names
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook


def linted(folder: Path, cache: Path) -> list[str]:
    tables = open_set(folder, parser="none", cache=cache)
    book = set_codebook(folder, codebook=None)
    return [fault for chart in every_chart(folder, tables, book) for fault in faults(chart, outlets=tables.outlets)]


def test_charts_of_the_demo_are_legible(root: Path, tmp_path: Path) -> None:
    assert linted(root / "corpus" / "harbour-blockade", tmp_path) == []


@pytest.mark.parametrize("case", ["prefix", "mid", "A"])
def test_charts_with_long_and_similar_names_are_legible(case: str, shared: Path, tmp_path: Path) -> None:
    source = shared / "cases" / "reports" / "09-chart-names"
    import_articles(source / f"{case}.jsonl", tmp_path / "set")
    shutil.copy(source / "A.toml", tmp_path / "set" / "codebook.toml")
    assert linted(tmp_path / "set", tmp_path / "cache") == []


@pytest.mark.parametrize("n", [1, 2, 20, 40])
def test_charts_of_few_and_of_many_outlets_are_legible(n: int, tmp_path: Path) -> None:
    texts, outlets = {}, {}
    for number, name in product(range(n), ("a", "b") if n < 20 else ("a",)):
        body = list(TEXTS.values())[(number + (name == "b")) % len(TEXTS)]
        texts[f"{name}-{number}"] = f"{body}\nThe strikers said {100 + 7 * number} people had come.\n"
        outlets[f"{name}-{number}"] = f"Outlet {number}"
    write_set(tmp_path / "set", texts, outlets=outlets, codebook=CODEBOOK)
    assert linted(tmp_path / "set", tmp_path / "cache") == []


def test_numbers_stand_clear_of_marks_where_five_panels_stand_side_by_side() -> None:
    classes = ("neutral", "endorsing", "doubting", "directive", "emotive")
    cells = [("business", o, c, float(c == "neutral")) for o in ("A", "B") for c in classes]
    frame = pd.DataFrame(cells, columns=["group", "outlet", "key", "estimate"]).assign(low=nan, high=nan, n=10)
    frame.loc[0, "estimate"], frame.loc[1:4, "estimate"] = 0.6, 0.1
    figure = cue_profile(frame, confidence=0.95)
    assert sum(text.get_text() == "10 of 10" for axes in figure.axes for text in axes.texts) == 1
    assert faults(Chart("x", "x", "x", figure, pd.DataFrame())) == []


def test_arrows_of_descent_reach_from_box_to_box() -> None:
    edges = {"parent": ["a", None], "child": ["b", "a"], "clarity": ["clear", ""], "n_sentences": [3, 0]}
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["The Evening Echo of Saltmarsh", "B"]})
    figure = lineage_graph(pd.DataFrame(edges).assign(second=False), articles)
    figure.canvas.draw()
    boxes = {t.get_text(): t.get_bbox_patch().get_window_extent() for t in figure.axes[0].texts if t.get_text()}
    (arrow,) = [t.arrow_patch.get_window_extent() for t in figure.axes[0].texts if isinstance(t, Annotation)]
    left = next(box for words, box in boxes.items() if words.endswith("a"))
    right = next(box for words, box in boxes.items() if words.endswith("b"))
    assert abs(arrow.x0 - left.x1) < 3
    assert abs(arrow.x1 - right.x0) < 3


def drawn(*texts: tuple[float, float, str, float]) -> Chart:
    figure = Figure(figsize=(4, 2))
    for x, y, words, size in texts:
        figure.text(x, y, words, fontsize=size)
    return Chart("x", "x", "x", figure, pd.DataFrame())


def test_the_lint_sees_what_is_wrong() -> None:
    assert faults(drawn((0.1, 0.1, "fine", 9), (0.1, 0.5, "too", 9))) == []
    assert "leaves the canvas" in faults(drawn((0.8, 0.1, "much too long for its place", 9)))[0]
    assert "run together" in faults(drawn((0.1, 0.1, "over", 9), (0.12, 0.1, "each other", 9)))[0]
    assert "points" in faults(drawn((0.1, 0.1, "small", 5)))[0]


def test_names_in_charts_are_short_and_never_alike() -> None:
    names = [f"The {'Very ' * 9}Evening {end}" for end in ("Echo", "Mail")] + [f"Same {'x' * 40} {k} end" for k in "ab"]
    for width in (12, 22, 34):
        made = short_names([*names, "Post"], width)
        assert len(set(made.values())) == len(made)
        assert all(len(shown) <= width for shown in made.values())
        assert made["Post"] == "Post"


def test_letters_that_no_font_has_are_said() -> None:
    assert letters_without_font(["Bay News", "Γέφυρα", "Мост"]) == {}
    assert "\U00013000" in "".join(letters_without_font(["\U00013000 Gazette"]).values())
