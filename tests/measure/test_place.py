"""Rows found by their columns are those that a filter of the whole table gives, in the same order."""

import numpy as np
import pandas as pd
import pytest

from framing.measure.place import PlacedRows, places_in


@pytest.fixture
def table() -> pd.DataFrame:
    """Places of some speakers, some of them unknown, two rows alike."""
    rng = np.random.default_rng(8)
    n = 60
    start = rng.integers(0, 30, n)
    made = pd.DataFrame(
        {
            "article_id": rng.choice(["a", "b", "c"], n),
            "start": start,
            "end": start + 3,
            "outlet": rng.choice(["Bay", "Quay"], n),
            "speaker": pd.Series(rng.choice(["Quill", "unknown", ""], n), dtype="string").replace("", pd.NA),
        }
    )
    return pd.concat([made, made.iloc[:2]], ignore_index=True)


@pytest.mark.parametrize("outlet", ["Bay", "Quay", "Pier"])
@pytest.mark.parametrize("speaker", ["Quill", "unknown", None])
def test_rows_are_those_that_a_filter_gives(table: pd.DataFrame, outlet: str, speaker: str | None) -> None:
    of_speaker = table["speaker"].isna() if speaker is None else (table["speaker"] == speaker).fillna(value=False)
    filtered = table[(table["outlet"] == outlet) & of_speaker.to_numpy(bool)]
    assert PlacedRows(table).where({"outlet": outlet, "speaker": speaker}) == places_in(filtered)


def test_equal_questions_get_one_answer(table: pd.DataFrame) -> None:
    rows = PlacedRows(table)
    assert rows.where({}) == places_in(table)
    asked = rows.where({"outlet": "Bay", "speaker": "Quill"})
    assert rows.where({"speaker": "Quill", "outlet": "Bay"}) is asked
    both = rows.any_of({"outlet": "Bay"}, "speaker", ["Quill", "unknown", "Quill"])
    assert both == places_in(table[(table["outlet"] == "Bay") & table["speaker"].notna()])


def test_a_column_that_the_table_lacks_is_an_error(table: pd.DataFrame) -> None:
    with pytest.raises(KeyError):
        PlacedRows(table).where({"voice": "own"})
