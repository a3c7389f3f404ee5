"""A pool's tasks, asked for and waited for so that an interrupt (Ctrl-C) at any moment leaves no lock taken.

Python raises an interrupt between any two steps of its first thread. Between taking a lock and entering the block that
gives it back, the lock stays taken; of a pool's future that means that the pool's own thread waits for it for ever, and
the process for that thread. ``concurrent.futures.wait`` takes the locks of all its futures, each time it is called.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_INTERRUPTS = ("SIGINT", "SIGTERM", "SIGHUP")
_INSISTED = 3  # interrupts after which the one who sends them is obeyed, whatever is under way


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Have interrupts wait until the block is left; a third one does not wait.

    What a signal does is up to whoever said so before: one that is ignored, or that ends the process, stays as it is.
    In another thread than the first nothing needs holding.

    >>> with contextlib.suppress(KeyboardInterrupt), interrupts_held():
    ...     signal.raise_signal(signal.SIGINT)
    ...     print("not yet")
    not yet
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    left = False

    def note(number: int, frame: Any) -> None:  # noqa: ANN401 (a frame object)
        came.append(number)
        if left or len(came) >= _INSISTED:
            kept[number](number, frame)

    numbers = [getattr(signal, name) for name in _INTERRUPTS if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    kept: dict[int, Callable[[int, Any], Any]] = {n: do for n, do in handlers.items() if callable(do)}
    for number in kept:
        signal.signal(number, note)
    try:
        yield
    finally:
        left = True
        for number, handler in kept.items():
            signal.signal(number, handler)
        if came:
            kept[came[0]](came[0], None)


class Answers(Generic[R]):
    """Tasks of a pool, given back as they end.

    >>> with cf.ThreadPoolExecutor(1) as pool:
    ...     answers = Answers[int](pool)
    ...     asked = answers.ask(len, "tide")
    ...     answers.next() is asked, asked.result()
    (True, 4)
    """

    def __init__(self, pool: cf.Executor) -> None:
        """Take the pool that does the tasks."""
        self._pool = pool
        self._ended: queue.SimpleQueue[cf.Future[R]] = queue.SimpleQueue()

    def ask(self, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> cf.Future[R]:
        """Give the pool a task.

        Raises:
            BrokenExecutor: one of its processes died.
        """
        with interrupts_held():
            future = self._pool.submit(do, *args, **kwargs)
            future.add_done_callback(self._ended.put)
        return future

    def next(self) -> cf.Future[R]:
        """Wait for the next task that ends, or was taken back. Each is given once; with none left it waits for ever."""
        return self._ended.get()


def ask(pool: cf.Executor, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
    """Give the pool one task, and return what waits for its result (or raises its error).

    >>> with cf.ThreadPoolExecutor(1) as pool:
    ...     ask(pool, len, "tide")()
    4
    """
    answers = Answers[R](pool)
    answers.ask(do, *args, **kwargs)
    return lambda: answers.next().result()
