"""Packs from before a source had two facts."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.annotate.quotations.record import SOURCE_TYPES
from framing.measure.tables import SCHEMAS, frame
from framing.store.old_source_types import OLD_TYPES, OldSourceTypesWarning, with_two_facts

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}
NEW = ("identified", "type_reason")


def old_table(words: list[str | None]) -> pd.DataFrame:
    """A table of quotations as it was, with these types of sources."""
    rows = [{c.name: EMPTY[c.kind] for c in SCHEMAS["quotations"]} | {"source_type": w} for w in words]
    return frame(SCHEMAS["quotations"], rows).drop(columns=list(NEW))


def test_old_words_are_read_as_far_as_they_tell_and_the_rest_is_missing() -> None:
    old = old_table([*OLD_TYPES, None])
    with pytest.warns(OldSourceTypesWarning, match="packs/x: made before .* 'civilian' and 'unnamed' as no type"):
        new = with_two_facts(old, where="packs/x")
    assert plain(new["source_type"]) == [*OLD_TYPES.values(), None]
    assert {kind for kind in OLD_TYPES.values() if kind} <= set(SOURCE_TYPES)
    assert plain(new["identified"]) == ["anonymous" if word == "unnamed" else None for word in [*OLD_TYPES, None]]


def plain(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in column]


def test_the_table_is_then_as_declared() -> None:
    with pytest.warns(OldSourceTypesWarning):
        new = with_two_facts(old_table(["official", "unnamed"]), where="p")
    declared = frame(SCHEMAS["quotations"], [])
    assert new.columns.tolist() == declared.columns.tolist()
    assert new.dtypes.astype(str).tolist() == declared.dtypes.astype(str).tolist()


def test_a_table_with_both_facts_comes_back_as_it_is() -> None:
    new = frame(SCHEMAS["quotations"], [])
    assert with_two_facts(new, where="p") is new
