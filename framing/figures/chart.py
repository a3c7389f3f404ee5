"""A chart: what is drawn, the numbers behind it, and what it says to who cannot see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.drawn_once import Drawing, drawing_of
from framing.figures.kept_pictures import Pictures, pictures_of
from framing.figures.png_file import as_png
from framing.store.written_files import csv_of, replace_file

DPI = 300
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """One chart, drawn and not yet kept.

    ``name`` is its files' name: lower-case words with hyphens. ``title`` says what it is about,
    ``alt`` its type, its data and what there is to see. ``data`` holds the rows behind the
    drawing, those too that found no room in it.

    Raises ``ValueError`` for a name that is none and for an empty ``alt``.
    """

    name: str
    title: str
    alt: str
    figure: Figure
    data: pd.DataFrame

    def __post_init__(self) -> None:
        """Check what files and readers need."""
        if not NAME.fullmatch(self.name):
            msg = f"chart name '{self.name}': use lower-case letters, digits and single hyphens, e.g. 'label-share'"
            raise ValueError(msg)
        if not self.alt.strip():
            msg = f"chart '{self.name}' has no alt text: say its type, its data and what there is to see"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class SavedChart:
    """Where a chart's files are, and its pictures."""

    png: Path
    svg: Path
    csv: Path
    pictures: Pictures = field(repr=False)


def save_chart(chart: Chart, *, out: Path | str) -> SavedChart:
    """Write ``charts/name.png``, ``charts/name.svg`` and ``data/name.csv`` under ``out``.

    The files depend on the chart alone, byte for byte: no dates, no random names. The alt text
    travels inside both pictures (SVG ``title`` and ``desc``, PNG ``Title`` and ``Description``),
    so that a chart taken out of its page still says what it shows. Files of an earlier run are
    replaced, each in one step.
    """
    folder = Path(out)
    drawing, data = drawing_of(chart.figure), csv_of(chart.data)
    svg = as_svg(drawing, chart)
    saved = SavedChart(
        png=folder / "charts" / f"{chart.name}.png",
        svg=folder / "charts" / f"{chart.name}.svg",
        csv=folder / "data" / f"{chart.name}.csv",
        pictures=pictures_of(
            (svg, data.decode("utf-8"), chart.title, chart.alt),
            draw=lambda: drawing.picture(dpi=DPI),
            encode=lambda dots: as_png(dots, dpi=DPI, title=chart.title, alt=chart.alt),
        ),
    )
    replace_file(saved.png, saved.pictures.print_png)
    replace_file(saved.svg, svg.encode("utf-8"))
    replace_file(saved.csv, data)
    return saved


def as_svg(drawing: Drawing, chart: Chart) -> str:
    """Return a chart's drawing as SVG, title and description first in it, where screen readers look for them."""
    svg = drawing.svg
    end = svg.index(">", svg.index("<svg"))
    words = f"\n <title>{escape(chart.title)}</title>" * bool(chart.title) + f"\n <desc>{escape(chart.alt)}</desc>"
    return f'{svg[:end]} role="img">{words}{svg[end + 1 :]}'
