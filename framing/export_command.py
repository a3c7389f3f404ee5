"""The command that gives a set's tables to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.given_paths import codebook_file, set_folder
from framing.terminal import fail, tell

app = typer.Typer(rich_markup_mode=None)

_FORMS = ("xlsx", "csv", "parquet", "sav", "dta")


@app.command(epilog="Example: framing export corpus/harbour-blockade --to sav --out tables")
def export(
    article_set: Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set")],
    to: Annotated[str, typer.Option(help="xlsx (Excel), csv, parquet, sav (SPSS) or dta (Stata)")],
    out: Annotated[Path, typer.Option(help="folder for the tables; files of yours in it stay")],
    *,
    words: Annotated[bool, typer.Option("--words", help="with the article's words at each place")] = False,
    codebook: Annotated[Path | None, typer.Option(help="codebook file; the set's own if left out")] = None,
    parser: Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')] = "auto",
    force: Annotated[bool, typer.Option("--force", help="move files aside that stand in the way")] = False,
) -> None:
    """Write a set's tables for Excel, SPSS, Stata, R or a script, with a codebook of every column."""
    if to not in _FORMS:
        fail(f"--to '{to}': there are {', '.join(_FORMS)} (codings for other tools: 'framing marks-out')")
    set_folder(article_set)
    codebook_file(codebook)
    from framing.reports.export_tables import export_set

    n = export_set(article_set, to, out=out, codebook=codebook, parser=parser, words=words, force=force, tell=tell)
    tell(f"{n} tables in {out}, and what their columns mean")
