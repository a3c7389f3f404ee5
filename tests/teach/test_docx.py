"""Word files of the packet: they say what the pages say, can be edited, and are the same twice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.teach.class_pages import packet_pages
from framing.teach.docx_page import docx_of
from framing.teach.packet import Packet, make_packet
from framing.teach.write_packet import EDITED, write_packet

docx = pytest.importorskip("docx")


def opened(page: str) -> Any:  # noqa: ANN401 - python-docx ships no types
    return docx.Document(io.BytesIO(docx_of(page)))


def words_of(document: Any) -> list[str]:  # noqa: ANN401
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells]).split()


@pytest.fixture(scope="module")
def pages(packet: Packet) -> dict[str, str]:
    return packet_pages(packet, n_articles=20)


@pytest.mark.parametrize("name", EDITED)
def test_a_word_file_has_every_word_of_its_page(pages: dict[str, str], name: str) -> None:
    from lxml.html import document_fromstring

    main = document_fromstring(pages[f"{name}.html"]).find(".//main")
    for gone in main.xpath('.//*[contains(concat(" ", @class, " "), " screen ")]'):
        gone.drop_tree()
    wanted = re.findall(r"[^\W_]+", " ".join(main.itertext()))
    assert len(wanted) > 100
    assert sorted(re.findall(r"[^\W_]+", " ".join(words_of(opened(pages[f"{name}.html"]))))) == sorted(wanted)


def test_headings_tables_and_blank_rows_are_words_own(pages: dict[str, str]) -> None:
    made = opened(pages["worksheet.html"])
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 2"]
    assert [h[0] for h in headings] == list("12345678")
    terms = made.tables[0]
    assert [cell.text for cell in terms.rows[0].cells][:3] == ["Text", "Line", "Term (copy the words)"]
    assert "w:tblHeader" in terms.rows[0]._tr.xml
    assert len(terms.rows) == 11
    assert terms.rows[1].height.mm == pytest.approx(7.6, abs=0.1)
    assert sum("w:pBdr" in p._p.xml for p in made.paragraphs) == 10  # lines to write on
    assert sum(bool(p.paragraph_format.page_break_before) for p in made.paragraphs) == 1


def test_the_same_page_gives_the_same_bytes_without_dates_or_names(pages: dict[str, str]) -> None:
    one = docx_of(pages["key.html"])
    assert one == docx_of(pages["key.html"])
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = docx.Document(io.BytesIO(one)).core_properties
    assert (about.author, about.comments, about.title) == ("", "", "Answer key")
    assert about.created.year == about.modified.year == 2000


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>a\x00b\x1fc</p>", "abc"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>  many \n  spaces </p>", "many spaces "),
        ('<p>Name: <span class="fill"></span></p>', "Name: " + "_" * 22),
        ('<p class="screen">not in print</p>', ""),
        ("", ""),
        ("<table></table>", ""),
    ],
)
def test_what_stands_in_a_paragraph(body: str, shown: str) -> None:
    made = opened(f"<title>t</title><main>{body}</main>")
    assert "".join(p.text for p in made.paragraphs) == shown


def test_hostile_texts_stay_text(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    evil = "</w:t><w:r/> \x08 & <!-- {{ 7*7 }}"
    tables = make_tables(
        {("a", "X"): f"Title {evil}\n\nThe mob {evil} came.", ("b", "Y"): f"Other {evil}\n\nThe protesters went."},
        small_book,
    )
    texts = opened(packet_pages(make_packet(tables, small_book), n_articles=2)["texts.html"])
    assert "</w:t><w:r/>" in " ".join(words_of(texts))


def test_the_packet_has_the_files_and_the_index_names_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "lesson"
    write_packet(root / "params" / "demo.yaml", out=out, pdf=False)
    assert {p.stem for p in (out / "docx").iterdir()} == set(EDITED)
    links = re.findall(r'href="([^"#]+)"', (out / "index.html").read_text(encoding="utf-8"))
    assert {f"docx/{name}.docx" for name in EDITED} | {"slides.html", "tally.html", "class.html"} <= set(links)
    assert all((out / link).is_file() for link in links)
