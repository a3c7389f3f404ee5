"""Tasks that several processes work off: all are done once, the longest first, and an error ends it."""

from __future__ import annotations

import concurrent.futures as cf
import threading
from collections.abc import Iterator

import pytest

from framing.store.shared_work import SharedWork


@pytest.fixture
def pool() -> Iterator[cf.Executor]:
    with cf.ThreadPoolExecutor(2) as made:
        yield made


@pytest.mark.parametrize("n", [0, 1, 2, 50])
def test_every_task_is_done_once(pool: cf.Executor, n: int) -> None:
    with SharedWork(pool, str) as work:
        work.add(range(n))
        assert sorted(work.run()) == [(k, str(k)) for k in range(n)]


def test_this_process_takes_part_and_may_do_it_in_its_own_way(pool: cf.Executor) -> None:
    here, there = threading.Event(), threading.Event()

    def mine(task: str) -> str:
        here.set()
        assert there.wait(10)
        return f"{task} here"

    def theirs(task: str) -> str:
        there.set()
        assert here.wait(10)
        return f"{task} there"

    with SharedWork(pool, theirs) as work:
        work.add(["a", "b", "c"])
        assert "here" in {how.partition(" ")[2] for _, how in work.run(mine)}


class Nobody(cf.Executor):
    """A pool without a process, so that all is done here."""

    _max_workers = 0


def test_the_longest_begin_first() -> None:
    with SharedWork(Nobody(), str, size=len) as work:
        work.add(["tide", "ebb"])
        work.add(["harbour", "sea", "dock"])
        assert [task for task, _ in work.run()] == ["harbour", "tide", "dock", "ebb", "sea"]


@pytest.mark.parametrize("where", ["here", "there"])
def test_an_error_is_raised_and_what_nobody_has_begun_is_left(where: str) -> None:
    done: list[int] = []
    main = threading.current_thread()

    def do(task: int) -> int:
        if (threading.current_thread() is main) == (where == "here"):
            msg = "stop"
            raise ValueError(msg)
        done.append(task)
        return task

    with cf.ThreadPoolExecutor(1) as one, SharedWork(one, do) as work:
        work.add(range(100_000))
        with pytest.raises(ValueError, match="stop"):
            list(work.run())
    assert len(done) < 100_000
