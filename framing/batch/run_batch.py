"""Many reports: all checked first, made in parallel, each whole or not at all, the rest going on past a failure."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from framing.batch.batch_folder import SETS, TABLES, BatchError, clear_away, common_values, make_way
from framing.batch.begun_workers import Begun
from framing.batch.index_page import write_batch_page
from framing.batch.part_digests import part, set_is_whole
from framing.batch.set_lists import SetListError, find_sets
from framing.batch.status import STATUS, Failure, SetStatus, Status, read_status
from framing.batch.tasks import Outcome, Task, parts_of, run_tasks
from framing.batch.worker_proof import proof
from framing.reports.make_report import Job, prepare, relative_path
from framing.reports.notebook_suite import SuiteError
from framing.reports.output_folder import is_unchanged, mend
from framing.reports.parameters import ParameterError, Params, make_params, read_params
from framing.store.written_files import file_digest


@dataclass(frozen=True, slots=True)
class Asked:
    """The inputs of a batch: parameters files, or a collection of sets with their common parameters."""

    parameters: tuple[Path, ...] = ()
    sets: Path | None = None
    common: Path | None = None

    def relative_to(self, folder: Path) -> dict[str, Any]:
        """Return the same as plain values relative to ``folder``: a batch can be moved, its record names no machine."""
        return {
            "parameters": [relative_path(p, folder) for p in self.parameters],
            "sets": relative_path(self.sets, folder) if self.sets else None,
            "common": relative_path(self.common, folder) if self.common else None,
        }


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What came of a batch: numbers of sets, and whether it was stopped."""

    out: Path
    done: int
    unchanged: int
    failed: int
    interrupted: bool

    @property
    def complete(self) -> bool:
        """True if every set that was asked for has its report."""
        return not self.failed and not self.interrupted


