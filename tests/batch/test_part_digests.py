"""Files of a batch's tables that are not what it wrote: named, not used, and made again."""

from __future__ import annotations

import concurrent.futures as cf
from pathlib import Path

import pytest
from small_reports import contents, workspace

from framing.batch import tasks
from framing.batch.part_digests import FOLDER, note_digests
from framing.batch.query import QueryError, query
from framing.batch.run_batch import run_batch

COUNT = "SELECT count(*) AS n FROM "


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tasks, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    run_batch(workspace(tmp_path, "one", "two"), out=tmp_path / "figures")
    return tmp_path / "figures"


def flip(file: Path, place: int) -> None:
    """Turn one bit of a file over."""
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(bytes(data))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_flipped_bit_is_named_and_the_next_run_makes_the_table_again(figures: Path, share: float) -> None:
    before = contents(figures)
    file = figures / "tables" / "mentions" / "set=two" / "part.parquet"
    flip(file, int(file.stat().st_size * share))
    with pytest.raises(QueryError, match=r"mentions.set=two.part\.parquet: is not what the batch wrote.*--resume"):
        query(COUNT + "Mentions", tables=figures / "tables")
    assert query(COUNT + "articles", tables=figures / "tables")["n"].tolist() == [6]  # others can still be asked
    result = run_batch(resume=True, out=figures)
    assert (result.done, result.unchanged) == (2, 1)
    assert contents(figures) == before
    query(COUNT + "mentions", tables=figures / "tables")


def test_a_record_that_cannot_be_read_is_named_and_made_again(figures: Path) -> None:
    before = contents(figures)
    (figures / "tables" / FOLDER / "one.json").write_text("[1", encoding="utf-8")
    with pytest.raises(QueryError, match=r"_digests.one\.json: cannot be read"):
        query(COUNT + "articles", tables=figures / "tables")
    run_batch(resume=True, out=figures)
    assert contents(figures) == before


def test_a_table_being_written_anew_is_in_order_before_and_after(figures: Path) -> None:
    tables = figures / "tables"
    file = tables / "articles" / "set=one" / "part.parquet"
    old, new = file.read_bytes(), (tables / "articles" / "set=two" / "part.parquet").read_bytes()
    import hashlib

    note_digests(tables, "one", {"articles": hashlib.sha256(new).hexdigest()})
    query(COUNT + "articles", tables=tables)
    file.write_bytes(new)
    query(COUNT + "articles", tables=tables)
    # What is damaged now isn't taken for whole because it will be written anew.
    flip(file, 200)
    note_digests(tables, "one", {"articles": hashlib.sha256(old).hexdigest()})
    with pytest.raises(QueryError, match="articles"):
        query(COUNT + "articles", tables=tables)
