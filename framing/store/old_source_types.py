"""Tables made before a source had two facts, its type and how it is known: read as far as the old words tell.

The old list mixed both facts ("unnamed" beside "official") and threw unlike sources together. What follows from an
old word alone is kept; what does not is missing, and the reader is told.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from framing.annotate.quotations.record import SourceType

if TYPE_CHECKING:
    import pandas as pd

# What an old word says of the type; "civilian" was citizens, firms, unions, athletes and artists alike.
OLD_TYPES: Mapping[str, SourceType | None] = {
    "official": "government",
    "military": "military",
    "armed group or party": "armed-group",
    "expert": "expert",
    "civilian": None,
    "media": "media",
    "document": "document",
    "unnamed": None,
}
_LOST = (
    "made before the type of a source was split from how it is known: 'official' is read as government (courts, police "
    "and legislators among them), 'armed group or party' as armed-group (parties among them), 'civilian' and 'unnamed' "
    "as no type; whether a source is named is known of the unnamed only. Make it again with 'framing pack'"
)


class OldSourceTypesWarning(UserWarning):
    """A pack with the old types of sources was read; the message says what is lost."""


def with_two_facts(quotations: pd.DataFrame, *, where: str) -> pd.DataFrame:
    """Return the table of quotations with ``source_type``, ``identified`` and ``type_reason`` as now declared.

    A table that has them comes back as it is. Of an older one the old words are mapped, and an
    :class:`OldSourceTypesWarning` says what is lost; ``where`` names the table in it.
    """
    if "identified" in quotations.columns or "source_type" not in quotations.columns:
        return quotations
    warnings.warn(f"{where}: {_LOST}", OldSourceTypesWarning, stacklevel=3)
    old = quotations["source_type"]
    out = quotations.copy()
    out["source_type"] = old.map({word: kind for word, kind in OLD_TYPES.items() if kind}).astype("string")
    at = list(out.columns).index("source_type") + 1
    out.insert(at, "identified", old.map({"unnamed": "anonymous"}).astype("string"))
    out.insert(at + 1, "type_reason", old.map({}).astype("string"))
    return out


def with_certainty(quotations: pd.DataFrame) -> pd.DataFrame:
    """Return the table with ``speaker_certainty``, missing throughout where an older pack has none."""
    if "speaker_certainty" in quotations.columns or "speaker_reason" not in quotations.columns:
        return quotations
    out = quotations.copy()
    at = list(out.columns).index("speaker_reason") + 1
    out.insert(at, "speaker_certainty", out["speaker_reason"].map({}).astype("string"))
    return out
