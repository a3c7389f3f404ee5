"""One view of the explorer: a chart, a list of sentences, and the button that exports both."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from framing.show.shown import Shown

_DPI = 110
_RULES = (
    ".fr-list{font:15px/1.5 Charter,Georgia,'DejaVu Serif',serif;color:#1b1b1b;background:#fff;padding:.4em .9em}",
    ".fr-list{max-height:30em;overflow-y:auto}",
    ".fr-list ol{list-style:none;margin:0;padding:0}",
    ".fr-list li{padding:.45em .2em;border-bottom:1px solid #e4e4e0}",
    ".fr-list li>i{display:block;font:12.5px/1.4 system-ui,sans-serif;color:#555}",
    ".fr-list i b{color:#1b1b1b}",
    ".fr-list mark{background:#ffe58a;color:inherit}",
)
_STYLE = f"<style>{''.join(_RULES)}</style>"


class View:
    """A chart, a list of sentences and the button that exports both."""

    def __init__(self, w: Any, export: Callable[[str, Figure | None, pd.DataFrame], str]) -> None:  # noqa: ANN401
        """Make the widgets with the module ``w``; ``export`` writes what is shown and says so in markup."""
        self._picture, self._list, self._said = w.Image(format="png"), w.HTML(), w.HTML()
        self._export = export
        self._kept: tuple[str, Figure | None, pd.DataFrame] = ("", None, pd.DataFrame())
        button = w.Button(description="Export this view", icon="download", tooltip="Write what is shown as CSV and PNG")
        button.on_click(lambda _: self._write())
        self._picture.layout.max_width = "46em"
        self.box = w.VBox([self._picture, w.HBox([button, self._said]), self._list], layout=w.Layout(flex="1 1 auto"))

    def show(self, name: str, figure: Figure | None, sentences: Shown, rows: pd.DataFrame) -> None:
        """Show a chart (or none) and sentences; ``rows`` under ``name`` are what an export writes."""
        self._kept = (name, figure, rows)
        self._picture.layout.display = "none" if figure is None else ""
        if figure is not None:
            self._picture.value = png(figure, dpi=_DPI)
        self._list.value = f'{_STYLE}<div class="fr-list" tabindex="0">{sentences.html}</div>'
        self._said.value = ""

    def _write(self) -> None:
        self._said.value = self._export(*self._kept)


def png(figure: Figure, *, dpi: int) -> bytes:
    """Return a figure in the charts' style as PNG, the same bytes each time."""
    import matplotlib as mpl

    from framing.figures.chart_style import RC

    buffer = io.BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()
