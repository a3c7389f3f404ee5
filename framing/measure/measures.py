"""The measures of a report, and their rows in one frame, so that one call compares and corrects them all together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.codebook import Codebook
from framing.measure.agency import AGENCY
from framing.measure.aspects import ASPECT_EMPHASIS
from framing.measure.cue_profile import CUE_CLASS_SHARE
from framing.measure.declared_contrast import DECLARED
from framing.measure.generic_frames import GENERIC_FRAMES
from framing.measure.measure import CodedSet, Measure, MeasureKey, Row
from framing.measure.place import Places
from framing.measure.readability import READABILITY
from framing.measure.settings import Settings
from framing.measure.sourcing import SOURCING
from framing.measure.tables import ARTICLE_MEASURE, Tables
from framing.measure.term_choice import NAMING
from framing.measure.treatment import TREATMENTS
from framing.measure.wording import TONE, WORDING

# Every measure of a report, in its order. A new one is a file with a `Measure` and a line here.
MEASURES: tuple[Measure, ...] = (
    DECLARED,
    *NAMING,
    *SOURCING,
    CUE_CLASS_SHARE,
    WORDING,
    *AGENCY,
    *TREATMENTS,
    READABILITY,
    GENERIC_FRAMES,
    ASPECT_EMPHASIS,
    TONE,
)

_BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in MEASURES}


def measure_of(name: str) -> Measure:
    """Return the measure called ``name``; ``KeyError`` lists those there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        msg = f"no measure '{name}'; there are {', '.join(_BY_NAME)}"
        raise KeyError(msg) from None


def is_measure(name: str) -> bool:
    """Whether a measure of this name is listed."""
    return name in _BY_NAME


def report_rows(coded: CodedSet, measures: Sequence[Measure] | None = None) -> pd.DataFrame:
    """Return the article rows of every measure (or of those given), for the one evidence table of a report.

    Returns:
        The columns of ``ARTICLE_MEASURE``, ``counts`` (the word for what the base counts) and ``tested``
        (whether the key belongs to the tested family; others are shown with their interval only).
        In the order of ``MEASURES``. Empty tables give an empty frame.
    """
    names = [column.name for column in ARTICLE_MEASURE]
    families = list(dict.fromkeys(measure.rows for measure in (MEASURES if measures is None else measures)))
    made = [rows(coded)[names] for rows in families]
    some = pd.concat([frame for frame in made if len(frame)] or made[-1:], ignore_index=True)
    # an article has a row for every key of the set, so that keys are far fewer than rows: each is asked once
    numbers, triples = _numbered(some)
    keys = [MeasureKey(*triple) for triple in triples]
    counts = pd.array([_BY_NAME[key.measure].counted(key) for key in keys], dtype="string")
    tested = np.array([_BY_NAME[key.measure].is_tested(key) for key in keys], dtype=bool)
    return some.assign(counts=counts.take(numbers), tested=tested[numbers])


def _numbered(rows: pd.DataFrame) -> tuple[NDArray[np.intp], list[tuple[str, str, str]]]:
    """Which key each row has, by its number, and the keys, in order of appearance.

    By numbers throughout: of millions of rows, a tuple for each takes half a gigabyte.
    """
    columns = [pd.factorize(rows[name], use_na_sentinel=False) for name in ("measure", "group", "key")]
    together = np.zeros(len(rows), dtype=np.int64)
    for codes, names in columns:
        together = together * max(1, len(names)) + codes
    numbers, _ = pd.factorize(together)
    first = np.flatnonzero(~pd.Series(numbers).duplicated().to_numpy())
    triples = zip(*(names.take(codes[first]).tolist() for codes, names in columns), strict=True)
    return numbers, list(triples)


def article_measures(
    tables: Tables, *, codebook: Codebook | None = None, include_headline: bool = True
) -> pd.DataFrame:
    """Return the rows of the tested family: those of :func:`report_rows` that are compared and corrected together.

    Args:
        tables: The set. Without texts (an annotation pack) readability has no rows.
        codebook: For naming; without one there are no naming measures.
        include_headline: Whether mentions in headlines count.
    """
    coded = CodedSet(tables, codebook, Settings(include_headline=include_headline))
    return tested_rows(report_rows(coded, [measure for measure in MEASURES if measure.tested is not False]))


def tested_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of :func:`report_rows` that are compared and corrected together, without that column."""
    return rows[rows["tested"]].drop(columns="tested").reset_index(drop=True)


def places_of(row: Row, coded: CodedSet) -> Places:
    """Return the places behind a row of the evidence table, in order of article and place.

    For a label the outlet never used, what it used instead. A measure that is not listed has none.
    """
    name = str(row.get("measure", ""))
    return _BY_NAME[name].places(coded, row) if name in _BY_NAME else ()
