"""The commands for classes and coders: packets, coding sheets, agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.given_paths import codebook_file, existing, params_file, set_folder
from framing.terminal import printable, tell

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example: framing teach params/demo.yaml --out lesson --groups 4")
def teach(
    params: Annotated[Path, typer.Argument(metavar="PARAMS.yaml", help="parameters file of one article set")],
    out: Annotated[Path, typer.Option(help="folder of the packet; it appears whole, files of yours in it stay")],
    groups: Annotated[int, typer.Option(min=1, max=12, help="groups that work at once, each with its own texts")] = 1,
    *,
    key: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="a saved class page or filled coding sheet whose answers become the key; one a group"
        ),
    ] = None,
    pdf: Annotated[
        bool | None, typer.Option("--pdf/--no-pdf", help="PDFs for A4 and letter; made if that is possible here")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Make a class packet: blind texts, worksheet, 45-minute lesson plan, key, and a page for the browser."""
    params_file(params)
    for file in key or ():
        existing(file, "key")
    from framing.reports.early_checks import check_request, need_codebook

    asked = check_request(params, out=out, force=force)
    need_codebook(set_folder(asked.article_set), asked.codebook, who="lessons")
    from framing.teach.write_packet import write_packet

    made = write_packet(params, out=out, groups=groups, key_files=key or (), pdf=pdf, force=force, tell=tell)
    tell(made.said())


@app.command(epilog="Example: framing coding corpus/harbour-blockade --out coding --sample 60")
def coding(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its texts")],
    out: Annotated[Path, typer.Option(help="new folder for the sheets")],
    *,
    codebook: Annotated[Path | None, typer.Option(help="codebook.toml; the set's own if left out")] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="most mentions, quotations and unmarked sentences; all if left out")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="for the order and the sample")] = 0,
    parser: Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')] = "auto",
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Make blind coding sheets for human coders: a table, a page for the browser, the suite's answers apart."""
    set_folder(article_set)
    codebook_file(codebook)
    from framing.reports.early_checks import need_codebook

    need_codebook(article_set, codebook, who="coders")
    from framing.teach.write_coding import write_coding

    n = write_coding(
        article_set, out=out, codebook=codebook, parser=parser, sample=sample, seed=seed, force=force, tell=tell
    )
    tell(f"{n} units in {out}: give each coder sheet.csv or coding.html, and nobody machine.csv")


@app.command(
    name="agreement",
    epilog="Example: framing agreement anna.csv ben.csv --machine coding/machine.csv --out agreement",
)
def agreement_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="filled sheets or saved pages, one a coder")],
    *,
    machine: Annotated[Path | None, typer.Option(help="machine.csv of the same sheets")] = None,
    adjudicated: Annotated[
        Path | None, typer.Option(help="what the coders settled on: adjudication.csv, filled in")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="folder for a page and tables; only printed if left out")] = None,
    draws: Annotated[int, typer.Option(min=100, help="bootstrap draws of the intervals")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="of the draws")] = 0,
    confidence: Annotated[float, typer.Option(min=0.5, max=0.999, help="of the intervals")] = 0.95,
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Report coders' agreement (Krippendorff's alpha), their disagreements, and the suite's agreement with them."""
    for file in files:
        existing(file, "coder's sheet")
    from framing.teach.agreement import report_agreement
    from framing.teach.agreement_pages import said, write_report

    found = report_agreement(
        files, machine=machine, adjudicated=adjudicated, draws=draws, seed=seed, confidence=confidence
    )
    print(printable(said(found)))  # noqa: T201 - the answer is the command's output
    if out is not None:
        write_report(found, out, force=force, tell=tell)
        tell(f"written: {out / 'index.html'}")
