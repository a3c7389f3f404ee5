"""Tables of a collection without reports: a list of any number of sets, cut into partitions that workers share.

``framing batch --only-tables``. A set's report takes seconds and megabytes; over a hundred thousand sets nobody reads
them, and what is asked goes to the tables (:mod:`framing.batch.query`, :mod:`framing.batch.across_events`). They are
the tables that the batch would have written, some fifty sets to a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from framing.batch.batch_folder import TABLES, BatchError, common_values
from framing.batch.copy_across_sets import find_copies, found_before, ranges
from framing.batch.part_digests import FOLDER
from framing.batch.partitions import (
    ARTICLES,
    BANDS,
    RECORDS,
    SENTENCES,
    Made,
    Partition,
    Ways,
    made_before,
    make_partition,
    partitions,
    remove_partition,
)
from framing.batch.set_lists import read_rows
from framing.batch.status import STATUS
from framing.batch.stream_tasks import stream_tasks
from framing.batch.worker_proof import proof
from framing.reports.parameters import make_params
from framing.store.cache import beside
from framing.store.drafts import clear_drafts

RECORD = "collection.json"
_TOLD = 20  # failed sets that are named as they come; all are in the record


@dataclass
class Collection:
    """What came of a collection: numbers, each failed set with its reason, and whether it was stopped."""

    out: Path
    partitions: int = 0
    unchanged: int = 0
    sets: int = 0
    articles: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    interrupted: bool = False
    compared: int = 0  # pairs of sentences of different sets, and
    copies: int = 0  # those of them that descend from one; keys of more sentences than are compared each with each:
    crowded: int = 0

    @property
    def complete(self) -> bool:
        """True if every set of the list is in the tables."""
        return not self.failed and not self.interrupted


def make_collection(
    source: str | Path,
    *,
    out: str | Path,
    common: str | Path | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    articles: int = ARTICLES,
    tell: Callable[[str], None] = lambda _: None,
) -> Collection:
    """Make the tables of all sets of a list, and no reports.

    Writes below ``out``: ``tables/NAME/part=00000/part.parquet`` …, a record a partition, and ``collection.json``. When
    all partitions are made, sentences that articles of different sets have in common are found over all of them and
    written to the table ``copies_across_sets`` (:mod:`framing.batch.copy_across_sets`). A
    partition whose sets, parameters, program and libraries are unchanged, and whose files are as they were written, is
    left alone: the same call goes on with what was stopped. The list is read as a stream; memory does not grow with it.

    Args:
        source: A ``.jsonl`` or ``.parquet`` file of sets, see :func:`framing.batch.set_lists.find_sets`. A row that is
            no set, or a set that cannot be read, is a failed one and stops no other.
        out: Folder of the collection, not that of a batch of reports.
        common: Parameters file, of which ``codebook``, ``parser`` and ``include_headline`` count.
        jobs: Processes on this machine.
        scheduler: Instead of ``jobs``: address of a Dask scheduler whose workers see the same folders.
        articles: Of a partition.
        tell: Called with a line of progress.

    Raises:
        BatchError: the list or the folder cannot be used; nothing was made.
        ParameterError: the parameters cannot be used.
    """
    folder, place = Path(out).resolve(), Path(source).resolve()
    _check(place, folder)
    ways = ways_of(common, base=folder)
    digest = ways.digest()
    tables = folder / TABLES
    done = Collection(folder)
    _write(done, "running")
    left = _not_yet(partitions(read_rows(place), digest, articles=articles), done, tables)
    work = partial(make_partition, folder=folder, tables=tables, ways=ways)
    try:
        for partition, made in stream_tasks(left, work, jobs=jobs, scheduler=scheduler, tell=tell):
            if isinstance(made, Exception):
                remove_partition(folder, tables, partition.name)  # rows of an earlier list would pass for this one's
                made = _failed(partition, made)  # noqa: PLW2901 (the same, said as a record)
            _add(done, made, tell)
            tell(f"{partition.name}: {done.articles:,} articles of {done.sets:,} sets so far")
        _remove_beyond(folder, tables, done.partitions)
        _find_copies(done, tables, digest, jobs=jobs, scheduler=scheduler, tell=tell)
    except KeyboardInterrupt:
        done.interrupted = True
        tell("stopped; finished partitions are kept, go on with the same command")
    _clear_away(folder, tables, interrupted=done.interrupted)
    _write(done, "interrupted" if done.interrupted else "finished")
    return done


def ways_of(common: str | Path | None, *, base: Path) -> Ways:
    """Return how a parameters file says sets are read; without one, as the parameters' defaults say.

    Raises:
        ParameterError: the file cannot be used.
        BatchError: it names what cannot be common to all sets.
    """
    values = common_values(Path(common) if common else None)
    near = Path(common).resolve().parent if common else base
    params = make_params({**values, "article_set": ".", "out": "."}, base=near, where=str(common or "parameters"))
    return Ways(params.codebook, params.parser, params.include_headline)


def _check(source: Path, folder: Path) -> None:
    if source.suffix not in {".jsonl", ".parquet"} or not source.is_file():
        msg = f"{source}: tables alone are made from a .jsonl or .parquet file of sets"
        raise BatchError(msg)
    if (folder / STATUS).exists():
        msg = f"{folder}: has a batch of reports; give the tables of a collection a folder of their own"
        raise BatchError(msg)
    taken = [name for name in (TABLES, RECORDS) if (folder / name).exists()]
    if taken and not (folder / RECORD).exists():
        msg = f"{folder}: {' and '.join(taken)} there are of no collection; give it a folder of its own"
        raise BatchError(msg)


def _not_yet(every: Iterator[Partition], done: Collection, tables: Path) -> Iterator[Partition]:
    """The partitions that are still to be made; the others are counted."""
    for partition in every:
        done.partitions += 1
        before = made_before(done.out, tables, partition)
        if before is None:
            yield partition
        else:
            done.unchanged += 1
            _add(done, before, lambda _: None)


def _failed(partition: Partition, why: Exception) -> Made:
    """All sets of a partition whose task failed as a whole (a full disk, a killed process) are failed ones."""
    said = str(why) or type(why).__name__
    return Made("", 0, 0, (*partition.faulty, *((name, said) for name, _ in partition.rows)))


def _add(done: Collection, made: Made, tell: Callable[[str], None]) -> None:
    done.sets += made.sets
    done.articles += made.articles
    for name, why in made.failed:
        done.failed.append((name, why))
        if len(done.failed) <= _TOLD:
            tell(f"{name}: failed: {why}")


def _find_copies(
    done: Collection, tables: Path, ways: str, *, jobs: int, scheduler: str | None, tell: Callable[[str], None]
) -> None:
    """Find copy across sets in what the partitions hold; ranges that are there from the same are counted."""
    folder = done.out
    names = sorted(record.stem for record in (folder / RECORDS).glob("part=[0-9]*.json"))
    every = ranges(folder, names, ways)
    before = {one.prefix: found_before(one, folder=folder, tables=tables) for one in every}
    if not every:  # a list whose sets all failed has no copy, whatever an earlier one had
        for place in (folder / RECORDS).glob("part=copies-*.json"):
            remove_partition(folder, tables, place.stem)
    work = partial(find_copies, folder=folder, tables=tables)
    left = (one for one in every if before[one.prefix] is None)
    came = chain(
        ((one, before[one.prefix]) for one in every),
        stream_tasks(left, work, jobs=jobs, scheduler=scheduler, tell=tell),
    )
    for one, found in came:
        if isinstance(found, Exception):
            done.failed.append((one.name, str(found) or type(found).__name__))
            tell(f"copy across sets, {one.name}: failed: {done.failed[-1][1]}")
        elif found is not None:
            done.compared += found.compared
            done.copies += found.pairs
            done.crowded += found.crowded
    tell(f"copy across sets: {done.copies:,} pairs of sentences of {done.compared:,} compared")


def _remove_beyond(folder: Path, tables: Path, end: int) -> None:
    """Remove partitions beyond the list's end, made when it was longer."""
    for record in (folder / RECORDS).glob("part=[0-9]*.json"):
        if int(record.stem.removeprefix("part=")) >= end:
            remove_partition(folder, tables, record.stem)


def _clear_away(folder: Path, tables: Path, *, interrupted: bool) -> None:
    """Remove what killed workers left half-written, and of a collection that was interrupted this process too."""
    for place in (
        folder,
        folder / RECORDS,
        folder / SENTENCES,
        folder / BANDS,
        tables / FOLDER,
        *tables.glob("*/part=*"),
    ):
        clear_drafts(place, own=interrupted)


def _write(done: Collection, state: str) -> None:
    record = {"state": state, **asdict(done), "versions": proof()}
    del record["out"]
    with beside(done.out / RECORD) as draft:
        draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
