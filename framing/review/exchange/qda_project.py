"""Marks as a REFI-QDA project (QDPX), for MAXQDA, NVivo, ATLAS.ti and QualCoder: written.

The form: https://www.qdasoftware.org (QDA-XML 1.0, Project.xsd of 18 March 2019): a ZIP with ``project.qde`` and the
texts in ``sources/``. Codes are a tree (quotation > kind > direct); a mark is one selection a span, coded with all
that is said of it, and the selections of one mark have one name.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from framing.review.exchange.coded_set import PARTS, CodedSet, named_marks, spans_of
from framing.review.exchange.marks import CodedMark

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
SOURCES = "sources"
FIELDS_OF = {
    "quotation": ("kind", "speaker", "source_type", "identified"),
    "mention": ("concept", "variant", "voice"),
}
_ROOT = uuid.UUID("5f0c3b8e-6f0d-5b9e-9b5a-2f7c0f6d9a41")  # names of this form's ids follow from it
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same marks give the same file
_ILLEGAL = {c: None for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def guid(*parts: str) -> str:
    """Return an id that follows from its parts."""
    return str(uuid.uuid5(_ROOT, "\x1f".join(parts)))


def write_qda_project(coded: CodedSet, *, title: str) -> bytes:
    """Return a QDPX file with the set's texts and every coder's marks.

    Offsets count code points of the text, from 0; the end is not included. The texts are in it: it is for the user's
    own machine, as they are.
    """
    project = ET.Element("Project", {"xmlns": NAMESPACE, "name": _legal(title) or "framing", "origin": "framing-suite"})
    coders = sorted({m.coder or "unnamed" for m in coded.marks}) or ["unnamed"]
    users = ET.SubElement(project, "Users")
    for name in coders:
        ET.SubElement(users, "User", {"guid": guid("user", name), "name": _legal(name)})
    codes = ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes")
    _codes(codes, {path for m in coded.marks for path in _paths(m)} | {("quotation",), ("mention",)})
    sources = ET.SubElement(project, "Sources")
    notes: list[tuple[str, str, str]] = []
    of_article: dict[str, list[tuple[str, CodedMark]]] = {name: [] for name in coded.articles}
    for name, mark in named_marks(coded.marks):
        of_article[mark.article_id].append((name, mark))
    for identity, marks in of_article.items():
        source = guid("source", identity)
        about = {"guid": source, "name": identity, "plainTextPath": f"internal://{source}.txt"}
        element = ET.SubElement(sources, "TextSource", about)
        ET.SubElement(element, "Description").text = f"sha256 {coded.articles[identity].sha256}"
        for name, mark in marks:
            notes += _selections(element, identity, name, mark)
    if notes:
        every = ET.SubElement(project, "Notes")
        for note, coder, words in notes:
            one = ET.SubElement(every, "Note", {"guid": note, "name": "note", "creatingUser": guid("user", coder)})
            ET.SubElement(one, "PlainTextContent").text = _legal(words)
    return _zipped(ET.tostring(project, encoding="utf-8", xml_declaration=True), coded)


def _legal(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return text.translate(_ILLEGAL).encode("utf-8", "replace").decode("utf-8")


def _paths(mark: CodedMark) -> Iterator[tuple[str, ...]]:
    """The codes of a mark's content, as paths in the tree."""
    yield (mark.mark,)
    for field in FIELDS_OF[mark.mark]:
        said = mark.fields.get(field)
        if isinstance(said, str) and field != "concept":
            above = ("concept", str(mark.fields.get("concept", ""))) if field == "variant" else (field,)
            yield (mark.mark, *above, said)
    if "concept" in mark.fields and not isinstance(mark.fields.get("variant"), str):
        yield (mark.mark, "concept", str(mark.fields["concept"]))
    for part in PARTS:
        if spans_of(mark, part):
            yield (mark.mark, part)


def _codes(parent: ET.Element, paths: set[tuple[str, ...]]) -> None:
    made: dict[tuple[str, ...], ET.Element] = {(): parent}
    every = {whole[:n] for whole in paths for n in range(1, len(whole) + 1)}
    for path in sorted(every):
        about = {"guid": guid("code", *path), "name": _legal(path[-1]) or "(empty)", "isCodable": "true"}
        made[path] = ET.SubElement(made[path[:-1]], "Code", about)


def _selections(element: ET.Element, article: str, name: str, mark: CodedMark) -> list[tuple[str, str, str]]:
    """Add a mark's selections to its source; return its note, if it has one."""
    user = guid("user", mark.coder or "unnamed")
    told = [path for path in _paths(mark) if path[1:] not in [(part,) for part in PARTS]]
    notes = []
    for part in ("content", *PARTS):
        paths = told if part == "content" else [(mark.mark, part)]
        for n, (start, end) in enumerate(spans_of(mark, part)):
            one = guid("selection", article, name, part, str(n))
            about = {"guid": one, "name": name, "startPosition": str(start), "endPosition": str(end)}
            selection = ET.SubElement(element, "PlainTextSelection", {**about, "creatingUser": user})
            if mark.id and part == "content" and n == 0:
                ET.SubElement(selection, "Description").text = _legal(f"id {mark.id}")
            for path in paths:
                coding = ET.SubElement(selection, "Coding", {"guid": guid(one, *path), "creatingUser": user})
                ET.SubElement(coding, "CodeRef", {"targetGUID": guid("code", *path)})
            if mark.note and part == "content" and n == 0:
                note = guid("note", one)
                ET.SubElement(selection, "NoteRef", {"targetGUID": note})
                notes.append((note, mark.coder or "unnamed", mark.note))
    return notes


def _zipped(project: bytes, coded: CodedSet) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(PROJECT, _FIRST_DAY), project, zipfile.ZIP_DEFLATED)
        for identity, article in coded.articles.items():
            name = f"{SOURCES}/{guid('source', identity)}.txt"
            data = article.text.encode("utf-8", "surrogatepass")
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
