"""Marks as WebAnno TSV 3.3, which INCEpTION reads and writes: one file an article and coder.

The form: https://inception-project.github.io (user guide, "WebAnno TSV 3.3"). A line of the text is a sentence; its
tokens are words, cut where a mark begins or ends. Offsets are UTF-16 units, as that program counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from framing.review.exchange.coded_set import PARTS, ExchangeError, mark_kind, named_marks, spans_of
from framing.review.exchange.marks import CodedMark, in_order
from framing.text.article import Article

_LAYERS = {
    "quotation": ("identified", "kind", "note", "own", "part", "source_type", "speaker"),
    "mention": ("concept", "note", "own", "variant", "voice"),
}
_NAMES = {"quotation": "webanno.custom.Quotation", "mention": "webanno.custom.Mention"}
_SPECIAL = re.compile(r"[\\\[\]|_>;*\t\n\r-]|->")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LETTERS = {"\t": "t", "\n": "n", "\r": "r"}
_BACK = {"t": "\t", "n": "\n", "r": "\r"}


def write_webanno(article: Article, marks: Sequence[CodedMark]) -> bytes:
    """Return one coder's marks on an article; marks of one name are the parts of one quotation."""
    heads = [f"#T_SP={_NAMES[layer]}|{'|'.join(features)}" for layer, features in _LAYERS.items()]
    cells = list(_spans(marks))
    text = article.text
    cuts = sorted({0, len(text), *(p for _, s, e, _ in cells for p in (s, e))})
    units = _Units(text)
    out = ["#FORMAT=WebAnno TSV 3.3", *heads, "", ""]
    for number, (start, end) in enumerate(_lines(text), start=1):
        out.append(f"#Text={_escape(text[start:end])}")
        for n, (a, b) in enumerate(_tokens(text, start, end, cuts), start=1):
            row = [f"{number}-{n}", f"{units.at(a)}-{units.at(b)}", _escape(text[a:b])]
            for layer, features in _LAYERS.items():
                here = [(k, said) for k, (kind, s, e, said) in enumerate(cells) if kind == layer and s <= a and b <= e]
                row += ["|".join(f"{_value(said, name)}[{k + 1}]" for k, said in here) or "_" for name in features]
            out.append("\t".join(row) + "\t")
        out.append("")
    return ("\n".join(out) + "\n").encode("utf-8", "surrogatepass")


def _value(said: Mapping[str, str], feature: str) -> str:
    return _escape(said[feature]) if said.get(feature) else "*"


def _spans(marks: Sequence[CodedMark]) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    """Each span with its layer and features; ``own`` ties the spans of one mark together."""
    for name, mark in named_marks(marks):
        own = f"{name} {mark.id}" if mark.id else name
        for part in ("content", *PARTS):
            for n, (start, end) in enumerate(spans_of(mark, part)):
                said = {"own": own, "part": part if mark.mark == "quotation" else ""}
                if part == "content" and n == 0:
                    said |= {f: v for f, v in mark.fields.items() if isinstance(v, str)} | {"note": mark.note}
                yield mark.mark, start, end, said


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for m in re.finditer(r"[^\n]+", text):
        if m.group().strip():
            yield m.span()


def _tokens(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for m in re.finditer(r"\S+", text[start:end]):
        a, b = start + m.start(), start + m.end()
        inner = cuts[bisect_right(cuts, a) : bisect_right(cuts, b - 1)]
        yield from pairwise([a, *inner, b])


class _Units:
    """Code points to UTF-16 units and back."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]  # noqa: PLR2004 (takes two units)

    def at(self, place: int) -> int:
        return place + bisect_right(self._wide, place - 1)

    def back(self, unit: int) -> int:
        return unit - bisect_right([place + n for n, place in enumerate(self._wide)], unit - 1)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: "\\" + _LETTERS.get(m.group(), m.group()), text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda m: _BACK.get(m[1], m[1]) if not m[1].startswith("-") else m[1], text)


def read_webanno(data: bytes, article: Article, *, coder: str) -> tuple[list[CodedMark], list[str]]:
    r"""Return a coder's marks in a WebAnno TSV 3 file on an article, and what could not be placed.

    Layers whose name ends in ``Quotation`` or ``Mention`` are read, with features of our names; without ``own`` each
    annotation is a mark of its own.

    Raises:
        ExchangeError: the file is no WebAnno TSV 3, or is of another text.
    """
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        msg = f"not UTF-8 (byte {error.start}); export it again as WebAnno TSV 3.3"
        raise ExchangeError(msg) from None
    if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
        msg = "no WebAnno TSV 3; export the document as WebAnno TSV 3.3"
        raise ExchangeError(msg)
    columns = [
        (layer, feature)
        for line in lines
        if line.startswith("#T_SP=")
        for layer, features in [(line[6:].split("|")[0], line[6:].split("|")[1:])]
        for feature in features or ["_"]
    ]
    units = _Units(article.text)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not re.match(r"\d+-\d+\t", line):
            continue
        cells = line.rstrip("\r").split("\t")
        try:
            start, end = (units.back(int(part)) for part in cells[1].split("-"))
        except ValueError:
            problems.append(f"line {number}: no token")
            continue
        if article.text[start:end] != _plain(cells[2]):
            msg = f"line {number}: its word does not stand at {start}–{end} of article `{article.id}`: another text"
            raise ExchangeError(msg)
        for (layer, feature), cell in zip(columns, cells[3:], strict=False):
            for said, key in _stacked(cell, number):
                one = found.setdefault((layer, key), {"at": [], "features": {}})
                one["at"].append((start, end))
                if said:
                    one["features"][feature] = said
    return list(_marks(found, article, coder)), problems


def _stacked(cell: str, number: int) -> Iterator[tuple[str, str]]:
    """The values of a cell with what tells their annotations apart; those without a number belong to their token."""
    if cell in ("", "_"):
        return
    for part in re.split(r"(?<!\\)\|", cell):
        m = re.fullmatch(r"(.*?)(?:(?<!\\)\[(\d+)\])?", part, re.DOTALL)
        said, key = (m[1], m[2] or f"line {number}") if m is not None else (part, f"line {number}")
        yield ("" if said in ("*", "_") else _plain(said)), key


def _marks(found: Mapping[tuple[str, str], Mapping[str, Any]], article: Article, coder: str) -> Iterator[CodedMark]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for (layer, key), one in found.items():
        kind = "mention" if layer.lower().endswith("mention") else "quotation"
        if layer.lower().endswith(("mention", "quotation")):
            groups.setdefault((kind, one["features"].get("own", f"#{key}")), []).append(one)
    for (kind, own), parts in groups.items():
        fields: dict[str, Any] = {}
        content: list[tuple[int, int]] = []
        for one in parts:
            part = one["features"].get("part", "content")
            span = _joined(one["at"])
            if part in PARTS:
                fields.setdefault(part, []).append(list(span))
            else:
                content.append(span)
            fields |= {n: v for n, v in one["features"].items() if n not in ("own", "part", "note")}
        note = next((one["features"]["note"] for one in parts if "note" in one["features"]), "")
        if content:
            yield CodedMark(article.id, mark_kind(kind), in_order(content), fields, coder, note, own.partition(" ")[2])


def _joined(at: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return min(s for s, _ in at), max(e for _, e in at)
