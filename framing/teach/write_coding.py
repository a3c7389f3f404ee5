"""``framing coding``: sheets for human coders on disk, and the suite's own answers beside them."""

from __future__ import annotations

from pathlib import Path

from framing.reports.output_folder import new_output
from framing.store.open_set import open_set, set_codebook
from framing.teach.class_pages import coding_page
from framing.teach.coding_sheets import coding_units, sheet


def write_coding(
    article_set: Path,
    *,
    out: Path,
    codebook: Path | None = None,
    parser: str = "auto",
    sample: int | None = None,
    seed: int = 0,
) -> int:
    """Write coding sheets for an article set into the new folder ``out`` and return the number of units.

    ``sheet.csv`` (one copy for each coder), ``coding.html`` (the same in a browser, nothing sent),
    ``machine.csv`` (the suite's answers: not for coders). The folder appears whole or not at all.

    Raises:
        FileExistsError: ``out`` is there and not empty: sheets that coders have filled are not overwritten.
        ValueError: No codebook, or nothing to code.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        msg = f"{out}: is there and not empty; coders' work is not overwritten: give a new folder"
        raise FileExistsError(msg)
    tables = open_set(article_set, codebook=codebook, parser=parser)
    book = set_codebook(article_set, codebook=codebook)
    if book is None:
        msg = "coders need a codebook: put codebook.toml into the article set's folder (`framing suggest` drafts one)"
        raise ValueError(msg)
    units = coding_units(tables, book, sample=sample, seed=seed)
    with new_output(
        out.resolve(), made_from=book.sha256, about={"kind": "coding sheets", "set": tables.set_id}
    ) as draft:
        (draft / "sheet.csv").write_text(sheet(units), encoding="utf-8-sig")
        (draft / "machine.csv").write_text(sheet(units, filled=True), encoding="utf-8-sig")
        (draft / "coding.html").write_text(coding_page(tables, book, units), encoding="utf-8")
    return len(units)
