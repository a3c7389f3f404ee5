"""Which label each outlet chooses for one concept."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.dot_intervals import dot_panels


def label_share(frame: pd.DataFrame, *, concept: str, confidence: float, voices: str = "every voice") -> Figure:
    """Draw each outlet's share of labels for ``concept`` (its name, for the title).

    ``frame`` holds the comparison rows of measure "label share" for that one concept; the
    shares of an outlet sum to one. ``voices`` says whose words are counted. See
    :func:`framing.figures.dot_intervals.dot_panels`.
    """
    return dot_panels(
        frame,
        title=f"What each outlet calls: {concept}",
        subtitle=f"Share of the outlet’s mentions, {voices}. Line: {confidence:.0%} interval over articles; "
        "hollow dot: one article, so no interval.",
    )
