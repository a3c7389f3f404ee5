"""Work that this process and further ones do together: whoever is free takes what comes next."""

from __future__ import annotations

import concurrent.futures as cf
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class SharedWork(Generic[Task, Result]):
    """Tasks that a pool's processes work off, and this one beside them.

    Within ``with`` tasks may be added at any time; :meth:`run` has this process take part until all are done. They are
    begun in the order of ``size``, the greatest first, so that no long one is left when all else is done.

    Args:
        pool: The further processes.
        do: What is done with a task, there and here; sent to the processes, so a function of a module.
        size: How long a task takes, in any unit; tasks of one size are taken in the order in which they came.

    >>> with cf.ThreadPoolExecutor(1) as pool, SharedWork(pool, len) as work:
    ...     work.add(["tide", "ebb"])
    ...     sorted(work.run())
    [('ebb', 3), ('tide', 4)]
    """

    def __init__(
        self, pool: cf.Executor, do: Callable[[Task], Result], *, size: Callable[[Task], float] = lambda _: 0
    ) -> None:
        """Take the pool's processes into service; they wait for tasks."""
        self._pool, self._do, self._size = pool, do, size
        self._left: list[Task] = []
        self._open, self._given = True, 0
        self._changed = threading.Condition()
        self._ended: queue.SimpleQueue[tuple[Task, Result] | BaseException] = queue.SimpleQueue()
        # one thread a process: it waits for its process and hands it the next task
        self._hands = [
            threading.Thread(target=self._hand_over, daemon=True) for _ in range(getattr(pool, "_max_workers", 1))
        ]

    def __enter__(self) -> Self:
        for hand in self._hands:
            hand.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Forget what nobody has begun; who is at work ends it."""
        with self._changed:
            self._left.clear()
            self._open = False
            self._changed.notify_all()

    def add(self, tasks: Iterable[Task]) -> None:
        """Add tasks; a free process begins with one at once."""
        with self._changed:
            before = len(self._left)
            self._left += tasks
            self._given += len(self._left) - before
            self._left.sort(key=self._size, reverse=True)
            self._changed.notify_all()

    def run(self, here: Callable[[Task], Result] | None = None) -> Iterator[tuple[Task, Result]]:
        """Do tasks here too, and give each with what was made of it as it ends, until all that were added are done.

        Args:
            here: What is done with a task in this process, if that is not the same as in the others.

        Raises:
            Exception: whatever a task raises, here or there; those that nobody has begun are not done.
        """
        done = 0
        while done < self._given:
            task = self._next(wait=False) if self._ended.empty() else None
            if task is not None:
                yield task[0], (here or self._do)(task[0])
            else:
                one = self._ended.get()
                if isinstance(one, BaseException):
                    raise one
                yield one
            done += 1

    def _next(self, *, wait: bool) -> tuple[Task] | None:
        """Take the next task; ``None`` if there is none and, having waited, will be none."""
        with self._changed:
            while wait and self._open and not self._left:
                self._changed.wait()
            return (self._left.pop(0),) if self._left else None

    def _hand_over(self) -> None:
        while (task := self._next(wait=True)) is not None:
            try:
                self._ended.put((task[0], self._pool.submit(self._do, task[0]).result()))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                with self._changed:
                    self._left.clear()
                    self._open = False
                self._ended.put(error)
                return
