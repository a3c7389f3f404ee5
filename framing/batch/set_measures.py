"""The measures of each set's report, in a batch's collection: across events a number means what it does in a report."""

from __future__ import annotations

import dataclasses

from framing.annotate.codebook import Codebook
from framing.findings.cached_findings import rows_once
from framing.measure.measure import CodedSet
from framing.measure.measures import report_rows
from framing.measure.settings import Settings
from framing.measure.tables import Tables

MEASURES = "measures"  # the table's name


def with_measures(
    tables: Tables, codebook: Codebook | None, *, include_headline: bool = True, keep: bool = True
) -> Tables:
    """Return a set's tables with one more, ``measures``: a row an article, measure and key, as a report compares them.

    Its columns are those of ``measure.tables.ARTICLE_MEASURE`` and ``counts``, the word for what the base counts. An
    outlet's number in a set is the sum of ``value`` over the sum of ``base``. What the set's report counted is taken
    from the cache; without ``keep`` the cache is neither read nor written (a collection of sets without reports).

    >>> import framing
    >>> made = with_measures(framing.open_set("corpus/harbour-blockade", parser="none"), None)
    >>> bool((made["measures"]["base"] > 0).all()), "quoted share" in set(made["measures"]["measure"])
    (True, True)
    """
    coded = CodedSet(tables, codebook, Settings(include_headline=include_headline))
    rows = rows_once(coded) if keep else report_rows(coded)
    kept = rows[rows["base"] > 0].drop(columns="tested").reset_index(drop=True)
    return dataclasses.replace(tables, frames={**tables.frames, MEASURES: kept})
