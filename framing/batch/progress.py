"""A batch's progress: a bar for a person at a terminal, plain lines for a log."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

_COUNTED = re.compile(r"\[(\d+)/(\d+)\]")


@contextlib.contextmanager
def progress(say: Callable[[str], None], *, plain: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function that tells a line of progress; ``say`` prints lines where there is no terminal.

    With ``plain`` it prints them at a terminal too. While the block runs, a polite end (SIGTERM) and a
    terminal that is closed (SIGHUP) are treated like Ctrl-C, so that what is finished is kept and written
    down, unless whoever started the batch had them ignored.
    """
    with ends_are_interrupts():
        if plain or not sys.stderr.isatty():
            yield say
            return
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("reports", total=None)

            def tell(line: str) -> None:
                counted = _COUNTED.match(line)
                if counted:
                    bar.update(task, completed=int(counted[1]), total=int(counted[2]))
                if not counted or "failed" in line:
                    bar.console.print(escape("".join(c if c.isprintable() else "�" for c in line)))

            yield tell


@contextlib.contextmanager
def ends_are_interrupts() -> Iterator[None]:
    """While the block runs, treat a polite end (SIGTERM) and a closed terminal (SIGHUP) like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: Any) -> None:  # noqa: ANN401 (a frame object)
        raise KeyboardInterrupt

    named = (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP"))
    kept = {one: signal.getsignal(one) for one in named if one is not None}
    kept = {one: handler for one, handler in kept.items() if handler not in (signal.SIG_IGN, None)}
    for one in kept:
        signal.signal(one, interrupt)
    try:
        yield
    finally:
        for one, handler in kept.items():
            signal.signal(one, handler)
