"""A figure drawn for screen and print: its layout is solved once, and the figure is walked through once.

``Figure.savefig`` solves the layout and walks through the whole figure once more for every file it writes, only to
measure it: half the time of a report's charts. Here the layout is solved by the drawing's own measures of text,
which no resolution rounds, and the picture is made of what was drawn: both show the same.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from framing.figures.chart_style import own_style
from framing.figures.png_file import Dots
from framing.figures.recorded_drawing import POINTS, Recorder
from framing.figures.text_layouts import empty_labels_left, layouts_kept, tick_places_kept


class _Canvas(FigureCanvasBase):
    """A canvas whose one renderer measures for the layout and then draws, so that no text is measured twice."""

    def __init__(self, figure: Figure, file: io.StringIO) -> None:
        """Give the figure the size of the drawing, and begin it in ``file``."""
        super().__init__(figure)
        figure.dpi = POINTS
        width, height = figure.get_size_inches() * POINTS
        self.renderer = Recorder(width, height, file)

    def get_renderer(self) -> Recorder:
        """Return the renderer by which matplotlib measures."""
        return self.renderer


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure drawn as SVG, from which its picture is made when it is asked for."""

    svg: str
    _figure: Figure = field(repr=False)
    _recorder: Recorder = field(repr=False)

    def picture(self, *, dpi: int) -> Dots:
        """Return the drawing as a picture of ``dpi`` dots an inch: no copy is made of what was set down."""
        with own_style():
            if self._recorder.complete:
                return self._recorder.picture(dpi=dpi)
            with _size_kept(self._figure):
                self._figure.dpi = dpi
                canvas = FigureCanvasAgg(self._figure)
                canvas.draw()  # type: ignore[no-untyped-call]
                return np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]


def drawing_of(figure: Figure) -> Drawing:
    """Return the figure drawn; its layout is solved if it is not yet, and stays as it is from then on."""
    file = io.StringIO()
    with own_style(), _size_kept(figure):
        recorder = _Canvas(figure, file).renderer
        with layouts_kept(figure, recorder), tick_places_kept(), empty_labels_left():
            _solve_layout(figure)
            figure.draw(recorder)
        recorder.finalize()  # type: ignore[no-untyped-call]
    return Drawing(file.getvalue(), figure, recorder)


@contextlib.contextmanager
def _size_kept(figure: Figure) -> Iterator[None]:
    """Give the figure its canvas and resolution back: it may be shown on."""
    canvas, dpi = figure.canvas, figure.dpi
    try:
        yield
    finally:
        figure.set_canvas(canvas)
        figure.dpi = dpi


def _solve_layout(figure: Figure) -> None:
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
