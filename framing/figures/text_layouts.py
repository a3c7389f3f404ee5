"""The lines of a text are laid out once for a drawing: matplotlib asks for them whenever something is placed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

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
