"""The packet on disk: whole or not at all, printable, safe."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.reports.output_folder import OutputError
from framing.reports.parameters import ParameterError
from framing.teach.class_pages import packet_pages
from framing.teach.marking_page import revealed
from framing.teach.packet import Packet, make_packet
from framing.teach.page_templates import goals, lessons, parts
from framing.teach.pdf import Paper, PdfError, can_write_pdf, write_pdf
from framing.teach.write_packet import fitting_worksheet, write_packet

needs_pdf = pytest.mark.skipif(not can_write_pdf(), reason="plutoprint (extra pdf) is not installed")


@pytest.fixture(scope="module")
def pages(packet: Packet) -> dict[str, str]:
    return packet_pages(packet, n_articles=20)


class Structure(HTMLParser):
    """Headings in order, and what would reach out of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.outside: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        given = dict(attrs)
        self.outside += [v for k in ("src", "href") if (v := given.get(k)) and not v.startswith("#")]
        self.scripts += tag == "script"


def test_pages_fetch_nothing_and_their_headings_are_in_order(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        found = Structure()
        found.feed(html)
        assert not found.outside, name
        assert "default-src 'none'" in html
        steps = [b - a for a, b in zip(found.headings, found.headings[1:], strict=False)]
        assert all(step <= 1 for step in steps), (name, found.headings)
        assert found.scripts == {"class.html": 3, "tally.html": 2, "slides.html": 1}.get(name, 0)


def test_pupils_pages_name_no_outlet(pages: dict[str, str], demo: Tables) -> None:
    for name in ("texts.html", "worksheet.html", "easier.html", "first.html", "class.html", "tally.html"):
        for outlet in set(demo["articles"]["outlet"]):
            assert outlet not in pages[name], (name, outlet)
    for name in ("key.html", "plan.html"):
        assert "National Courier" in pages[name]


def test_the_class_page_reveals_the_outlets_and_the_marks(pages: dict[str, str], packet: Packet) -> None:
    found = re.search(r'id="answers">([A-Za-z0-9+/=]+)<', pages["class.html"])
    assert found
    shown = json.loads(base64.b64decode(found[1]))
    assert shown == revealed(packet.groups[0])
    assert set(shown["outlets"]) == {"A", "B", "C"}


def test_the_plan_warns_that_the_class_pages_answers_are_no_secret(pages: dict[str, str]) -> None:
    plan = re.sub(r"<[^>]+>", "", pages["plan.html"])
    (line,) = [line for line in plan.splitlines() if "class.html" in line]
    assert "encoded, not secret" in line
    assert "`" not in plan  # no markup of another kind in print


def test_hostile_text_stays_text(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }}"
    tables = make_tables(
        {
            ("a", f"X {evil}"): f"Title {evil}\n\nThe mob {evil} came by.",
            ("b", "Y"): f"Another {evil}\n\nThe protesters {evil} went off.",
        },
        small_book,
    )
    for name, html in packet_pages(make_packet(tables, small_book), n_articles=2).items():
        found = Structure()
        found.feed(html)
        assert "<img" not in html, name
        assert "alert(1)</script>" not in html
        assert not found.outside
        assert "49" not in html or "{{ 7*7 }}" in html


@needs_pdf
def test_the_worksheet_fits_two_pages_of_a4_and_of_letter(packet: Packet, tmp_path: Path) -> None:
    html = fitting_worksheet(packet, packet.groups[0])
    assert write_pdf(html, tmp_path / "a4.pdf", paper="a4") == 2
    assert write_pdf(html, tmp_path / "letter.pdf", paper="letter") == 2


@needs_pdf
def test_pdf_is_the_same_twice_and_fetches_nothing(tmp_path: Path) -> None:
    for n in (1, 2):
        write_pdf("<p>Word</p>", tmp_path / f"{n}.pdf", paper="a4")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert write_pdf('<p>Word</p><img src="http://localhost:9/x.png">', tmp_path / "3.pdf", paper="a4") == 1


def test_without_plutoprint_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "plutoprint", None)
    with pytest.raises(PdfError, match=r"Print the \.html file from a browser"):
        write_pdf("<p>Word</p>", tmp_path / "1.pdf", paper="a4")


