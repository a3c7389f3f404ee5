"""Cells run in this process, their output turned into the same messages a kernel would send.

A kernel is an IPython shell at the far end of a socket. Here the shell stands in this
process and its messages go into a list; nbclient, which papermill's standard engine
uses, then makes outputs of them by its own rules, so clear_output, updated displays,
widgets and errors come out alike by construction.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import gc
import os
import platform
import sys
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, TextIO

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import InteractiveShell
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.log import logger
from traitlets.config import Config

from framing.notebook_engine.kernel_messages import Mailbox, Stream, widgets_to
from framing.notebook_engine.own_matplotlib import INLINE, load_matplotlib
from framing.notebook_engine.process_state import clean_state

# Working directory, standard streams and the shell itself are the process's: one notebook at a time.
_ONE_AT_A_TIME = threading.RLock()
_OBJECTS = 50_000  # made between two collections: about those of one large chart


class Shell(ZMQInteractiveShell):
    """The kernel's shell where there is no kernel."""

    def enable_gui(self, gui: Any = None) -> None:  # noqa: ANN401 (IPython's signature)
        """Accept what ``%matplotlib inline`` asks for; windows cannot be opened here."""
        if gui not in (None, "inline", "agg"):
            super().enable_gui(gui)


def _no_input(prompt: str = "") -> str:
    from IPython.core.error import StdinNotImplementedError

    del prompt
    msg = "raw_input was called, but this frontend does not support input requests."
    raise StdinNotImplementedError(msg)


@contextlib.contextmanager
def _own_singletons() -> Iterator[None]:
    """Let a new shell be "the" shell, and give the place back: the caller may itself run inside IPython."""
    from matplotlib_inline.config import InlineBackend

    classes = [*Shell._walk_mro(), *InlineBackend._walk_mro()]  # noqa: SLF001 (traitlets' own way to clear)
    kept = [(c, c._instance) for c in classes]  # noqa: SLF001
    main, displayhook = sys.modules["__main__"], sys.displayhook
    for c in classes:
        c._instance = None  # noqa: SLF001
    try:
        yield
    finally:
        for c, instance in kept:
            c._instance = instance  # noqa: SLF001
        sys.modules["__main__"] = main
        sys.displayhook = displayhook


def _draw_inline(shell: InteractiveShell) -> None:
    """Send figures into the notebook with matplotlib's own settings, whatever was loaded and set before this shell."""
    load_matplotlib()
    os.environ["MPLBACKEND"] = INLINE
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None:
        return
    dict.__setitem__(matplotlib.rcParams, "backend", INLINE)
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline is not None:
        inline.configure_inline_support.__dict__.pop("current_backend", None)
        inline.show._to_draw, inline.show._draw_called = [], False  # noqa: SLF001 (figures of another notebook)
    if "matplotlib.pyplot" not in sys.modules:
        # The backend connects itself to the shell when it is imported, which must then happen again.
        sys.modules.pop("matplotlib_inline.backend_inline", None)
    else:
        import matplotlib.pyplot as plt
        from matplotlib_inline import backend_inline

        plt.switch_backend(INLINE)
        configure: Any = backend_inline.configure_inline_support
        configure(shell, INLINE)
        plt.ion()
        plt.install_repl_displayhook()


