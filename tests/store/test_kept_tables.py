"""Tables in the cache: what comes out is what went in, and a damaged entry is noticed and made again."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_sets import make_set

from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import DTYPES, SCHEMAS, frame
from framing.store import annotate_together, kept_tables
from framing.store.kept_tables import KEPT_TYPES, read_tables, write_tables
from framing.store.open_set import open_set

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "float64": st.floats() | st.just(math.nan),
    "bool": st.booleans(),
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    made = {}
    for name in draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True)):
        n = draw(st.integers(0, 3))
        columns = draw(
            st.lists(st.tuples(st.text("xyzé ", min_size=1, max_size=3), st.sampled_from(KEPT_TYPES)), min_size=1)
        )
        values = {c: (kind, draw(st.lists(VALUES[kind], min_size=n, max_size=n))) for c, kind in columns}
        made[name] = pd.DataFrame({c: pd.Series(v, dtype=kind) for c, (kind, v) in values.items()})  # type: ignore[call-overload]
    return made


@pytest.fixture(params=["python", "pyarrow"])
def text_storage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Text held as a report's process holds it, and as somebody's notebook does."""
    with pd.option_context("mode.string_storage", request.param):
        yield


def exactly(one: pd.DataFrame, two: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    # what assert_frame_equal takes for equal: None and NaN
    assert [[type(v) for v in one[c]] for c in one] == [[type(v) for v in two[c]] for c in two]


@pytest.mark.usefixtures("text_storage")
@given(tables(), st.dictionaries(st.text(max_size=3), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_comes_out_is_what_went_in(
    tmp_path_factory: pytest.TempPathFactory, made: dict[str, pd.DataFrame], about: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("kept") / "entry"
    write_tables(folder, made, about)
    kept = read_tables(folder)
    assert kept is not None
    frames, said = kept
    assert said == about
    assert list(frames) == list(made)
    for name, table in made.items():
        exactly(frames[name], table)


@pytest.mark.parametrize("name", [*SCHEMAS, *SHARED_SCHEMAS])
def test_declared_tables_without_rows_or_without_values_come_back(tmp_path: Path, name: str) -> None:
    columns = {**SCHEMAS, **SHARED_SCHEMAS}[name]
    missing = {"text": None, "count": 0, "real": math.nan, "flag": False}
    made = {
        "none": frame(columns, []),
        "missing": frame(columns, [{c.name: missing[c.kind] for c in columns}] * 2),
    }
    write_tables(tmp_path / "entry", made, {})
    kept = read_tables(tmp_path / "entry")
    assert kept is not None
    for which, table in made.items():
        exactly(kept[0][which], table)
        assert [str(t) for t in kept[0][which].dtypes] == [DTYPES[c.kind] for c in columns]


@pytest.mark.parametrize("values", [[None], ["a", None], [1.0, None, "x"], [b"x"]])
def test_what_would_come_back_different_is_not_let_in(tmp_path: Path, values: list[object]) -> None:
    with pytest.raises(TypeError, match=r"table 'a' cannot be kept: odd \(object\)"):
        write_tables(tmp_path / "entry", {"a": pd.DataFrame({"odd": pd.Series(values, dtype=object)})}, {})
    with pytest.raises(TypeError, match="reset its index"):
        write_tables(tmp_path / "entry", {"a": pd.DataFrame({"n": [1, 2]}).iloc[1:]}, {})
    assert list(tmp_path.iterdir()) == []


@given(
    where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), file=st.sampled_from(["a.parquet", "tables.json"])
)
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_is_noticed_and_the_entry_written_again(
    tmp_path_factory: pytest.TempPathFactory, where: float, bit: int, file: str
) -> None:
    folder = tmp_path_factory.mktemp("kept") / "entry"
    made = {"a": pd.DataFrame({"n": [1, 2, 3], "x": [0.5, 1.5, math.nan]})}
    write_tables(folder, made, {"title": "quay"})
    data = bytearray((folder / file).read_bytes())
    data[int(where * len(data))] ^= 1 << bit
    (folder / file).write_bytes(bytes(data))
    kept = read_tables(folder)
    if kept is not None:  # a bit of a JSON file's layout, such as a blank that became a tab, may change nothing
        assert file == "tables.json"
        assert kept[1] == {"title": "quay"}
        exactly(kept[0]["a"], made["a"])
    write_tables(folder, made, {"title": "quay"})
    again = read_tables(folder)
    assert again is not None
    exactly(again[0]["a"], made["a"])
    assert [p.name for p in folder.parent.iterdir()] == ["entry"]


def test_a_whole_entry_is_left_as_it_is(tmp_path: Path) -> None:
    made = {"a": pd.DataFrame({"n": [1]})}
    write_tables(tmp_path / "entry", made, {"by": "first"})
    write_tables(tmp_path / "entry", made, {"by": "second"})
    kept = read_tables(tmp_path / "entry")
    assert kept is not None
    assert kept[1] == {"by": "first"}


def test_a_flipped_bit_among_annotations_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the bit is: the tables are those of a set opened without a cache."""
    folder = make_set(tmp_path / "quay")
    fresh = open_set(folder, parser="none", cache=tmp_path / "fresh")
    (file,) = (tmp_path / "fresh" / "annotations").iterdir()
    whole = file.read_bytes()
    seen = 0
    original = annotate_together.annotate_all

    def counting(articles: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever annotate_all takes
        nonlocal seen
        articles = list(articles)
        seen += len(articles)
        return original(articles, **options)

    monkeypatch.setattr(annotate_together, "annotate_all", counting)
    for k in range(12):
        cache = tmp_path / f"cache-{k}"
        place = cache / "annotations" / file.name
        place.parent.mkdir(parents=True)
        data = bytearray(whole)
        data[k * len(data) // 12] ^= 4
        place.write_bytes(bytes(data))
        found = open_set(folder, parser="none", cache=cache)
        for name in fresh.frames:
            exactly(found[name], fresh[name])
    assert seen  # bits were flipped that mattered


def test_what_one_reader_changes_no_other_reader_sees(tmp_path: Path) -> None:
    made = {"a": pd.DataFrame({"n": [1, 2], "x": [0.5, math.nan], "s": pd.Series(["quay", None], dtype="string")})}
    write_tables(tmp_path / "entry", made, {})
    for _ in range(2):
        kept = read_tables(tmp_path / "entry")
        assert kept is not None
        table = kept[0]["a"]
        exactly(table, made["a"])
        table.iloc[0, 0] = 7
        table.loc[0, "s"] = "mole"
        table["x"] = 1.0
        table.attrs["by"] = "a reader"


def test_a_file_damaged_after_it_was_read_is_noticed(tmp_path: Path) -> None:
    write_tables(tmp_path / "entry", {"a": pd.DataFrame({"n": [1]})}, {})
    assert read_tables(tmp_path / "entry") is not None
    file = tmp_path / "entry" / "a.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert read_tables(tmp_path / "entry") is None
    file.unlink()
    assert read_tables(tmp_path / "entry") is None


@pytest.mark.usefixtures("text_storage")
def test_rows_asked_for_by_a_flag_are_those_of_the_whole_table(tmp_path: Path) -> None:
    flags = [True, False, True, False]
    rows = pd.DataFrame({"s": pd.array(["quay", "mole", None, "quay"], dtype="string"), "n": range(4), "tested": flags})
    other = pd.DataFrame({"n": [1, 2]})
    write_tables(tmp_path / "entry", {"rows": rows, "other": other}, {})
    for _ in range(2):
        kept = read_tables(tmp_path / "entry", only="tested")
        assert kept is not None
        exactly(kept[0]["rows"], rows[rows["tested"]].reset_index(drop=True))
        exactly(kept[0]["other"], other)
    whole = read_tables(tmp_path / "entry")
    assert whole is not None
    exactly(whole[0]["rows"], rows)


def test_no_more_is_held_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_tables, "_HELD", held := OrderedDict[str, Any]())
    made = {name: pd.DataFrame({"n": [k] * 4}) for k, name in enumerate("abc")}
    write_tables(tmp_path / "entry", made, {})
    size = int(made["a"].memory_usage(index=False).sum())
    for room, left in ((10 * size, 3), (2 * size, 2), (size - 1, 0)):
        held.clear()
        monkeypatch.setattr(kept_tables, "_MOST_HELD", room)
        kept = read_tables(tmp_path / "entry")
        assert kept is not None
        for name, table in made.items():
            exactly(kept[0][name], table)
        assert len(held) == left


def test_a_table_too_large_to_hold_leaves_the_others_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_tables, "_HELD", held := OrderedDict[str, Any]())
    made = {"large": pd.DataFrame({"n": range(9)}), "small": pd.DataFrame({"n": [1]})}
    monkeypatch.setattr(kept_tables, "_MOST_HELD", int(made["small"].memory_usage(index=False).sum()))
    write_tables(tmp_path / "entry", made, {})
    for _ in range(2):
        assert read_tables(tmp_path / "entry") is not None
        assert len(held) == 1
