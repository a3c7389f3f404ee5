"""Notebooks in several processes: what they share is made once, first, and nothing that needs it runs before."""

from __future__ import annotations

import concurrent.futures as cf
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from framing.reports import run_notebooks as module
from framing.reports.run_notebooks import Step, Task, run_notebooks


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    """Four notebooks: one needs nothing, one the set, and two the findings, one of them long."""
    texts = {"a": "", "b": "find_once(open_set())", "c": "open_set()", "80_robustness": "open_set(), find_once()"}
    for name, text in texts.items():
        (tmp_path / f"{name}.ipynb").write_text(text)
    return [Task(tmp_path / f"{name}.ipynb", tmp_path, {}, "framing") for name in texts]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def run(task: Task) -> tuple[str, float]:
        seen.append(task.notebook.stem)
        return task.notebook.stem, 0.0

    monkeypatch.setattr(module, "run_notebook", run)
    return seen


def steps(ran: list[str], *after: int) -> list[Step]:
    """Two steps, of which each waits, when it needs the pool no more, until so many notebooks have run beside it."""
    free = threading.Event()

    def make(name: str, n: int, spare: Callable[[], None]) -> None:
        before = len(ran)
        assert not free.wait(0.05)
        assert len(ran) == before
        for _ in range(2):
            spare()
        while len(ran) < n:
            assert not free.wait(0.01)
        ran.append(name)

    names = ("open_set", "find_once")
    return [Step((name,), partial(make, name, n)) for name, n in zip(names, after, strict=True)]


def test_a_step_is_made_before_who_needs_it_and_beside_who_does_not(ran: list[str], tasks: list[Task]) -> None:
    with cf.ThreadPoolExecutor(1) as pool:
        done = [name for name, _ in run_notebooks(tasks, pool, steps=steps(ran, 1, 3))]
    assert sorted(done) == ["80_robustness", "a", "b", "c"]
    assert ran[:4] == ["a", "open_set", "c", "find_once"]


def test_the_longest_begins_first(ran: list[str], tasks: list[Task]) -> None:
    with cf.ThreadPoolExecutor(1) as pool:
        list(run_notebooks(tasks, pool, steps=steps(ran, 1, 3)))
    assert ran[4:] == ["80_robustness", "b"]


def test_one_process_makes_every_step_first_and_keeps_the_order(ran: list[str], tasks: list[Task]) -> None:
    done = [name for name, _ in run_notebooks(tasks, None, steps=steps(ran, 0, 0))]
    assert done == ["a", "b", "c", "80_robustness"]
    assert ran == ["open_set", "find_once", *done]


def test_an_error_in_a_step_ends_the_run(ran: list[str], tasks: list[Task]) -> None:
    def stop(_: Callable[[], None]) -> None:
        msg = "shared"
        raise ValueError(msg)

    with cf.ThreadPoolExecutor(1) as pool, pytest.raises(ValueError, match="shared"):
        list(run_notebooks(tasks, pool, steps=[Step(("",), stop)]))
    assert ran == []
