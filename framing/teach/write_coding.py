"""``framing coding``: sheets for human coders on disk, and the suite's own answers beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.reports.early_checks import no_codebook
from framing.reports.output_folder import check_out, new_output
from framing.store.open_set import open_set, set_codebook
from framing.store.output_guard import OutputError
from framing.teach.coding_page import coding_page
from framing.teach.coding_sheets import places_sheet, sheet
from framing.teach.coding_units import coding_units

_MADE = ("sheet.csv", "machine.csv", "places.csv", "coding.html")


def write_coding(
    article_set: Path,
    *,
    out: Path,
    codebook: Path | None = None,
    parser: str = "auto",
    sample: int | None = None,
    seed: int = 0,
    force: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Write coding sheets for an article set into the new folder ``out`` and return the number of units.

    ``sheet.csv`` (one copy for each coder), ``coding.html`` (the same in a browser, nothing sent),
    ``machine.csv`` (the suite's answers) and ``places.csv`` (article, outlet, offsets and hash of each unit, with what
    the suite saw): both not for coders. The folder appears whole or not at all.

    With ``force`` what is in the way is moved aside, and ``tell`` says where to: nothing that coders filled is lost.

    Raises:
        OutputError: ``out`` is there and not empty and ``force`` is false, or must not be written to.
        ValueError: No codebook, or nothing to code.
    """
    out = out.resolve()
    check_out(out, article_set, *([codebook] if codebook is not None else []), names=_MADE, force=force)
    if out.is_dir() and any(out.iterdir()) and not force:
        msg = f"{out}: is there and not empty; coders' work is not overwritten: give a new folder"
        raise OutputError(msg)
    tables = open_set(article_set, codebook=codebook, parser=parser)
    book = set_codebook(article_set, codebook=codebook)
    if book is None:
        raise ValueError(no_codebook("coders"))
    units = coding_units(tables, book, sample=sample, seed=seed)
    about = {"kind": "coding sheets", "set": tables.set_id}
    with new_output(out, made_from=book.sha256, about=about, force=force, tell=tell) as draft:
        (draft / "sheet.csv").write_text(sheet(units), encoding="utf-8-sig")
        (draft / "machine.csv").write_text(sheet(units, filled=True), encoding="utf-8-sig")
        (draft / "places.csv").write_text(places_sheet(tables, units), encoding="utf-8-sig")
        (draft / "coding.html").write_text(coding_page(tables, book, units), encoding="utf-8")
    return len(units)
