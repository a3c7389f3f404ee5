"""The commands that check a report: made again and compared, or held against its author's digest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from framing.given_paths import params_file, report_folder
from framing.terminal import fail, printable, tell

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example: framing report params/demo.yaml --out demo && framing verify demo")
def verify(
    out_dir: Annotated[Path, typer.Argument(help="folder of a report")],
    params: Annotated[
        Path | None, typer.Option(help="parameters file; that of the report, or what it lists, if left out")
    ] = None,
    run_notebooks_from: Annotated[
        Path | None,
        typer.Option(help="folder of notebooks to run in place of the package's: programs, so only one you trust"),
    ] = None,
    digest: Annotated[
        str | None, typer.Option(help="digest that the author printed: hold the folder against it, run nothing")
    ] = None,
    signers: Annotated[
        Path | None, typer.Option(help="your list of signers: check report.sig against it, run nothing")
    ] = None,
) -> None:
    """Make a report again and name every file, cell and finding that differs, and why; exit status 1 if any does."""
    report_folder(out_dir, needs=("report.json", "ledger.jsonl") if digest is None and signers is None else ())
    if params is not None:
        params_file(params)
    if digest is not None or signers is not None:
        _hold(out_dir, digest, signers)
    from framing.reports.verify import verify as check

    verdict = check(out_dir, params=params, notebooks_from=run_notebooks_from)
    print(printable(str(verdict)))  # noqa: T201 - the command's result
    raise typer.Exit(0 if verdict.holds else 1)


def _hold(out_dir: Path, digest: str | None, signers: Path | None) -> NoReturn:
    """Hold a report against its author's digest or signature, and end the command."""
    from framing.reports.held_digest import hold, read_digest
    from framing.reports.signature import check_signature

    expected = read_digest(digest) if digest is not None else None
    held = hold(out_dir)
    signer = check_signature(out_dir, held.digest, signers=signers) if signers is not None else None
    print(printable(f"{held.digest}\n{held.verdict(expected)}"))  # noqa: T201 - the command's result
    if signer is not None:
        print(printable(f"signed by {signer}"))  # noqa: T201 - the same
    raise typer.Exit(0 if held.verdict(expected) == "the same" else 1)


@app.command(epilog="Example: framing digest figures/demo")
def digest(
    out_dir: Annotated[Path, typer.Argument(help="folder of a report")],
    sign: Annotated[
        Path | None, typer.Option(help="your SSH key: write report.sig, a signature of the digest, beside the report")
    ] = None,
) -> None:
    """Print a report's digest, over its inputs, settings, versions and files; exit status 1 if a file was changed."""
    report_folder(out_dir)
    from framing.reports.held_digest import hold
    from framing.reports.signature import sign as write_signature

    held = hold(out_dir)
    print(held.digest)  # noqa: T201 - the command's result
    if not held.whole:
        fail(held.verdict(), status=1)
    if sign is not None:
        tell(f"signed: {write_signature(out_dir, held.digest, key=sign)}")
