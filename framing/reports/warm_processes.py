"""Warm processes: started once, with the heavy libraries loaded, for many notebooks each."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import gc
import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from multiprocessing.connection import wait

from framing.notebook_engine.light_libraries import CHARTS, NOTEBOOKS, VECTORISERS, load_lightly
from framing.notebook_engine.light_nbformat import load_nbformat
from framing.notebook_engine.own_matplotlib import load_matplotlib
from framing.reports.pool_answers import interrupts_held
from framing.store.text_columns import hold_text_as_objects

# What notebooks import; loading these is most of the time a cold notebook takes.
HEAVY = (
    "pandas",
    "pyarrow.parquet",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "nbformat",
    "IPython.display",
    "framing.notebook_engine.inprocess_shell",
    "framing.store.open_set",
    "framing.stats.evidence",
    "framing.reports.report_page",
)
# The processes share the processor already; threads within each would fight over it.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


# A report has about ten notebooks; a fifth process would find little to do and take its memory.
_MOST = 4


def own_processors() -> int:
    """Return on how many processors this process may run, at most 4: as many notebooks run at the same time."""
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(able, _MOST)


def warm_up() -> None:
    """Load what notebooks need. Called once in each process of a pool, and by a Dask worker before its first task."""
    load_matplotlib()
    load_nbformat()
    import matplotlib as mpl

    mpl.use("agg")  # no window system is asked for; each notebook's shell sets its own way to draw
    load_lightly(VECTORISERS, CHARTS, NOTEBOOKS)
    for name in HEAVY:
        importlib.import_module(name)
    # Libraries stay loaded: leave them out of every later collection.
    gc.collect()
    gc.freeze()


def _begin() -> None:
    # Ctrl-C goes to every process of the terminal; the parent decides what stops.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm_up()
    hold_text_as_objects()  # here alone: a cluster's worker, which is warmed up too, may be somebody else's process


def _end_with_parent() -> None:
    """Stop when the parent is gone: a batch that was killed must not go on writing behind its successor."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextlib.contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Run the block with these environment variables, then put them back."""
    kept = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextlib.contextmanager
def warm_pool(jobs: int) -> Iterator[cf.Executor]:
    """Give a pool of ``jobs`` warm processes; on an error or Ctrl-C they are stopped at once."""
    before = set(multiprocessing.active_children())
    with environment(dict.fromkeys(ONE_THREAD, "1")):
        pool = cf.ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
        try:
            yield pool
        except BaseException:
            with interrupts_held():
                pool.shutdown(wait=False, cancel_futures=True)
                for process in set(multiprocessing.active_children()) - before:
                    process.kill()
                    process.join()
            raise
        finally:
            with interrupts_held():
                pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def further_processes(n: int) -> Iterator[cf.Executor | None]:
    """Give ``n`` processes beside this one, which load their libraries from now on; ``None`` for fewer than one."""
    if n < 1:
        yield None
        return
    with warm_pool(n) as pool:
        with interrupts_held():
            for _ in range(n):
                pool.submit(os.getpid)  # a pool begins a process with a task, and loads its libraries then
        yield pool
