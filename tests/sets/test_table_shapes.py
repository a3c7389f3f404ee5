"""Tables in the shapes that interfaces, spreadsheets and programs write: all rows are read, or named."""

from __future__ import annotations

import json
import plistlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from export_builder import stories

from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.containers import rows_of_database
from framing.sets.importers.read_source import candidates

TOLD = stories(3)
ROWS = [
    {"title": s.headline, "text": "\n\n".join(s.paragraphs), "source": s.outlet, "date": f"2025-03-{s.day:02}"}
    for s in TOLD
]
WANTED = [(s.outlet, s.day, s.headline) for s in TOLD]


def read(file: Path) -> list[Found | Dropped]:
    """All that a file gives."""
    return list(candidates(file, mapping={}))


def facts(found: list[Found | Dropped]) -> list[tuple[str | None, int, str | None]]:
    """Outlet, day and headline of each article."""
    return [
        (one.facts.outlet, one.facts.published.day if one.facts.published else 0, one.facts.title)
        for one in found
        if isinstance(one, Found)
    ]


def guardian(row: dict[str, str]) -> dict[str, Any]:
    """A result of an interface that nests the text in ``fields``."""
    fields = {"headline": row["title"], "bodyText": row["text"], "publication": row["source"]}
    day = row["date"] + "T08:00:00Z"
    return {"id": "a", "type": "article", "webPublicationDate": day, "webTitle": row["title"], "fields": fields}


SHAPES: dict[str, Any] = {
    "guardian": {"response": {"status": "ok", "total": 3, "results": [guardian(row) for row in ROWS]}},
    "newsapi": {"status": "ok", "articles": [{**row, "source": {"id": None, "name": row["source"]}} for row in ROWS]},
    "event registry": {"articles": {"results": [{**row, "source": {"title": row["source"]}} for row in ROWS], "n": 3}},
    "search hits": {"took": 3, "hits": {"total": 3, "hits": [{"_id": "1", "_source": row} for row in ROWS]}},
    "nested articles": {"query": "stall", "results": {"articles": ROWS}},
    "by id": {f"a{n}": row for n, row in enumerate(ROWS)},
    "frame by columns": {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]},
    "frame, split": {"columns": list(ROWS[0]), "index": [0, 1, 2], "data": [list(row.values()) for row in ROWS]},
    "frame, table": {"schema": {"fields": []}, "data": ROWS},
    "paragraphs": [{**row, "text": row["text"].split("\n\n")} for row in ROWS],
    "list": ROWS,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_are_found_wherever_they_stand_in_json(tmp_path: Path, shape: str) -> None:
    file = tmp_path / "given.json"
    file.write_text(json.dumps(SHAPES[shape]), encoding="utf-8")
    found = read(file)
    assert facts(found) == WANTED
    assert [one.text for one in found if isinstance(one, Found)] == [row["text"] for row in ROWS]


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_lines_and_lists_are_told_by_what_they_are(tmp_path: Path, suffix: str) -> None:
    for name, text in (("lines", "".join(json.dumps(row) + "\n" for row in ROWS)), ("list", json.dumps(ROWS))):
        file = tmp_path / f"{name}{suffix}"
        file.write_text(text, encoding="utf-8")
        assert facts(read(file)) == WANTED


def test_a_json_list_that_breaks_off_gives_what_is_whole_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cut.json"
    whole = json.dumps(ROWS)
    file.write_text(whole[: whole.index("row 3")], encoding="utf-8")
    *articles, last = read(file)
    assert facts(articles) == WANTED[:2]
    assert isinstance(last, Dropped)
    assert "breaks off or has a fault here" in last.why


