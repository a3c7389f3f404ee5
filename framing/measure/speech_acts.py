"""Quotations as acts of speech, each counted once: what sourcing and cue measures have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.measure.measure import CodedSet
from framing.measure.place import PlacedRows
from framing.measure.plain_rows import cells
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
    own = _own_words(quotations, frozenset(kinds))
    taken = quotations.take(list(own))
    said = {name: taken[name].fillna(UNKNOWN) for name in ("speaker", "source_type", "identified")}
    return taken.assign(**said, n_words_own=np.array(list(own.values()), dtype=np.int64))


def _own_words(quotations: pd.DataFrame, kinds: frozenset[str]) -> dict[int, int]:
    """The rows that are acts of their own, in order, with the words that are no other speaker's."""
    articles: defaultdict[str, list[tuple[int, int, int, str, int]]] = defaultdict(list)
    names = ("article_id", "kind", "start", "end", "speaker", "n_words")
    for k, (article_id, kind, start, end, speaker, n_words) in enumerate(cells(quotations, *names)):
        if kind in kinds:
            articles[article_id].append((k, start, end, UNKNOWN if speaker is None else speaker, n_words))
    own: dict[int, int] = {}
    for spans in articles.values():
        seen: set[tuple[int, int, str]] = set()
        for k, start, end, speaker, n_words in spans:
            apart = [o for o in spans if o[1:3] != (start, end)]
            part = any(o[1] <= start and end <= o[2] and o[3] == speaker for o in apart)
            if (start, end, speaker) not in seen and not part:
                inside = sum(o[4] for o in apart if start <= o[1] and o[2] <= end and o[3] != speaker)
                own[k] = max(n_words - inside, 0)
            seen.add((start, end, speaker))
    return dict(sorted(own.items()))


def speech_rows(coded: CodedSet) -> PlacedRows:
    """Return the rows of the quotations table that are speech, to be found by their columns."""

    def rows() -> pd.DataFrame:
        quotations = coded.tables["quotations"]
        return quotations[quotations["kind"].isin(SPEECH)]

    return coded.placed("speech", rows)
