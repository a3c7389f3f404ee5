"""Process state that a notebook may change, put back so that the next one starts clean.

A kernel per notebook gets this from the operating system. A warm process must do it by
hand; what is listed here is what Python code of an analysis commonly changes.
"""

from __future__ import annotations

import contextlib
import decimal
import importlib
import locale
import logging
import os
import random
import signal
import sys
import sysconfig
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

Restore = Callable[[], None]


def _installed() -> tuple[str, ...]:
    """Folders of installed packages; a virtual environment may lie inside the notebooks' own folder."""
    return tuple(os.path.realpath(sysconfig.get_path(kind)) + os.sep for kind in ("stdlib", "purelib", "platlib"))


def _modules_from(folder: str) -> Restore:
    """Forget modules imported from ``folder`` (a notebook's own helpers): the next notebook has other ones.

    Installed packages stay: some, like duckdb, end the process when they are imported twice.
    """
    before = set(sys.modules)
    inside, installed = os.path.realpath(folder) + os.sep, _installed()

    def restore() -> None:
        for name in set(sys.modules) - before:
            file = os.path.realpath(getattr(sys.modules[name], "__file__", None) or "")
            if file.startswith(inside) and not file.startswith(installed):
                del sys.modules[name]

    return restore


def _environment() -> Restore:
    kept = dict(os.environ)

    def restore() -> None:
        if dict(os.environ) != kept:
            os.environ.clear()
            os.environ.update(kept)

    return restore


def _folder() -> Restore:
    kept = os.getcwd()  # noqa: PTH109 (kept as the text chdir takes back)
    return lambda: os.chdir(kept)


def _interpreter() -> Restore:
    """Search path, warning filters, hooks, recursion limit, locale, decimal context, builtins' ``_``."""
    path, arguments = sys.path[:], sys.argv[:]
    hooks = sys.excepthook, sys.displayhook, sys.stdout, sys.stderr, sys.stdin
    show, format_ = warnings.showwarning, warnings.formatwarning
    filters = warnings.filters[:]
    limit = sys.getrecursionlimit()
    context = decimal.getcontext().copy()
    named = locale.setlocale(locale.LC_ALL)
    new_thread_hook = threading.excepthook

    def restore() -> None:
        sys.path[:], sys.argv[:] = path, arguments
        sys.excepthook, sys.displayhook, sys.stdout, sys.stderr, sys.stdin = hooks
        warnings.showwarning, warnings.formatwarning = show, format_
        # A module warns once per place; resetting the filters makes the next notebook's warnings new again.
        warnings.resetwarnings()
        warnings.filters[:] = filters  # type: ignore[index]
        for module in list(sys.modules.values()):
            try:  # noqa: SIM105 - a context manager for each of some thousand modules takes ten times as long
                module.__dict__.pop("__warningregistry__", None)
            except Exception:  # noqa: BLE001, S110 - what stands there need not be a module
                pass
        sys.setrecursionlimit(limit)
        decimal.setcontext(context)
        threading.excepthook = new_thread_hook
        if locale.setlocale(locale.LC_ALL) != named:
            locale.setlocale(locale.LC_ALL, named)
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            if hasattr(sys, name):
                delattr(sys, name)

    return restore


def _reseed() -> None:
    """Seed the global generators from the operating system, as in a new process."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _signals() -> Restore:
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    kept = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in kept.items():
            if handler is not None and signal.getsignal(number) is not handler:
                signal.signal(number, handler)

    return restore


def _logs() -> Restore:
    root = logging.getLogger()
    kept = root.level, root.handlers[:], root.filters[:], logging.root.manager.disable
    loggers = {name: (one.level, one.handlers[:], one.propagate, one.disabled) for name, one in _every_logger()}

    def restore() -> None:
        root.level, root.handlers[:], root.filters[:] = kept[0], kept[1], kept[2]
        logging.disable(kept[3])
        for name, one in _every_logger():
            level, handlers, propagate, disabled = loggers.get(name, (logging.NOTSET, [], True, False))
            if name in loggers:
                one.setLevel(level)
                one.handlers[:], one.propagate, one.disabled = handlers, propagate, disabled

    return restore


def _every_logger() -> Iterator[tuple[str, logging.Logger]]:
    for name, one in list(logging.root.manager.loggerDict.items()):
        if isinstance(one, logging.Logger):
            yield name, one


def _numpy() -> Restore:
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return lambda: None
    options, errors = numpy.get_printoptions(), numpy.geterr()

    def restore() -> None:
        numpy.set_printoptions(**options)
        numpy.seterr(**errors)

    return restore


def _pandas() -> Restore:
    if "pandas" not in sys.modules:
        return lambda: None
    # The private registry is the only full list; option_context needs every name spelt out.
    config: Any = importlib.import_module("pandas._config.config")
    names = [name for name in config._registered_options if name not in config._deprecated_options]  # noqa: SLF001
    kept: dict[str, Any] = {name: config.get_option(name) for name in names}

    def restore() -> None:
        for name, value in kept.items():
            now = config.get_option(name)
            if now is not value and now != value:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    config.set_option(name, value)

    return restore


def _matplotlib() -> Restore:
    """Start from matplotlib's own settings, with nothing drawn; put back what was there."""
    matplotlib = sys.modules.get("matplotlib")
    kept = None
    if matplotlib is not None:
        # rcParams is a dict whose own methods resolve the backend and warn of old names: by-pass them.
        kept = dict.copy(matplotlib.rcParams)
        _fill(matplotlib.rcParams, matplotlib.rcParamsDefault)
    units = sys.modules.get("matplotlib.units")
    converters = dict(units.registry) if units else {}

    def restore() -> None:
        module = sys.modules.get("matplotlib")
        if module is None:
            return
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")
        _fill(module.rcParams, kept if kept is not None else module.rcParamsOrig)
        if units:
            units.registry.clear()
            units.registry.update(converters)

    return restore


def _fill(target: dict[str, Any], source: dict[str, Any]) -> None:
    dict.clear(target)
    dict.update(target, source)


@contextlib.contextmanager
def clean_state(folder: str) -> Iterator[None]:
    """Run the block, then put process state back to what it was before it, also after an error.

    Covers working directory, environment, ``sys.path`` and hooks, warning filters and their
    once-only memory, signal handlers, locale, decimal context, logging, numpy and pandas
    options, matplotlib's rc and open figures, and modules imported from ``folder``. Random
    generators are seeded anew rather than put back, as in a new process. Changes inside
    third-party modules (a function replaced by hand) are out of reach.
    """
    parts = (_folder, _environment, _interpreter, _signals, _logs, _numpy, _pandas, _matplotlib)
    restores = [part() for part in parts]
    restores.append(_modules_from(folder))
    _reseed()
    try:
        yield
    finally:
        for restore in reversed(restores):
            restore()
