"""The ``framing`` command: thin, one function a command.

Nothing heavy is imported here: each command imports what it runs when it runs, so that
``framing --help`` answers at once. Messages for people go to standard error, results to
standard output or to files; the exit status is 0 only when all that was asked for was done.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from framing.classroom_commands import app as classroom_commands
from framing.export_command import app as export_command
from framing.given_paths import codebook_file, existing, notebooks_folder, params_file, set_folder
from framing.import_command import app as import_command
from framing.polite_commands import PoliteGroup, is_the_users, print_version, said_in_one_line, tell_trace
from framing.review_commands import app as review_commands
from framing.terminal import complain, fail, open_streams, printable, speak, spoken, tell
from framing.verify_commands import app as verify_commands

app = typer.Typer(
    name="framing",
    cls=PoliteGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="print the version and end")
    ] = False,
) -> None:
    """Compare how outlets report one event: labels, quotations, shared copy, and the sentences behind each number."""


@app.command(epilog="Example: framing scan article.txt --codebook corpus/codebooks/conflict.toml --out article.jsonl")
def scan(
    paths: Annotated[list[Path], typer.Argument(help=".txt files, folders of them, or .jsonl files with id and text")],
    codebook: Annotated[Path | None, typer.Option(help="codebook.toml whose concepts are looked for")] = None,
    out: Annotated[Path | None, typer.Option(help="file to write; standard output if left out")] = None,
    parser: Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')] = "auto",
    *,
    force: Annotated[bool, typer.Option("--force", help="overwrite an existing --out file")] = False,
    corrections: Annotated[Path | None, typer.Option(help="corrections.jsonl with readers' decisions")] = None,
) -> None:
    """Annotate texts: one JSON object a line, offsets in code points."""
    for path in paths:
        existing(path, "text to scan")
    codebook_file(codebook)
    from framing.store.scan import scan_paths

    n = scan_paths(paths, codebook=codebook, out=out, parser=parser, force=force, corrections=corrections, say=tell)
    if out is not None:
        tell(f"{n} articles annotated in {out}")


@app.command(epilog="Example: framing init my-study && cd my-study && framing import ~/articles --set corpus/first")
def init(
    folder: Annotated[Path, typer.Argument(help="folder to make; must be empty or not there yet")],
    *,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Make a new workspace: notebooks, a parameters file, a codebook to start from."""
    from framing.reports.workspace import make_workspace

    for made in make_workspace(folder, force=force):
        tell(f"made {made}")


@app.command(
    epilog="Examples: framing suggest corpus/iraq-embassy-2020; framing suggest corpus/iraq-embassy-2020 --review"
)
def suggest(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its texts")],
    out: Annotated[Path | None, typer.Option(help="file to write; codebook.draft.toml in SET if left out")] = None,
    top: Annotated[int, typer.Option(min=1, help="how many concepts at most")] = 8,
    parser: Annotated[str, typer.Option(help='"auto" or the name of a spaCy model')] = "auto",
    *,
    review: Annotated[bool, typer.Option("--review", help="be asked about each concept; stop and go on later")] = False,
    page: Annotated[bool, typer.Option("--page", help="write the questions as a page for the browser too")] = False,
    answers: Annotated[Path | None, typer.Option(help="answers saved by --review or the page, to be applied")] = None,
    force: Annotated[bool, typer.Option("--force", help="overwrite an existing draft")] = False,
) -> None:
    """Ask which labels compete in a set: a draft codebook, with the sentences they stand in, for you to answer."""
    set_folder(article_set)
    from framing.review.run_suggest import SuggestRequest, run_suggest

    asked = SuggestRequest(article_set, out, top, parser, force, review=review, page=page, answers=answers)
    run_suggest(asked, say=tell)