@contextlib.contextmanager
def _small_collections() -> Iterator[None]:
    """Leave what a warm process has loaded out of garbage collections, and hold fewer of them.

    Closing a figure starts one each time. A notebook makes tens of thousands of objects a chart, and Python would look
    through them again after every 700.
    """
    kept, often = _anything_frozen(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
        if not kept:
            gc.unfreeze()
            _anything_frozen.cache_clear()


@cache
def _anything_frozen() -> bool:
    """Whether this process keeps objects out of collections for good: Python counts them, a million, one by one."""
    return gc.get_freeze_count() > 0


def _connect(shell: Any, box: Mailbox) -> None:  # noqa: ANN401 (IPython's classes are untyped)
    shell.displayhook.session = shell.display_pub.session = box
    shell.displayhook.topic = b"execute_result"


def _close(shell: Any) -> None:  # noqa: ANN401 (IPython's methods are untyped)
    """Let go of everything the shell holds, so that tables of one notebook do not outlive it."""
    with contextlib.suppress(Exception):
        shell.atexit_operations()
    atexit.unregister(shell.atexit_operations)
    shell.restore_sys_module_state()


@contextlib.contextmanager
def open_shell(folder: str) -> Iterator[tuple[Shell, Mailbox]]:
    """Give a new shell, with a new namespace, in ``folder``; leave the process as it was.

    Yields the shell and the mailbox that receives its output messages.
    """
    with _ONE_AT_A_TIME, _small_collections(), clean_state(folder), _own_singletons():
        os.chdir(folder)
        sys.path.insert(0, "")
        box = Mailbox()
        config = Config()
        # No history file: it belongs to the user's own sessions, and costs a database.
        config.HistoryManager.enabled = False
        shell = Shell.instance(config=config, compiler_class=XCachingCompiler)
        _connect(shell, box)
        sys.stdout, sys.stderr = _text(Stream("stdout", box)), _text(Stream("stderr", box))
        _draw_inline(shell)
        asked = builtins.input
        setattr(builtins, "input", _no_input)  # noqa: B010 (its declared signature is narrower)
        try:
            with widgets_to(box):
                yield shell, box
        finally:
            builtins.input = asked
            _close(shell)


def _text(stream: Stream) -> TextIO:
    made: Any = stream
    return made  # type: ignore[no-any-return]


class ShellClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with the shell in the place of the kernel."""

    shell: Shell
    box: Mailbox

    def execute(self, **_: Any) -> NotebookNode:  # noqa: ANN401 (papermill passes kernel options)
        """Run all cells; stops after the first error, which stands in its cell's outputs."""
        self.reset_execution_trackers()
        with open_shell(os.getcwd()) as (self.shell, self.box):  # noqa: PTH109 (papermill has changed into it)
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = {
                "name": "python",
                "version": platform.python_version(),
                "mimetype": "text/x-python",
                "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
                "pygments_lexer": f"ipython{sys.version_info[0]}",
                "nbconvert_exporter": "python",
                "file_extension": ".py",
            }
            self.set_widgets_metadata()
            self.box.take()
        executed: NotebookNode = self.nb
        return executed

    def execute_cell(
        self,
        cell: NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,  # noqa: FBT001, FBT002 (nbclient's signature)
    ) -> NotebookNode:
        """Run one cell as nbclient's method of this name does; raises ``CellExecutionError`` as it does."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._run(cell.source, store_history=store_history)
        cell["execution_count"] = execution_count or self.shell.execution_count - 1
        for message in self.box.take():
            self.process_message(message, cell, cell_index)
        allowed = self.allow_errors or reply.get("ename") in self.allow_error_names or "raises-exception" in tags
        if reply["status"] == "error" and (self.force_raise_errors or not allowed):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _run(self, source: str, *, store_history: bool) -> dict[str, Any]:
        """Run ``source`` in the shell; the reply has the fields of a kernel's ``execute_reply``."""
        shell: Any = self.shell
        result = shell.run_cell(source, store_history=store_history)
        sys.stdout.flush()
        sys.stderr.flush()
        shell.payload_manager.clear_payload()
        error = result.error_before_exec or result.error_in_exec
        if result.success and not shell._last_traceback_during_displayhook:  # noqa: SLF001 (ipykernel's own flag)
            return {"status": "ok"}
        return {
            "status": "error",
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": shell._last_traceback or [],  # noqa: SLF001
        }


class ShellEngine(Engine):  # type: ignore[misc]
    """The engine behind ``papermill_engine.WarmEngine``: papermill's book-keeping around :class:`ShellClient`."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:  # noqa: ANN401
        """Run the managed notebook in this process; timeouts and kernel options have no meaning here."""
        kept = ("log_output", "stdout_file", "stderr_file", "allow_errors", "force_raise_errors", "record_timing")
        known = {name: options[name] for name in kept if options.get(name) is not None}
        ShellClient(nb_man, kernel_name=kernel_name, log=logger, **known).execute()
