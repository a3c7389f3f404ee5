"""Matrix products on one thread: a report runs a process on each processor, and threads within each fight over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_P = ParamSpec("_P")
_R = TypeVar("_R")


@cache
def _libraries() -> ThreadpoolController:
    """The linear algebra libraries that are loaded; finding them takes milliseconds, so it is done once."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def on_one_thread(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function multiply matrices on one thread; what it returns is the same.

    A second thread that waits for a processor in use spins: measured on two busy processors, the comparisons of 80
    articles took three to five times the processor time with two threads.

    >>> on_one_thread(sum)([1, 2])
    3
    """

    @wraps(function)
    def limited(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _libraries().limit(limits=1):
            return function(*args, **kwargs)

    return limited
