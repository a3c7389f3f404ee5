"""Files are written in one step; tables as CSV: the quick way writes what pandas writes."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.store import written_files
from framing.store.written_files import csv_of

_TABLES = {
    "text": pd.DataFrame({"a": ["", None, "x", "=1+1", "'=1", 'he said "no", twice', "two\nlines", "a\rb", "\tc"]}),
    "numbers": pd.DataFrame({"a": [1.5, math.nan, math.inf, -math.inf, 1e300, 1e-7, 0.1 + 0.2, 1e16, -0.0]}),
    "flags and counts": pd.DataFrame({"=a": [True, False], "b": [1, -2]}),
    "one empty cell a row": pd.DataFrame({"a": pd.array([None, ""], dtype="string")}),
    "no rows": pd.DataFrame({"a": pd.array([], dtype="string"), "b": pd.array([], dtype="int64")}),
    "other rows' names": pd.DataFrame({"a": [1, 2]}, index=[7, 3]),
}
_DATES: Any = ["2020-01-01", None]


@pytest.mark.parametrize("name", _TABLES)
@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_the_quick_way_writes_what_pandas_writes(name: str, storage: Any) -> None:  # noqa: ANN401
    frame: Any = _TABLES[name]
    text = frame.select_dtypes(["str", "string"]).columns
    frame = frame.astype(dict.fromkeys(text, pd.StringDtype(storage)))
    assert csv_of(frame) == written_files._csv_of_any(frame)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": pd.to_datetime(_DATES)}),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame(index=[0, 1]),
        pd.DataFrame({"a": pd.Series([0.1], dtype="float32")}),
    ],
)
def test_what_python_writes_otherwise_is_left_to_pandas(frame: pd.DataFrame) -> None:
    assert csv_of(frame) == written_files._csv_of_any(frame)


def test_a_file_whose_writing_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "feed.json"
    written_files.replace_file(place, b"old")

    def interrupted(_: Path, __: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        written_files.replace_file(place, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("feed.json", b"old")]
