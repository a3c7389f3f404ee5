"""How text is held changes nothing that tables hold, and no key of what is kept of them."""

from __future__ import annotations

import concurrent.futures as cf
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import framing as fr
from framing.findings.cached_findings import _digest_of_tables
from framing.reports.warm_processes import warm_up
from framing.store import kept_tables
from framing.store.kept_tables import read_tables, write_tables
from framing.store.text_columns import text_as_objects, with_text_once

_SET = Path("corpus/harbour-blockade")


def _opened() -> fr.Tables:
    kept_tables._HELD.clear()
    return fr.open_set(_SET, parser="none")


def test_tables_and_their_digest_are_the_same_however_text_is_held() -> None:
    tables = _opened()
    with text_as_objects():
        held = _opened()
    kinds = {
        kind.storage for frame in held.frames.values() for kind in frame.dtypes if isinstance(kind, pd.StringDtype)
    }
    assert kinds == {"python"}
    for name, frame in tables.frames.items():
        assert_frame_equal(frame, held[name], check_dtype=False, check_column_type=False)
        assert frame.dtypes.astype(str).tolist() == held[name].dtypes.astype(str).tolist()
    assert _digest_of_tables(tables) == _digest_of_tables(held)
    kept_tables._HELD.clear()


def test_another_text_has_another_digest() -> None:
    tables = _opened()
    tables.frames["articles"].loc[0, "outlet"] = "Another"
    assert _digest_of_tables(tables) != _digest_of_tables(_opened())


def test_the_option_is_put_back() -> None:
    before = pd.get_option("mode.string_storage")
    with text_as_objects():
        pass
    assert pd.get_option("mode.string_storage") == before


def test_equal_texts_of_a_file_are_one_string(tmp_path: Path) -> None:
    with text_as_objects():
        frame = pd.DataFrame({"outlet": pd.array(["Daily Post", None, "Daily Post"], dtype="string"), "n": [1, 2, 3]})
        write_tables(tmp_path / "kept", {"rows": frame}, {})
        kept = read_tables(tmp_path / "kept")
        assert kept is not None
        first, missing, last = kept[0]["rows"]["outlet"].tolist()
    assert first is last
    assert missing is pd.NA
    assert_frame_equal(kept[0]["rows"], frame)


@given(st.lists(st.lists(st.none() | st.sampled_from(["", "Post", "Bay News", "é"]), max_size=5), max_size=4))
def test_text_numbered_part_by_part_is_the_text_itself(parts: list[list[str | None]]) -> None:
    """Each part of a file has its own numbers for the same texts."""
    chunks = [pa.array(part, type=pa.string()).dictionary_encode() for part in parts]
    kind = pa.dictionary(pa.int32(), pa.string())
    counted = [k for part in parts for k in range(len(part))]
    table = pa.table({"outlet": pa.chunked_array(chunks, type=kind), "n": counted})
    with text_as_objects():
        made = with_text_once(table)
        plain = pd.DataFrame({"outlet": pd.array([cell for part in parts for cell in part], dtype="string")})
    plain["n"] = np.array(counted, dtype="int64")
    assert_frame_equal(made.astype({"n": "int64"}), plain)


def test_warming_a_process_up_that_may_be_somebody_elses_leaves_how_it_holds_text() -> None:
    before = pd.get_option("mode.string_storage")
    warm_up()
    assert pd.get_option("mode.string_storage") == before


def test_a_further_thread_does_not_change_how_a_process_holds_text() -> None:
    def inside() -> object:
        with text_as_objects():
            return pd.get_option("mode.string_storage")

    with cf.ThreadPoolExecutor(1) as pool:
        assert pool.submit(inside).result() == pd.get_option("mode.string_storage")
    assert inside() == "python"


def test_a_table_held_in_one_way_is_not_given_out_in_the_other(tmp_path: Path) -> None:
    kept_tables._HELD.clear()
    write_tables(tmp_path / "entry", {"a": pd.DataFrame({"outlet": pd.array(["Post"], dtype="string")})}, {})
    with text_as_objects():
        first = read_tables(tmp_path / "entry")
    second = read_tables(tmp_path / "entry")
    assert first is not None
    assert second is not None
    assert first[0]["a"].columns.dtype != second[0]["a"].columns.dtype
