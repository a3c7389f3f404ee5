"""The notebooks of one report run, one after another or several at a time."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import os
import queue
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.notebook_engine.light_nbformat import load_nbformat
from framing.notebook_engine.own_matplotlib import INLINE, default_settings
from framing.reports.warm_processes import environment, started_pool

if TYPE_CHECKING:
    from nbformat import NotebookNode

Engine = Literal["framing", "nbclient"]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(RuntimeError):
    """A notebook stopped: in which ``cell`` (from 1), for what ``reason``; ``details`` is the traceback."""

    def __init__(self, notebook: str, cell: int, reason: str, details: str = "") -> None:
        """Make the message of the parts."""
        super().__init__(notebook, cell, reason, details)
        self.notebook, self.cell, self.reason, self.details = notebook, cell, reason, details

    def __str__(self) -> str:
        return f"{self.notebook}, cell {self.cell}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Task:
    """A notebook to run: in which folder, with which values of its parameters, by which engine."""

    notebook: Path
    folder: Path
    values: Mapping[str, Any]
    engine: Engine


@contextlib.contextmanager
def further_processes(n: int) -> Iterator[cf.Executor | None]:
    """Give ``n`` processes beside this one, which load their libraries from now on; ``None`` for fewer than one."""
    if n < 1:
        yield None
        return
    with started_pool(n) as pool:
        yield pool


def run_notebooks(
    tasks: Sequence[Task],
    pool: cf.Executor | None,
    *,
    shared: Callable[[], object] = lambda: None,
    needs_shared: Callable[[Task], bool] = lambda _: False,
) -> Iterator[tuple[str, float]]:
    """Run notebooks and give the name of each, as it ends, with the seconds that it took.

    This process begins with the first, those of ``pool`` with the last, until they meet: the
    suite ends with its longest notebook, and none of them needs what another wrote.

    Args:
        tasks: The notebooks, in the order in which one process runs them.
        pool: Further processes; ``None`` if there are none.
        shared: With a pool, called here first: what several notebooks would each make leaves it in the cache. Until
            then the pool runs those that do not need it.
        needs_shared: Whether a notebook does.

    Raises:
        NotebookError: for the first one that stops; those that have not begun are not run.
    """
    if pool is None:
        yield from map(run_notebook, tasks)
        return
    needing = [task for task in tasks if needs_shared(task)]
    left, ended = deque(task for task in tasks if task not in needing), queue.Queue[tuple[str, float] | BaseException]()
    made = threading.Event()
    hands = [
        threading.Thread(target=_work_off, args=(pool, left, made, ended), name=f"notebooks-{n}", daemon=True)
        for n in range(getattr(pool, "_max_workers", 1))
    ]
    for hand in hands:
        hand.start()
    seen = 0
    try:
        if needing:
            shared()
        left.extendleft(reversed(needing))
        made.set()
        while seen < len(tasks):
            with contextlib.suppress(IndexError):
                yield run_notebook(left.popleft())
                seen += 1
            while seen < len(tasks) and (not left or not ended.empty()):
                one = ended.get()
                if isinstance(one, BaseException):
                    raise one
                yield one
                seen += 1
    finally:
        left.clear()
        made.set()


def _work_off(
    pool: cf.Executor,
    left: deque[Task],
    made: threading.Event,
    ended: queue.Queue[tuple[str, float] | BaseException],
) -> None:
    """Hand the last task that is left to the pool, until all are there (``made``) and none is left, or one failed."""
    while True:
        every = made.is_set()
        try:
            task = left.pop()
        except IndexError:
            if every:
                return
            made.wait()
            continue
        try:
            ended.put(pool.submit(run_notebook, task).result())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            left.clear()
            ended.put(error)
            return


def run_notebook(task: Task) -> tuple[str, float]:
    """Execute one notebook in its folder and write it there; returns its name and the seconds it took.

    Raises ``NotebookError`` where it stops; nothing is written then.
    """
    load_nbformat()
    import nbformat
    import papermill

    start = time.perf_counter()
    notebook, engine = task.notebook, task.engine
    options: dict[str, Any] = {}
    settings = default_settings() | {"MPLBACKEND": INLINE} if engine == "nbclient" else {}
    if engine == "nbclient" and os.name == "posix":
        from traitlets.config import Config

        # Sockets in the file system: ports are lost to other processes when many kernels start at once.
        options["config"] = Config({"ConnectionFileMixin": {"transport": "ipc"}})
    try:
        with environment(settings):
            executed = papermill.execute_notebook(
                # papermill fills in what stands in braces
                str(notebook).replace("{", "{{").replace("}", "}}"),
                None,
                parameters=dict(task.values),
                engine_name=engine,
                cwd=str(task.folder),
                progress_bar=False,
                **options,
            )
    except papermill.PapermillExecutionError as error:
        details, reason = _COLOURS.sub("", "\n".join(error.traceback)), f"{error.ename}: {error.evalue}"
        raise NotebookError(notebook.name, error.cell_index, reason, details) from None
    _forget_the_run(executed)
    written: str = nbformat.writes(executed)  # type: ignore[no-untyped-call]
    (task.folder / notebook.name).write_text(written + "\n", encoding="utf-8")
    return notebook.name, time.perf_counter() - start


def _forget_the_run(notebook: NotebookNode) -> None:
    """Take out what differs between two runs of the same thing: times, paths of the draft, random ids."""
    papermill = notebook.metadata.get("papermill", {})
    for name in [n for n in papermill if n not in {"parameters", "default_parameters", "version"}]:
        del papermill[name]
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = f"parameters-{number}"
