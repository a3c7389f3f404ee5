"""Quotations as acts of speech, each counted once: what sourcing and cue measures have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.measure.measure import CodedSet
from framing.measure.place import PlacedRows
from framing.measure.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

SPEECH = ("direct", "partial", "indirect")
UNKNOWN = "unknown"


def speech_acts(tables: Tables, *, kinds: Sequence[str] = SPEECH) -> pd.DataFrame:
    """Return the rows of the quotations table that are speech, each act once.

    Words between marks inside indirect speech of the same speaker are part of that act and
    not counted again; reported speech of somebody else inside it is an act of its own.
    Missing speakers and types read ``"unknown"``. Adds ``n_words_own``, the words without
    those of other speakers' acts inside. No quotations give an empty frame.

    Args:
        tables: The set.
        kinds: Which kinds count.

    Raises:
        ValueError: A kind that is no kind of speech.
    """
    unknown = sorted(set(kinds) - set(SPEECH))
    if unknown:
        msg = f"no kind of speech {', '.join(unknown)}; there are {', '.join(SPEECH)}"
        raise ValueError(msg)
    quotations = tables["quotations"]
    taken = quotations[quotations["kind"].isin(list(kinds))].copy()
    for name in ("speaker", "source_type", "identified"):
        taken[name] = taken[name].fillna(UNKNOWN)
    if taken.empty:
        return taken.assign(n_words_own=taken["n_words"])
    keep: list[bool] = []
    own: list[int] = []
    for _, mine in taken.groupby("article_id", sort=False):
        spans = list(zip(mine["start"], mine["end"], mine["speaker"], mine["n_words"], strict=True))
        for i, (start, end, speaker, n_words) in enumerate(spans):
            apart = [o for o in spans if o[:2] != (start, end)]
            twin = any(o[:3] == (start, end, speaker) for o in spans[:i])
            part = any(o[0] <= start and end <= o[1] and o[2] == speaker for o in apart)
            keep.append(not twin and not part)
            inside = sum(o[3] for o in apart if start <= o[0] and o[1] <= end and o[2] != speaker)
            own.append(max(int(n_words) - int(inside), 0))
    order = [k for _, rows in taken.groupby("article_id", sort=False) for k in rows.index]
    taken = taken.loc[order]
    taken["n_words_own"] = own
    return taken[keep].sort_index()


def speech_rows(coded: CodedSet) -> PlacedRows:
    """Return the rows of the quotations table that are speech, to be found by their columns."""

    def rows() -> pd.DataFrame:
        quotations = coded.tables["quotations"]
        return quotations[quotations["kind"].isin(SPEECH)]

    return coded.placed("speech", rows)
