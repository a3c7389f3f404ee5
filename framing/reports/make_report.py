"""One report: the notebooks run on one article set, and the page made of them."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.findings.ledger_run import decision_digests, manifest_digests
from framing.notebook_engine.light_libraries import VECTORISERS, load_lightly
from framing.notebook_engine.own_matplotlib import import_matplotlib
from framing.reports.ledger_and_page import write_ledger_and_page
from framing.reports.notebook_suite import check_notebooks, declared_parameters, find_notebooks
from framing.reports.output_folder import check_out, is_unchanged, mend, new_output, restore
from framing.reports.parameters import NOTEBOOK_PARAMETERS, Params, read_params, settings_of
from framing.reports.pool_answers import Answers, interrupts_held
from framing.reports.run_notebooks import Engine, Step, Task, run_notebooks
from framing.reports.run_notes import run_notes
from framing.reports.warm_processes import further_processes
from framing.sets.manifest import ArticleSet
from framing.store.cache import why_not_kept
from framing.store.fingerprint import digest_of, package_digest, report_versions
from framing.store.open_set import load_or_pack, open_set, set_codebook
from framing.store.text_columns import text_as_objects

if TYPE_CHECKING:
    from framing.findings.finding import Finding
    from framing.measure.tables import Tables


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made, or found unchanged: where it is and how long each notebook took."""

    out: Path
    set_id: str
    title: str
    unchanged: bool
    seconds: float
    notebooks: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A report about to be made, all its inputs checked."""

    params: Params
    notebooks: tuple[Path, ...]
    article_set: ArticleSet
    made_from: str
    params_file: Path | None = None


def prepare(
    params: Params,
    *,
    near: Path | None = None,
    params_file: Path | None = None,
    notebooks_from: Path | None = None,
    force: bool = False,
) -> Job:
    """Check everything that can be checked before a notebook runs.

    ``near`` is where a workspace has its notebooks, ``notebooks_from`` a folder with them that comes first;
    ``params_file`` is noted in the report; ``force`` lets files in the way be moved aside.

    Raises:
        SuiteError, SetError, CodebookError, OutputError: with what is wrong and the remedy.
    """
    notebooks = find_notebooks(params.notebooks, near=near, folder=notebooks_from)
    check_notebooks(notebooks)
    loaded = load_or_pack(params.article_set)
    book = set_codebook(loaded, codebook=params.codebook)
    inputs = (params.article_set, *([params.codebook] if params.codebook else []))
    check_out(params.out, *inputs, *notebooks, *([params_file] if params_file is not None else []), force=force)
    made_from = digest_of(
        [
            json.dumps(notebook_values(params), sort_keys=True),
            *(file.read_text(encoding="utf-8") for file in notebooks),
            json.dumps(manifest_digests(loaded)),
            json.dumps(decision_digests(loaded)),
            *(f"{a.id} {a.sha256}" for a in loaded.articles),
            book.sha256 if book else "",
            package_digest(),
            json.dumps(report_versions(params.parser), sort_keys=True),
        ]
    )
    return Job(params, notebooks, loaded, made_from, params_file)


def notebook_values(params: Params) -> dict[str, Any]:
    """Return what a notebook is given: paths relative to where it runs, so that no output names this machine."""
    here = params.out / "notebooks"
    values = {name: getattr(params, name) for name in NOTEBOOK_PARAMETERS}
    for name in ("article_set", "codebook", "out"):
        if values[name] is not None:
            values[name] = relative_path(values[name], here)
    return values


def relative_path(path: Path, start: Path) -> str:
    """Return ``path`` as seen from ``start``, with slashes; as it is if they lie on different drives."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def run_report(
    params_file: str | Path | Params,
    out: str | Path | None = None,
    jobs: int = 1,
    engine: Engine = "framing",
    *,
    notebooks_from: str | Path | None = None,
    unchanged_is_done: bool = False,
    force: bool = False,
    pool: cf.Executor | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Make the report of one article set.

    Writes below ``out``: ``index.html``, ``notebooks/`` (executed, without input hidden or
    changed), ``data/*.csv``, ``charts/*.png`` and ``*.svg``, ``findings.json``,
    ``ledger.jsonl``, and ``report.json``, the list of these. The folder appears whole or is
    left as it was; files in it that no run has listed stay.

    Args:
        params_file: Parameters file, or parameters already read.
        out: Overrides the parameters' ``out``.
        jobs: Processes that make it together, this one among them. The report is the same.
        engine: ``"framing"`` runs notebooks in this process, ``"nbclient"`` is papermill's own.
        notebooks_from: Folder whose notebooks are run, in place of the package's: programs, so one that you trust.
        unchanged_is_done: Leave a report alone that was made from exactly these inputs.
        force: Move files aside that stand where the report wants to write and that no run wrote.
        pool: The further processes, if the caller has begun them already: ``jobs`` then counts for nothing.
        tell: Called with a line of progress.

    Raises:
        ParameterError, SuiteError, SetError, CodebookError, ParserError, OutputError: before
            anything is written.
        NotebookError: a notebook stopped; nothing is left of the run.
    """
    near = file = None
    if isinstance(params_file, Params):
        params = params_file if out is None else params_file.model_copy(update={"out": Path(out).resolve()})
    else:
        params = read_params(params_file, out=out)
        file = Path(params_file).resolve()
        near = file.parent
    notebooks = Path(notebooks_from) if notebooks_from is not None else None
    job = prepare(params, near=near, params_file=file, notebooks_from=notebooks, force=force)
    mend([params.out])
    return run_job(
        job, jobs=jobs, engine=engine, unchanged_is_done=unchanged_is_done, force=force, pool=pool, tell=tell
    )


def run_job(
    job: Job,
    *,
    jobs: int = 1,
    engine: Engine = "framing",
    unchanged_is_done: bool = False,
    force: bool = False,
    pool: cf.Executor | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Run a prepared job; see :func:`run_report`. Drafts that killed runs left are not looked for."""
    params, start = job.params, time.perf_counter()
    restore(params.out)
    title = params.title or job.article_set.title
    if unchanged_is_done and is_unchanged(params.out, job.made_from):
        return Report(params.out, job.article_set.id, title, True, time.perf_counter() - start, ())
    without = f", {n} without their text: read from the annotation pack" if (n := len(job.article_set.missing)) else ""
    tell(f"{job.article_set.id}: {len(job.article_set.entries)} articles{without}")
    unkept = why_not_kept()
    if unkept is not None:
        tell(f"{job.article_set.id}: nothing is kept for the next run ({unkept}); FRAMING_CACHE names another folder")
    further = min(jobs, len(job.notebooks)) - 1
    with contextlib.nullcontext(pool) if pool is not None else further_processes(further) as others:
        took = _make(job, others, engine=engine, force=force, tell=tell)
    return Report(params.out, job.article_set.id, title, False, time.perf_counter() - start, took)


@text_as_objects()
def _make(
    job: Job, pool: cf.Executor | None, *, engine: Engine, force: bool, tell: Callable[[str], None]
) -> tuple[tuple[str, float], ...]:
    """Annotate, run the notebooks, write ledger and page; returns what each notebook took, in their order."""
    import_matplotlib()
    load_lightly(VECTORISERS)
    params, title = job.params, job.params.title or job.article_set.title
    about: dict[str, Any] = {"set": job.article_set.id, "title": title, "parameters": notebook_values(params)}
    about |= {"notebooks": [one.stem for one in job.notebooks], "versions": report_versions(params.parser)}
    if job.params_file is not None:
        about["params_file"] = relative_path(job.params_file, params.out)
    took: dict[str, float] = {}
    tables: list[Tables] = []

    def annotate(spare: Callable[[], None]) -> None:
        opened = open_set(params.article_set, codebook=params.codebook, parser=params.parser, pool=pool, spare=spare)
        tables.append(opened)
        for line in run_notes(params, tables[0]):
            tell(f"{job.article_set.id}: {line}")

    # Annotate first: a missing model or a fault of the set shows here, before a notebook hides it in a traceback.
    steps = [Step(("open_set",), annotate)]
    if pool is not None:  # in one process the first notebook that asks for the findings makes them
        steps.append(Step(("find_once", "measured_once"), lambda spare: _find(job, tables[0], pool, spare)))
    with new_output(params.out, made_from=job.made_from, about=about, force=force, mended=True, tell=tell) as draft:
        for name in ("notebooks", "data", "charts"):
            (draft / name).mkdir()
        for name, seconds in run_notebooks(_tasks(job, draft, engine), pool, steps=steps):
            took[name] = seconds
            tell(f"{job.article_set.id}: {name} ({seconds:.1f} s)")
        write_ledger_and_page(
            draft, params, tables=tables[0], article_set=job.article_set, notebooks=job.notebooks, pool=pool
        )
    return tuple((notebook.name, took[notebook.name]) for notebook in job.notebooks)


def _find(job: Job, tables: Tables, pool: cf.Executor, spare: Callable[[], None]) -> None:
    """Make the findings that most notebooks ask for, so that no two processes make them at the same time.

    Another process looks through the texts while this one compares.
    """
    from framing.findings.cached_findings import find_once
    from framing.findings.find import seen_in_texts

    book = set_codebook(job.article_set, codebook=job.params.codebook)

    def look() -> Callable[[], list[Finding]]:
        answers: Answers[list[Finding]] = Answers(pool)
        looking = answers.ask(_look, job.params) if why_not_kept() is None else None
        spare()

        def seen() -> list[Finding]:
            # a process that has not begun yet, busy with a notebook, is not waited for
            with interrupts_held():
                here = looking is None or looking.cancel()
            if here:
                return seen_in_texts(tables, codebook=book)
            return answers.next().result()

        return seen

    with contextlib.suppress(Exception):  # what fails here fails in the notebook, which names its cell
        find_once(tables, codebook=book, settings=settings_of(job.params), look=look)


def _look(params: Params) -> list[Finding]:
    """Look through the texts of a set whose tables are in the cache."""
    from framing.findings.find import seen_in_texts

    tables = open_set(params.article_set, codebook=params.codebook, parser=params.parser)
    return seen_in_texts(tables, codebook=set_codebook(params.article_set, codebook=params.codebook))


def _tasks(job: Job, draft: Path, engine: Engine) -> list[Task]:
    values = notebook_values(job.params)
    return [Task(notebook, draft / "notebooks", _declared_by(notebook, values), engine) for notebook in job.notebooks]


def _declared_by(notebook: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the parameters that the notebook declares."""
    declared = declared_parameters(notebook, notebook.stat().st_mtime_ns)
    return {name: value for name, value in values.items() if name in declared}
