"""Any number of tasks through workers, a bounded number of them at a time; one that fails stops no other."""

from __future__ import annotations

import concurrent.futures as cf
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from framing.batch.dask_cluster import ClusterError
from framing.batch.workers import workers
from framing.reports.pool_answers import Answers

IN_FLIGHT = 64  # tasks sent and not yet answered: what a batch and a scheduler hold of a list that is read as a stream
_VAIN = 3  # goes in a row that brought nothing, after which a scheduler is given up
T = TypeVar("T")
R = TypeVar("R")


def stream_tasks(
    tasks: Iterable[T],
    work: Callable[[T], R],
    *,
    jobs: int,
    scheduler: str | None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[T, R | Exception]]:
    """Yield each task with what ``work`` gave for it, or the error it raised, as they end.

    The tasks are taken from their iterator as places become free, so that memory does not grow with their number.
    Those at work when a local process died are done again one at a time: the one that kills its process is known then
    and gets the error. A Dask worker's tasks go to another, see :func:`framing.batch.dask_cluster.cluster`; what was
    under way when the connection to the scheduler broke goes through a new one.

    Raises:
        ClusterError: The cluster cannot be used, or the connection broke three times with no task ended.
    """
    left, vain = iter(tasks), 0
    for first in left:  # nothing to do: no processes
        again = [first]
        while again:
            turn: _Turn[T, R] = _Turn(work)
            vain += 1
            with workers(jobs, scheduler=scheduler, tell=tell) as pool:
                for answer in turn.through(pool, itertools.chain(again, left)):
                    vain = 0
                    yield answer
            for task in turn.lost:
                yield _alone(task, work, scheduler=scheduler, tell=tell)
            again = turn.cut_off
            if again and vain == _VAIN:
                msg = f"the connection to {scheduler} broke {_VAIN} times before any task had ended"
                raise ClusterError(msg)


def _alone(
    task: T, work: Callable[[T], R], *, scheduler: str | None, tell: Callable[[str], None]
) -> tuple[T, R | Exception]:
    turn: _Turn[T, R] = _Turn(work)
    with workers(1, scheduler=scheduler, tell=tell) as pool:
        for answer in turn.through(pool, iter([task])):
            return answer
    return task, RuntimeError("its process ended twice: killed, or out of memory")


class _Turn(Generic[T, R]):
    """One go at tasks in one pool: ``lost`` were at work when a process died, ``cut_off`` when a connection broke."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work
        self.lost: list[T] = []
        self.cut_off: list[T] = []

    def through(self, pool: cf.Executor, tasks: Iterator[T]) -> Iterator[tuple[T, R | Exception]]:
        """Send tasks until there are no more, a process died or the connection broke; yield what was answered."""
        pending: dict[cf.Future[R], T] = {}
        answers = Answers[R](pool)
        while True:
            whole = not self.lost and not self.cut_off
            for task in itertools.islice(tasks, IN_FLIGHT - len(pending) if whole else 0):
                try:
                    pending[answers.ask(self._work, task)] = task
                except cf.BrokenExecutor:
                    self.lost.append(task)
                    break
            if not pending:
                return
            future = answers.next()
            yield from self._answer(future, pending.pop(future))

    def _answer(self, future: cf.Future[R], task: T) -> Iterator[tuple[T, R | Exception]]:
        try:
            yield task, future.result()
        except cf.BrokenExecutor:
            self.lost.append(task)
        except cf.CancelledError:  # nobody here takes a task back: Dask does, of a client that it hears no more
            self.cut_off.append(task)
        except Exception as error:  # noqa: BLE001 (whatever stops one task must not stop the others)
            yield task, error
