"""A file or folder someone wants imported -> candidate articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from framing.sets.importers import tables
from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.column_names import TEXT_COLUMNS
from framing.sets.importers.containers import CONTAINERS, DATABASES, members_of, rows_of_database
from framing.sets.importers.databases.exported import candidates_of
from framing.sets.importers.databases.read_export import export_of_page, exports_of_text, left_of_export
from framing.sets.importers.documentation import folders_of_manuals, is_paper_of_a_project
from framing.sets.importers.encoding import NotTextError, decode
from framing.sets.importers.member import Member
from framing.sets.importers.pdf_text import from_pdf
from framing.sets.importers.ris import rows_of_ris
from framing.sets.importers.text_and_word import from_rtf, from_text, from_word
from framing.sets.importers.torn_files import TORN_PAGE, is_torn, said_of_the_end
from framing.sets.importers.web_page import from_message, from_page, from_web_archive_of_safari
from framing.sets.importers.workbook import WORKBOOKS, rows_of_workbook
from framing.sets.safe_read import MOST_TEXT_BYTES, read_bounded
from framing.sets.set_problems import SetError, SetFault, shown

MOST_FILES = 100_000
MOST_TABLE_BYTES = 2_000_000_000
_DEEPEST = 3

_ONE = {
    **dict.fromkeys((".txt", ".text", ".md"), from_text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), from_page),
    ".docx": from_word,
    ".rtf": from_rtf,
    ".pdf": from_pdf,
    **dict.fromkeys((".mhtml", ".mht", ".eml"), from_message),
    ".webarchive": from_web_archive_of_safari,
}
_PAGES = {".html", ".htm", ".xhtml"}
_NOT_READ = {
    **dict.fromkeys((".doc", ".odt", ".pages", ".epub"), "save it as plain text, HTML or .docx"),
    **dict.fromkeys((".ods", ".numbers"), "save the sheet as CSV (UTF-8) or .xlsx"),
    **dict.fromkeys((".nbib", ".enw", ".bib"), "export the list as .ris or CSV"),
    ".xml": "export the articles as JSON, CSV or HTML",
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz"), "unpack it, or pack it as .zip"),
}
# pictures and recordings lie beside texts without anyone meaning them
_MEDIA = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif"), "let a program recognise its text first (OCR)"),
    **dict.fromkeys((".mp3", ".mp4", ".wav", ".m4a"), "give a transcript as plain text"),
}
# folders that programs and people name by what lies in them
_NO_OUTLETS = {"texts", "files", "storage", "attachments", "articles", "pages", "html", "downloads", "exports"}
# what lies in folders without being meant as an article
_COMPANIONS = {"codebook.toml", "articles.toml", "gold.json"}


def candidates(source: Path, *, mapping: Mapping[str, str]) -> Iterator[Found | Dropped]:
    """Give every candidate article of ``source``, and everything in it that gave none, with the reason.

    A folder is walked in order of names; hidden files, links and the folders that browsers
    save beside a page ("…_files") are passed over. In a folder of folders with files of
    one article each, a folder's name is the outlet of its articles, if they name none.
    Raises :class:`SetError` if there is no such source, or it holds over 100 000 files.
    """
    if source.is_file():
        yield from _file(source, source.name, mapping, alone=True)
        return
    if not source.is_dir():
        remedy = "give a file or a folder that exists"
        raise SetError([SetFault(shown(str(source), longest=1000), "there is no such file or folder", remedy)])
    paths = _walk(source)
    manuals = folders_of_manuals(paths)
    for path in paths:
        relative = path.relative_to(source)
        folder = relative.parts[0] if len(relative.parts) > 1 and relative.parts[0].lower() not in _NO_OUTLETS else None
        for found in _file(path, relative.as_posix(), mapping):
            if isinstance(found, Found) and path.suffix.lower() == ".md" and path.parent in manuals and _untold(found):
                why = "it lies in a manual and tells neither outlet nor day; name the file itself, or save it as .txt"
                yield Dropped(found.place, why)
            elif isinstance(found, Found) and folder and not found.facts.outlet:
                yield replace(found, facts=replace(found.facts, outlet=folder))
            else:
                yield found


def _untold(found: Found) -> bool:
    return not found.facts.outlet and not found.facts.published


def _walk(source: Path) -> list[Path]:
    paths: list[Path] = []
    for path in sorted(source.rglob("*")):
        hidden = any(part.startswith(".") or part.endswith("_files") for part in path.relative_to(source).parts[:-1])
        if hidden or path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        paths.append(path)
        if len(paths) > MOST_FILES:
            what = f"it holds more than {MOST_FILES} files"
            raise SetError([SetFault(shown(str(source), longest=1000), what, "import its parts one by one")])
    return paths


def _file(path: Path, place: str, mapping: Mapping[str, str], *, alone: bool = False) -> Iterator[Found | Dropped]:
    place = shown(place, longest=300)
    if path.name.lower() in _COMPANIONS:
        yield Dropped(place, "it goes with a set, it is no article", harmless=True)
        return
    suffix = path.suffix.lower()
    if is_paper_of_a_project(path.name) and not alone:
        yield Dropped(place, "it is called as a project's papers are, not as an article", harmless=True)
        return
    if not _is_read(suffix):
        yield _unread(place, suffix, alone=alone)
        return
    try:
        data = read_bounded(path, MOST_TEXT_BYTES if suffix in _ONE else MOST_TABLE_BYTES)
    except (OSError, ValueError) as error:
        yield Dropped(place, shown(str(error), longest=400))
        return
    yield from _contents(Member(path.name, data), place, mapping, alone=alone)


def _is_read(suffix: str) -> bool:
    return suffix in {*_ONE, *tables.SUFFIXES, *CONTAINERS, *DATABASES, *WORKBOOKS, ".ris"}


def _unread(place: str, suffix: str, *, alone: bool) -> Dropped:
    if suffix in _NOT_READ:
        return Dropped(place, f"{suffix} files are not read: {_NOT_READ[suffix]}")
    if suffix in _MEDIA:
        return Dropped(place, f"{suffix} files are not read: {_MEDIA[suffix]}", harmless=not alone)
    return Dropped(place, f"files of type '{shown(suffix)}' are not read", harmless=not alone)


def _contents(
    member: Member, place: str, mapping: Mapping[str, str], depth: int = 0, *, alone: bool = False
) -> Iterator[Found | Dropped]:
    """Give the candidates of one file's bytes, whether it lay in a folder or in an archive."""
    stem, suffix = Path(member.name).stem, Path(member.name).suffix.lower()
    try:
        if suffix in CONTAINERS:
            yield from _members(member, place, mapping, depth)
        elif suffix in DATABASES:
            rows = rows_of_database(member.data, text_columns=_text_columns(mapping))
            yield from tables.from_rows(place, stem, rows, mapping)
        elif suffix in WORKBOOKS:
            rows = rows_of_workbook(member.data, suffix, is_column=_text_columns(mapping))
            yield from tables.from_rows(place, stem, rows, mapping)
        elif suffix == ".ris":
            yield from _references(place, stem, member.data, alone=alone)
        elif suffix in _ONE:
            for found in _articles(suffix, place, stem, member.data):
                yield _stored_from(found, member.url)
        elif suffix in tables.SUFFIXES:
            yield from tables.from_table(place, stem, member.data, suffix, mapping)
        else:
            yield _unread(place, suffix, alone=False)
    except NotTextError as error:
        yield Dropped(place, str(error))
    except (OSError, ValueError) as error:
        # an archive of a site holds pages without an article, which nobody misses
        yield Dropped(place, shown(str(error), longest=400), harmless=member.url is not None)


