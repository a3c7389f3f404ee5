"""A picture made from a drawing's notes shows what matplotlib would draw of the figure."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from numpy.typing import NDArray

from framing.figures.chart_style import own_style
from framing.figures.drawn_once import drawing_of
from framing.figures.text_layouts import layouts_kept

DPI = 150
Draw = Callable[[Figure], object]


def figure(draw: Draw) -> Figure:
    with own_style():
        made = Figure(figsize=(3, 2), layout="constrained")
        draw(made)
    return made


def dots(made: Figure) -> NDArray[np.float64]:
    """The figure as matplotlib draws it at this resolution, in the layout that it has."""
    with own_style():
        made.dpi = DPI
        canvas = FigureCanvasAgg(made)
        canvas.draw()  # type: ignore[no-untyped-call]
        seen = np.asarray(canvas.buffer_rgba(), dtype=float)  # type: ignore[no-untyped-call]
    return seen[..., :3].mean(axis=2)


def bars(made: Figure) -> object:
    axes = made.subplots()
    axes.set_xlim(0, 2)  # the second bar is clipped
    return axes.barh([0, 1], [1, 3], hatch="///", color=["red", "blue"])


def lines(made: Figure) -> object:
    axes = made.subplots()
    axes.plot([1, 2, 3], [3, 1, 2], marker="s", linestyle="--", color="green")
    return axes.axhspan(1, 1.5, alpha=0.3)


def scatter(made: Figure) -> object:
    axes = made.subplots()
    axes.set_xscale("log")
    return axes.scatter([1, 10, 100], [1, 2, 3], s=[20, 90, 200], c=["red", "blue", "black"], alpha=0.5)


def mesh(made: Figure) -> object:
    return made.subplots().pcolormesh(np.arange(12).reshape(3, 4), edgecolor="white", linewidth=1)


def round_clip(made: Figure) -> object:
    axes = made.subplots()
    (drawn,) = axes.plot([0, 1], [0, 1], linewidth=20)
    drawn.set_clip_path(Circle((0.5, 0.5), 0.3, transform=axes.transData))
    return drawn


def outline_clip(made: Figure) -> object:
    axes = made.subplots()
    (drawn,) = axes.plot([0, 1], [0, 1], linewidth=20)
    drawn.set_clip_path(Outline([(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.2)]), axes.transData)
    return drawn


def image(made: Figure) -> object:
    return made.subplots().imshow(np.arange(9).reshape(3, 3))


def turned(made: Figure) -> object:
    axes = made.subplots()
    axes.set_ylabel("upwards", fontsize=14)
    return axes.text(0.5, 0.5, "aslant", rotation=30, fontsize=20, bbox={"facecolor": "yellow"})


@pytest.mark.parametrize("draw", [bars, lines, scatter, mesh, round_clip, outline_clip, image, turned])
def test_a_picture_shows_what_the_figure_would(draw: Draw) -> None:
    made = figure(draw)
    seen = np.asarray(drawing_of(made).picture(dpi=DPI)[:, :, :3], dtype=float).mean(axis=2)
    expected = dots(made)
    assert seen.shape == expected.shape
    rows, columns = (side // 10 * 10 for side in seen.shape)
    fields = [a[:rows, :columns].reshape(rows // 10, 10, columns // 10, 10).mean(axis=(1, 3)) for a in (seen, expected)]
    assert np.abs(fields[0] - fields[1]).max() < 50  # letters begin a dot earlier or later
    assert expected.min() < 100  # there was something to see


@pytest.mark.parametrize("letters", ["mmmmmmmmmm", "w" * 50])
@pytest.mark.parametrize(("side", "at"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_a_line_stays_where_it_is_anchored(side: str, at: float, letters: str) -> None:
    made = Figure(figsize=(8, 1))
    with own_style():
        made.text(0.5, 0.5, letters, ha=side, fontsize=9)
    dark = np.flatnonzero(drawing_of(made).picture(dpi=DPI).min(axis=(0, 2)) < 128)
    assert dark[0] + at * (dark[-1] - dark[0]) == pytest.approx(made.get_figwidth() * DPI / 2, abs=3)


def test_a_figure_is_as_it_was_and_drawn_again_the_same() -> None:
    made = figure(bars)
    kept = made.dpi, made.canvas, Text._get_layout  # type: ignore[attr-defined]
    first = drawing_of(made)
    assert (made.dpi, made.canvas, Text._get_layout) == kept  # type: ignore[attr-defined]
    second = drawing_of(made)
    assert first.svg == second.svg
    assert first.picture(dpi=DPI).tobytes() == second.picture(dpi=DPI).tobytes()


def test_a_drawing_is_the_same_with_layouts_kept_and_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(made: Figure) -> None:
        left, right = made.subplots(1, 2)
        left.set_title("two\nlines", loc="right")
        left.set_yticks([0, 1], labels=["the same", "the same"], rotation=45)
        right.set_yticks([0, 1], labels=["the same", "the\nsame"], ha="center")
        right.text(0.5, 0.5, "the same", fontweight="bold", linespacing=2)
        right.text(0.5, 0.7, "the same that is wrapped where the paper ends", wrap=True)

    kept = drawing_of(figure(everything)).svg
    monkeypatch.setattr("framing.figures.drawn_once.layouts_kept", lambda *_: layouts_kept(Figure(), object()))
    assert drawing_of(figure(everything)).svg == kept


def test_a_drawing_is_the_same_with_places_of_ticks_kept_and_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(made: Figure) -> None:
        (first, second), (third, fourth) = made.subplots(2, 2, sharex="col", width_ratios=[1, 3])
        first.set_title("over the ticks")
        first.xaxis.tick_top()
        first.plot([0, 1], [1e7, 1.00001e7])  # what all its numbers have in common stands above the axis
        first.set_ylabel("upwards")
        second.set_yticks(range(9), labels=[letter * 9 for letter in "abcdefghi"])
        second.twinx().plot([1, 3], [5, 1000])
        third.set_xscale("log")
        third.plot([1, 1e4], [0, 1])
        third.set_title("right", loc="right")
        fourth.set_xlabel("along")
        fourth.spines["left"].set_position(("outward", 12))
        fourth.minorticks_on()
        made.align_labels()

    kept = drawing_of(figure(everything)).svg
    monkeypatch.setattr("framing.figures.drawn_once.tick_places_kept", contextlib.nullcontext)
    assert drawing_of(figure(everything)).svg == kept


def test_a_drawing_is_the_same_with_empty_labels_left_and_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(made: Figure) -> None:
        (first, second), (third, fourth) = made.subplots(2, 2)
        first.set_ylabel("upwards")
        third.set_yticks([0, 1], labels=["a long name", "a longer name"])  # beside the label, which is in line with it
        second.xaxis.tick_top()
        second.set_title("over the ticks")
        second.twinx().set_ylabel("on the right")
        fourth.set_xlabel("along")
        fourth.spines["bottom"].set_position(("outward", 12))
        made.align_labels()

    kept = drawing_of(figure(everything)).svg
    monkeypatch.setattr("framing.figures.drawn_once.empty_labels_left", contextlib.nullcontext)
    assert drawing_of(figure(everything)).svg == kept
