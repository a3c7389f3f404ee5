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
def progress(say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Give a function that tells a line of progress; ``say`` prints lines where there is no terminal.

    While the block runs, a polite end (SIGTERM) is treated like Ctrl-C, so that what is
    finished is kept and written down.
    """
    with _term_is_interrupt():
        if not sys.stderr.isatty():
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
def _term_is_interrupt() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: Any) -> None:  # noqa: ANN401 (a frame object)
        raise KeyboardInterrupt

    kept = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, kept)