@app.command(epilog="Example: framing report params/demo.yaml --out /tmp/demo")
def report(
    params: Annotated[Path, typer.Argument(metavar="PARAMS.yaml", help="parameters file of one article set")],
    out: Annotated[Path | None, typer.Option(help="folder to write; the file's own 'out' if left out")] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="notebooks to run at the same time; as many as processors if left out")
    ] = None,
    engine: Annotated[str, typer.Option(help='"framing", or "nbclient": papermill\'s standard engine')] = "framing",
    *,
    run_notebooks_from: Annotated[
        Path | None,
        typer.Option(help="folder of notebooks to run in place of the package's: programs, so only one you trust"),
    ] = None,
    if_changed: Annotated[bool, typer.Option("--if-changed", help="leave a report alone if its inputs are")] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="then open the set for review, the report's sentences linked to their units"),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Make the report of one article set: page, executed notebooks, tables, charts, findings."""
    if engine not in {"framing", "nbclient"}:
        fail(f"--engine '{engine}': there are framing and nbclient")
    params_file(params)
    notebooks_folder(run_notebooks_from)
    from framing.reports.early_checks import check_request

    asked = check_request(params, out=out, force=force)
    set_folder(asked.article_set)
    from framing.reports.warm_processes import further_processes, own_processors

    jobs, kind, own = jobs or own_processors(), cast("Any", engine), run_notebooks_from
    n = 0 if if_changed else min(jobs, len(asked.notebooks or range(jobs))) - 1
    with further_processes(n) as pool:  # they load their libraries while this one does
        from framing.reports.make_report import run_report

        left = if_changed
        made = run_report(
            params, out, jobs, kind, notebooks_from=own, unchanged_is_done=left, force=force, pool=pool, tell=tell
        )
    tell(f"{'unchanged' if made.unchanged else 'written'}: {made.out / 'index.html'} ({made.seconds:.1f} s)")
    if review:
        from framing.review_commands import review_report

        review_report(params, made.out)


@app.command(epilog="Example: framing batch --sets corpus --out figures --jobs 2; then again with --resume")
def batch(
    params: Annotated[list[Path] | None, typer.Argument(metavar="PARAMS.yaml…", help="one file a set")] = None,
    *,
    sets: Annotated[Path | None, typer.Option(help="or a folder of sets, or a .jsonl or .parquet file of sets")] = None,
    common: Annotated[Path | None, typer.Option(help="parameters for all --sets")] = None,
    out: Annotated[Path, typer.Option(help="folder of the batch: index page, status.json, tables")] = Path("figures"),
    jobs: Annotated[int, typer.Option(min=1, help="processes on this machine")] = 1,
    scheduler: Annotated[str | None, typer.Option(help="address of a Dask scheduler, e.g. tcp://host:8786")] = None,
    run_notebooks_from: Annotated[
        Path | None,
        typer.Option(help="folder of notebooks to run in place of the package's: programs, so only one you trust"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on with the batch in --out")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="make unchanged reports again too, move files in the way aside")
    ] = False,
    only_tables: Annotated[bool, typer.Option("--only-tables", help="of very many --sets: no reports")] = False,
) -> None:
    """Make the reports of many article sets; unchanged ones are left, failed ones stop no other."""
    if not params and sets is None and not resume:
        fail("name parameters files, or --sets, or --resume")
    if sets is not None:
        existing(sets, "list or folder of sets")
    notebooks_folder(run_notebooks_from)
    for file in params or ():
        params_file(file)
    if only_tables:
        from framing.batch.only_tables import only_tables as make

        raise typer.Exit(make(sets, common, out, jobs, scheduler, others=bool(params or resume or force), tell=tell))
    from framing.batch.begun_workers import begun, worth_beginning
    from framing.batch.progress import progress

    n = 0 if params or scheduler else worth_beginning(sets, out, jobs)
    with begun(n) as early, progress(tell, plain=spoken() != "steps") as tell_progress:
        from framing.batch.run_batch import run_batch  # while the processes load their libraries

        done = run_batch(
            params or (),
            sets=sets,
            common=common,
            out=out,
            jobs=jobs,
            scheduler=scheduler,
            notebooks_from=run_notebooks_from,
            resume=resume,
            force=force,
            begun=early,
            tell=tell_progress,
        )
    tell(f"{done.done} reports ({done.unchanged} unchanged), {done.failed} failed: {done.out / 'index.html'}")
    raise typer.Exit(130 if done.interrupted else 0 if done.complete else 1)


@app.command(epilog='Example: framing query "SELECT outlet, count(*) FROM quotations GROUP BY outlet"')
def query(
    sql: Annotated[str, typer.Argument(help="one statement that reads, over the tables of all sets of a batch")],
    tables: Annotated[Path, typer.Option(help="folder of the tables")] = Path("figures/tables"),
    form: Annotated[str, typer.Option("--format", help="table, csv or json")] = "table",
    seconds: Annotated[float, typer.Option(min=0.1, help="how long the answer may take")] = 300.0,
) -> None:
    """Ask all sets of a batch at once, in SQL (DuckDB); reads only these tables, changes nothing."""
    existing(tables, "folder of a batch's tables")
    if form not in {"table", "csv", "json"}:
        fail(f"--format '{form}': there are table, csv and json")
    from framing.batch.query import query as ask
    from framing.batch.query import written

    answer = written(ask(sql, tables=tables, seconds=seconds), form)
    # a file gets every character; a terminal would obey some of them
    print(printable(answer) if sys.stdout.isatty() else answer)  # noqa: T201 - the answer is the command's output


@app.command(epilog="Example: framing check corpus/harbour-blockade --out audit")
def check(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set")],
    out: Annotated[Path | None, typer.Option(help="folder for the audit's tables as CSV")] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Look over an article set: counts, dates, lengths, copies, strays, and what it can support."""
    set_folder(article_set)
    from framing.findings.power_of_set import power_sentence
    from framing.findings.stray_texts import strays_of
    from framing.sets.audit import audit
    from framing.sets.audit_text import audit_text
    from framing.sets.manifest import load_set

    loaded = load_set(article_set, texts="optional")
    found = audit(loaded)
    print(printable(audit_text(found)))  # noqa: T201 - the command's result
    sure = {entry.id for entry in loaded.entries if entry.own_text}
    for stray in () if loaded.missing else strays_of(loaded.articles, sure=sure):
        why = "few words of its and the other headlines stand in it: a report compares its headline only; if it is, "
        why += "write own_text = true below its [[article]]"
        print(printable(f"{stray.id}: its text does not seem to be the article under its headline; {why}"))  # noqa: T201
    counts = found.articles["outlet"].value_counts().tolist() if len(found.articles) else []
    if said := power_sentence(counts):
        print(said)  # noqa: T201 - the same
    if out is not None:
        from framing.reports.audit_folder import write_audit

        tell(f"{write_audit(found, out, article_set=article_set, force=force, tell=tell)} tables in {out}")


