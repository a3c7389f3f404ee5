"""A drawing noted while it is made, so that its picture is set down from the notes without the figure.

matplotlib asks every tick, text and spine of a figure anew for each file: most of the time of a picture. Here
strokes, shapes and words are noted as they go into the SVG, in points, and are then set down in dots. So both show
the same layout by construction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox, TransformedPath
from numpy.typing import NDArray

from framing.figures.png_file import Dots

POINTS = 72  # an inch: one of them is a unit of the drawing
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}  # the part of a line that stands before its anchor
_LONG = 40  # letters: shorter lines are names and numbers, which come again in other charts
# Lines whose dots are kept: most long ones say how to read a chart, and come again in the next set's report.
_SHORT_LINES, _LONG_LINES = 500, 150  # a long one takes some 50 kB


@dataclass(frozen=True, slots=True)
class _Call:
    """What was drawn: by which method, in which look, with which arguments, which of them say where."""

    method: str
    look: GraphicsContextBase
    arguments: tuple[Any, ...]
    where: tuple[int, ...]
    named: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text; ``before`` is the part of its width that stands before its anchor."""

    words: str
    font: FontProperties
    x: float
    y: float
    before: float
    width: float


class Recorder(RendererSVG):
    """Writes a drawing of ``width`` × ``height`` points as SVG and notes what it draws.

    ``complete`` turns false where notes do not suffice: an image is made for one resolution.
    """

    def __init__(self, width: float, height: float, file: IO[str]) -> None:
        """Begin the SVG in ``file``."""
        super().__init__(width, height, file, image_dpi=POINTS, metadata=_NOTHING)  # type: ignore[no-untyped-call]
        self.complete = True
        self._calls: list[_Call] = []
        self._within = False

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:  # noqa: ANN401
        """Measure a line of text; the same line is measured once for all charts."""
        if ismath:
            return text_to_path.get_text_width_height_descent(s, prop, ismath)
        return _measured(s, prop)

    def _note(self, method: str, gc: Any, *arguments: Any, where: tuple[int, ...] = (), **named: Any) -> None:  # noqa: ANN401
        """Note a call, unless it is made by way of another; ``where`` are the places of its transforms."""
        if not self._within:
            frozen = tuple(a.frozen() if n in where else a for n, a in enumerate(arguments))
            self._calls.append(_Call(method, _look(gc), frozen, where, named))

    @contextlib.contextmanager
    def _parts(self) -> Iterator[None]:
        """Note nothing of what is drawn inside."""
        outer, self._within = self._within, True
        try:
            yield
        finally:
            self._within = outer

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: ANN401, N803
        """Draw and note a path."""
        self._note("draw_path", gc, path, transform, rgbFace, where=(1,))
        super().draw_path(gc, path, transform, rgbFace)  # type: ignore[no-untyped-call]

    def draw_markers(self, gc: Any, *arguments: Any) -> None:  # noqa: ANN401
        """Draw and note a mark at each point of a path."""
        self._note("draw_markers", gc, *arguments, where=(1, 3))
        super().draw_markers(gc, *arguments)  # type: ignore[no-untyped-call]

    def draw_path_collection(self, gc: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        """Draw and note many paths."""
        self._note("draw_path_collection", gc, *arguments, where=(0, 4), **named)
        with self._parts():
            super().draw_path_collection(gc, *arguments, **named)  # type: ignore[no-untyped-call]

    def draw_quad_mesh(self, gc: Any, *arguments: Any) -> None:  # noqa: ANN401
        """Draw and note a grid of fields."""
        self._note("draw_quad_mesh", gc, *arguments, where=(0, 5))
        with self._parts():
            super().draw_quad_mesh(gc, *arguments)

    def draw_text(  # noqa: PLR0917 (matplotlib's signature)
        self,
        gc: Any,  # noqa: ANN401
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,  # noqa: ANN401, FBT002
        mtext: Any = None,  # noqa: ANN401
    ) -> None:
        """Draw and note a line of text."""
        if ismath or angle:
            self._note("turned", gc, x, y, s, prop, angle, ismath, mtext)
        else:
            before = 0.0 if mtext is None else _BEFORE[mtext.get_horizontalalignment()]
            width = self.get_text_width_height_descent(s, prop, ismath)[0] if before else 0.0
            self._note("level", gc, _Line(s, prop, x, y, before, width))
        with self._parts():
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]

    def draw_image(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        """Draw an image, which is not noted."""
        self.complete = False
        super().draw_image(*arguments, **named)  # type: ignore[no-untyped-call]

    def draw_gouraud_triangles(self, *arguments: Any) -> None:  # noqa: ANN401
        """Draw shaded triangles, which are not noted."""
        self.complete = False
        super().draw_gouraud_triangles(*arguments)  # type: ignore[no-untyped-call]

    def picture(self, *, dpi: int) -> Dots:
        """Return what was noted as a picture of ``dpi`` dots an inch; the paper is opaque."""
        scale = dpi / POINTS
        paper = _Paper(*(round(side * scale, 6) for side in (self.width, self.height)), dpi=dpi)
        for call in self._calls:
            placed = (_scaled(a, scale) if n in call.where else a for n, a in enumerate(call.arguments))
            getattr(paper, call.method)(_look(call.look, scale), *placed, **call.named)
        return np.asarray(paper.buffer_rgba())  # type: ignore[no-untyped-call]


class _Paper(RendererAgg):
    """Sets down lines of text in dots; everything else its base sets down."""

    def __init__(self, width: float, height: float, *, dpi: int) -> None:
        super().__init__(width, height, dpi)  # type: ignore[no-untyped-call]

    def turned(self, gc: Any, x: float, y: float, *arguments: Any) -> None:  # noqa: ANN401
        """Set down a line that is not level."""
        scale = self.points_to_pixels(1)  # type: ignore[no-untyped-call]
        self.draw_text(gc, x * scale, y * scale, *arguments)  # type: ignore[no-untyped-call]

    def level(self, gc: Any, line: _Line) -> None:  # noqa: ANN401
        """Set down a line at whole dots; its anchor stays where it is, though letters get a little broader or narrower.

        matplotlib 3.11 moves and draws each letter by itself, between dots, which takes ten times as long.
        """
        scale = self.points_to_pixels(1)  # type: ignore[no-untyped-call]
        find = _short_letters if len(line.words) <= _LONG else _long_letters
        found = find(line.words, line.font, self.dpi, gc.get_antialiased())
        x = line.x * scale + line.before * (line.width * scale - found.width) + found.left
        self._renderer.draw_text_image(found.dots, round(x), round(line.y * scale + found.below) + 1, 0, gc)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The dots of a line: how far they begin beside and end below its start, and how broad it is."""

    dots: NDArray[np.uint8]
    left: float
    below: float
    width: float


def _letters(words: str, font: FontProperties, dpi: int, smooth: bool) -> _Letters:  # noqa: FBT001
    face = get_font(fontManager._find_fonts_by_props(font))  # noqa: SLF001
    face.clear()
    face.set_size(font.get_size_in_points(), dpi)
    face.set_text(words, 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    face.draw_glyphs_to_bitmap(antialiased=smooth)
    (left, below), descent = face.get_bitmap_offset(), face.get_descent()
    return _Letters(face.get_image(), left / 64, (below + descent) / 64, face.get_width_height()[0] / 64)


_short_letters: Callable[[str, FontProperties, int, bool], _Letters] = lru_cache(_SHORT_LINES)(_letters)
_long_letters: Callable[[str, FontProperties, int, bool], _Letters] = lru_cache(_LONG_LINES)(_letters)


@lru_cache(4000)
def _measured(words: str, font: FontProperties) -> tuple[float, float, float]:
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)


def _look(gc: Any, scale: float = 1) -> GraphicsContextBase:  # noqa: ANN401
    """Return a look that nothing changes from now on, what it is clipped by scaled; widths and dashes are points."""
    look = GraphicsContextBase()
    look.copy_properties(gc)
    room, (path, transform) = gc.get_clip_rectangle(), gc.get_clip_path()
    if room is not None:
        look.set_clip_rectangle(Bbox(room.get_points() * scale))
    if path is not None:
        look.set_clip_path(TransformedPath(path, _scaled(transform, scale)))
    return look


def _scaled(transform: Any, scale: float) -> Affine2D:  # noqa: ANN401
    matrix = transform.get_matrix().copy()
    matrix[:2] *= scale
    return Affine2D(matrix)
