"""Marks in a REFI-QDA project (QDPX) of this package or of another program: read, as a file that may be hostile."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from framing.review.exchange.coded_set import PARTS, CodedSet, ExchangeError, mark_kind
from framing.review.exchange.marks import CodedMark, in_order
from framing.review.exchange.qda_project import NAMESPACE, PROJECT
from framing.text.article import Article

MOST_BYTES = 200_000_000  # of one file in the archive, unpacked
_TAG = f"{{{NAMESPACE}}}"
_KNOWN = ("kind", "speaker", "source_type", "identified", "voice")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_qda_project(data: bytes, articles: Mapping[str, Article]) -> CodedSet:
    """Return the marks of a QDPX project on articles of a set.

    A source is the article of its name or, if the name is another, of its text (line ends apart). Selections of one
    name that an own export made are one mark; of other programs each selection with codes is one: a mention if a code
    is, or lies below, “mention” or “concept”, else a quotation; codes of other trees go into the mark's note.

    Raises:
        ExchangeError: the file is no QDPX, is larger unpacked than 200 MB, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename: info for info in archive.infolist()}
            inner = next((n for n in names if n.lower().endswith(".qde") and "/" not in n), PROJECT)
            root = _parsed(_unpacked(archive, names[inner]))
            found = {
                element.get("guid", ""): _source(element, archive, names, articles)
                for element in _all(root, "TextSource")
            }
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        msg = f"no REFI-QDA project ({type(error).__name__}); export the project again as QDPX"
        raise ExchangeError(msg) from None
    users = {u.get("guid", ""): u.get("name", "") for u in _all(root, "User")}
    notes = {n.get("guid", ""): n.findtext(f"{_TAG}PlainTextContent") or "" for n in _all(root, "Note")}
    read = _Project(_code_paths(root), {g: n if n != "unnamed" else "" for g, n in users.items()}, notes)
    marks: list[CodedMark] = []
    problems: list[str] = []
    for element in _all(root, "TextSource"):
        article = found[element.get("guid", "")]
        if article is None:
            problems.append(f"source “{(element.get('name') or '')[:60]}” is no text of the set")
            continue
        marks += read.marks(element, article, problems)
    return CodedSet(articles, tuple(marks), tuple(problems))


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(_TAG + name))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        msg = f"{info.filename[:60]}: larger than {MOST_BYTES // 1_000_000} MB unpacked; this is no coding project"
        raise ExchangeError(msg)
    return data


def _parsed(data: bytes) -> ET.Element:
    if _ENTITIES.search(data):
        msg = "the project declares entities, which no coding program does; it was not read"
        raise ExchangeError(msg)
    return ET.fromstring(data)  # noqa: S314 (nothing is declared in it: see above)


def _source(
    element: ET.Element,
    archive: zipfile.ZipFile,
    names: Mapping[str, zipfile.ZipInfo],
    articles: Mapping[str, Article],
) -> Article | None:
    text = element.findtext(f"{_TAG}PlainTextContent")
    path = (element.get("plainTextPath") or "").removeprefix("internal://")
    if text is None:
        inner = next((n for n in names if n.rpartition("/")[2] == path and path), None)
        text = _unpacked(archive, names[inner]).decode("utf-8-sig", "replace") if inner is not None else ""
    named = articles.get(element.get("name") or "")
    same = [a for a in ([named] if named is not None else articles.values()) if _plain(a.text) == _plain(text)]
    return same[0] if same else None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _code_paths(root: ET.Element) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}

    def below(element: ET.Element, path: tuple[str, ...]) -> None:
        for code in element.findall(f"{_TAG}Code"):
            made[code.get("guid", "")] = (*path, code.get("name", ""))
            below(code, made[code.get("guid", "")])

    for codes in _all(root, "Codes"):
        below(codes, ())
    return made


@dataclass(frozen=True, slots=True)
class _Project:
    """What selections refer to."""

    codes: Mapping[str, tuple[str, ...]]
    users: Mapping[str, str]
    notes: Mapping[str, str]

    def marks(self, element: ET.Element, article: Article, problems: list[str]) -> list[CodedMark]:
        """The marks of one source."""
        groups: dict[tuple[str, str], dict[str, Any]] = {}
        order: list[tuple[str, str]] = []
        for n, one in enumerate(element.findall(f"{_TAG}PlainTextSelection")):
            at = _position(one, article)
            if at is None:
                problems.append(f"a selection in “{article.id}” lies outside its text")
                continue
            paths = [self.codes.get(ref.get("targetGUID", ""), ()) for ref in one.iter(f"{_TAG}CodeRef")]
            coder = self.users.get(one.get("creatingUser") or _first_user(one), "")
            own = any(path[:1] in (("quotation",), ("mention",)) for path in paths)
            key = (one.get("name") or f"#{n}", coder) if own else (f"#{n}", coder)
            if key not in groups:
                order.append(key)
            group = groups.setdefault(key, {"content": [], "fields": {}, "other": [], "mark": "quotation", "id": ""})
            self._add(group, one, at, paths)
        return [_mark(article, key[1], groups[key]) for key in order if groups[key]["content"]]

    def _add(self, group: dict[str, Any], one: ET.Element, at: tuple[int, int], paths: list[tuple[str, ...]]) -> None:
        part = next((p for p in PARTS for path in paths if path == ("quotation", p)), "content")
        if part != "content":
            group["fields"].setdefault(part, []).append(list(at))
            return
        group["content"].append(at)
        for path in paths:
            _coded(group, path)
        described = one.findtext(f"{_TAG}Description") or ""
        group["id"] = described.removeprefix("id ") if described.startswith("id ") else group["id"]
        said = [self.notes.get(ref.get("targetGUID", ""), "") for ref in one.findall(f"{_TAG}NoteRef")]
        group["other"] += [words for words in said if words]


def _coded(group: dict[str, Any], path: tuple[str, ...]) -> None:
    """Take one code of a selection into its mark."""
    names = path[1:] if path[:1] in (("quotation",), ("mention",)) else path
    if path[:1] == ("mention",) or names[:1] == ("concept",):
        group["mark"] = "mention"
    if len(names) == 2 and names[0] in _KNOWN:  # noqa: PLR2004 (field and value)
        group["fields"][names[0]] = names[1]
    elif names[:1] == ("concept",) and len(names) > 1:
        group["fields"]["concept"] = names[1]
        if len(names) > 2:  # noqa: PLR2004 (concept and label)
            group["fields"]["variant"] = names[2]
    elif names:
        group["other"].append(" > ".join(names))


def _position(one: ET.Element, article: Article) -> tuple[int, int] | None:
    try:
        start, end = int(one.get("startPosition", "")), int(one.get("endPosition", ""))
    except ValueError:
        return None
    return (start, end) if 0 <= start < end <= len(article.text) else None


def _first_user(one: ET.Element) -> str:
    return next((c.get("creatingUser") or "" for c in one.iter(f"{_TAG}Coding")), "")


def _mark(article: Article, coder: str, group: Mapping[str, Any]) -> CodedMark:
    at, note = in_order(group["content"]), "; ".join(group["other"])
    return CodedMark(article.id, mark_kind(group["mark"]), at, group["fields"], coder, note, group["id"])
