"""Tables of a collection in partitions: the same rows as the batch's form has, resumed, failures noted."""

from __future__ import annotations

import concurrent.futures as cf
import json
import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from deadly_work import square

import framing.batch.stream_tasks as stream
from framing.batch.across_events import event_rows, kept_choices
from framing.batch.batch_folder import BatchError
from framing.batch.collection import Collection, make_collection
from framing.batch.copy_across_sets import COPIES
from framing.batch.dask_cluster import ClusterError
from framing.batch.only_tables import only_tables
from framing.batch.part_digests import set_is_whole
from framing.batch.partitions import Ways, annotated, partitions, tables_of
from framing.batch.query import QueryError, query, table_names, write_set_tables
from framing.batch.set_lists import read_rows
from framing.batch.stream_tasks import IN_FLIGHT, stream_tasks
from framing.measure.tables import Tables

NAMES = ("Ana Ruiz", "Tom Birk", "Ida Lund")


def event(k: int) -> dict[str, Any]:
    def text(outlet: int) -> str:
        return (
            f"Ferry {k} stays in port\n\n“We will keep the quay shut until day {k + outlet},” said {NAMES[outlet]}, "
            f"who speaks for the dockers.\n\nOfficials told reporters that {k + 3} ships had left the old harbour.\n"
        )

    of = [{"id": f"a{o}", "outlet": f"Outlet {o}", "text": text(o), "published": "2024-03-05"} for o in range(3)]
    return {"id": f"event-{k}", "title": f"The event {k}", "articles": of}


