"""Slides and tally, in a real browser from files, without network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import axe, chromium, serious

from framing.measure.tables import Tables
from framing.teach.class_pages import packet_pages
from framing.teach.coding_variables import MARKS_FORM
from framing.teach.marking_page import marked_texts, revealed
from framing.teach.packet import Packet, make_packet
from framing.teach.pdf import Paper, can_write_pdf, write_pdf
from framing.teach.projector_pages import slides, tally_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from framing.annotate.codebook import Codebook

needs_pdf = pytest.mark.skipif(not can_write_pdf(), reason="plutoprint (extra pdf) is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    made = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    made.on("request", lambda r: asked.append(r.url))
    made.on("pageerror", lambda e: errors.append(str(e)))
    yield made
    assert not errors
    assert all(url.startswith("file:") for url in asked), asked
    context.close()


def shown(page: Page, html: str, path: Path) -> None:
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())


def test_slides_without_what_is_opened_name_no_outlet_and_no_answer(packet: Packet, demo: Tables) -> None:
    html = re.sub(r"<details>.*?</details>", "", slides(packet), flags=re.DOTALL)
    assert not any(outlet in html for outlet in set(demo["articles"]["outlet"]))
    assert packet.groups[0].rewrite is not None
    assert packet.groups[0].rewrite.model not in html
    assert len(re.findall('class="slide"', html)) == 10
    assert all(h.shown in html for h in packet.groups[0].headlines)


def test_minutes_of_the_slides_are_those_of_the_lesson(packet: Packet) -> None:
    assert sum(map(int, re.findall(r'class="minutes">(\d+) min', slides(packet)))) == 45


def test_groups_have_headlines_and_sentences_of_their_own_on_their_worksheets(
    demo: Tables, demo_book: Codebook
) -> None:
    four = make_packet(demo, demo_book, groups=4)
    html = slides(four)
    assert all(f"Group {n}: What do texts" in html for n in range(1, 5))
    assert not any(
        h.shown in re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL) for h in four.groups[1].headlines
    )


@needs_pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("groups", [1, 4])
def test_a_printed_slide_is_one_page(
    demo: Tables, demo_book: Codebook, tmp_path: Path, paper: Paper, groups: int
) -> None:
    made = make_packet(demo, demo_book, groups=groups)
    assert write_pdf(slides(made), tmp_path / "slides.pdf", paper=paper) == 10


@pytest.mark.browser
def test_keys_turn_the_slides_and_answers_wait(page: Page, packet: Packet, tmp_path: Path) -> None:
    shown(page, slides(packet), tmp_path / "slides.html")

    def top() -> str:
        found: str = page.evaluate(
            "[...document.querySelectorAll('.slide')].find(s => Math.abs(s.getBoundingClientRect().top) < 5).id"
        )
        return found

    assert top() == "start"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert top() == "words"
    page.keyboard.press("ArrowLeft")
    assert top() == "predict"
    page.click("#on")
    assert top() == "words"
    page.keyboard.press("End")
    assert top() == "discuss"
    page.keyboard.press("ArrowRight")
    assert top() == "discuss"
    assert "National Courier" not in page.inner_text("body")
    page.click("text=Show the outlets")
    assert "National Courier" in page.inner_text("body")
    heights = page.evaluate("[...document.querySelectorAll('.slide')].map(s => s.scrollHeight)")
    assert sum(h > 720 for h in heights) <= 1  # on a common projector a slide is one screen, an opened answer aside
    assert not serious(axe(page))


def saved(packet: Packet, coder: str, marks: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    about = marked_texts(packet, packet.groups[0])
    return {
        "form": MARKS_FORM,
        **{k: about[k] for k in ("set", "group", "digest")},
        "coder": coder,
        "words": {},
        "marks": marks,
        "before": None,
        "tool": [],
        **more,
    }


def given(page: Page, files: dict[str, object], n: int) -> None:
    page.set_input_files(
        "#choose",
        [
            {
                "name": name,
                "mimeType": "application/json",
                "buffer": (data if isinstance(data, str) else json.dumps(data)).encode(),
            }
            for name, data in files.items()
        ],
    )
    page.locator("#status", has_text=f"{n} file").wait_for()


def rows(page: Page, table: str) -> list[list[str]]:
    found: list[list[str]] = page.locator(f"{table} tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.innerText.replace(/■+/g, '').trim()))"
    )
    return found


@pytest.fixture
def mob(packet: Packet) -> dict[str, Any]:
    """The suite's mark of the mob in text A: the outlet's own, against."""
    return next(m for m in revealed(packet.groups[0])["marks"] if m["words"] == "mob")


@pytest.mark.browser
def test_the_class_is_counted_by_label_and_by_place(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path
) -> None:
    shown(page, tally_page(packet), tmp_path / "tally.html")
    assert not page.locator("#counted").is_visible()
    quoted = {**mob, "voice": "quoted", "leaning": "neither"}
    given(
        page,
        {
            "kim.json": saved(packet, "Kim", [mob]),
            "lou.json": saved(packet, "Lou", [quoted]),
            # marked before the key was in view: nothing; after it: no judgement of their own
            "max.json": saved(packet, "Max", [mob], before=[]),
        },
        3,
    )
    labels = [row for row in rows(page, "#labels table") if row[0] == "mob"]
    assert labels == [["mob", "1", "0", "0"]]
    assert rows(page, "#places") == [
        ["A", str(mob["line"]), "mob", "the people in the boats", "2 of 3", "1× O, 1× Q", "1× 0, 1× −"]
    ]
    page.uncheck("#own")
    assert [row for row in rows(page, "#labels table") if row[0] == "mob"] == [["mob", "2", "0", "0"]]
    page.check("#own")
    page.click("#key")
    (row,) = [row for row in rows(page, "#labels table") if row[0] == "mob"]
    assert [cell.split() for cell in row[1:]] == [["1", "key", "1"], ["0", "key", "0"], ["0", "key", "0"]]
    assert len(rows(page, "#labels table")) > 5  # labels that only the key has


@pytest.mark.browser
def test_names_wait_and_a_file_can_be_taken_out(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path
) -> None:
    shown(page, tally_page(packet), tmp_path / "tally.html")
    given(page, {"a.json": saved(packet, "Kim <b>K.</b>", [mob]), "b.json": saved(packet, "", [mob])}, 2)
    page.click("summary")
    assert [row[0] for row in rows(page, "#files")] == ["pupil 1", "pupil 2"]
    page.check("#names")
    assert [row[0] for row in rows(page, "#files")] == ["Kim <b>K.</b>", "pupil 2"]
    page.locator("#files button").first.click()
    assert rows(page, "#places")[0][4] == "1 of 1"
    given(page, {"a.json": saved(packet, "Kim <b>K.</b>", [mob])}, 2)
    assert not serious(axe(page))


HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.browser
@pytest.mark.parametrize(
    "bad",
    [
        ("{", "cut off"),
        ("{}", "not a file that the class page saved"),
        ("null", "not a file that the class page saved"),
        ({"digest": "0" * 12}, "class page with other texts"),
        ({"group": 7}, "class page with other texts"),
        ({"marks": "all"}, "its marks are damaged"),
        ({"marks": [0] * 2001}, "its marks are damaged"),
        ({"coder": "x" * 2_000_001}, "too large"),
    ],
)
def test_files_that_do_not_belong_are_named_with_the_reason(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path, bad: tuple[object, str]
) -> None:
    data, why = bad
    shown(page, tally_page(packet), tmp_path / "tally.html")
    written = {**saved(packet, "Kim", [mob]), **data} if isinstance(data, dict) else data
    name = f"{HOSTILE.replace('/', '')}.json"
    given(page, {"good.json": saved(packet, "Lou", [mob]), name: written}, 1)
    refused = page.locator("#refused li").all_inner_texts()
    assert len(refused) == 1
    assert refused[0].startswith(name)
    assert why in refused[0]
    assert page.locator("img").count() == 0


@pytest.mark.browser
def test_the_same_file_counts_once_and_unsound_marks_not_at_all(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path
) -> None:
    unsound = [
        {**mob, "text": "__proto__"},
        {**mob, "concept": "constructor"},
        {**mob, "voice": "toString"},
        {**mob, "leaning": HOSTILE},
        {**mob, "start": "0"},
        {**mob, "start": 0, "end": 100_000},
        {**mob, "start": -9, "end": -3},
        None,
        {**mob, "words": HOSTILE, "line": HOSTILE},  # sound: what is shown comes from the page's own texts
    ]
    shown(page, tally_page(packet), tmp_path / "tally.html")
    given(page, {"a.json": saved(packet, "Kim", unsound)}, 1)
    assert "8 marks left out" in page.inner_text("#status")
    assert [row[:3] for row in rows(page, "#places")] == [["A", str(mob["line"]), "mob"]]
    given(page, {"again.json": saved(packet, "Kim", unsound)}, 1)
    assert "it is here already" in page.inner_text("#refused")
    assert page.locator("img").count() == 0


@pytest.mark.browser
def test_marks_that_overlap_are_one_place_called_by_what_most_took(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path
) -> None:
    words = [w for line in packet.groups[0].keys[0].text.lines for w in line.words]
    at = next(n for n, w in enumerate(words) if w.span.start <= mob["start"] < w.span.end)
    longer = {**mob, "start": words[at - 1].span.start}
    shown(page, tally_page(packet), tmp_path / "tally.html")
    given(page, {f"{n}.json": saved(packet, str(n), [m]) for n, m in enumerate((mob, longer, mob))}, 3)
    assert [(row[2], row[4]) for row in rows(page, "#places")] == [("mob", "3 of 3")]


@pytest.mark.browser
def test_each_group_is_counted_alone(page: Page, demo: Tables, demo_book: Codebook, tmp_path: Path) -> None:
    packet = make_packet(demo, demo_book, groups=2)
    shown(page, tally_page(packet), tmp_path / "tally.html")
    files = {}
    for group in packet.groups:
        about = marked_texts(packet, group)
        marks = revealed(group)["marks"][: group.number]
        files[f"{group.number}.json"] = {
            **saved(packet, "Kim", marks),
            "group": group.number,
            "digest": about["digest"],
        }
    given(page, files, 2)
    assert {row[4] for row in rows(page, "#places")} == {"1 of 1"}
    assert len(rows(page, "#places")) == 1
    page.click("text=Group 2, texts C and D")
    assert len(rows(page, "#places")) == 2


@pytest.mark.browser
def test_the_tally_needs_no_sideways_scrolling_on_a_phone(
    page: Page, packet: Packet, mob: dict[str, Any], tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    shown(page, tally_page(packet), tmp_path / "tally.html")
    given(page, {"a.json": saved(packet, "Kim", [mob])}, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
def test_key_plan_and_worksheet_need_no_sideways_scrolling_on_a_phone(
    page: Page, packet: Packet, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    made = packet_pages(packet, n_articles=20)
    wide = {}
    for name, html in made.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
        page.goto((tmp_path / name).as_uri())
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 390} == {}


def test_hostile_texts_stay_text(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    tables = make_tables(
        {
            ("a", f"X {evil}"): f"Title {evil}\n\nThe mob {evil} came by.",
            ("b", "Y"): f"Another {evil}\n\nThe protesters {evil} went off.",
        },
        small_book,
    )
    made = make_packet(tables, small_book)
    for html in (slides(made), tally_page(made)):
        assert "<img" not in html
        assert "alert(1)</script>" not in html
