"""Whom each outlet quotes."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.dot_intervals import dot_panels


def who_is_quoted(frame: pd.DataFrame, *, confidence: float, by: str = "quotations") -> Figure:
    """Draw each outlet's share of source types.

    ``frame`` holds the comparison rows of one measure of sources, key being the source type;
    ``by`` says what is shared out: "quotations" or "words".
    """
    return dot_panels(
        frame,
        title=f"Whom each outlet quotes, by {by}",
        subtitle=f"Share of the outlet’s {'quotations' if by == 'quotations' else 'quoted words'} by type of source. "
        f"Line: {confidence:.0%} interval over articles; hollow dot: one article, so no interval.",
        counts=("quotation", "quotations") if by == "quotations" else ("word", "words"),
        absent="no quotations",
    )
