"""What a command says to the person at the terminal."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer


def printable(message: str) -> str:
    """Return ``message`` with control characters shown, so that no text of an article can steer the terminal."""
    return "".join(c if c == "\n" or c.isprintable() else f"\\x{ord(c):02x}" for c in message)


def tell(message: str) -> None:
    """Print a line for the person at the terminal, to standard error."""
    print(printable(message), file=sys.stderr)  # noqa: T201 - this is the one place that talks


def fail(message: str, *, status: int = 2) -> NoReturn:
    """Say what went wrong and end the command with ``status``."""
    tell(f"error: {message}")
    raise typer.Exit(status)
