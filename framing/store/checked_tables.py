"""The tables of a checked sample: made from what the machine says without corrections, beside the set's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.sets.decided import decided

if TYPE_CHECKING:
    import pandas as pd

    from framing.annotate.annotate import Annotation
    from framing.compare.compare import Comparison
    from framing.measure.tables import Tables
    from framing.sets.checked_sample import CheckedSample
    from framing.sets.manifest import ArticleSet


def machine_tables(
    article_set: ArticleSet, annotations: Sequence[Annotation], comparison: Comparison | None = None
) -> Tables:
    """Return the tables that the machine makes without readers' corrections: what a checked sample is drawn from.

    Without a ``comparison`` every article is its own cluster, and no words are an agency's.
    """
    from framing.annotate.corrected_set import name_set
    from framing.measure.shared_copy import clusters_of
    from framing.measure.tabulate import tabulate

    named = name_set(annotations, aliases=article_set.aliases)
    if comparison is None:
        return tabulate(article_set, named.annotations)
    return tabulate(article_set, named.annotations, clusters=clusters_of(comparison), copy=comparison.agency_copy)


def sampled_frames(article_set: ArticleSet, sample: CheckedSample, machine: Tables) -> dict[str, pd.DataFrame]:
    """Return the tables of a checked sample: its units and what people said of them."""
    from framing.measure.checked_units import CODINGS, UNITS, codings, population

    units = population(machine, sample.head.seed, sample=sample)
    names = {form: name for name, forms in article_set.aliases.items() for form in forms}
    return {UNITS: units, CODINGS: codings(units, decided(article_set.corrections).values(), names)}
