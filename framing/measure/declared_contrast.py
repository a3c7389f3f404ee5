"""The comparisons that a codebook declares before anybody looks: labels of one side against labels of the other."""

from __future__ import annotations

import pandas as pd

from framing.annotate.codebook import Codebook, Contrast
from framing.measure.tables import ARTICLE_MEASURE

DECLARED = "declared contrast"


def contrast_key(contrast: Contrast) -> str:
    """Return how a declared contrast is written in tables: ``"extremists, mob | protesters"``."""
    return f"{', '.join(contrast.a)} | {', '.join(contrast.b)}"


def declared_rows(shares: pd.DataFrame, codebook: Codebook, *, measure: str = "own-voice label share") -> pd.DataFrame:
    """Return the codebook's declared contrasts as a measure: of the mentions on either side, the part on side ``a``.

    Args:
        shares: Article-measure rows of ``measure.term_choice.term_choice``.
        codebook: Its ``[[contrast]]`` entries are used.
        measure: Which label shares to read: of all mentions, or those in the outlet's own voice.

    Returns:
        Rows in the ``ARTICLE_MEASURE`` form, measure ``DECLARED``, group the concept. An article
        that uses neither side has no row. Empty if nothing is declared.
    """
    names = [column.name for column in ARTICLE_MEASURE]
    counted = shares[shares["measure"] == measure]
    made = []
    for contrast in codebook.contrasts:
        here = counted[counted["group"] == contrast.concept]
        either = here[here["key"].isin([*contrast.a, *contrast.b])]
        articles = ["outlet", "article_id", "cluster"]
        base = either.groupby(articles, as_index=False, sort=False).agg(base=("value", "sum"))
        side = either[either["key"].isin(contrast.a)]
        value = side.groupby(articles, as_index=False, sort=False).agg(value=("value", "sum"))
        both = base[base["base"] > 0].merge(value, on=articles, how="left").fillna({"value": 0.0})
        if len(both):
            fixed = {"measure": DECLARED, "group": contrast.concept, "key": contrast_key(contrast), "unit": "share"}
            made.append(both.assign(**fixed)[names])
    if not made:
        return shares.iloc[:0][names]
    return pd.concat(made, ignore_index=True).astype(shares.dtypes[names].to_dict())


def declared_keys(codebook: Codebook) -> list[tuple[str, str, str]]:
    """Return (measure, group, key) of every declared contrast, for ``compare_outlets(contrasts=…)``."""
    return [(DECLARED, contrast.concept, contrast_key(contrast)) for contrast in codebook.contrasts]
