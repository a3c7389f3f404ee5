"""Exports of news databases become articles; layouts as the databases write them, texts invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from framing.sets.audit import audit
from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.databases.exported import candidates_of
from framing.sets.importers.databases.read_export import export_of_page, exports_of_text
from framing.sets.importers.read_source import candidates
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set

ACADEMIC = """


                               1 of 2 DOCUMENTS


                               The Orrby Mercury

                            March 3, 2025 Monday
                                Final Edition

Market traders refuse to leave

BYLINE: Jon Vale

SECTION: CITY; Pg. 4

LENGTH: 24 words


The traders of the old market stayed in
their stalls overnight.

"NOTES were taken," a clerk said: nobody
knows by whom.

LOAD-DATE: March 3, 2025

LANGUAGE: ENGLISH

              Copyright 2025 The Orrby Mercury
                       All Rights Reserved


                               2 of 2 DOCUMENTS


                               Coast Daily

                            March 4, 2025 Tuesday

Market cleared

LENGTH: 9 words

Police cleared the market early on Tuesday.

LOAD-DATE: March 4, 2025
"""


def test_the_older_lexisnexis_form() -> None:
    (export,) = exports_of_text(ACADEMIC.replace("                                Final Edition\n", ""))
    assert (export.database, export.stated) == ("LexisNexis", 2)
    first, second = export.articles
    assert (first.outlet, first.author, first.section) == ("The Orrby Mercury", "Jon Vale", "CITY; Pg. 4")
    assert first.headline == "Market traders refuse to leave"
    assert first.paragraphs == (
        "The traders of the old market stayed in their stalls overnight.",
        '"NOTES were taken," a clerk said: nobody knows by whom.',
    )
    assert second.paragraphs == ("Police cleared the market early on Tuesday.",)


def test_articles_that_are_missing_are_said() -> None:
    short = ACADEMIC.split("                               2 of 2 DOCUMENTS", maxsplit=1)[0]
    (export,) = exports_of_text(short)
    found = list(candidates_of(export, place="x.txt", stem="x"))
    assert [type(one) for one in found] == [Found, Dropped]
    assert isinstance(found[1], Dropped)
    assert "says that it holds 2 articles, and 1 were found" in found[1].why
    assert isinstance(found[0], Found)
    assert found[0].facts.published == date(2025, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain text of an article.\n\nIt says 1 of 3 documents was lost.",
        "HD is short for high definition.\nPD stands for nothing.",
        "Body\n\nThe coroner spoke of the body.",
    ],
)
def test_other_texts_are_no_exports(text: str) -> None:
    assert exports_of_text(text) == []


def test_other_pages_are_no_exports() -> None:
    page = "<html><body><article><h1>Market</h1><p class='articleParagraph'>Text</p></article></body></html>"
    assert export_of_page(page) is None


def test_an_archive_is_opened_only_so_deep(tmp_path: Path) -> None:
    import gzip
    import zipfile

    data = json.dumps([{"text": "The traders stayed. " * 5, "outlet": "Mercury"}]).encode()
    for depth in range(5):
        data = gzip.compress(data)
        (tmp_path / f"deep.json{'.gz' * (depth + 1)}").write_bytes(data)
    opened = {p.name: list(candidates(p, mapping={})) for p in sorted(tmp_path.glob("*.gz"))}
    assert isinstance(opened["deep.json.gz.gz.gz"][0], Found)
    assert isinstance(opened["deep.json.gz.gz.gz.gz"][0], Dropped)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../outside.txt", "A text that wants to lie outside of its folder. " * 3)
    (found,) = candidates(tmp_path / "a.zip", mapping={})
    assert isinstance(found, Found)
    assert found.stem == "outside"


def test_a_kind_that_is_not_read_says_so_when_it_is_all_that_was_given(tmp_path: Path) -> None:
    file = tmp_path / "report.xyz"
    file.write_bytes(b"x")
    (found,) = candidates(file, mapping={})
    assert isinstance(found, Dropped)
    assert not found.harmless


_THREE = [
    ("The Porthwick Herald", date(2025, 5, 14), "Ferry strike enters third day as talks stall"),
    ("Daily Courier (Easton)", date(2025, 5, 15), "Militant crews hold islands to ransom"),
    ("North Sea Tribune", date(2025, 5, 15), "What the Porthwick ferry crews want"),
]
_EXPORTS = ("01-lexisnexis-academic.txt", "02-nexis-uni.docx", "03-nexis-uni.rtf", "04-factiva.rtf", "05-factiva.html")
_TABLES = ("22-newsapi.csv", "23-media-name-published-at.csv", "33-factiva-csv.csv", "34-proquest-export.csv")
_OTHERS = ("36-newsapi.json", "41-fundus.json", "43-warcio-cdx-html-body.jsonl", "44-html-in-content.csv")
_PACKED = ("51-nela-gt.sqlite", "54-pages.zip", "56-rows.jsonl.gz")


_STREAMS = ("07-europresse.html", "08-proquest.txt", *_TABLES, "25-utf16-tab.csv", "24-semicolon-cp1252.csv")


@pytest.mark.parametrize("name", [*(one for one in _EXPORTS if not one.endswith(".docx")), *_STREAMS])
def test_of_a_file_that_was_cut_what_is_whole_is_read(shared: Path, tmp_path: Path, name: str) -> None:
    data = (shared / "cases" / "intake" / name).read_bytes()
    found: list[int] = []
    for cut in (len(data) // 4 + 1, len(data) // 2, len(data) // 2 + 1, len(data) * 3 // 4, len(data)):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / name).write_bytes(data[:cut])
        done = import_articles(folder / name, folder / "set")
        added = sum(line.what == "added" for line in done.lines)
        assert added or any(line.what == "dropped" and line.why for line in done.lines)
        found.append(added)
    assert found == sorted(found)
    assert found[1] == found[2] >= 1
    assert found[-1] == 3


def test_files_of_all_kinds_in_one_folder_are_read_each_by_itself(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    for name in ("01-lexisnexis-academic.txt", "07-europresse.html", "22-newsapi.csv"):
        data = (shared / "cases" / "intake" / name).read_bytes()
        (tmp_path / "given" / name).write_bytes(data[: len(data) * 3 // 5])
    (tmp_path / "given" / "torn.docx").write_bytes(b"PK\x03\x04 and no more")
    done = import_articles(tmp_path / "given", tmp_path / "set")
    assert [line.place.split(",")[0] for line in done.lines if "not a readable" in line.why] == ["torn.docx"]
    assert len(load_set(tmp_path / "set").articles) >= 3


@pytest.mark.parametrize("name", [*_EXPORTS, "07-europresse.html", "08-proquest.txt", *_TABLES, *_OTHERS, *_PACKED])
def test_real_layouts_give_three_articles(shared: Path, tmp_path: Path, name: str) -> None:
    import_articles(shared / "cases" / "intake" / name, tmp_path / "set")
    articles = load_set(tmp_path / "set").articles
    assert [(a.outlet, a.published, a.title) for a in articles] == _THREE
    whole = " ".join(a.text for a in articles)
    for line in (
        "LOAD-DATE",
        "Load-Date",
        "BYLINE",
        "LENGTH:",
        "Classification",
        "gstrik",
        "Subject:",
        "<p>",
        "&ldquo;",
    ):
        assert line not in whole


def test_two_papers_with_one_dispatch_stay_two(shared: Path, tmp_path: Path) -> None:
    import_articles(shared / "cases" / "intake" / "60-two-papers-one-dispatch", tmp_path / "set")
    articles = load_set(tmp_path / "set").articles
    assert sorted(a.outlet for a in articles) == ["Easton Courier", "Porthwick Herald"]
    assert {a.wire for a in articles} == {"AP"}


@pytest.mark.parametrize(
    "name", ["65-lang-de-english-page.html", "66-csv-language-column.csv", "66b-language-English.csv"]
)
def test_the_text_decides_its_language(shared: Path, tmp_path: Path, name: str) -> None:
    import_articles(shared / "cases" / "intake" / name, tmp_path / "set")
    assert {a.language for a in load_set(tmp_path / "set").articles} == {"en"}


def test_all_cases_at_once_make_a_set_that_check_and_report_can_use(shared: Path, tmp_path: Path) -> None:
    done = import_articles(shared / "cases" / "intake", tmp_path / "set")
    dropped = {line.place for line in done.lines if line.what == "dropped"}
    # a story list without texts, and a PDF without a page
    assert dropped == {"31-mediacloud-storylist.csv", "58-article.pdf"}
    read = load_set(tmp_path / "set")
    assert audit(read).articles["text"].all()
    assert len({article.outlet for article in read}) > 5


@pytest.mark.parametrize(("name", "articles"), [("50-excel.xlsx", 3), ("53-one.warc", 1), ("52-chrome.mhtml", 1)])
def test_other_forms_give_their_articles(shared: Path, tmp_path: Path, name: str, articles: int) -> None:
    import_articles(shared / "cases" / "intake" / name, tmp_path / "set")
    assert [(a.outlet, a.published, a.title) for a in load_set(tmp_path / "set")] == _THREE[:articles]


def test_a_list_of_references_joins_pages(shared: Path, tmp_path: Path) -> None:
    cases = shared / "cases" / "intake"
    import_articles(cases / "54-pages.zip", tmp_path / "set", stories=cases / "10-zotero.ris")
    entries = load_set(tmp_path / "set").entries
    assert [entry.author for entry in entries] == ["Marta Quill", "Sam Pruett", None]


def test_entities_in_headlines_are_decoded(shared: Path, tmp_path: Path) -> None:
    import_articles(shared / "cases" / "intake" / "61-title-entities.html", tmp_path / "set")
    (article,) = load_set(tmp_path / "set").articles
    assert "‘illogical’" in (article.title or "")
    assert "&#" not in article.text


@pytest.mark.parametrize("name", ["28-us-dates-short-year.csv", "29-epoch.csv"])
def test_a_date_is_read_or_said_not_to_be(shared: Path, tmp_path: Path, name: str) -> None:
    done = import_articles(shared / "cases" / "intake" / name, tmp_path / "set")
    for line, article in zip(done.lines, load_set(tmp_path / "set"), strict=True):
        assert article.published is not None or "its date" in line.why