def run_batch(
    params_files: Sequence[str | Path] = (),
    *,
    sets: str | Path | None = None,
    common: str | Path | None = None,
    out: str | Path = "figures",
    jobs: int = 1,
    scheduler: str | None = None,
    notebooks_from: str | Path | None = None,
    resume: bool = False,
    force: bool = False,
    begun: Begun | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> BatchResult:
    """Make the reports of many article sets.

    Writes below ``out``: a report a set, ``index.html`` with a card for every report and the same as
    ``feed.json``, ``status.json``, and ``tables/`` for questions across sets. Sets whose report was made
    from exactly the same inputs are left as they are. Everything is checked before the first set runs. What is wrong
    with the asking (a misspelt parameter, an unknown notebook, two sets for one folder) stops the batch there; what is
    wrong with a set (its manifest, a text, its codebook) makes that set a failed one, and the others go on.

    Args:
        params_files: One parameters file a set.
        sets: Or: a folder of article sets, or a JSONL or Parquet file of sets; each is reported
            in ``out/ID``.
        common: Parameters for all of ``sets``, a file without ``article_set`` and ``out``.
        out: Folder of the batch.
        jobs: Processes on this machine.
        scheduler: Instead of ``jobs``: address of a Dask scheduler whose workers see the same folders.
        notebooks_from: Folder whose notebooks are run, in place of the package's; one you trust.
        resume: Take up the batch that ``out/status.json`` describes, if no sets are given.
        force: Make every report again, and move files aside that stand in the way and that no run wrote.
        begun: Processes on this machine that have begun already, as many as ``jobs`` or as there are sets.
        tell: Called with a line of progress.

    Raises:
        BatchError: before anything runs, with all faults of what was asked.
    """
    folder = Path(out).resolve()
    places = (Path(place).resolve() if place is not None else None for place in (sets, common))
    asked = Asked(tuple(Path(p).resolve() for p in params_files), *places)
    make_way(folder, force=force, tell=tell)
    if resume and not params_files and sets is None:
        asked = _asked_before(folder)
    shared_out = jobs > 1 or scheduler is not None
    own = Path(notebooks_from) if notebooks_from is not None else None
    tasks, unchanged, status = _prepare(asked, folder, force=force, shared_out=shared_out, notebooks=own)
    _tell_failures(status, tell)
    if unchanged and not tasks:
        tell(f"{unchanged} sets have not changed")
    status.write("running")
    outcomes = run_tasks(tasks, jobs=jobs, scheduler=scheduler, tell=tell, note=status.note_workers, begun=begun)
    interrupted = not _ran_to_the_end(outcomes, status, tell)
    clear_away(folder, status, interrupted=interrupted)
    status.note_page(file_digest(write_batch_page(folder, status, tables=TABLES, finished=not interrupted)))
    status.write("interrupted" if interrupted else "finished")
    return BatchResult(folder, status.count("done"), unchanged, status.count("failed"), interrupted)


def _tell_failures(status: Status, tell: Callable[[str], None]) -> None:
    for one in status:
        if one.failure is not None:
            tell(f"{one.id}: failed: {one.failure.reason}")


def _ran_to_the_end(
    outcomes: Generator[tuple[str, Outcome], None, None], status: Status, tell: Callable[[str], None]
) -> bool:
    """Note each outcome as it comes; False if the user stopped the batch."""
    try:
        # Closing it ends the processes, before their drafts are cleared away.
        with contextlib.closing(outcomes):
            for out_name, outcome in outcomes:
                _note(status, out_name, outcome, tell)
                status.write_soon()
    except KeyboardInterrupt:
        tell("stopped; finished sets are kept, go on with --resume")
        return False
    return True


def _asked_before(folder: Path) -> Asked:
    """What the batch in ``folder`` was asked for, from its status file."""
    before = read_status(folder / STATUS)
    if before is None:
        msg = f"{folder}: no {STATUS} to resume from; name parameters files or --sets"
        raise BatchError(msg)
    asked = before["asked"]
    places = {name: (folder / asked[name]).resolve() if asked[name] else None for name in ("sets", "common")}
    return Asked(tuple((folder / p).resolve() for p in asked["parameters"]), **places)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A set before it is checked: what to call it, its parameters when called for, the folder of their file."""

    name: str
    params: Callable[[], Params]
    near: Path
    fault: str | None = None


def _candidates(asked: Asked, folder: Path, *, force: bool) -> Iterator[_Candidate]:
    for file in asked.parameters:
        yield _Candidate(str(file), partial(read_params, file), file.parent)
    if asked.sets is None:
        return
    values = common_values(asked.common)
    base = asked.common.parent if asked.common else folder
    for place, fault in find_sets(asked.sets, folder=folder / SETS, force=force).items():
        given = {**values, "article_set": str(place.resolve()), "out": str(folder / place.name)}
        get = partial(make_params, given, base=base, where=str(asked.common or place))
        yield _Candidate(str(place), get, base, fault)


def _prepare(
    asked: Asked, folder: Path, *, force: bool, shared_out: bool, notebooks: Path | None
) -> tuple[dict[str, Task], int, Status]:
    """Check every set; return those that must be made, how many need not be, and where all stand."""
    faults: list[str] = []
    tasks: dict[str, Task] = {}
    states: list[SetStatus] = []
    before = {one["out"]: one for one in (read_status(folder / STATUS) or {"sets": []})["sets"]}
    unchanged = 0
    placed: dict[Path, tuple[_Candidate, Params]] = {}
    for one in _candidates(asked, folder, force=force):
        try:
            params = one.params()
            _check_place(params.out, folder, placed)
        except (ValueError, OSError) as error:
            faults.append(f"{one.name}: {error}")
        else:
            placed[params.out] = (one, params)
    mend(placed)
    for one, params in placed.values():
        out_name = relative_path(params.out, folder)
        try:
            job = _prepared(params, one, notebooks, force=force)
        except SuiteError as error:
            faults.append(f"{one.name}: {error}")
            continue
        except (ValueError, OSError) as error:
            id_ = params.article_set.name
            failure = Failure(None, None, str(error))
            states.append(SetStatus(id_, params.title or id_, out_name, "failed", failure=failure))
            continue
        state = SetStatus(job.article_set.id, params.title or job.article_set.title, out_name)
        if not force and is_unchanged(params.out, job.made_from) and _has_tables(folder / TABLES, job):
            unchanged += 1
            old = before.get(out_name, {})
            state = replace(state, state="done", seconds=old.get("seconds", 0.0), notebooks=old.get("notebooks", {}))
        else:
            parts = parts_of(job) if shared_out else ()
            tasks[out_name] = Task(params, job.notebooks[0].parent, folder / TABLES, force, parts)
        states.append(state)
    if faults or not states:
        msg = "nothing was run.\n" + "\n".join(faults or ["no sets were given"])
        raise BatchError(msg)
    return tasks, unchanged, Status(folder / STATUS, asked.relative_to(folder), states, versions=proof())


def _check_place(out: Path, folder: Path, seen: Collection[Path]) -> None:
    """Make sure that no two sets, and no set and the batch itself, are written to one folder."""
    if out in seen:
        msg = f"out: two sets would be written to {out}; give each its own"
        raise ParameterError(msg)
    if folder.is_relative_to(out):
        msg = f"out: {out} is the batch's own folder or holds it; give the report a folder of its own"
        raise ParameterError(msg)


def _prepared(params: Params, one: _Candidate, notebooks: Path | None, *, force: bool) -> Job:
    if one.fault is not None:
        raise SetListError(one.fault)
    return prepare(params, near=one.near, notebooks_from=notebooks, force=force)


def _has_tables(tables: Path, job: Job) -> bool:
    return part(tables, "articles", job.article_set.id).is_file() and set_is_whole(tables, job.article_set.id)


def _note(status: Status, name: str, outcome: Outcome, tell: Callable[[str], None]) -> None:
    if isinstance(outcome, Failure):
        now = status.update(name, state="failed", failure=outcome)
        place = f"{outcome.notebook}, cell {outcome.cell}: " if outcome.notebook else ""
        said = f"failed: {place}{outcome.reason}"
    else:
        took = {notebook: round(seconds, 3) for notebook, seconds in outcome.notebooks}
        now = status.update(name, state="done", seconds=round(outcome.seconds, 3), notebooks=took, failure=None)
        said = f"done in {outcome.seconds:.1f} s"
    ended = status.count("done") + status.count("failed")
    with contextlib.suppress(BrokenPipeError):
        tell(f"[{ended}/{len(status)}] {now.id}: {said}")
