"""Keep a chart: as PNG for documents, as SVG for the page, and its data as CSV.

The files depend on the data alone, byte for byte: no dates, no random names. The alt text
travels inside both pictures (SVG ``title`` and ``desc``, PNG ``Title`` and ``Description``),
so that a chart taken out of its page still says what it shows.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from uuid import uuid4

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart_style import RC

DPI = 300
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A spreadsheet takes a cell that begins with one of these for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that was kept: where its files are, what it shows in words, and its picture."""

    name: str
    title: str
    alt: str
    png: Path
    svg: Path
    csv: Path


def save(figure: Figure, frame: pd.DataFrame, *, out: Path | str, name: str, alt: str, title: str = "") -> Chart:
    """Write ``charts/name.png``, ``charts/name.svg`` and ``data/name.csv`` under ``out``.

    ``alt`` says the chart's type, its data and what there is to see. Files of an earlier run are
    replaced, each in one step. Raises ``ValueError`` for an empty ``alt`` and for a name that is
    not lower-case words with hyphens (it becomes a file name and an address).
    """
    if not _NAME.fullmatch(name):
        msg = f"chart name '{name}': use lower-case letters, digits and single hyphens, e.g. 'label-share'"
        raise ValueError(msg)
    if not alt.strip():
        msg = f"chart '{name}' has no alt text: say its type, its data and what there is to see"
        raise ValueError(msg)
    folder = Path(out)
    png, svg = folder / "charts" / f"{name}.png", folder / "charts" / f"{name}.svg"
    csv = folder / "data" / f"{name}.csv"
    with mpl.rc_context(RC):
        as_png, as_svg = io.BytesIO(), io.BytesIO()
        figure.savefig(as_png, format="png", dpi=DPI, metadata={"Software": None, "Title": title, "Description": alt})
        figure.savefig(as_svg, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    replace(png, as_png.getvalue())
    replace(svg, _with_words(as_svg.getvalue().decode("utf-8"), title, alt).encode("utf-8"))
    write_csv(frame, csv)
    return Chart(name=name, title=title, alt=alt, png=png, svg=svg, csv=csv)


def _with_words(svg: str, title: str, alt: str) -> str:
    """Put title and description first in the drawing, where screen readers look for them."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    words = f"\n <title>{escape(title)}</title>" * bool(title) + f"\n <desc>{escape(alt)}</desc>"
    return f'{svg[:end]} role="img">{words}{svg[end + 1 :]}'


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 CSV that a spreadsheet can open safely.

    A text cell or heading that a spreadsheet would run as a formula gets an apostrophe before
    it. Numbers are written in full; a missing value is an empty cell, which is not zero.
    """
    made = frame.copy()
    for column in made.columns:
        if not pd.api.types.is_numeric_dtype(made[column]) and not pd.api.types.is_bool_dtype(made[column]):
            made[column] = made[column].map(_harmless, na_action="ignore")
    made.columns = pd.Index([_harmless(str(column)) for column in made.columns])
    replace(path, made.to_csv(index=False, lineterminator="\n").encode("utf-8", "backslashreplace"))


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def replace(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    part.write_bytes(content)
    part.replace(path)