def listed(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


@pytest.fixture
def common(tmp_path: Path) -> Path:
    (tmp_path / "common.yaml").write_text("parser: none\n")
    return tmp_path / "common.yaml"


def one_set(k: int) -> Tables:
    ways = Ways(parser="none")
    return tables_of(*annotated(f"event-{k}", event(k), None, ways), None, ways)


def made(source: Path, out: Path, common: Path) -> Collection:
    return make_collection(source, out=out, common=common, articles=6)


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Partitions are made in a thread of this process: what they hold is the same, and none has to be started."""
    monkeypatch.setattr(stream, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))


def every(tables: Path, name: str) -> pd.DataFrame:
    return query(f'SELECT * FROM "{name}" ORDER BY ALL', tables=tables)  # noqa: S608


def test_the_tables_are_those_of_sets_one_by_one(tmp_path: Path, common: Path) -> None:
    source = listed(tmp_path / "sets.jsonl", [event(k) for k in range(5)])
    done = made(source, tmp_path / "out", common)
    assert (done.partitions, done.sets, done.articles, done.complete) == (3, 5, 15, True)
    for k in range(5):
        write_set_tables(one_set(k), tmp_path / "single")
    tables = tmp_path / "out" / "tables"
    assert table_names(tables) == tuple(sorted((*table_names(tmp_path / "single"), COPIES)))
    for name in table_names(tmp_path / "single"):
        pd.testing.assert_frame_equal(every(tables, name), every(tmp_path / "single", name))
    pd.testing.assert_frame_equal(event_rows(tables), event_rows(tmp_path / "single"))
    assert len(kept_choices(event_rows(tables)))


@pytest.mark.usefixtures("_here")
def test_sets_and_partitions_in_one_folder_are_one_table(tmp_path: Path, common: Path) -> None:
    source = listed(tmp_path / "sets.jsonl", [event(k) for k in range(3)])
    made(source, tmp_path / "out", common)
    tables = tmp_path / "out" / "tables"
    write_set_tables(one_set(9), tables)
    answer = query("SELECT set, count(*) AS n FROM articles GROUP BY set ORDER BY set", tables=tables)
    assert answer["set"].tolist() == ["event-0", "event-1", "event-2", "event-9"]
    assert set(answer["n"]) == {3}


@pytest.mark.usefixtures("_here")
def test_what_is_whole_is_left_and_what_is_not_is_made_again(tmp_path: Path, common: Path) -> None:
    rows = [event(k) for k in range(6)]
    source = listed(tmp_path / "sets.jsonl", rows)
    out = tmp_path / "out"
    made(source, out, common)
    assert made(source, out, common).unchanged == 3
    damaged = out / "tables" / "articles" / "part=00001" / "part.parquet"
    before = damaged.read_bytes()
    damaged.write_bytes(before[:-1] + b"?")
    with pytest.raises(QueryError, match="not what the batch wrote; make it again with the same command"):
        query("SELECT * FROM articles", tables=out / "tables")
    assert made(source, out, common).unchanged == 2
    assert damaged.read_bytes() == before
    rows[5]["title"] = "Another title"
    assert made(listed(source, rows), out, common).unchanged == 2
    assert "Another title" in set(query("SELECT set_title FROM articles", tables=out / "tables")["set_title"])
    shorter = made(listed(source, rows[:3]), out, common)
    assert (shorter.partitions, shorter.sets) == (2, 3)
    assert len(query("SELECT * FROM articles", tables=out / "tables")) == 9
    assert not list(out.rglob("*part=00002*"))


@pytest.mark.usefixtures("_here")
def test_a_failing_set_is_noted_and_stops_no_other(tmp_path: Path, common: Path) -> None:
    empty = event(7)
    empty["articles"][1]["text"] = " "
    rows = [event(0), "{not json", empty, {"id": "no-articles"}, event(0), event(1)]
    told: list[str] = []
    out = tmp_path / "out"
    status = only_tables(listed(tmp_path / "sets.jsonl", rows), common, out, 1, None, others=False, tell=told.append)
    assert status == 1
    record = json.loads((out / "collection.json").read_text())
    assert (record["state"], record["sets"], len(record["failed"])) == ("finished", 2, 4)
    why = dict(record["failed"])
    assert any("line 2" in name and "not JSON" in reason for name, reason in why.items())
    assert "event-7" in why
    assert any("occurs twice" in reason for reason in why.values())
    assert set_is_whole(out / "tables", "part=00000")
    assert any("line 4" in line and "failed" in line for line in told)


@pytest.mark.usefixtures("_here")
def test_a_partition_that_fails_as_a_whole_leaves_nothing_of_an_earlier_list(
    tmp_path: Path, common: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    made(listed(tmp_path / "sets.jsonl", [event(0), event(1)]), out, common)
    assert table_names(out / "tables")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("framing.batch.partitions.write_parts", full)
    done = made(listed(tmp_path / "sets.jsonl", [event(2), event(3)]), out, common)
    assert [name for name, _ in done.failed] == ["event-2", "event-3"]
    assert "No space left" in done.failed[0][1]
    assert not table_names(out / "tables")
    assert not list(out.rglob("part=*.*"))


def test_a_list_is_cut_as_it_is_read(tmp_path: Path) -> None:
    source = listed(tmp_path / "sets.jsonl", [event(k) for k in range(5)])
    taken: list[str] = []

    def watched() -> Iterator[tuple[str, Any]]:
        for where, row in read_rows(source):
            taken.append(where)
            yield where, row

    first = next(partitions(watched(), "", articles=6))
    assert ([name for name, _ in first.rows], len(taken)) == (["event-0", "event-1"], 2)


def test_a_folder_of_something_else_is_refused(tmp_path: Path, common: Path) -> None:
    source = listed(tmp_path / "sets.jsonl", [event(0)])
    (tmp_path / "out" / "tables").mkdir(parents=True)
    with pytest.raises(BatchError, match="of no collection"):
        made(source, tmp_path / "out", common)
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "status.json").write_text("{}")
    with pytest.raises(BatchError, match="batch of reports"):
        made(source, tmp_path / "batch", common)
    with pytest.raises(BatchError, match=r"--only-tables goes with --sets"):
        only_tables(None, None, tmp_path, 1, None, others=False, tell=print)


# ---- tasks as a stream ------------------------------------------------------------------------


def test_a_task_that_kills_its_process_is_found_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(stream, "workers", lambda jobs, **_: cf.ProcessPoolExecutor(jobs, mp_context=spawn))
    came = dict(stream_tasks(range(8), square, jobs=2, scheduler=None))
    assert {n: r for n, r in came.items() if not isinstance(r, Exception)} == {n: n * n for n in (0, 1, 2, 4, 6, 7)}
    assert "ended twice" in str(came[3])
    assert str(came[5]) == "five"


@pytest.mark.usefixtures("_here")
def test_tasks_are_taken_as_places_become_free() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for n in range(10, 3 * IN_FLIGHT):
            taken.append(n)
            yield n

    ahead = [len(taken) - answered for answered, _ in enumerate(stream_tasks(tasks(), square, jobs=1, scheduler=None))]
    assert max(ahead) <= IN_FLIGHT + 1
    assert len(ahead) == 3 * IN_FLIGHT - 10


class Cutting(cf.ThreadPoolExecutor):
    """A pool that takes back what it was sent, as Dask's does when it hears no more of a client: all but ``ends``."""

    def __init__(self, ends: int) -> None:
        super().__init__(1)
        self._left = ends

    def submit(self, fn: Callable[..., Any], /, *given: object, **named: object) -> cf.Future[Any]:
        self._left -= 1
        if self._left >= 0:
            return super().submit(fn, *given, **named)
        gone: cf.Future[Any] = cf.Future()
        gone.cancel()
        gone.set_running_or_notify_cancel()
        return gone


def test_what_was_under_way_when_the_connection_broke_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    goes = iter((2, 0, 0, 1, 100))  # how many tasks end before the connection breaks
    monkeypatch.setattr(stream, "workers", lambda *_, **__: Cutting(next(goes)))
    came = list(stream_tasks((0, 1, 2, 4, 6), square, jobs=1, scheduler="tcp://quay:1"))
    assert sorted(came) == [(n, n * n) for n in (0, 1, 2, 4, 6)]


def test_a_connection_that_breaks_each_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    goes = iter((1, 0, 0, 0))
    monkeypatch.setattr(stream, "workers", lambda *_, **__: Cutting(next(goes)))
    with pytest.raises(ClusterError, match="the connection to tcp://quay:1 broke 3 times"):
        list(stream_tasks((0, 1, 2), square, jobs=1, scheduler="tcp://quay:1"))


def test_no_tasks_start_no_workers() -> None:
    assert not list(stream_tasks([], square, jobs=1, scheduler="tcp://nobody:1"))
