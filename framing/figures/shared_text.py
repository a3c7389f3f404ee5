"""How much text each two articles have in common."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.heatmap import heat
from framing.figures.number_words import counted
from framing.sets.audit import Audit

_TITLE = "Which articles share text"
_MOST = 24


def shared_text_chart(found: Audit) -> Chart:
    """Chart how much text each two articles share."""
    most = found.pairs.head(1).to_dict("records")
    peak = f" Most: {most[0]['one']} and {most[0]['two']}, {most[0]['contained']:.0%}." if most else ""
    return Chart(
        name="shared-text",
        title=_TITLE,
        alt=f"Table of shaded cells: {counted(len(found.pairs), 'pair')} of articles that have text in common.{peak}",
        figure=shared_text(found.pairs, order=[str(id_) for id_ in found.articles["article_id"]]),
        data=found.pairs,
    )


def shared_text(pairs: pd.DataFrame, *, order: list[str]) -> Figure:
    """Draw what percentage of the shorter of each two articles the other has too.

    ``pairs`` has one, two (article ids) and contained (0 to 1), ``order`` the ids in the
    order to draw. Articles that share nothing are left out; of more than 24 the 24 that
    share most are drawn. A hatched cell is nothing shared, or an article with itself.
    """
    both = pd.concat([pairs, pairs.rename(columns={"one": "two", "two": "one"})], ignore_index=True)
    most = both.groupby("one")["contained"].max().sort_values(ascending=False).index[:_MOST]
    ids = [id_ for id_ in order if id_ in set(most)]
    frame = pd.DataFrame(
        {
            "key": both["one"].astype(str),
            "outlet": both["two"].astype(str),
            "estimate": both["contained"].astype(float),
            "count": both["contained"].astype(float) * 100,
        }
    )
    left = len(order) - len(ids)
    return heat(
        frame,
        title=_TITLE,
        subtitle="Per cent of the shorter article’s runs of five words that the other has too; hatched: under 2.",
        rows=ids,
        outlets=ids,
        bases={},
        note=f"{left} of {len(order)} articles share too little to be drawn, or were left out for room."
        if left
        else "",
    )
