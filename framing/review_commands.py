"""The commands for readers who check marks: sample, review, exchange with other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.given_paths import codebook_file, existing, params_file, set_folder
from framing.terminal import fail, tell

# named here too, so that a slip is answered before the modules that know them are imported; a test compares them
MARK_FORMS = ("csv", "jsonld", "labelstudio", "qdpx", "webanno")
QUEUES = ("sample", "unsure", "findings", "disagreements")

app = typer.Typer(rich_markup_mode=None)

_Set = Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its texts")]
_Codebook = Annotated[Path | None, typer.Option(help="codebook file; the set's own if left out")]
_Parser = Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')]


@app.command(epilog="Example: framing sample corpus/harbour-blockade --size 300")
def sample(
    article_set: _Set,
    *,
    size: Annotated[int, typer.Option(min=10, help="about how many units, in equal parts for the outlets")] = 300,
    seed: Annotated[int | None, typer.Option(min=0, help="of the drawing; 0 if left out")] = None,
    twice: Annotated[float | None, typer.Option(min=0, max=1, help="share that two coders are asked for; .2")] = None,
    codebook: _Codebook = None,
    parser: _Parser = "auto",
) -> None:
    """Draw units to check by hand, with known probabilities: marks, and sentences in which some were missed."""
    set_folder(article_set)
    codebook_file(codebook)
    from framing.review.draw_sample import draw_sample

    drawn = draw_sample(article_set, size=size, seed=seed, twice=twice, codebook=codebook, parser=parser)
    tell(drawn.said())


@app.command(epilog="Example: framing review corpus/harbour-blockade --coder mb --queue sample")
def review(
    article_set: _Set,
    *,
    queue: Annotated[
        str, typer.Option(help="sample, unsure, findings, disagreements or article:ID; sample if one was drawn")
    ] = "",
    coder: Annotated[str, typer.Option(help="who decides; asked on the page if left out")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="don't show what the machine says")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="of this machine; 0 takes a free one")] = 0,
    report: Annotated[
        Path | None,
        typer.Option(help="folder of the set's report, to come from each of its sentences to the unit"),
    ] = None,
    codebook: _Codebook = None,
    parser: _Parser = "auto",
) -> None:
    """Check a set's marks in the browser, by keyboard; decisions go to corrections.jsonl, one by one."""
    if queue and queue not in QUEUES and not queue.startswith("article:"):
        fail(f"--queue '{queue}': there are {', '.join(QUEUES)} and article:ID")
    set_folder(article_set)
    codebook_file(codebook)
    from framing.review.server.run_review import ReviewRequest, run_review

    run_review(ReviewRequest(article_set, queue, coder, blind, port, codebook, parser, report), say=tell)


def review_report(params: Path, out: Path) -> None:
    """Open the set of a report that was made for review, the report beside it."""
    from framing.reports.parameters import read_params
    from framing.review.server.run_review import ReviewRequest, run_review

    read = read_params(params)
    asked = ReviewRequest(read.article_set, codebook=read.codebook, parser=read.parser, report=out)
    run_review(asked, say=tell)


@app.command(name="marks-out", epilog="Example: framing marks-out corpus/harbour-blockade --to qdpx --out harbour.qdpx")
def marks_out_command(
    article_set: _Set,
    *,
    to: Annotated[
        str, typer.Option(help="qdpx (MAXQDA, NVivo, ATLAS.ti, QualCoder), webanno, labelstudio, jsonld, csv")
    ],
    out: Annotated[Path, typer.Option(help="file to write; it holds texts, so it stays with who may have them")],
    codebook: _Codebook = None,
    parser: _Parser = "auto",
    force: Annotated[bool, typer.Option("--force", help="overwrite an existing --out file")] = False,
) -> None:
    """Write a set's marks, the machine's and the coders', for another coding tool."""
    if to not in MARK_FORMS:
        fail(f"--to '{to}': there are {', '.join(MARK_FORMS)} (tables for SPSS, Stata, Excel: 'framing export')")
    set_folder(article_set)
    codebook_file(codebook)
    from framing.review.exchange.run_exchange import marks_out

    n = marks_out(article_set, to, out, codebook=codebook, parser=parser, force=force)
    tell(f"{n} marks written to {out}")


@app.command(name="marks-in", epilog="Example: framing marks-in coded.qdpx --set corpus/harbour-blockade --complete")
def marks_in_command(
    file: Annotated[Path, typer.Argument(help=".qdpx, .zip (WebAnno TSV), .json (Label Studio), .jsonld or .csv")],
    article_set: Annotated[Path, typer.Option("--set", help="folder of the article set, with its texts")],
    *,
    coder: Annotated[str, typer.Option(help="whose marks they are; as the file says if left out")] = "",
    complete: Annotated[
        bool, typer.Option("--complete", help="all there is was marked: what the machine marks beside it is deleted")
    ] = False,
    codebook: _Codebook = None,
    parser: _Parser = "auto",
) -> None:
    """Take others' codings in, each coder's as decisions in corrections.jsonl."""
    existing(file, "file of codings")
    set_folder(article_set)
    codebook_file(codebook)
    from framing.review.exchange.run_exchange import marks_in

    n = marks_in(file, article_set, coder=coder, complete=complete, codebook=codebook, parser=parser, say=tell)
    tell(f"{n} decisions added to {article_set / 'corrections.jsonl'}")


@app.command(epilog='Example: framing deposit corpus/iraq-embassy-2020 --author "Family, Given" --license CC-BY-4.0')
def deposit(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its pack")],
    *,
    author: Annotated[list[str], typer.Option(help='"Family, Given"; once for each author')],
    license_: Annotated[str, typer.Option("--license", help="SPDX name or address of the terms of the pack")],
    day: Annotated[str | None, typer.Option("--date", help="YYYY-MM-DD; today if left out")] = None,
    version: Annotated[str, typer.Option(help="of the data")] = "1",
) -> None:
    """Write RO-Crate metadata and a CITATION.cff into a set's annotation pack, for an archive."""
    set_folder(article_set)
    existing(article_set / "pack", f"annotation pack, which 'framing pack {article_set}' makes")
    from datetime import UTC, date, datetime

    from framing.sets.deposit import Deposit, write_deposit

    when = date.fromisoformat(day) if day is not None else datetime.now(UTC).date()
    for path in write_deposit(article_set, Deposit(author, license_, when, version)):
        tell(f"written: {path}")


@app.command(epilog="Example: framing preregister params/your-set.yaml --articles 12")
def preregister(
    params: Annotated[Path, typer.Argument(metavar="PARAMS.yaml", help="parameters file of the report to come")],
    *,
    articles: Annotated[
        int | None, typer.Option(min=1, help="planned articles an outlet; those there if left out")
    ] = None,
) -> None:
    """Write down what a study will compare, before it looks; the report says whether it was run so."""
    params_file(params)
    from datetime import UTC, datetime

    from framing.reports.parameters import read_params
    from framing.reports.preregistration import preregister as write

    tell(f"written: {write(read_params(params), day=datetime.now(UTC).date(), articles=articles)}")
