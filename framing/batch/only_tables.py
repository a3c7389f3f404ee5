"""``framing batch --only-tables``: the tables of a collection, and what came of them in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.batch.batch_folder import BatchError
from framing.batch.collection import RECORD, make_collection
from framing.batch.progress import ends_are_interrupts


def only_tables(
    sets: Path | None,
    common: Path | None,
    out: Path,
    jobs: int,
    scheduler: str | None,
    *,
    others: bool,
    tell: Callable[[str], None],
) -> int:
    """Make the tables of a list of sets and return the command's exit status, which means what a batch's does.

    Args:
        sets: The list.
        common: Parameters of all sets.
        out: Folder of the collection.
        jobs: Processes here.
        scheduler: Or a Dask scheduler's address.
        others: Whether something was asked that is a batch of reports' own.
        tell: Called with each line.

    Raises:
        BatchError: what was asked does not go together, see also :func:`framing.batch.collection.make_collection`.
    """
    if sets is None or others:
        msg = "--only-tables goes with --sets and needs no --resume or --force: the same command goes on"
        raise BatchError(msg)
    with ends_are_interrupts():
        done = make_collection(sets, out=out, common=common, jobs=jobs, scheduler=scheduler, tell=tell)
    made = f"{done.articles:,} articles of {done.sets:,} sets in {done.partitions:,} partitions"
    tell(f"{made} ({done.unchanged:,} unchanged), {len(done.failed):,} sets failed: {done.out / RECORD}")
    return 130 if done.interrupted else 0 if done.complete else 1