def test_quotation_marks_that_do_not_pair_merge_no_rows_of_a_table_with_tabs(tmp_path: Path) -> None:
    file = tmp_path / "given.tsv"
    lines = ["source\tdate\ttitle\ttext"]
    texts = [f'"{row["text"].splitlines()[0]}' for row in ROWS]
    lines += [f"{row['source']}\t{row['date']}\t{row['title']}\t{text}" for row, text in zip(ROWS, texts, strict=True)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read(file)
    assert facts(found) == WANTED
    assert [one.text for one in found if isinstance(one, Found)] == texts


def test_rows_that_a_quotation_mark_merged_are_named(tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    lines = ["source,date,title,text"]
    lines += [f'{row["source"]},{row["date"]},{row["title"]},"They stayed' for row in ROWS[:2]]
    lines += [f"{row['source']},{row['date']},{row['title']},They left" for row in ROWS[2:]]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any(isinstance(one, Dropped) and "quotation marks do not pair" in one.why for one in read(file))


@pytest.mark.parametrize(
    ("end", "why"), [("Quay Post,2025-03-03", "within this row"), ('a,b,c,"They', "within a cell")]
)
def test_a_row_at_the_cut_is_named(tmp_path: Path, end: str, why: str) -> None:
    file = tmp_path / "given.csv"
    whole = f'source,date,title,text\nCoast Daily,2025-03-02,Stalls,"{ROWS[0]["text"]}"\n'
    file.write_text(whole + end, encoding="utf-8")
    found = read(file)
    assert facts(found)[0][0] == "Coast Daily"
    assert any(isinstance(one, Dropped) and why in one.why for one in found)


def test_a_text_with_commas_and_lines_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    text = "First, they came, sat, and spoke.\nThen, later, 1,000 left, he said, and so on."
    file.write_text(f'source,date,text\nCoast Daily,2025-03-02,"{text}"\n', encoding="utf-8")
    assert [type(one) for one in read(file)] == [Found]


def test_a_text_that_an_interface_cuts_short_says_so(tmp_path: Path) -> None:
    file = tmp_path / "given.json"
    file.write_text(json.dumps([{**ROWS[0], "text": "The traders stayed… [+2210 chars]"}]), encoding="utf-8")
    (found,) = read(file)
    assert isinstance(found, Found)
    assert "gives only the beginning" in found.notes[0]


def test_every_sheet_with_articles_is_read(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for n, row in enumerate(ROWS):
        sheet = book.create_sheet(f"part {n}")
        sheet.append(["Search of 3 March"])
        sheet.append(list(row))
        sheet.append(list(row.values()))
    book.save(tmp_path / "given.xlsx")
    assert facts(read(tmp_path / "given.xlsx")) == WANTED


def test_a_database_that_was_read_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(tmp_path / "given.sqlite")) as base, base:
        base.execute("create table a (text text)")
        base.execute("insert into a values ('One. Two.')")
    opened, connect = [], sqlite3.connect

    def noted(place: str) -> sqlite3.Connection:
        opened.append(connect(place))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    assert len(list(rows_of_database((tmp_path / "given.sqlite").read_bytes(), text_columns={"text"}))) == 1
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("select 1")


def test_a_second_table_of_a_database_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "given.sqlite") as base:
        base.execute('create table a ("Article Text" text, source text)')
        base.execute("create table b (body text)")
        base.executemany("insert into a values (?, ?)", [(row["text"], row["source"]) for row in ROWS])
        base.execute("insert into b values ('x')")
    base.close()
    found = read(tmp_path / "given.sqlite")
    assert len(facts(found)) == 3
    assert [one.why for one in found if isinstance(one, Dropped)] == [
        "its table 'b' has texts too, 1 rows, and was not read"
    ]


def test_messages_of_plain_text_and_boxes_of_them_are_read(tmp_path: Path) -> None:
    from email.message import EmailMessage

    letters = []
    for story in TOLD:
        letter = EmailMessage()
        letter["Subject"], letter["From"] = story.headline, f"{story.outlet} <news@quay.example>"
        letter["Date"] = f"Mon, {story.day:02} Mar 2025 08:00:00 +0000"
        letter.set_content("\n\n".join(story.paragraphs))
        letters.append(bytes(letter))
    (tmp_path / "one.eml").write_bytes(letters[0])
    (tmp_path / "all.mbox").write_bytes(
        b"".join(b"From x@y Mon Mar 03 08:00:00 2025\n" + one + b"\n" for one in letters)
    )
    assert facts(read(tmp_path / "one.eml")) == WANTED[:1]
    assert facts(read(tmp_path / "all.mbox")) == WANTED


def test_a_page_saved_by_safari_is_read(tmp_path: Path) -> None:
    parts = "".join(f"<p>{part}</p>" for part in TOLD[0].paragraphs)
    page = f"<!doctype html><html><body><article><h1>{TOLD[0].headline}</h1>{parts}</article></body></html>".encode()
    resource = {"WebResourceData": page, "WebResourceURL": "https://quay.example/1"}
    (tmp_path / "page.webarchive").write_bytes(plistlib.dumps({"WebMainResource": resource}))
    (tmp_path / "torn.webarchive").write_bytes(b"bplist00 and no more")
    (found,) = read(tmp_path / "page.webarchive")
    assert isinstance(found, Found)
    assert (found.facts.title, found.facts.url) == (TOLD[0].headline, "https://quay.example/1")
    (torn,) = read(tmp_path / "torn.webarchive")
    assert isinstance(torn, Dropped)


@pytest.mark.parametrize(("folder", "outlet"), [("files", None), ("Storage", None), ("Quay Post", "Quay Post")])
def test_a_folder_called_by_what_lies_in_it_is_no_outlet(tmp_path: Path, folder: str, outlet: str | None) -> None:
    (tmp_path / folder / "1").mkdir(parents=True)
    (tmp_path / folder / "1" / "a.txt").write_text("\n\n".join(TOLD[0].paragraphs), encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Found)
    assert found.facts.outlet == outlet
