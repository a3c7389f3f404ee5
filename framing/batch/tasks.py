"""The work of a batch: a set's report is one task, and so is each part of the annotation of a large set."""

from __future__ import annotations

import concurrent.futures as cf
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.batch.begun_workers import Begun
from framing.batch.query import write_set_tables
from framing.batch.status import Failure
from framing.batch.worker_proof import Worker
from framing.batch.workers import workers
from framing.reports.make_report import Job, Report, prepare, run_job
from framing.reports.parameters import Params
from framing.reports.pool_answers import Answers
from framing.reports.run_notebooks import NotebookError
from framing.store.cache import Row
from framing.store.open_set import annotate_part, keep_annotations, left_to_annotate, open_set, set_codebook

ATTEMPTS = 3  # a set whose process died is tried again; a set that kills its process should not kill the batch
LARGE = 100  # articles left to annotate from which on a set's annotation is shared out
PART = 50  # articles annotated by one task: seconds of work, so that the workers end together


@dataclass(frozen=True, slots=True)
class Task:
    """One set of a batch, as it is sent to a process: small, and plain data.

    ``notebooks`` is the folder of those that are run: which are trusted was decided where the batch began.
    ``parts`` are ids of articles to annotate before the report is made, if there are so many
    that several processes should share them.
    """

    params: Params
    notebooks: Path
    tables: Path
    force: bool
    parts: tuple[tuple[str, ...], ...] = ()


def parts_of(job: Job) -> tuple[tuple[str, ...], ...]:
    """Return the articles of a set that are not annotated yet, in parts; none if one process can do them."""
    params = job.params
    book = set_codebook(job.article_set, codebook=params.codebook)
    left = left_to_annotate(job.article_set, book, parser=params.parser) if len(job.article_set) >= LARGE else ()
    if len(left) < LARGE:
        return ()
    return tuple(left[k : k + PART] for k in range(0, len(left), PART))


def make_part(task: Task, ids: tuple[str, ...]) -> list[Row]:
    """Annotate part of a set: what a worker process or a Dask worker does for large ones."""
    params = task.params
    return annotate_part(params.article_set, frozenset(ids), codebook=params.codebook, parser=params.parser)


def make_one(task: Task, annotated: tuple[Row, ...] = ()) -> Report:
    """Make one report and its tables: what a worker process or a Dask worker does.

    ``annotated`` are the rows of the task's parts; this process may have another cache than those that made them.
    Raises what :func:`framing.reports.make_report.run_report` raises.
    """
    # the statistics behind it are for who makes reports: who only hands them out need not load them
    from framing.batch.set_measures import with_measures

    job = prepare(task.params, notebooks_from=task.notebooks, force=task.force)
    if annotated:
        keep_annotations(job.article_set, annotated)
    report = run_job(job, unchanged_is_done=not task.force, force=task.force)
    params = task.params
    tables = open_set(params.article_set, codebook=params.codebook, parser=params.parser)
    book = set_codebook(job.article_set, codebook=params.codebook)
    write_set_tables(with_measures(tables, book, include_headline=params.include_headline), task.tables)
    return report


Outcome = Report | Failure


def run_tasks(
    tasks: Mapping[str, Task],
    *,
    jobs: int,
    scheduler: str | None,
    tell: Callable[[str], None] = lambda _: None,
    note: Callable[[Sequence[Worker]], None] = lambda _: None,
    begun: Begun | None = None,
) -> Generator[tuple[str, Outcome], None, None]:
    """Run all tasks and yield each with its outcome as it ends; tasks of a process that died are tried again.

    ``tell`` and ``note`` hear of a cluster's workers, see :func:`framing.batch.dask_cluster.cluster`. Processes that
    have ``begun`` already are taken before others.
    """
    left = dict.fromkeys(tasks, 0)
    drafts: dict[Path, list[str]] = {}
    for task in tasks.values():
        drafts.setdefault(task.params.out.parent, []).append(task.params.out.name)
    while left:
        alone = max(left.values()) == ATTEMPTS - 1
        n_tasks = sum(len(tasks[name].parts) or 1 for name in left)
        able = 1 if alone else min(jobs, n_tasks)
        made = (
            workers(able, scheduler=scheduler, drafts=drafts, tell=tell, note=note) if begun is None else begun.taken()
        )
        begun = None
        with made as pool:
            turn = _Turn(Answers(pool))
            for name in left:
                turn.begin(name, tasks[name])
            yield from turn.outcomes()
        left = {name: left[name] + 1 for name in turn.lost}
        for name in [n for n, tried in left.items() if tried >= ATTEMPTS]:
            del left[name]
            yield (
                name,
                Failure(None, None, "its process ended or its connection broke each time: killed, or out of memory"),
            )


@dataclass
class _Turn:
    """One go at a number of tasks, in one pool. ``lost`` are those whose process died or whose connection broke."""

    answers: Answers[Any]  # reports, and rows of parts
    lost: set[str] = field(default_factory=set)
    _pending: dict[cf.Future[Any], str] = field(default_factory=dict)
    _tasks: dict[str, Task] = field(default_factory=dict)
    _parts_left: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def begin(self, name: str, task: Task) -> None:
        self._tasks[name] = task
        self._parts_left[name] = len(task.parts)
        self._rows[name] = []
        for part in task.parts:
            self._submit(name, part)
        if not task.parts:
            self._submit(name)

    def _submit(self, name: str, part: tuple[str, ...] | None = None) -> None:
        task = self._tasks[name]
        try:
            if part is not None:
                self._pending[self.answers.ask(make_part, task, part)] = name
            else:
                self._pending[self.answers.ask(make_one, task, tuple(self._rows.pop(name)))] = name
        except cf.BrokenExecutor:
            self.lost.add(name)

    def outcomes(self) -> Generator[tuple[str, Outcome], None, None]:
        while self._pending:
            future = self.answers.next()
            name = self._pending.pop(future)
            if name not in self._tasks:
                continue  # another part of it has failed
            try:
                result = future.result()
            except (cf.BrokenExecutor, cf.CancelledError):  # Dask takes back what a client it hears no more sent
                self.lost.add(name)
            except Exception as error:  # noqa: BLE001 (whatever stops one set must not stop the others)
                del self._tasks[name]
                yield name, _failure(error)
            else:
                if isinstance(result, Report):
                    yield name, result
                else:
                    self._part_came(name, result)

    def _part_came(self, name: str, rows: list[Row]) -> None:
        self._rows[name] += rows
        self._parts_left[name] -= 1
        if not self._parts_left[name]:
            self._submit(name)


def _failure(error: Exception) -> Failure:
    if isinstance(error, NotebookError):
        return Failure(error.notebook, error.cell, error.reason)
    return Failure(None, None, str(error) or type(error).__name__)
