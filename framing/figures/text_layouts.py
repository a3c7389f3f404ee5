"""What matplotlib asks anew whenever something is placed, and what is the same: kept while a chart is drawn."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from matplotlib.axis import Axis
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


@contextlib.contextmanager
def tick_places_kept() -> Iterator[None]:
    """Keep, while the block runs, where the labels of an axis's ticks lie until its ticks are placed again.

    matplotlib places the ticks and measures their labels, then does both once more to place the axis's own label.
    """
    last: dict[str, Any] = {"axis": None}
    names = ("_update_ticks", "_get_ticklabel_bboxes", "_get_tick_boxes_siblings")
    kept = {name: getattr(Axis, name) for name in names}

    def update_ticks(axis: Any) -> Any:  # noqa: ANN401
        ticks = kept["_update_ticks"](axis)
        last.update(axis=axis, ticks=ticks, boxes=None)
        return ticks

    def label_boxes(axis: Any, ticks: Any, renderer: Any) -> Any:  # noqa: ANN401
        if last["axis"] is not axis or last["ticks"] is not ticks:
            return kept["_get_ticklabel_bboxes"](axis, ticks, renderer)
        if last["boxes"] is None:
            last["boxes"] = kept["_get_ticklabel_bboxes"](axis, ticks, renderer)
        return last["boxes"]

    def boxes_with_siblings(axis: Any, renderer: Any) -> Any:  # noqa: ANN401
        groups = axis.get_figure(root=False)._align_label_groups  # noqa: SLF001
        of_name = groups.get(axis._get_axis_name())  # noqa: SLF001
        if last["axis"] is not axis or of_name is None or len(of_name.get_siblings(axis.axes)) > 1:
            return kept["_get_tick_boxes_siblings"](axis, renderer)
        first, second = label_boxes(axis, last["ticks"], renderer)
        return list(first), list(second)

    made = dict(zip(kept, (update_ticks, label_boxes, boxes_with_siblings), strict=True))
    for name, method in made.items():
        setattr(Axis, name, method)
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(Axis, name, method)