@app.command(epilog="Example: framing pack corpus/iraq-embassy-2020")
def pack(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its texts")],
    codebook: Annotated[Path | None, typer.Option(help="codebook file; the set's own if left out")] = None,
    parser: Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')] = "auto",
    out: Annotated[Path | None, typer.Option(help="folder to write; SET/pack if left out")] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Write a set's annotation pack: all that a report needs except the sentences."""
    set_folder(article_set)
    codebook_file(codebook)
    from framing.store.write_pack import pack_set

    made = pack_set(article_set, codebook=codebook, parser=parser, out=out, force=force, tell=tell)
    tell(f"annotation pack written to {made}")


app.add_typer(import_command)
app.add_typer(export_command)
app.add_typer(verify_commands)
app.add_typer(classroom_commands)
app.add_typer(review_commands)


def main() -> None:
    """Run the command line; a mistake of the user's is one message and status 2, not a traceback."""
    open_streams()
    speak("steps")
    try:
        status = app(prog_name="framing", standalone_mode=False)
    except typer.Abort:
        complain("stopped")
        raise SystemExit(1) from None
    except Exception as e:
        said = said_in_one_line(e, "framing") or (str(e) if is_the_users(e) else None)
        if said is None:
            raise
        if spoken() == "all":
            tell_trace(e)
        complain(said)
        raise SystemExit(2) from None
    raise SystemExit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
