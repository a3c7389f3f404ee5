"""A figure drawn for screen and print: its layout is solved once, and each drawing walks through the figure once.

``Figure.savefig`` solves the layout and walks through the whole figure once more for every file it writes, only to
measure it: half the time of a report's charts. Here the layout is solved by the drawing's own measures of text,
which no resolution rounds, and holds for the picture too: both show the same.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from framing.figures.chart_style import own_style

_SVG_DPI = 72  # a point is a unit of the drawing
_COMPRESSION = 3  # a report's pictures are 6 % larger than with 6, and written in two thirds of the time
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}


class _Canvas(FigureCanvasBase):
    """A canvas whose one renderer measures for the layout and then draws, so that no text is measured twice."""

    def __init__(self, figure: Figure, file: io.StringIO) -> None:
        """Give the figure the size of the drawing, and begin it in ``file``."""
        super().__init__(figure)
        figure.dpi = _SVG_DPI
        width, height = figure.get_size_inches() * _SVG_DPI
        self.renderer = RendererSVG(width, height, file, image_dpi=_SVG_DPI, metadata=_NOTHING)  # type: ignore[no-untyped-call]

    def get_renderer(self) -> RendererSVG:
        """Return the renderer by which matplotlib measures."""
        return self.renderer


def drawing_of(figure: Figure) -> str:
    """Return the figure as SVG; its layout is solved if it is not yet, and stays as it is from then on."""
    file = io.StringIO()
    with own_style(), _size_kept(figure):
        canvas = _Canvas(figure, file)
        _solve_layout(figure)
        figure.draw(canvas.renderer)
        canvas.renderer.finalize()  # type: ignore[no-untyped-call]
    return file.getvalue()


def picture_of(figure: Figure, *, dpi: int) -> Image.Image:
    """Return the figure as a picture of ``dpi`` dots an inch, in the layout that it has or that is solved now."""
    with own_style(), _size_kept(figure):
        _Canvas(figure, io.StringIO())
        _solve_layout(figure)
        figure.dpi = dpi
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        dots = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        return Image.fromarray(dots).convert("RGB")  # the paper is opaque


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


def as_png(picture: Image.Image, *, dpi: int, title: str, alt: str) -> bytes:
    """Return a picture as PNG, title and alt text in its metadata."""
    words = PngInfo()
    for name, text in (("Title", title), ("Description", alt)):
        words.add_text(name, text)
    buffer = io.BytesIO()
    picture.save(buffer, format="png", dpi=(dpi, dpi), pnginfo=words, compress_level=_COMPRESSION)
    return buffer.getvalue()
