"""A chart kept and shown: its files in the report's folder, a small picture of it in the notebook."""

from __future__ import annotations

import base64
from pathlib import Path

from framing.figures.chart import Chart, save_chart
from framing.show.shown import Picture, Shown


def show_charts(*charts: Chart, out: str | Path) -> Shown:
    """Keep charts under ``out`` (picture, drawing, data) and show them one under another; none show nothing.

    The page takes the drawing from ``out/charts``; the notebook holds a picture of a sixth of its
    printed size in pixels, with the alt text.

    >>> import framing as fr
    >>> from tempfile import mkdtemp
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> shown = fr.show_charts(fr.concept_chart(tables, book), out=mkdtemp())
    >>> shown.parts[0].name
    'concepts'
    """
    return Shown(tuple(_kept(chart, out) for chart in charts))


def _kept(chart: Chart, out: str | Path) -> Picture:
    pictures = save_chart(chart, out=out).pictures
    return Picture(
        chart.name,
        chart.title,
        chart.alt,
        width=pictures.width // 3,
        height=pictures.height // 3,
        png=base64.b64encode(pictures.screen_png).decode("ascii"),
    )
