"""A file or folder someone wants imported -> candidate articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from framing.sets.importers import tables
from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.encoding import NotTextError
from framing.sets.importers.text_and_word import from_rtf, from_text, from_word
from framing.sets.importers.web_page import from_page
from framing.sets.safe_read import MOST_TEXT_BYTES, read_bounded
from framing.sets.set_problems import Finding, SetError, shown

MOST_FILES = 100_000
MOST_TABLE_BYTES = 2_000_000_000

_ONE = {
    **dict.fromkeys((".txt", ".text", ".md"), from_text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), from_page),
    ".docx": from_word,
    ".rtf": from_rtf,
}
_OLD_WORD = {".doc", ".pdf", ".odt", ".pages", ".epub", ".mhtml", ".mht"}
# what lies in folders without being meant as an article
_COMPANIONS = {"codebook.toml", "articles.toml", "readme.md", "readme.txt", "gold.json"}


def candidates(source: Path, *, mapping: Mapping[str, str]) -> Iterator[Found | Dropped]:
    """Give every candidate article of ``source``, and everything in it that gave none, with the reason.

    A folder is walked in order of names; hidden files, links and the folders that browsers
    save beside a page ("…_files") are passed over. In a folder of folders with files of
    one article each, a folder's name is the outlet of its articles, if they name none.
    Raises :class:`SetError` if there is no such source, or it holds over 100 000 files.
    """
    if source.is_file():
        yield from _file(source, source.name, mapping)
        return
    if not source.is_dir():
        remedy = "give a file or a folder that exists"
        raise SetError([Finding(shown(str(source), longest=1000), "there is no such file or folder", remedy)])
    for path in _walk(source):
        relative = path.relative_to(source)
        folder = relative.parts[0] if len(relative.parts) > 1 and relative.parts[0] != "texts" else None
        for found in _file(path, relative.as_posix(), mapping):
            if isinstance(found, Found) and folder and not found.facts.outlet:
                yield replace(found, facts=replace(found.facts, outlet=folder))
            else:
                yield found


def _walk(source: Path) -> list[Path]:
    paths: list[Path] = []
    for path in sorted(source.rglob("*")):
        hidden = any(part.startswith(".") or part.endswith("_files") for part in path.relative_to(source).parts[:-1])
        if hidden or path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        paths.append(path)
        if len(paths) > MOST_FILES:
            what = f"it holds more than {MOST_FILES} files"
            raise SetError([Finding(shown(str(source), longest=1000), what, "import its parts one by one")])
    return paths


def _file(path: Path, place: str, mapping: Mapping[str, str]) -> Iterator[Found | Dropped]:
    suffix = path.suffix.lower()
    place = shown(place, longest=300)
    if path.name.lower() in _COMPANIONS:
        yield Dropped(place, "it goes with a set, it is no article", harmless=True)
    elif suffix in _OLD_WORD:
        yield Dropped(place, f"{suffix} files are not read: save it as plain text, HTML or .docx")
    elif suffix not in _ONE and suffix not in tables.SUFFIXES:
        yield Dropped(place, f"files of type '{shown(suffix)}' are not read", harmless=True)
    else:
        try:
            if suffix in _ONE:
                yield _ONE[suffix](place, path.stem, read_bounded(path, MOST_TEXT_BYTES))
            else:
                data = read_bounded(path, MOST_TABLE_BYTES)
                yield from tables.from_table(place, path.stem, data, suffix, mapping)
        except NotTextError as error:
            yield Dropped(place, str(error))
        except (OSError, ValueError) as error:
            yield Dropped(place, shown(str(error), longest=400))
