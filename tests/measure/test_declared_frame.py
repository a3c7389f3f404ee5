"""A table made of rows: each column in the declared type, as if pandas had guessed it and been told then."""

import pandas as pd
import pytest

from framing.measure.tables import DTYPES, columns_of, frame

COLUMNS = columns_of(
    ("name", "text", "", "a name"),
    ("n", "count", "", "a count"),
    ("share", "real", "", "a share"),
    ("seen", "flag", "", "whether"),
)
ROWS = [
    {"name": "ship", "n": 3, "share": 0.5, "seen": True},
    {"seen": False, "name": None, "n": 4.0, "share": None},
    {"name": pd.NA, "n": 5, "share": 2, "seen": False},
]


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
@pytest.mark.parametrize("rows", [[], ROWS, [{**ROWS[0], "name": None}]])
def test_columns_are_those_of_guessing_and_changing(storage: str, rows: list[dict[str, object]]) -> None:
    with pd.option_context("mode.string_storage", storage):
        made = frame(COLUMNS, rows)
        guessed = pd.DataFrame({c.name: [row[c.name] for row in rows] for c in COLUMNS})
        expected = guessed.astype({c.name: DTYPES[c.kind] for c in COLUMNS})
    pd.testing.assert_frame_equal(made, expected)
    assert made["name"].dtype.storage == storage


def test_a_count_that_is_missing_is_an_error() -> None:
    with pytest.raises((ValueError, TypeError)):
        frame(COLUMNS, [{**ROWS[0], "n": None}])
    with pytest.raises((ValueError, TypeError)):
        frame(COLUMNS, [{**ROWS[0], "n": float("nan")}])


def test_a_row_with_another_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="differ in odd"):
        frame(COLUMNS, [{**ROWS[0], "odd": 1}])
