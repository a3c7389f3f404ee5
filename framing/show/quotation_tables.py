"""Quotations by outlet: who is quoted, and with which reporting verbs."""

from __future__ import annotations

import pandas as pd

from framing.measure.tables import Tables
from framing.show.counted_tables import counted_table
from framing.show.shown import Shown


def source_table(tables: Tables) -> Shown:
    """Return quotations by type of source and outlet.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.source_table(tables).parts[0].caption)
    Quotations by type of source
    """
    return counted_table(
        tables,
        _with_speaker(tables),
        key="source_type",
        head="Type of source",
        caption="Quotations by type of source",
        what=lambda kind, outlet: f"{outlet} quoting: {kind or 'everybody'}",
    )


def speaker_table(tables: Tables, *, most: int = 15) -> Shown:
    """Return quotations by speaker and outlet, the ``most`` quoted ones.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.speaker_table(tables, most=5).parts[0].caption)
    Quotations by speaker
    """
    return counted_table(
        tables,
        _with_speaker(tables),
        key="speaker",
        head="Speaker",
        caption="Quotations by speaker",
        most=most,
        what=lambda speaker, outlet: f"{outlet} quoting {speaker or 'everybody'}",
    )


def cue_table(tables: Tables, *, most: int = 20) -> Shown:
    """Return quotations by reporting verb and outlet, the ``most`` used ones.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.cue_table(tables, most=5).parts[0].caption)
    Quotations by reporting verb
    """
    quotations = tables["quotations"]
    return counted_table(
        tables,
        quotations[quotations["cue_lemma"].notna()],
        key="cue_lemma",
        head="Reporting verb",
        caption="Quotations by reporting verb",
        most=most,
        what=lambda verb, outlet: f"{outlet}: “{verb}”" if verb else f"{outlet}: every reporting verb",
    )


def _with_speaker(tables: Tables) -> pd.DataFrame:
    """Quotations without words in marks that nobody is shown to say."""
    quotations = tables["quotations"]
    return quotations[quotations["kind"] != "scare"]
