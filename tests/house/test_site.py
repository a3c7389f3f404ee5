"""The documentation site: built without a warning, whole, from the code as it is, and read without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

import framing
from framing.measure.tables import SCHEMAS
from tests.helpers.browsing import chromium

ROOT = Path(__file__).parents[2]
pytest.importorskip("mkdocs", reason="the site's builder is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "docs/site/build_site.py", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def words(page: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_every_public_name_has_its_place(site: Path) -> None:
    for page, names in (("reference.html", framing._WHERE), ("notebook-reference.html", framing._FOR_NOTEBOOKS)):
        text = (site / page).read_text(encoding="utf-8")
        assert [name for name in names if f'.{name}" class="doc doc-heading' not in text] == []


def test_examples_are_shown_as_code(site: Path) -> None:
    text = (site / "reference.html").read_text(encoding="utf-8")
    assert text.count('class="gp">&gt;&gt;&gt;') > len(framing._WHERE) / 2
    assert "<blockquote>" not in text


def test_every_table_and_every_command_is_there(site: Path) -> None:
    tables, commands = words(site / "tables.html"), words(site / "commands.html")
    assert [name for name in SCHEMAS if f"\n{name}" not in tables] == []
    assert {"report", "import", "suggest", "teach", "review", "export"} <= set(re.findall(r"framing (\w+)", commands))


def test_the_gallery_has_the_demos_charts_each_under_the_call_that_draws_it(site: Path) -> None:
    shown = {path.stem for path in (site / "charts").glob("*.svg")}
    assert shown == {path.stem for path in (ROOT / "figures/demo/charts").glob("*.svg")} - {"lead"}
    assert "show_charts(" in words(site / "gallery.html")


def test_search_works_in_pages_opened_from_a_folder(site: Path) -> None:
    asked: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "decisions/index.html").as_uri())
        page.locator("input.md-search__input").focus()
        page.keyboard.type("concordance", delay=60)
        page.wait_for_selector(".md-search-result__item", timeout=10_000)
        assert "desk.html" in str(page.locator(".md-search-result__item a").first.get_attribute("href"))
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
