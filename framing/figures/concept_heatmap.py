"""How often each outlet names each concept."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.annotate.codebook import Codebook
from framing.figures.chart import Chart
from framing.figures.heatmap import heat
from framing.figures.number_words import number
from framing.measure.concept_mentions import concept_names, mentions_per_outlet
from framing.measure.tables import Tables

_TITLE = "How often each outlet names what the codebook lists"


def concept_chart(tables: Tables, codebook: Codebook | None) -> Chart:
    """Chart how often each outlet names each concept of the codebook that is named at all.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> print(fr.concept_chart(tables, book).title)
    How often each outlet names what the codebook lists
    """
    frame = mentions_per_outlet(tables, names=concept_names(tables, codebook))
    most = frame.sort_values("estimate", ascending=False, kind="stable").head(1)
    peak = "".join(
        f" Densest: {row['outlet']} on {row['key']}, {row['count']} mentions, {number(row['estimate'], digits=1)} "
        "per 1,000 words."
        for row in most.to_dict("records")
    )
    return Chart(
        name="concepts",
        title=_TITLE,
        alt=f"Table of shaded cells, {frame['key'].nunique()} concepts by {len(tables.outlets)} outlets, with the "
        f"number of mentions in each.{peak}",
        figure=concept_heatmap(frame, tables["articles"]),
        data=frame.rename(columns={"key": "concept_name", "count": "n", "estimate": "per_1000_words"}).assign(
            counts="mentions"
        ),
    )


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
        title=_TITLE,
        subtitle="Number: mentions in every voice. Shade: mentions per 1,000 words.",
        rows=rows,
        outlets=[str(outlet) for outlet in words.index],
        bases={str(outlet): f"n = {int(n):,} words" for outlet, n in words.items()},
        key="concept_name",
    )
