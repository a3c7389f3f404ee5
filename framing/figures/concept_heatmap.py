"""How often each outlet names each concept."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.heatmap import heat


def concept_heatmap(frame: pd.DataFrame, articles: pd.DataFrame) -> Figure:
    """Draw mentions of every concept by every outlet.

    Args:
        frame: key (the concept's name), outlet, estimate (mentions per 1,000 words) and count
            (mentions), a row for each pair, as :func:`framing.measure.concept_mentions.mentions_per_outlet` gives.
        articles: the set's table of articles; its outlets are the columns, with their words.
    """
    words = articles.groupby("outlet", sort=True)["n_words"].sum()
    rows = list(dict.fromkeys(frame.sort_values(["count"], ascending=False, kind="stable")["key"]))
    return heat(
        frame,
        title="How often each outlet names what the codebook lists",
        subtitle="Number: mentions in every voice. Shade: mentions per 1,000 words.",
        rows=rows,
        outlets=[str(outlet) for outlet in words.index],
        bases={str(outlet): f"n = {int(n):,} words" for outlet, n in words.items()},
    )
