"""How often each outlet uses each label, and in whose voice."""

from __future__ import annotations

import pandas as pd

from framing.measure.tables import Tables, columns_of, frame

COUNTS = columns_of(
    ("concept", "text", "", "id of the concept"),
    ("variant", "text", "", "label of the codebook"),
    ("outlet", "text", "", "who published the articles"),
    ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
    ("n", "count", "as 'counts' says", "occurrences of the label in this voice"),
    ("counts", "text", "", "what n counts: mentions"),
    ("n_articles", "count", "articles", "articles with at least one of them"),
)


def mention_counts(tables: Tables) -> pd.DataFrame:
    """Return how often each outlet uses each label in each voice: one row a combination that occurs.

    Columns as ``COUNTS`` declares, sorted by concept, label, outlet and voice. No mentions
    give an empty frame with the same columns.
    """
    mentions = tables["mentions"]
    keys = ["concept", "variant", "outlet", "voice"]
    counted = mentions.groupby(keys, as_index=False, sort=True).agg(
        n=("start", "size"), n_articles=("article_id", "nunique")
    )
    rows = counted.assign(counts="mentions").to_dict("records")
    return frame(COUNTS, [{str(k): v for k, v in row.items()} for row in rows])
