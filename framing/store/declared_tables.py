"""Whether the tables of a pack are those that this package declares: it may be older or newer than the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Tables that only findings from texts read: a pack made before there was such a table is whole without it.
_NEEDS_TEXTS = frozenset(("agency_words",))


def not_declared(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Say, a line each, where a pack's tables are not as the schemas declare them; nothing if they are."""
    from framing.measure.shared_schemas import SHARED_SCHEMAS
    from framing.measure.tables import DTYPES, SCHEMAS

    faults = []
    for name, columns in {**SCHEMAS, **SHARED_SCHEMAS}.items():
        if name not in frames:
            if name in _NEEDS_TEXTS:
                continue
            faults.append(f"it lacks the table '{name}'")
            continue
        declared = {column.name: DTYPES[column.kind] for column in columns}
        there = {str(column): str(kind) for column, kind in frames[name].dtypes.items()}
        odd = [column for column in {**declared, **there} if declared.get(column) != there.get(column)]
        if odd:
            faults.append(f"its table '{name}' is not as declared in {', '.join(odd)}")
    return faults
