"""Marks to other coding tools and back: nothing is lost, and what cannot be placed is said."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from small_sets import make_set

from framing.review.exchange.coded_set import CodedSet, ExchangeError
from framing.review.exchange.label_studio import label_studio_config, read_label_studio, write_label_studio
from framing.review.exchange.mark_table import read_mark_table, write_mark_table
from framing.review.exchange.marks import CodedMark
from framing.review.exchange.qda_project import guid, write_qda_project
from framing.review.exchange.read_qda_project import read_qda_project
from framing.review.exchange.run_exchange import (
    FORMS,
    marks_in,
    marks_out,
    read_webanno_files,
    write_webanno_files,
)
from framing.review.exchange.web_annotation import read_web_annotations, write_web_annotations
from framing.sets.corrections import CORRECTIONS, read_corrections
from framing.store.open_set import open_set
from framing.text.article import Article

Read = Callable[[bytes, Mapping[str, Article]], CodedSet]
# Astral letters, marks within marks, characters that forms give a meaning, line ends of other systems.
TEXT = (
    "𝒲inds [rise] | at * the quay_1\n\n“We 𝒷ring; the nets -> home,” said Ana “Skip” Ruiz\\.\r\n"
    "=SUM(1) The strikers sang <b>on</b> & on.\n\nThe board said it would, in the end, wait.\n"
)
ARTICLES = {
    "quay-1": Article("quay-1", TEXT, outlet="Quay <Post>"),
    "bay-2": Article("bay-2", "Nothing is marked here.\n", outlet="Bay"),
}


def at(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def spans(*words: str) -> list[list[int]]:
    return [list(s) for s in at(*words)]


MARKS = (
    CodedMark(
        "quay-1", "quotation", at("We 𝒷ring; the nets -> home,"),
        {"kind": "direct", "speaker": "Ana “Skip” Ruiz", "source_type": "citizen", "identified": "named",
         "cue": spans("said"), "source": spans("Ana “Skip” Ruiz")}, "machine",
    ),
    CodedMark("quay-1", "quotation", at("We 𝒷ring; the nets -> home,"), {"kind": "partial", "speaker": "=Ruiz | [x]"},
              "a.b@c", "sure? [no]\ttab", "kept-id"),
    CodedMark("quay-1", "quotation", at("it would", "wait"), {"kind": "indirect"}, "a.b@c"),
    CodedMark("quay-1", "mention", at("strikers"), {"concept": "people", "variant": "strikers", "voice": "outlet"},
              "machine"),
    CodedMark("quay-1", "mention", at("strikers"), {"concept": "people", "variant": "the * mob_2"}, "kt"),
)  # fmt: skip
CODED = CodedSet(ARTICLES, MARKS)
ROUND: Mapping[str, tuple[Callable[[CodedSet], bytes], Read]] = {
    "csv": (write_mark_table, read_mark_table),
    "jsonld": (write_web_annotations, read_web_annotations),
    "labelstudio": (write_label_studio, read_label_studio),
    "qdpx": (lambda coded: write_qda_project(coded, title="A <set>"), read_qda_project),
    "webanno": (write_webanno_files, read_webanno_files),
}


def sorted_marks(coded: CodedSet) -> list[CodedMark]:
    return sorted(coded.marks, key=lambda m: (m.coder, m.mark, m.at))


@pytest.mark.parametrize("form", FORMS)
def test_a_round_trip_loses_nothing_and_is_the_same_twice(form: str) -> None:
    write, read = ROUND[form]
    data = write(CODED)
    assert write(CODED) == data
    back = read(data, ARTICLES)
    assert back.problems == ()
    assert sorted_marks(back) == sorted_marks(CODED)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_such_file_is_an_error_and_no_traceback(form: str) -> None:
    _, read = ROUND[form]
    for data in (
        b"",
        b"{",
        b"[1, 2]" if form not in ("labelstudio", "jsonld") else b"7",
        b"\xff\xfe\x00",
        b"PK\x03\x04zip",
    ):
        with pytest.raises(ExchangeError):
            read(data, ARTICLES)


@pytest.mark.parametrize("form", ["csv", "jsonld", "labelstudio", "qdpx", "webanno"])
def test_marks_on_another_text_are_said_or_refused_never_moved(form: str) -> None:
    write, read = ROUND[form]
    other = {
        "quay-1": Article(
            "quay-1", TEXT.replace("Winds", "Wind").replace("𝒲inds", "Gales blow and"), outlet="Quay <Post>"
        )
    }
    try:
        back = read(write(CODED), other)
    except ExchangeError:
        return
    for mark in back.marks:  # JSON-LD finds words again by what is quoted
        words = [other["quay-1"].text[s:e] for s, e in mark.at]
        assert words in ([TEXT[s:e] for s, e in m.at] for m in MARKS)
    assert back.problems or form == "jsonld"


def test_a_qda_project_is_built_as_its_schema_says() -> None:
    """The order of elements, the attributes that are required, references that lead somewhere."""
    with zipfile.ZipFile(io.BytesIO(write_qda_project(CODED, title="A <set>"))) as archive:
        root = ET.fromstring(archive.read("project.qde"))  # noqa: S314 (our own)
        names = set(archive.namelist())
    tag = "{urn:QDA-XML:project:1.0}"
    assert root.tag == f"{tag}Project"
    order = ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes"]
    there = [child.tag.removeprefix(tag) for child in root]
    assert there == [name for name in order if name in there]
    ids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("targetGUID", "creatingUser"):
                assert value in ids
    for source in root.iter(f"{tag}TextSource"):
        path = (source.get("plainTextPath") or "").removeprefix("internal://")
        assert f"sources/{path}" in names
        inner = [child.tag.removeprefix(tag) for child in source]
        assert inner == sorted(inner, key=["Description", "PlainTextSelection"].index)
    assert all(code.get("isCodable") == "true" for code in root.iter(f"{tag}Code"))


def test_a_project_of_another_program_comes_in_with_its_codes() -> None:
    """Codes of its own tree: a label below a concept is a mention, others are kept as a note."""
    user, label, other, source = (guid("x", str(n)) for n in range(4))
    start = TEXT.index("strikers")
    qde = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="another"><Users><User guid="{user}" name="Kim"/></Users>
<CodeBook><Codes><Code guid="{guid("c")}" name="concept" isCodable="false"><Code guid="{guid("d")}" name="people"
isCodable="false"><Code guid="{label}" name="strikers" isCodable="true"/></Code></Code>
<Code guid="{other}" name="Sympathy" isCodable="true" color="#ff0000"/></Codes></CodeBook>
<Sources><TextSource guid="{source}" name="renamed.txt" plainTextPath="internal://{source}.txt">
<PlainTextSelection guid="{guid("s")}" name="strikers" startPosition="{start}" endPosition="{start + 8}">
<Coding guid="{guid("k")}" creatingUser="{user}"><CodeRef targetGUID="{label}"/></Coding>
<Coding guid="{guid("l")}" creatingUser="{user}"><CodeRef targetGUID="{other}"/></Coding></PlainTextSelection>
<PlainTextSelection guid="{guid("t")}" startPosition="5" endPosition="99999"/></TextSource></Sources></Project>"""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("project.qde", qde)
        archive.writestr(f"Sources/{source}.txt", b"\xef\xbb\xbf" + TEXT.encode())
    back = read_qda_project(data.getvalue(), ARTICLES)
    (mark,) = back.marks
    assert (mark.mark, mark.coder, mark.note) == ("mention", "Kim", "Sympathy")
    assert mark.fields == {"concept": "people", "variant": "strikers"}
    assert "outside its text" in back.problems[0]


