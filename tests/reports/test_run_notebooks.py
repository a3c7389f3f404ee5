"""Notebooks in several processes: what they share is made once, first, and nothing that needs it runs before."""

from __future__ import annotations

import concurrent.futures as cf
import threading
from pathlib import Path

import pytest

from framing.reports import run_notebooks as module
from framing.reports.run_notebooks import Task, run_notebooks

TASKS = [Task(Path(name), Path(), {}, "framing") for name in ("a", "b-needs", "c", "d-needs")]


def needs(task: Task) -> bool:
    return task.notebook.name.endswith("needs")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def run(task: Task) -> tuple[str, float]:
        seen.append(task.notebook.name)
        return task.notebook.name, 0.0

    monkeypatch.setattr(module, "run_notebook", run)
    return seen


def test_what_is_shared_is_made_before_who_needs_it_and_beside_who_does_not(ran: list[str]) -> None:
    free = threading.Event()
    with cf.ThreadPoolExecutor(1) as pool:

        def shared() -> None:
            while len(ran) < 2:  # the pool runs those that do not need it meanwhile
                assert not free.wait(0.01)
            ran.append("shared")

        done = [name for name, _ in run_notebooks(TASKS, pool, shared=shared, needs_shared=needs)]
    assert sorted(done) == ["a", "b-needs", "c", "d-needs"]
    assert set(ran[:2]) == {"a", "c"}
    assert ran[2] == "shared"


def test_one_process_makes_nothing_ahead_and_keeps_the_order(ran: list[str]) -> None:
    def never() -> None:
        raise AssertionError

    assert [name for name, _ in run_notebooks(TASKS, None, shared=never, needs_shared=needs)] == ran
    assert ran == [task.notebook.name for task in TASKS]


def test_an_error_in_what_is_shared_ends_the_run(ran: list[str]) -> None:
    def stop() -> None:
        msg = "shared"
        raise ValueError(msg)

    with cf.ThreadPoolExecutor(1) as pool, pytest.raises(ValueError, match="shared"):
        list(run_notebooks(TASKS, pool, shared=stop, needs_shared=lambda _: True))
    assert ran == []