def test_a_packet_of_four_groups(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "lesson"
    made = write_packet(root / "params" / "demo.yaml", out=out, groups=4, pdf=False)
    names = {p.name for p in out.iterdir()}
    assert {"index.html", "plan.html", "masks.json", "report.json"} <= names
    assert {"slides.html", "tally.html"} <= names
    assert {f"{kind}-{n}.html" for kind in ("texts", "worksheet", "key", "class") for n in range(1, 5)} <= names
    assert "no PDF: none was asked for" in made.said()
    mine = out / "my notes.txt"
    mine.write_text("keep", encoding="utf-8")
    before = (out / "plan.html").read_bytes()
    write_packet(root / "params" / "demo.yaml", out=out, groups=2, pdf=False)
    assert mine.read_text(encoding="utf-8") == "keep"
    assert not (out / "texts-4.html").exists()
    assert (out / "plan.html").read_bytes() != before


def test_other_names_that_the_manifest_gives_an_outlet_are_masked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    shutil.copytree(root / "corpus" / "harbour-blockade", tmp_path / "set")
    with (tmp_path / "set" / "articles.toml").open("a", encoding="utf-8") as manifest:
        manifest.write('\n[outlets."National Courier"]\naliases = ["Brennay"]\nowner = "Tidewell"\n')
    (tmp_path / "set.yaml").write_text("article_set: set\nout: report\nparser: none\n", encoding="utf-8")
    write_packet(tmp_path / "set.yaml", out=tmp_path / "lesson", pdf=False)
    for name in ("texts.html", "worksheet.html", "class.html", "tally.html"):
        page = (tmp_path / "lesson" / name).read_text(encoding="utf-8")
        assert "Brennay" not in page, name
        assert "Tidewell" not in page, name
    slides = (tmp_path / "lesson" / "slides.html").read_text(encoding="utf-8")
    assert "Brennay" not in re.sub(r"<details>.*?</details>", "", slides, flags=re.DOTALL)
    assert "[OUTLET]" in (tmp_path / "lesson" / "texts.html").read_text(encoding="utf-8")


def test_a_folder_that_is_not_ours_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_packet(root / "params" / "demo.yaml", out=tmp_path, pdf=False)
    with pytest.raises(ParameterError):
        write_packet(tmp_path / "none.yaml", out=tmp_path / "x", pdf=False)
    assert not (tmp_path / "x").exists()


def test_the_easier_worksheet_has_one_row_of_the_key(packet: Packet) -> None:
    pages = packet_pages(packet, n_articles=20)
    group = packet.groups[0]
    filled = re.findall(r"<tr>((?:<td>[^<]*</td>){5})</tr>", pages["easier.html"])
    assert len(filled) == 1
    assert not re.findall(r"<tr>((?:<td>[^<]*</td>){5})</tr>", pages["worksheet.html"])
    letter, line, words, voice, kind = re.findall(r"<td>([^<]*)</td>", filled[0])
    key = next(k for k in group.keys if k.text.letter == letter)
    answer = next(a for a in key.terms if a.line == int(line) and a.words == words and not a.also)
    assert (voice, kind) == ({"outlet": "O", "headline": "O", "quoted": "Q"}[answer.voice], kind)
    assert kind == {"for": "+", "neither": "0", "against": "−"}[answer.leaning]


def test_the_plan_has_a_page_for_any_class_and_one_for_each_age(pages: dict[str, str]) -> None:
    first, *ages, _ = pages["plan.html"].split('class="page"')
    assert all(words in first for words in ("Before the lesson", "Content note", "Opt-out text", "Rubric"))
    assert [re.findall(r"Plan for [\w–]+", age)[0] for age in ages] == [
        "Plan for 12–14",
        "Plan for 15–18",
        "Plan for university",
    ]


@needs_pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_objectives_fit_one_page_and_the_easier_worksheet_two(packet: Packet, tmp_path: Path, paper: Paper) -> None:
    pages = packet_pages(packet, n_articles=20)
    assert write_pdf(pages["goals.html"], tmp_path / "goals.pdf", paper=paper) == 1
    assert write_pdf(pages["easier.html"], tmp_path / "easier.pdf", paper=paper) == 2


def printed_pages(html: str, path: Path, paper: Paper) -> list[str]:
    """The words of each page, spaces aside."""
    from pdfminer.high_level import extract_text

    write_pdf(html, path, paper=paper)
    return ["".join(page.split()) for page in extract_text(str(path)).split("\f")[:-1]]


@needs_pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("groups", [1, 4])
def test_no_heading_of_the_key_ends_a_page(
    demo: Tables, demo_book: Codebook, tmp_path: Path, paper: Paper, groups: int
) -> None:
    for name, html in packet_pages(make_packet(demo, demo_book, groups=groups), n_articles=20).items():
        if name.startswith("key"):
            headings = [
                "".join(re.sub("<[^>]+>", "", h).split()) for h in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html)
            ]
            for page in printed_pages(html, tmp_path / "key.pdf", paper):
                assert not page.endswith(tuple(headings)), name


@needs_pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_rubric_stands_on_the_first_page_of_the_plan_whole(packet: Packet, tmp_path: Path, paper: Paper) -> None:
    first, *_ = printed_pages(packet_pages(packet, n_articles=20)["plan.html"], tmp_path / "plan.pdf", paper)
    for criterion in lessons()["criterion"]:
        assert "".join(criterion["name"].split()) in first
    last = lessons()["criterion"][-1]["levels"][-1].split()[-1]
    assert last in first


def test_every_part_of_the_worksheet_serves_an_objective(packet: Packet) -> None:
    served = {part for o in goals()["objective"] for part in o["parts"]}
    assert served == set(parts()) - {"predict"}
    page = packet_pages(packet, n_articles=20)["goals.html"]
    assert all(standard in page for o in goals()["objective"] for standard in o["standards"])
