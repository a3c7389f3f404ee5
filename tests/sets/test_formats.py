"""Forms that libraries, archives and offices deliver: workbooks, web archives, PDF, lists of references, NewsBank."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from pdf_builder import Line, pdf_of

from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.databases.read_export import exports_of_text
from framing.sets.importers.office_zip import MOST_XML
from framing.sets.importers.pdf_text import from_pdf
from framing.sets.importers.read_source import candidates
from framing.sets.importers.ris import rows_of_ris
from framing.sets.importers.workbook import rows_of_workbook
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set

PAGE = (
    "<html><head><title>Market cleared | Coast Daily</title><meta property='og:site_name' content='Coast Daily'></head>"
    "<body><article><h1>Market cleared at dawn</h1><p>Police cleared the old market at dawn on Tuesday, after traders "
    "had stayed in their stalls for two nights running.</p><p>Nobody was hurt, the fire service said, and the gates "
    "were closed by noon.</p></article></body></html>"
)
BODY = (
    "Police cleared the old market at dawn on Tuesday, after traders had stayed in their stalls.",
    "Nobody was hurt, the fire service said, and the gates were closed by noon.",
)


def workbook(*sheets: list[list[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbooks_sheet_of_articles_is_found_below_its_title(tmp_path: Path) -> None:
    day = datetime(2025, 3, 4, 12, 0)  # noqa: DTZ001 - workbooks hold days without a zone
    search = [["Search"], ["market AND traders"]]
    rows = [["Results"], [], ["Publication", "Headline", "Date", "Body"], ["Coast Daily", "Cleared", day, BODY[0]]]
    (tmp_path / "export.xlsx").write_bytes(workbook(search, rows))
    import_articles(tmp_path / "export.xlsx", tmp_path / "set")
    (article,) = load_set(tmp_path / "set").articles
    assert (article.outlet, article.published, article.title) == ("Coast Daily", date(2025, 3, 4), "Cleared")
    assert article.text == f"Cleared\n\n{BODY[0]}"


def test_a_workbooks_formulas_are_not_computed() -> None:
    rows = list(rows_of_workbook(workbook([["text", "id"], ['=WEBSERVICE("x")', 7.0]]), ".xlsx", is_column={"text"}))
    assert rows == [(2, {"text": None, "id": 7})]


def test_an_office_file_that_unpacks_to_gigabytes_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    for name, part in (("bomb.docx", "word/document.xml"), ("bomb.xlsx", "xl/worksheets/sheet1.xml")):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            blank = b" " * 10_000_000
            with archive.open(part, "w", force_zip64=True) as file:
                for _ in range(6 if name.endswith("docx") else 51):
                    file.write(blank)
        assert (tmp_path / name).stat().st_size < MOST_XML / 50
        (found,) = candidates(tmp_path / name, mapping={})
        assert isinstance(found, Dropped)
        assert "unpacks to" in found.why


def test_text_called_xls_is_named_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "export.xls").write_text("<table><tr><td>text</td></tr></table>", encoding="utf-8")
    (found,) = candidates(tmp_path / "export.xls", mapping={})
    assert isinstance(found, Dropped)
    assert "is none" in found.why


def record(address: str, page: str, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + page.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-05T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


ARCHIVE = (
    record("https://coast.example/", "<html><body><p>Home</p></body></html>")
    + record("https://coast.example/market", PAGE)
    + record("https://coast.example/gone", PAGE.replace("dawn", "noon"), status="404 Not Found")
    + record("https://coast.example/x.js", "let a = 1", kind="text/javascript")
)


@pytest.mark.parametrize("form", ["warc", "warc.gz", "wacz"])
def test_web_archives_give_their_articles_and_miss_no_home_page(tmp_path: Path, form: str) -> None:
    data = ARCHIVE
    if form == "warc.gz":
        data = gzip.compress(data)
    if form == "wacz":
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            archive.writestr("archive/data.warc.gz", gzip.compress(data))
            archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://coast.example/"}\n')
        data = kept.getvalue()
    (tmp_path / f"site.{form}").write_bytes(data)
    done = import_articles(tmp_path / f"site.{form}", tmp_path / "set")
    assert done.complete, done.said()
    (article,) = load_set(tmp_path / "set").articles
    assert (article.outlet, article.title) == ("Coast Daily", "Market cleared at dawn")
    assert load_set(tmp_path / "set").entries[0].url == "https://coast.example/market"


def test_a_damaged_web_archive_gives_what_comes_before_the_damage(tmp_path: Path) -> None:
    (tmp_path / "site.warc").write_bytes(
        record("https://coast.example/market", PAGE) + b"WARC/1.0\r\nnonsense\r\n\r\nxx"
    )
    found = list(candidates(tmp_path / "site.warc", mapping={}))
    assert [type(item) for item in found][:1] == [Found]


def two_columns() -> list[list[Line]]:
    """A page with a headline over two columns, the second's first line going on with the first's last."""
    left = [
        "Police cleared the old market at dawn on Tu-",
        "esday, after traders had stayed in the",
        "stalls for two nights.",
    ]
    right = ["Nobody was hurt, the fire service said, and the", "gates were closed by noon."]
    first: list[Line] = [(60, 760, 24, "Market cleared at dawn"), (60, 735, 11, "By Jon Vale")]
    first += [(60, 700 - 14 * i, 11, words) for i, words in enumerate(left)]
    first += [(320, 700 - 14 * i, 11, words) for i, words in enumerate(right)]
    second: list[Line] = [
        (60, 700, 11, "The council will meet again on Friday, and the traders"),
        (60, 686, 11, "hope for a lease."),
    ]
    running: list[Line] = [(60, 820, 9, "Coast Daily"), (500, 20, 9, "7")]
    return [first + running, [*second, (60, 820, 9, "Coast Daily"), (500, 20, 9, "8")]]


def test_a_pdf_in_two_columns_is_read_in_order() -> None:
    found = from_pdf("x.pdf", "Coast Daily--2025-03-04--x", pdf_of(two_columns()))
    assert found.text.split("\n\n") == [
        "Market cleared at dawn",
        "By Jon Vale",
        "Police cleared the old market at dawn on Tuesday, after traders had stayed in the stalls for two nights.",
        "Nobody was hurt, the fire service said, and the gates were closed by noon.",
        "The council will meet again on Friday, and the traders hope for a lease.\n",
    ]
    assert (found.facts.title, found.facts.outlet) == ("Market cleared at dawn", "Coast Daily")
    assert "2 pages in 2 columns" in found.notes[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GIF89a", "not a PDF"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "no page of it"),
        (pdf_of([[(60, 700, 11, "7")]]), "no text layer"),
    ],
)
def test_a_pdf_without_words_says_why(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        from_pdf("x.pdf", "x", data)


RIS = (
    "TY  - NEWS\r\nTI  - Market cleared\r\nAU  - Vale, Jon\r\nAU  - Orr, Dana\r\nT2  - Coast Daily\r\n"
    "DA  - 2025/03/04/\r\nUR  - https://coast.example/market\r\nER  - \r\n"
)


def test_references_are_rows() -> None:
    assert list(rows_of_ris(RIS)) == [
        (
            1,
            {
                "title": "Market cleared",
                "author": "Vale, Jon, Orr, Dana",
                "outlet": "Coast Daily",
                "published": "2025-03-04",
                "url": "https://coast.example/market",
            },
        )
    ]


def test_a_list_of_references_is_joined_with_pages_and_alone_says_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "list.ris").write_text(RIS, encoding="utf-8", newline="")
    (found,) = candidates(tmp_path / "list.ris", mapping={})
    assert isinstance(found, Dropped)
    assert "--list" in found.why
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "market.txt").write_text("Market cleared\n\n" + "\n\n".join(BODY), encoding="utf-8")
    (tmp_path / "pages" / "page.html").write_text(
        PAGE.replace("<head>", "<head><link rel=canonical href='https://coast.example/market'>"), encoding="utf-8"
    )
    import_articles(tmp_path / "pages", tmp_path / "set", stories=tmp_path / "list.ris")
    page = next(a for a in load_set(tmp_path / "set").articles if a.title == "Market cleared at dawn")
    assert (page.published, page.author) == (date(2025, 3, 4), "Vale, Jon, Orr, Dana")


LABELLED = """NewsBank: Access World News

