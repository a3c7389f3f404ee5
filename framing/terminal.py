"""What a command says to the person at the terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import Literal, NoReturn

import typer


def printable(message: str) -> str:
    """Return ``message`` with control characters shown, so that no text of an article can steer the terminal."""
    return "".join(c if c == "\n" or c.isprintable() else f"\\x{ord(c):02x}" for c in message)


class _Spoken:
    """How much is said: set once, by the options of a command."""

    much: Literal["errors", "steps", "all"] = "steps"
    began = time.monotonic()


def speak(much: Literal["errors", "steps", "all"]) -> None:
    """Set how much is said: only errors, each step, or each step with its time and the trace of an error."""
    _Spoken.much = much
    _Spoken.began = time.monotonic()


def spoken() -> Literal["errors", "steps", "all"]:
    """Return how much is said."""
    return _Spoken.much


def tell(message: str) -> None:
    """Print a line for the person at the terminal, to standard error; nothing if only errors are wanted.

    If nobody listens any more (a closed terminal, ``| head``), the work goes on without words.
    """
    if _Spoken.much == "errors":
        return
    if _Spoken.much == "all":
        message = f"[{time.monotonic() - _Spoken.began:6.1f} s] {message}"
    _print_line(message)


def complain(message: str) -> None:
    """Print an error for the person at the terminal, to standard error, however little is said."""
    _print_line(f"error: {message}")


def _print_line(message: str) -> None:
    try:
        if sys.stderr is not None:
            print(printable(message), file=sys.stderr, flush=True)  # noqa: T201 - this is the one place that talks
    except (OSError, ValueError):
        open_streams(closed=("stderr",))


def open_streams(closed: tuple[str, ...] = ()) -> None:
    """Give standard streams that are closed, or named in ``closed``, a place where what is written is dropped.

    A command may be started without them. The next file that is opened would get the number of a missing one, and
    what a library writes to standard error would then stand in a report.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
            missing = getattr(sys, name) is None or name in closed
        except OSError:
            missing = True
        if missing:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115


def fail(message: str, *, status: int = 2) -> NoReturn:
    """Say what went wrong and end the command with ``status``."""
    complain(message)
    raise typer.Exit(status)