def _text_columns(mapping: Mapping[str, str]) -> set[str]:
    """What the column of texts may be called."""
    return set(TEXT_COLUMNS) | set(filter(None, [mapping.get("text")]))


def _members(member: Member, place: str, mapping: Mapping[str, str], depth: int) -> Iterator[Found | Dropped]:
    if depth >= _DEEPEST:
        yield Dropped(place, f"archives inside archives are opened {_DEEPEST} deep and no deeper")
        return
    for part in members_of(member):
        yield from _contents(part, f"{place}: {shown(part.name, longest=200)}", mapping, depth + 1)


def _references(place: str, stem: str, data: bytes, *, alone: bool) -> Iterator[Found | Dropped]:
    """Give the records of a list of references that hold their text; a list without texts is no loss beside texts."""
    rows = list(rows_of_ris(decode(data).text))
    if any("text" in row for _, row in rows):
        yield from tables.from_rows(place, stem, [(n, row) for n, row in rows if "text" in row], {})
        return
    remedy = "import pages or texts, and give this beside them with --list"
    why = f"it lists {len(rows)} articles without their texts: {remedy}"
    yield Dropped(place, why, harmless=not alone)


def _stored_from(found: Found | Dropped, url: str | None) -> Found | Dropped:
    """The candidate with the address that its archive gives; a stored page without an article is nothing lost."""
    if url is None:
        return found
    if isinstance(found, Dropped):
        return replace(found, harmless=True)
    return found if found.facts.url else replace(found, facts=replace(found.facts, url=url))


def _articles(suffix: str, place: str, stem: str, data: bytes) -> Iterator[Found | Dropped]:
    """Give the article of a text, page or Word file; all of them if it is a database's export."""
    if suffix in _PAGES:
        source = decode(data).text
        export = export_of_page(source)
        if export is None:
            yield from_page(place, stem, data)
        else:
            yield from candidates_of(export, place=place, stem=stem, torn=[TORN_PAGE] if is_torn(source) else [])
        return
    found = _ONE[suffix](place, stem, data)
    exports = exports_of_text(found.text)
    if not exports:
        yield found
        return
    before = 0
    for export in exports:
        torn = said_of_the_end(found.notes) if export is exports[-1] else ()
        yield from candidates_of(export, place=place, stem=stem, torn=torn, before=before)
        before += len(export.articles)
    for line, words in left_of_export(found.text, exports):
        yield Dropped(f"{place}, line {line}", f"{words} words that are in no article of the export: look into it")
