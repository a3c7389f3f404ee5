"""How the commands answer: help in whole sentences, a mistake in one line, and the same few options everywhere."""

from __future__ import annotations

import linecache
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from framing.terminal import speak, tell

_PACKAGE = Path(__file__).resolve().parent


class PoliteGroup(TyperGroup):
    """The commands of ``framing``: their help is not cut, and each takes ``--quiet`` and ``--verbose``."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - click's own types differ between versions
        """Return a command with the options that all have."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and not any(p.name == "quiet" for p in command.params):
            command.params.extend(_options_of_all())
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """List each command with the whole first line of its help."""
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, (command.help or "").partition("\n")[0]) for name, command in named if not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _options_of_all() -> list[Any]:
    """Return the options as typer makes them from a function's signature, whatever its version."""
    made = typer.Typer(add_completion=False)

    @made.command()
    def _any_command(
        *,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", callback=_be_quiet, expose_value=False, help="say nothing but errors")
        ] = False,
        verbose: Annotated[
            bool,
            typer.Option(
                "--verbose", "-v", callback=_be_verbose, expose_value=False, help="say when, and where an error arose"
            ),
        ] = False,
    ) -> None:
        del quiet, verbose

    return list(typer.main.get_command(made).params)


def _be_quiet(given: bool) -> None:  # noqa: FBT001 - typer calls it
    if given:
        speak("errors")


def _be_verbose(given: bool) -> None:  # noqa: FBT001 - the same
    if given:
        speak("all")


def said_in_one_line(error: Exception, command: str) -> str | None:
    """Return what a wrong use of ``command`` is answered with; ``None`` if ``error`` is no wrong use."""
    format_message = getattr(error, "format_message", None)  # click's, and typer's own copy of it
    if format_message is None:
        return None
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", None) or command
    message = " ".join(str(format_message()).split()).rstrip(".")
    return f"{message}; see '{path} --help'"


def is_the_users(error: Exception) -> bool:
    """Return whether ``error`` speaks of what the user gave, in words of this package, and is no fault of a program.

    So do the errors of the system about files, those of this package's own kinds, and each other that a ``raise`` of
    this package made. An error out of a library, or of an expression that failed, is a fault: its trace is needed.
    """
    if isinstance(error, OSError) or type(error).__module__.startswith("framing."):
        return True
    if not isinstance(error, ValueError | RuntimeError):
        return False
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    if last is None or _PACKAGE not in Path(last.filename).resolve().parents or last.lineno is None:
        return False
    return linecache.getline(last.filename, last.lineno).lstrip().startswith("raise ")


def print_version(given: bool) -> None:  # noqa: FBT001 - typer calls it
    """Print the versions that an output depends on, and end."""
    if given:
        from importlib.metadata import PackageNotFoundError, version

        from framing import __version__

        try:
            spacy = f", spaCy {version('spacy')}"
        except PackageNotFoundError:
            spacy = ""
        print(f"framing {__version__} (Python {sys.version.split()[0]}{spacy})")  # noqa: T201 - the answer
        raise typer.Exit


def tell_trace(error: Exception) -> None:
    """Say where an error arose, for who asked to be told all."""
    tell("".join(traceback.format_exception(error)).rstrip())
