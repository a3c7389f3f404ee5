"""The notebooks of one report run, one after another or several at a time."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import multiprocessing
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.notebook_engine.light_libraries import CHARTS, NOTEBOOKS, load_lightly
from framing.notebook_engine.light_nbformat import load_nbformat
from framing.notebook_engine.own_matplotlib import INLINE, default_settings
from framing.reports.warm_processes import environment
from framing.store.shared_work import SharedWork

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


@dataclass(frozen=True, slots=True)
class Step:
    """Something that several notebooks ask for and that is made once: ``make`` leaves it in the cache.

    A notebook that names one of ``names`` anywhere waits for it. What ``make`` is given it calls as soon as it does not
    need the other processes: they run notebooks that do not wait.
    """

    names: tuple[str, ...]
    make: Callable[[Callable[[], None]], object]

    def is_needed_by(self, notebook: bytes) -> bool:
        """Whether a notebook, as its file is, names it."""
        return any(name.encode() in notebook for name in self.names)


def run_notebooks(
    tasks: Sequence[Task], pool: cf.Executor | None, *, steps: Sequence[Step] = ()
) -> Iterator[tuple[str, float]]:
    """Run notebooks and give the name of each, as it ends, with the seconds that it took.

    With a pool those that take longest begin first; none of them needs what another wrote.

    Args:
        tasks: The notebooks, in the order in which one process runs them.
        pool: Further processes; ``None`` if there are none.
        steps: What is made here, one after another, before this process runs a notebook; each builds on those before.
            Until then the pool runs the notebooks that do not need it.

    Raises:
        NotebookError: for the first one that stops; those that have not begun are not run.
        KeyboardInterrupt: of Ctrl-C while this process ran a notebook.
        Exception: whatever a step raises.
    """
    if pool is None:
        for step in steps:
            step.make(lambda: None)
        yield from map(_run_here, tasks)
        return
    texts = {task.notebook: task.notebook.read_bytes() for task in tasks}
    left = list(tasks)
    with SharedWork(pool, run_notebook, size=_length) as work:
        for k, step in enumerate(steps):
            free = [t for t in left if not any(later.is_needed_by(texts[t.notebook]) for later in steps[k:])]
            left = [t for t in left if t not in free]
            step.make(partial(_add_once, work, free))
            _add_once(work, free)
        work.add(left)
        yield from (result for _, result in work.run(_run_here))


def _add_once(work: SharedWork[Task, tuple[str, float]], tasks: list[Task]) -> None:
    work.add(tasks)
    tasks.clear()


# What this package's notebooks take beside each other, measured; any other is taken to be like one of the middle.
_LENGTHS = {
    "80_robustness": 6.0,
    "02_term_choice": 3.0,
    "03_quotations": 3.0,
    "06_wording": 3.0,
    "09_emphasis": 4.0,
    "08_coverage": 2.0,
    "05_shared_copy": 2.0,
    "04_report": 0.5,
    "01_article_set": 0.3,
}
_COMMON = 1.0


def _length(task: Task) -> float:
    """How long a notebook takes, roughly: one that takes longest and begins last would be waited for."""
    return _LENGTHS.get(task.notebook.stem, _COMMON)


def _run_here(task: Task) -> tuple[str, float]:
    """Run one in this process; Ctrl-C meant the process, though it is the notebook's cell that heard of it."""
    try:
        return run_notebook(task)
    except NotebookError as error:
        own = multiprocessing.parent_process() is None and threading.current_thread() is threading.main_thread()
        if own and error.reason.startswith(KeyboardInterrupt.__name__):
            raise KeyboardInterrupt from None
        raise


def run_notebook(task: Task) -> tuple[str, float]:
    """Execute one notebook in its folder and write it there; returns its name and the seconds it took.

    Raises ``NotebookError`` where it stops; nothing is written then.
    """
    load_nbformat()
    load_lightly(CHARTS, NOTEBOOKS)
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
        with environment(settings), _written_once():
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


@contextlib.contextmanager
def _written_once() -> Iterator[None]:
    """Have papermill set down no notebook that it is to write nowhere: what was asked for it is written here."""
    from papermill import execute

    write = execute.write_ipynb

    def write_somewhere(notebook: NotebookNode, path: str | None) -> None:
        if path is not None:  # of another thread
            write(notebook, path)

    execute.write_ipynb = write_somewhere
    try:
        yield
    finally:
        execute.write_ipynb = write


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
