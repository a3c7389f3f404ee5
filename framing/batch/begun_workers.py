"""Processes of a batch that load their libraries while its sets are still looked through.

Loading takes each process some seconds, and so does the look through forty sets, by one process.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.reports.warm_processes import further_processes

_FINISHED = "status.json"  # of a batch that ran here before: most of its sets may not have changed
_MANIFEST = "articles.toml"


@dataclass(frozen=True, slots=True)
class Begun:
    """A pool of processes, and what ends them."""

    _pool: cf.Executor
    _ends: contextlib.ExitStack

    @contextlib.contextmanager
    def taken(self) -> Iterator[cf.Executor]:
        """Give the pool to who uses it up: it ends with the block, at once if the block is left by an error."""
        with self._ends.pop_all():
            yield self._pool


@contextlib.contextmanager
def begun(jobs: int) -> Iterator[Begun | None]:
    """Begin ``jobs`` processes, none for 0; those that nobody has taken end with the block."""
    with contextlib.ExitStack() as ends:
        pool = ends.enter_context(further_processes(jobs))
        yield Begun(pool, ends) if pool is not None else None


def worth_beginning(sets: Path | None, out: Path, jobs: int) -> int:
    """Return how many processes a batch of ``sets`` surely needs, before anything of it is read.

    None where a batch ran before, whose reports may all be there, and none for a list that takes long to count.

    >>> worth_beginning(Path("corpus"), Path("nothing-here"), 2), worth_beginning(None, Path("nothing-here"), 2)
    (2, 0)
    """
    if sets is None or (out / _FINISHED).exists():
        return 0
    if sets.is_dir():
        return min(jobs, sum(1 for _ in itertools.islice(sets.glob(f"*/{_MANIFEST}"), jobs)))
    if sets.suffix == ".jsonl":
        with sets.open("rb") as lines:
            return sum(1 for line in itertools.islice(lines, jobs) if line.strip())
    return 0