def test_a_project_that_declares_entities_is_not_read() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "project.qde", '<!DOCTYPE p [<!ENTITY a "aaaa">]><Project xmlns="urn:QDA-XML:project:1.0">&a;</Project>'
        )
    with pytest.raises(ExchangeError, match="entities"):
        read_qda_project(data.getvalue(), ARTICLES)


def test_offsets_in_utf16_are_told_by_the_words() -> None:
    start = len(TEXT[: TEXT.index("strikers")].encode("utf-16-le")) // 2
    value = {"start": start, "end": start + 8, "text": "strikers", "labels": ["mention"]}
    result = [{"id": "r", "type": "labels", "from_name": "label", "to_name": "text", "value": value}]
    task = {"data": {"text": TEXT}, "annotations": [{"completed_by": 7, "result": result}]}
    back = read_label_studio(json.dumps([task]).encode(), ARTICLES)
    (mark,) = back.marks
    assert (mark.at, mark.coder) == (at("strikers"), "7")


def test_the_set_up_for_label_studio_is_xml() -> None:
    assert ET.fromstring(label_studio_config()).tag == "View"  # noqa: S314 (our own)


@pytest.mark.parametrize("form", FORMS)
def test_out_and_in_again_by_command(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others code what the machine marked, one label changed: it comes in as decisions of that coder, and holds."""
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    folder = make_set(tmp_path / "strike")
    suffix = {"labelstudio": ".json", "webanno": ".zip"}.get(form, f".{form}")
    out = tmp_path / f"marks{suffix}"
    n = marks_out(folder, form, out, parser="none")
    assert n > 3
    with pytest.raises(ExchangeError, match="already there"):
        marks_out(folder, form, out, parser="none")
    write, read = ROUND[form]
    articles = {a: Article(a, text) for a, text in open_set(folder, parser="none").texts.items()}
    machine = read(out.read_bytes(), articles)
    theirs = tuple(
        CodedMark(
            m.article_id,
            m.mark,
            m.at,
            {**m.fields, **({"speaker": "Tom Birk"} if m.mark == "quotation" else {})},
            "kim",
        )
        for m in machine.marks
    )
    out.write_bytes(write(CodedSet(articles, theirs)))
    said: list[str] = []
    assert marks_in(out, folder, parser="none", complete=True, say=said.append) == n
    assert said == []
    decisions, faults = read_corrections(folder)
    assert {d.coder for d in decisions} == {"kim"}
    assert not faults
    assert {d.decision for d in decisions} <= {"accept", "change"}
    speakers = open_set(folder, parser="none")["quotations"]["speaker"].dropna()
    assert set(speakers) == {"Tom Birk"}
    (folder / CORRECTIONS).unlink()
