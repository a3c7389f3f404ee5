"""A class packet on disk: pages, PDFs, and the data they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from framing.reports.output_folder import check_out, new_output
from framing.reports.parameters import read_params
from framing.store.open_set import load_or_pack, open_set, set_codebook
from framing.teach.class_pages import MOST_ROWS, packet_pages, suffix, worksheet
from framing.teach.docx_page import docx_of
from framing.teach.given_key import read_given_key
from framing.teach.packet import Group, Packet, make_packet
from framing.teach.page_templates import render
from framing.teach.pdf import MISSING, PAPERS, can_write_pdf, write_pdf

WORKSHEET_PAGES = 2  # two sides of one sheet
_MADE = (
    "index.html",
    "masks.json",
    "pdf",
    "docx",
)  # the pages' names depend on the groups: they are asked for at the end
# what is printed, and what a teacher may want to change
PRINTED = ("plan", "goals", "texts", "worksheet", "easier", "first", "key", "slides")
EDITED = ("plan", "goals", "texts", "worksheet", "easier", "first", "key")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, and pages a printed document (``"worksheet-1-a4"``)."""

    out: Path
    packet: Packet
    pages: dict[str, int]
    no_pdf: str = ""

    def said(self) -> str:
        """One or two lines for the terminal."""
        made = f"class packet in {self.out}: open index.html"
        if self.pages:
            return f"{made}; {len(self.pages)} PDFs in pdf/"
        return f"{made}\nno PDF: {self.no_pdf} Print the pages from a browser."


def write_packet(
    params_file: Path,
    *,
    out: Path,
    groups: int = 1,
    key_files: Sequence[Path] = (),
    pdf: bool | None = None,
    force: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Written:
    """Make the class packet for the article set of a parameters file.

    Args:
        params_file: As for a report; its own ``out`` is not used.
        out: Folder of the packet. It appears whole or not at all; files of yours in it stay.
        groups: Groups that work at once.
        key_files: Saved class pages or filled coding sheets whose answers become the key, one for each group at most.
        pdf: Whether to make PDFs; ``None`` makes them if that is possible here.
        force: Move files aside that stand in the way.
        tell: Called with a line that says where to.

    Raises:
        ParameterError, SetError, CodebookError: Something in the inputs is wrong; the message says where.
        ValueError: The set can't make a lesson, see :func:`framing.teach.packet.make_packet`.
        AnswersError: A file of ``key_files`` is none, damaged, or about other texts.
        OutputError: ``out`` must not be written to.
        PdfError: ``pdf`` is true and no PDF can be made.
    """
    out = out.resolve()
    params = read_params(params_file, out=out)
    check_out(out, params.article_set, params_file.resolve(), names=_MADE, force=force)
    tables = open_set(params.article_set, codebook=params.codebook, parser=params.parser)
    codebook = set_codebook(params.article_set, codebook=params.codebook)
    given = [read_given_key(path, tables) for path in key_files]
    packet = make_packet(
        tables,
        codebook,
        groups=groups,
        title=params.title,
        given=given,
        also_hide=_other_names(params.article_set),
    )
    pages = packet_pages(packet, n_articles=len(tables["articles"]))
    printed = can_write_pdf() if pdf is None else pdf
    if printed:
        pages |= _fitting_worksheets(packet)
    made_from = hashlib.sha256("\0".join(pages.values()).encode("utf-8", "surrogatepass")).hexdigest()
    no_pdf = "" if printed else MISSING if pdf is None else "none was asked for."
    counted: dict[str, int] = {}
    about = {"kind": "class packet", "set": packet.set_id}
    with new_output(out, made_from=made_from, about=about, force=force, tell=tell) as draft:
        for name, html in pages.items():
            counted |= _write_page(draft, name.removesuffix(".html"), html, printed=printed)
        index = render(
            "index.html.j2", packet=packet, pdf=printed, no_pdf=no_pdf, suffix=lambda group: suffix(packet, group)
        )
        (draft / "index.html").write_text(index, encoding="utf-8")
        (draft / "masks.json").write_text(_mask_list(packet), encoding="utf-8")
    return Written(out, packet, counted, no_pdf)


def _other_names(article_set: Path) -> list[str]:
    """What the manifest's ``[outlets]`` says by which an outlet could be known: other names of it, and its owner's."""
    entries = load_or_pack(article_set).outlets.values()
    return sorted({name for entry in entries for name in (*entry.aliases, entry.owner) if name})


def _write_page(draft: Path, stem: str, html: str, *, printed: bool) -> dict[str, int]:
    """Write a page, its Word file and its PDFs, each where it is of use; return the pages of the PDFs."""
    (draft / f"{stem}.html").write_text(html, encoding="utf-8")
    kind = stem.split("-", maxsplit=1)[0]
    if kind in EDITED:
        (draft / "docx").mkdir(exist_ok=True)
        (draft / "docx" / f"{stem}.docx").write_bytes(docx_of(html))
    if not printed or kind not in PRINTED:
        return {}
    names = {paper: f"{stem}-{paper}" for paper in PAPERS}
    return {name: write_pdf(html, draft / "pdf" / f"{name}.pdf", paper=paper) for paper, name in names.items()}


def _fitting_worksheets(packet: Packet) -> dict[str, str]:
    pages: dict[str, str] = {}
    for group in packet.groups:
        end = suffix(packet, group)
        pages[f"worksheet{end}.html"] = fitting_worksheet(packet, group)
        pages[f"easier{end}.html"] = fitting_worksheet(packet, group, easier=True)
    return pages


def fitting_worksheet(packet: Packet, group: Group, *, easier: bool = False) -> str:
    """Return the worksheet with as many rows as two pages of either paper hold; at least six."""
    with TemporaryDirectory() as folder:
        for rows in range(MOST_ROWS, 6, -1):
            html = worksheet(packet, group, rows=rows, easier=easier)
            if all(write_pdf(html, Path(folder) / "sheet.pdf", paper=paper) <= WORKSHEET_PAGES for paper in PAPERS):
                return html
    return worksheet(packet, group, rows=6, easier=easier)


def _mask_list(packet: Packet) -> str:
    rows = [{"what": m.kind, "words": m.words, "shown": m.shown, "texts": list(m.letters)} for m in packet.masks]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
