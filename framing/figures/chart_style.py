"""One look for every chart.

Colours are Okabe and Ito's eight, which people with any common kind of colour blindness
tell apart (M. Okabe, K. Ito, "Color Universal Design", 2008). Colour never carries a
meaning alone: every coloured thing also has a marker, a hatch or a written label, so a
chart survives a grey-scale printer. Figures are made without pyplot: nothing global
changes, nothing has to be closed, and threads do not meet.
"""

from __future__ import annotations

import contextlib
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.transforms import Bbox, TransformedBbox

from framing.figures.fonts import further_families

P = ParamSpec("P")

BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE = (
    "#000000",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
)
INK, SOFT, FAINT, PAPER = "#1b1b1b", "#595959", "#d9d9d9", "#ffffff"

# Printed width of a chart in inches: the text width of an A4 page with 2 cm margins.
WIDTH = 6.7

RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    # DejaVu Sans comes with matplotlib, so every machine draws the same glyphs.
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.5,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "axes.labelcolor": SOFT,
    "axes.labelsize": 8,
    "axes.edgecolor": FAINT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "axes.formatter.use_locale": False,
    "grid.color": "#ececec",
    "grid.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 8.5,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "hatch.linewidth": 0.7,
    "lines.linewidth": 1.6,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "figure.dpi": 100,
    # Without a salt every run names the SVG's parts anew.
    "svg.hashsalt": "framing",
    # Text stays text: it can be searched, copied, translated and read aloud.
    "svg.fonttype": "none",
    "axes.unicode_minus": True,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How one series looks: three channels, so that any one of them may fail."""

    colour: str
    marker: str
    hatch: str


_MARKS = (
    Mark(BLUE, "o", ""),
    Mark(VERMILION, "s", "////"),
    Mark(GREEN, "^", "...."),
    Mark(ORANGE, "D", "\\\\\\\\"),
    Mark(PURPLE, "v", "xxxx"),
    Mark(SKY, "P", "++++"),
    Mark(BLACK, "X", "----"),
    Mark(YELLOW, "*", "oooo"),
)

# From the outlet's own words to those it only passes on.
VOICE_ORDER = ("outlet", "headline", "scare", "attributed", "quoted")
VOICE_MARKS = {
    "outlet": Mark(BLUE, "o", ""),
    "headline": Mark("#003f66", "s", "----"),
    "scare": Mark(PURPLE, "v", "xxxx"),
    "attributed": Mark(ORANGE, "D", "\\\\\\\\"),
    "quoted": Mark("#f7dc9c", "^", "...."),
}
VOICE_NAMES = {
    "outlet": "outlet’s own voice",
    "headline": "headline",
    "scare": "in quotation marks, no speaker",
    "attributed": "indirect speech",
    "quoted": "inside a quotation",
}


def marks(names: Sequence[str]) -> dict[str, Mark]:
    """Return a look for each name, by its place in the sequence; after eight the looks repeat."""
    return {name: _MARKS[i % len(_MARKS)] for i, name in enumerate(names)}


@contextlib.contextmanager
def own_style() -> Iterator[None]:
    """Draw under this style and matplotlib's defaults, whatever the user's settings, which are put back."""
    # rcParams checks each of its 320 values that it is given, a millisecond each time: these it gave out itself
    settings: Any = mpl.rcParams
    own = _own_settings()
    kept = {name: dict.__getitem__(settings, name) for name in own}
    dict.update(settings, own)
    try:
        yield
    finally:
        dict.update(settings, kept)


@cache
def _own_settings() -> dict[str, Any]:
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(RC)
        mpl.rcParams["font.sans-serif"] = ["DejaVu Sans", *further_families()]
        left = ("backend", "interactive", "date.epoch")  # how a program shows figures is none of a figure's looks
        return {name: dict.__getitem__(mpl.rcParams, name) for name in mpl.rcParams if name not in left}


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Decorate a drawing function so that it runs under this style and leaves no trace of it."""

    @wraps(draw)
    def inner(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with own_style():
            return draw(*args, **kwargs)

    return inner


def new_figure(height: float, *, title: str, subtitle: str = "", note: str = "", width: float = WIDTH) -> Figure:
    """Return an empty figure whose drawing area is ``width`` × ``height`` inches.

    The title (the finding's subject) and the subtitle (how to read it) stand flush left above,
    the note (what is missing, what to mind) below; all are wrapped to the width and the figure
    grows by the room they take, so that no text ever meets the drawing.
    """
    title, subtitle, note = (
        wrap(title, int(width * 11)),
        wrap(subtitle, int(width * 15.5)),
        wrap(note, int(width * 16.5)),
    )
    above = 0.1 + 0.19 * _lines(title) + 0.145 * _lines(subtitle) + 0.08
    below = 0.06 + 0.135 * _lines(note) if note else 0.0
    total = height + above + below
    figure = Figure(figsize=(width, total))
    layout = ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.05, rect=(0, below / total, 1, height / total))
    figure.set_layout_engine(layout)
    left = 0.06 / width
    down = 1 - 0.1 / total
    figure.text(left, down, title, ha="left", va="top", fontsize=11, fontweight="bold", linespacing=1.2)
    down -= 0.19 * _lines(title) / total
    figure.text(left, down, subtitle, ha="left", va="top", fontsize=8, color=SOFT, linespacing=1.3)
    figure.text(left, 0.05 / total, note, ha="left", va="bottom", fontsize=7.5, color=SOFT, linespacing=1.3)
    return figure


def above_note(legend: Legend, figure: Figure) -> None:
    """Let a legend "outside lower left" stand above the figure's note; without a note it stands there already.

    The layout keeps room for it under the drawing as long as it has no anchor of its own, but would set it down on
    the figure's edge, where the note is: so only the place that it asks for is another.
    """
    layout = figure.get_layout_engine()
    below = float(layout.get()["rect"][1]) if layout is not None else 0.0
    if below:
        room = TransformedBbox(Bbox.from_bounds(0, below, 1, 1 - below), figure.transSubfigure)
        legend.get_bbox_to_anchor = lambda: room  # type: ignore[method-assign]


def _lines(text: str) -> int:
    return 1 + text.count("\n") if text else 0


def wrap(text: str, width: int) -> str:
    """Return ``text`` with line breaks so that no line is longer than ``width`` letters.

    A word up to a quarter longer stays whole; longer ones are broken.
    """
    longest = max(map(len, text.split()), default=0)
    width = max(width, 8, longest if longest <= 1.25 * width else 0)
    return "\n".join(textwrap.wrap(text, width, break_long_words=True)) or text


def short(text: str, width: int) -> str:
    """Return ``text``, cut with "…" where it is longer than ``width`` letters."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def bare(axes: Axes, *, grid: str = "x") -> None:
    """Take the frame away except the bottom line, and draw light lines along ``grid`` ("x", "y" or "")."""
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    if grid:
        axes.grid(visible=True, axis=grid)  # type: ignore[arg-type]
