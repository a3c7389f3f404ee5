"""Processes begun before a batch knows its sets: taken by its first turn, and gone whatever happens."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from framing.batch.begun_workers import begun, worth_beginning
from framing.batch.tasks import run_tasks


def processes() -> set[int | None]:
    return {one.pid for one in multiprocessing.active_children()}


def test_who_takes_them_ends_them() -> None:
    before = processes()
    with begun(1) as early:
        assert early is not None
        with early.taken() as pool:
            assert pool.submit(os.getpid).result() in processes() - before
        assert processes() == before
    with begun(0) as none:
        assert none is None


def test_those_that_nobody_takes_end_too() -> None:
    before = processes()
    with begun(1) as early:
        assert list(run_tasks({}, jobs=1, scheduler=None, begun=early)) == []
        assert processes() > before
    assert processes() == before


def stop_at_work() -> None:
    with begun(1) as early:
        assert early is not None
        with early.taken():
            raise KeyboardInterrupt


def test_an_error_ends_them_at_once() -> None:
    before = processes()
    with pytest.raises(KeyboardInterrupt):
        stop_at_work()
    assert processes() == before
    with pytest.raises(ValueError, match="of the list"), begun(1):
        raise ValueError("of the list")  # noqa: EM101, TRY003
    assert processes() == before


def test_as_many_are_begun_as_there_are_sets_of_a_batch_that_is_new(tmp_path: Path) -> None:
    out, listed = tmp_path / "out", tmp_path / "sets.jsonl"
    listed.write_text('{"id": "a"}\n{"id": "b"}\n\n')
    assert [worth_beginning(listed, out, jobs) for jobs in (1, 2, 8)] == [1, 2, 2]
    for name in ("x", "y", "z"):
        (tmp_path / "sets" / name).mkdir(parents=True)
        (tmp_path / "sets" / name / "articles.toml").touch()
    assert [worth_beginning(tmp_path / "sets", out, jobs) for jobs in (2, 8)] == [2, 3]
    assert worth_beginning(tmp_path / "sets.parquet", out, 8) == 0
    out.mkdir()
    (out / "status.json").touch()
    assert worth_beginning(listed, out, 2) == 0
