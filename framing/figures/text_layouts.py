"""What matplotlib asks anew whenever something is placed, and what is the same: kept while a chart is drawn."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matplotlib.axis import Axis, XAxis, YAxis
from matplotlib.figure import Figure
from matplotlib.text import Text


@contextlib.contextmanager
def layouts_kept(figure: Figure, renderer: object) -> Iterator[None]:
    """Keep, while the block runs, how a text's lines lie, by all that this depends on: its place is not of it.

    Solving a chart's layout asks for each of its texts some five times, and many ticks have the same.
    """
    lay_out, kept = Text._get_layout, dict[tuple[object, ...], Any]()  # type: ignore[attr-defined] # noqa: SLF001

    def kept_layout(text: Text, by: object) -> Any:  # noqa: ANN401
        if by is not renderer or text.get_wrap():  # a wrapped text depends on its place
            return lay_out(text, by)
        known = (
            text.get_text(),
            hash(text.get_fontproperties()),
            text.get_rotation(),
            text.get_rotation_mode(),
            text.get_horizontalalignment(),
            text.get_verticalalignment(),
            text._multialignment,  # type: ignore[attr-defined] # noqa: SLF001
            text._linespacing,  # type: ignore[attr-defined] # noqa: SLF001
            text.get_usetex(),
            text.get_parse_math(),
            figure.dpi,
        )
        found = kept.get(known)
        if found is None:
            found = kept[known] = lay_out(text, by)
        return found

    Text._get_layout = kept_layout  # type: ignore[attr-defined] # noqa: SLF001
    try:
        yield
    finally:
        Text._get_layout = lay_out  # type: ignore[attr-defined] # noqa: SLF001


@dataclass(slots=True)
class _Placed:
    """The ticks of an axis as they were placed: under which view and where on the paper, and their labels' boxes."""

    where: tuple[object, ...]
    ticks: Any
    boxes: Any = None


@contextlib.contextmanager
def tick_places_kept() -> Iterator[None]:
    """Keep, while the block runs, where an axis's ticks and their labels lie as long as the axis stays where it is.

    matplotlib places the ticks and measures their labels anew for each that asks: the axis, its own label, the title
    over it, each spine. Between two moves of the layout they all get the same answer.
    """
    names = ("_update_ticks", "_get_ticklabel_bboxes")
    asked = {name: getattr(Axis, name) for name in names}
    placed: dict[Any, _Placed] = {}

    def update_ticks(axis: Any) -> Any:  # noqa: ANN401
        where = (*axis.get_view_interval(), *axis.axes.bbox.bounds)
        known = placed.get(axis)
        if known is None or known.where != where:
            known = placed[axis] = _Placed(where, asked["_update_ticks"](axis))
        return known.ticks

    def label_boxes(axis: Any, ticks: Any, renderer: Any) -> Any:  # noqa: ANN401
        known = placed.get(axis)
        if known is None or known.ticks is not ticks:
            return asked["_get_ticklabel_bboxes"](axis, ticks, renderer)
        if known.boxes is None:
            known.boxes = asked["_get_ticklabel_bboxes"](axis, ticks, renderer)
        first, second = known.boxes
        return list(first), list(second)

    for name, method in zip(names, (update_ticks, label_boxes), strict=True):
        setattr(Axis, name, method)
    try:
        yield
    finally:
        for name, method in asked.items():
            setattr(Axis, name, method)


@contextlib.contextmanager
def empty_labels_left() -> Iterator[None]:
    """Leave, while the block runs, the label of an axis where it is if it has no words.

    matplotlib sets it clear of ticks and spines whenever the axis is measured or drawn; most of our axes have no label,
    and one without words takes no room in the layout and leaves no mark.
    """
    kinds: tuple[Any, ...] = (XAxis, YAxis)
    asked = {kind: kind._update_label_position for kind in kinds}  # noqa: SLF001

    def update_label_position(axis: Any, renderer: object) -> None:  # noqa: ANN401
        if axis.label.get_text():
            asked[XAxis if isinstance(axis, XAxis) else YAxis](axis, renderer)

    for kind in asked:
        kind._update_label_position = update_label_position  # noqa: SLF001
    try:
        yield
    finally:
        for kind, method in asked.items():
            kind._update_label_position = method  # noqa: SLF001
