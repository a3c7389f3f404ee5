"""The class page and the coding page in a real browser, from a file, without network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import axe, chromium, serious

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.teach.class_pages import packet_pages
from framing.teach.coder_answers import MACHINE, read_answers
from framing.teach.coding_page import coding_page
from framing.teach.coding_units import coding_units
from framing.teach.marking_page import class_page
from framing.teach.packet import Packet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1000, "height": 900})
    made = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    made.on("request", lambda r: asked.append(r.url))
    made.on("pageerror", lambda e: errors.append(str(e)))
    yield made
    assert not errors
    assert all(url.startswith(("file:", "blob:")) for url in asked), asked
    context.close()


def mark(page: Page, word: str) -> None:
    """Mark a word of text A as an outlet's own, against; by mouse."""
    page.locator("#text-A .w", has_text=word).first.click()
    assert page.locator("#words").inner_text() == word
    assert page.locator("#panel input:checked").count() == 0  # nothing is suggested
    n = page.locator("#marks tbody tr").count()
    page.click("text=Keep this mark")
    assert page.locator("#marks tbody tr").count() == n  # and nothing is kept half answered
    page.locator('input[name="concept"]').first.check()
    page.check('input[name="voice"][value="outlet"]')
    page.check('input[name="leaning"][value="against"]')
    page.click("text=Keep this mark")


def test_predict_mark_reveal_save_and_go_on(page: Page, packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "class.html"
    path.write_text(class_page(packet, packet.groups[0]), encoding="utf-8")
    page.goto(path.as_uri())
    page.fill("#prediction", "One is cross, one is fond.")
    mark(page, "mob")
    # by keyboard alone: from the word kept, two lines down to its first word, with the next one
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#words").inner_text() == "Island holiday"
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.locator('input[name="concept"]').first.check()
    page.check('input[name="voice"][value="quoted"]')
    page.check('input[name="leaning"][value="neither"]')
    page.locator("#panel button[type=submit]").press("Enter")
    assert page.locator("#marks tbody tr").count() == 2
    page.locator("#marks button").first.click()
    page.wait_for_selector("#marks tbody tr")  # the file is read in its own time
    assert page.locator("#marks tbody tr").count() == 1
    # the outlets are nowhere to be read until they are revealed
    assert "National Courier" not in page.inner_text("body")
    page.click("#reveal")
    assert "National Courier" in page.inner_text("#outlets")
    assert page.locator("#text-A .tool").count() >= 5
    assert page.locator("#outlets tbody tr").first.inner_text().split("\t")[-1] == "1"
    page.fill("#coder", "Kim K.")
    with page.expect_download() as caught:
        page.click("#save")
    saved = tmp_path / caught.value.suggested_filename
    caught.value.save_as(saved)
    mine, tool = read_answers(saved)
    assert (mine.coder, tool.coder) == ("Kim K.", MACHINE)
    assert list(mine.given["leaning"].values()) == ["against"]
    assert len(tool.given["leaning"]) >= 5


def test_a_reload_loses_nothing_and_a_file_is_read(page: Page, packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "class.html"
    path.write_text(class_page(packet, packet.groups[0]), encoding="utf-8")
    page.goto(path.as_uri())
    page.fill("#prediction", "One is cross, one is fond.")
    page.fill("#coder", "Kim K.")
    mark(page, "mob")
    with page.expect_download() as caught:
        page.click("#save")
    saved = tmp_path / caught.value.suggested_filename
    caught.value.save_as(saved)
    page.reload()
    assert page.locator("#marks tbody tr").count() == 1  # a reload loses nothing
    assert page.input_value("#coder") == "Kim K."
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.click("#afresh")
    assert page.locator("#marks tbody tr").count() == 0
    page.set_input_files("#load", saved)
    page.wait_for_selector("#marks tbody tr")  # the file is read in its own time
    assert page.locator("#marks tbody tr").count() == 1
    assert page.input_value("#prediction") == "One is cross, one is fond."
    page.set_input_files("#load", {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    page.locator("#status", has_text="can’t be used").wait_for()


def test_coding_page_asks_what_fits_the_unit_and_saves(
    page: Page, demo: Tables, demo_book: Codebook, tmp_path: Path
) -> None:
    units = coding_units(demo, demo_book, sample=3, seed=1)
    path = tmp_path / "coding.html"
    path.write_text(coding_page(demo, demo_book, units), encoding="utf-8")
    page.goto(path.as_uri())
    for unit in units:
        assert page.locator("#sentence mark").inner_text() == unit.words
        assert page.locator("#context").inner_text() == unit.context
        asked = {"term": "voice", "quotation": "source_type", "sentence": "missed"}
        for other in set(asked.values()) - {asked[unit.kind]}:
            assert not page.locator(f'input[name="{other}"]').first.is_visible()
        page.locator(f'input[name="{asked[unit.kind]}"]').first.check()
        if unit.kind == "quotation":
            page.fill('input[name="speaker"]', "Ada Brook")
        page.click("#next")
    page.fill("#coder", "7")
    with page.expect_download() as caught:
        page.click("#save")
    saved = tmp_path / caught.value.suggested_filename
    caught.value.save_as(saved)
    assert len(json.loads(saved.read_text(encoding="utf-8"))["answers"]) == len(units)
    (answers,) = read_answers(saved)
    assert answers.coder == "7"
    assert set(answers.given["speaker"].values()) == {"Ada Brook"}


def test_no_page_of_the_packet_has_a_barrier(page: Page, packet: Packet, tmp_path: Path) -> None:
    for name, html in packet_pages(packet, n_articles=20).items():
        (tmp_path / name).write_text(html, encoding="utf-8")
        page.goto((tmp_path / name).as_uri())
        if name == "class.html":
            page.click("#reveal")
            page.locator("#text-A .w").first.click()
        assert not serious(axe(page)), name
        page.emulate_media(color_scheme="dark")
        assert not serious(axe(page)), f"{name} in the dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 844})
        assert not serious(axe(page)), f"{name} on a phone"
        # a numbered line goes on under itself: no text is read by pushing it to and fro
        cut = "[...document.querySelectorAll('.scroll:has(> .lines)')].some(box => box.scrollWidth > box.clientWidth)"
        assert not page.evaluate(cut), f"{name} on a phone"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} on a phone"
        page.set_viewport_size({"width": 1280, "height": 720})


def test_the_class_page_needs_no_sideways_scrolling_on_a_phone(page: Page, packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "class.html"
    path.write_text(class_page(packet, packet.groups[0]), encoding="utf-8")
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