Headline: Market traders refuse to leave
Author: Jon Vale
Date: March 3, 2025
Paper: Orrby Mercury, The (NY)
Section: City
Page: A4

The traders of the old market stayed in
their stalls overnight.

"Notes were taken," a clerk said: nobody
knows by whom.

Record Number: 1234
Copyright (c) 2025 Orrby Mercury

Headline: Market cleared
Date: March 4, 2025
Paper: Coast Daily

Police cleared the market at dawn.

Record Number: 1235
Copyright (c) 2025 Coast Daily
"""
NUMBERED = """Access World News

1. Market traders refuse to leave
Orrby Mercury, The (NY) - March 3, 2025
Author: Jon Vale
Section: City

The traders of the old market stayed in their stalls overnight.

"Notes were taken," a clerk said: nobody knows by whom.

Copyright, 2025, Orrby Mercury, The (NY). All rights reserved.
Record Number: 77

2. Market cleared
Coast Daily - March 4, 2025
Page: 1

Police cleared the market at dawn.

Copyright, 2025, Coast Daily.
Record Number: 78
"""
ABOVE = """Orrby Mercury, The (NY)
March 3, 2025
Section: City
Page: A4

Market traders refuse to leave
Jon Vale

The traders of the old market stayed in their stalls overnight.

"Notes were taken," a clerk said: nobody knows by whom.

Record Number: 77

Coast Daily (ME)
March 4, 2025
Section: News

Market cleared

Police cleared the market at dawn.

Record Number: 78
"""


@pytest.mark.parametrize("source", [LABELLED, NUMBERED, ABOVE], ids=["labelled", "numbered", "above"])
def test_newsbank_layouts_give_each_article(source: str) -> None:
    (export,) = exports_of_text(source)
    assert [(a.outlet, a.date, a.headline, len(a.paragraphs)) for a in export.articles] == [
        ("The Orrby Mercury", "March 3, 2025", "Market traders refuse to leave", 2),
        ("Coast Daily", "March 4, 2025", "Market cleared", 1),
    ]
    assert export.articles[0].author == "Jon Vale"
    assert export.articles[0].paragraphs[1] == '"Notes were taken," a clerk said: nobody knows by whom.'
