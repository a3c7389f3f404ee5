"""What articles have in common besides their outlet, as the manifest names it: their author, their day, their desk."""

from __future__ import annotations

import pandas as pd

from framing.measure.tables import Tables


def with_known_blocks(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add each article's ``author`` where the set names any; its ``day`` and ``desk`` where all are known.

    An author's articles are dealt and resampled as one, and differences have to stand within days and within
    desks too (:mod:`framing.stats.conditions`). A day is known where the date is known to the day.

    Args:
        rows: Article-measure rows.
        tables: The set that they are of.

    Returns:
        The rows, with the columns that the set can fill; an article without author has "".
    """
    articles = tables["articles"]
    ids = articles["article_id"].astype(str)
    added = {}
    if "author" in articles and articles["author"].notna().any():
        added["author"] = dict(zip(ids, articles["author"].fillna("").astype(str), strict=True))
    if len(articles) and "desk" in articles and articles["desk"].notna().all():
        added["desk"] = dict(zip(ids, articles["desk"].astype(str), strict=True))
    dated = len(articles) and {"certainty", "published"} <= set(articles)
    if dated and (articles["certainty"] == "day").all() and articles["published"].notna().all():
        added["day"] = dict(zip(ids, articles["published"].astype(str).str[:10], strict=True))
    codes, named = pd.factorize(rows["article_id"])
    return rows.assign(
        **{name: pd.Series([of[str(a)] for a in named], dtype="string").take(codes).array for name, of in added.items()}
    )
