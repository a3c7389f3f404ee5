"""Every measure of a set in one frame, so that one call compares them and corrects for all of them together."""

from __future__ import annotations

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.agency import agency
from framing.measure.cue_profile import cue_profile
from framing.measure.declared_contrast import declared_rows
from framing.measure.readability import readability
from framing.measure.sourcing import sourcing
from framing.measure.tables import ARTICLE_MEASURE, Tables
from framing.measure.term_choice import term_choice
from framing.measure.wording import wording_rates

# Seven formulas on four parts of a text measure much the same; the report tests these two.
READABILITY = ("words per sentence", "Flesch–Kincaid grade")


def article_measures(
    tables: Tables, *, codebook: Codebook | None = None, include_headline: bool = True
) -> pd.DataFrame:
    """Return all measures of a set in the ``ARTICLE_MEASURE`` form.

    Declared contrasts, naming, quoting, wording, agency, readability.

    Args:
        tables: The set. Without texts (an annotation pack) readability has no rows.
        codebook: For naming; without one there are no naming measures.
        include_headline: Whether mentions in headlines count.

    Returns:
        One frame for ``compare_outlets``, in the order of a report. Declared contrasts count
        mentions in the outlet's own voice. Empty tables give an empty frame.
    """
    frames = []
    if codebook is not None:
        named = term_choice(tables, codebook=codebook, include_headline=include_headline)
        frames += [declared_rows(named, codebook), named]
    frames += _quoting(tables)
    frames += _telling(tables)
    body = readability(tables)
    frames.append(body[(body["group"] == "body") & body["key"].isin(READABILITY)])
    names = [column.name for column in ARTICLE_MEASURE]
    return pd.concat([frame[names] for frame in frames if len(frame)] or [frames[-1][names]], ignore_index=True)


def _quoting(tables: Tables) -> list[pd.DataFrame]:
    """Who speaks, by quotations (types of source by words too), and with which class of reporting verb."""
    found = sourcing(tables)
    speakers_by_words = (found["measure"] == "speaker share") & (found["group"] == "words")
    unnamed_by_words = (found["measure"] == "unnamed share") & (found["group"] == "words")
    cues = cue_profile(tables)
    return [found[~(speakers_by_words | unnamed_by_words)], cues[cues["measure"] == "cue class share"]]


def _telling(tables: Tables) -> list[pd.DataFrame]:
    """Stance and loaded words in the outlet's own words, and who acts in what it tells."""
    rates = wording_rates(tables)
    acting = agency(tables)
    return [rates[rates["group"] == "outlet"], acting[acting["measure"] != "form share"]]
