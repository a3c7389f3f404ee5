"""How each outlet describes the actors it names."""

from __future__ import annotations

import pandas as pd

from framing.measure.tables import Column, Tables, frame

DESCRIPTIONS: tuple[Column, ...] = (
    Column("actor", "text", "", "the fullest form of the name in the set, lower case"),
    Column("description", "text", "", "the epithet, lower case"),
    Column("outlet", "text", "", "who published the articles"),
    Column("kind", "text", "", "modifier, apposition or title"),
    Column("n", "count", "as 'counts' says", "how often"),
    Column("counts", "text", "", "what n counts: epithets"),
    Column("n_articles", "count", "articles", "articles with at least one"),
)


def descriptions(tables: Tables, *, titles: bool = False, differing: bool = True) -> pd.DataFrame:
    """Return who is described how by which outlet: one row an actor, description and outlet (``DESCRIPTIONS``).

    Args:
        tables: The set; needs a parse.
        titles: Whether bare titles ("Mr", "Superintendent") count.
        differing: Only actors whom two outlets describe, and not in the same words.

    Sorted by actor (those with most descriptions first). Descriptions are compared without
    "’s" and case; no epithets give an empty frame.
    """
    epithets = tables["epithets"]
    kept = epithets if titles else epithets[epithets["kind"] != "title"]
    plain = kept.assign(description=kept["description"].str.replace("’", "'"))
    keys = ["actor", "description", "outlet", "kind"]
    counted = plain.groupby(keys, as_index=False).agg(n=("start", "size"), n_articles=("article_id", "nunique"))
    if differing:
        by_actor = counted.groupby("actor")
        outlets, words = by_actor["outlet"].transform("nunique"), by_actor["description"].transform("nunique")
        counted = counted[(outlets > 1) & (words > 1)]
    size = counted.groupby("actor")["description"].transform("nunique")
    ordered = counted.assign(size=size, counts="epithets").sort_values(
        ["size", "actor", "outlet", "n", "description"], ascending=[False, True, True, False, True]
    )
    rows = ordered.drop(columns="size").to_dict("records")
    return frame(DESCRIPTIONS, [{str(k): v for k, v in row.items()} for row in rows])
