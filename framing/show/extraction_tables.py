"""Tables for the notebook on extraction errors."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from framing.lexicons import load
from framing.measure.extraction_errors import extraction_errors, read_labelled
from framing.show.counted_tables import table
from framing.show.shown import say

if TYPE_CHECKING:
    import pandas as pd

    from framing.show.shown import Shown

_NONE = "No labelled articles were given (parameter “labelled”), so there is nothing to compare with."


def measured_table() -> Shown:
    """Return the figures measured before, from ``lexicons/measured.toml``."""
    import pandas as pd

    return table(pd.DataFrame(load("measured")["measure"]), caption="Measured before")


def trust_table(labelled: str | None, *, parser: str = "auto") -> Shown:
    """Return precision and recall by kind on the articles of ``labelled``; a sentence saying so if there are none.

    Raises:
        FileNotFoundError, ValueError: the file is not there or not of the form; see ``read_labelled``.
    """
    if labelled is None:
        return say(_NONE)
    units = {"precision": "share", "recall": "share"}
    return table(_read(labelled, parser)[0], caption="Precision and recall by kind", units=units)


def error_table(labelled: str | None, error: str, *, parser: str = "auto", most: int = 20) -> Shown:
    """Return the longest errors of one sort, ``"missed"`` or ``"added"``; a sentence if there are no articles.

    Raises:
        FileNotFoundError, ValueError: as :func:`trust_table`.
    """
    if labelled is None:
        return say(_NONE)
    errors = _read(labelled, parser)[1]
    mine = errors[errors["error"] == error]
    columns = {"kind": "kind", "article_id": "article", "start": "place", "words": "words"}
    note = f"{len(mine)} in all; the longest {min(most, len(mine))} are shown."
    return table(mine.head(most), caption=f"Quotations {error}", columns=columns, note=note)


@lru_cache(maxsize=2)
def _read(labelled: str, parser: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    return extraction_errors(read_labelled(labelled), parser=parser)
