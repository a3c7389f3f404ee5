"""A set whose every field tries to become code: nothing of it runs, in page, picture, notebook, table or terminal."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sys.path[:0] = [str(Path(__file__).parents[1] / "sets"), str(Path(__file__).parents[1] / "helpers")]
from browsing import chromium  # noqa: E402 - helpers are not packages
from hostile_set import PAYLOADS, build_hostile  # noqa: E402

TITLE = "<script>window.hit=1;alert(1)</script> {{ 7*7 }} $(touch hit) =cmd|'/c calc'!A1 __import__('os').system('x')"

# what a page holds that could run: event attributes, script addresses, and things that are fetched
LOOK = """() => {
  const bad = [];
  for (const node of document.querySelectorAll('*')) {
    for (const a of node.attributes) {
      const value = a.value.replace(/[\\s\\u0000-\\u001f]/g, '').toLowerCase();
      if (a.name.startsWith('on')) bad.push(node.tagName + ' ' + a.name);
      const leads = ['href', 'src', 'action', 'xlink:href', 'srcdoc'].includes(a.name);
      if (leads && /^(javascript|vbscript|data:text)/.test(value))
        bad.push(node.tagName + ' ' + a.name + '=' + value.slice(0, 40));
      if (leads && value.includes('hit.example') && node.tagName !== 'A')
        bad.push(node.tagName + ' fetches ' + value.slice(0, 60));
    }
    if (node.tagName === 'IFRAME' && node.srcdoc) bad.push('iframe srcdoc');
  }
  if (window.hit) bad.push('window.hit');
  return bad;
}"""


OUTPUTS = """() => [...document.querySelectorAll('.jp-OutputArea-output *')].flatMap(n => [...n.attributes]
  .filter(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)).map(a => n.tagName + ' ' + a.name))"""


class Watch:
    """Notes every dialog, request and error of a page."""

    def __init__(self, page: Page, allowed: str = "file:") -> None:
        self.seen: list[str] = []
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda r: None if r.url.startswith((allowed, "data:", "blob:")) else self.seen.append(r.url))


def settings() -> dict[str, str]:
    return {**os.environ, "FRAMING_CACHE": "cache", "PYTHONWARNINGS": "ignore"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A batch of the hostile set, and what the command said."""
    folder = tmp_path_factory.mktemp("work")
    build_hostile(folder / "hostile")
    values = {"article_set": "hostile", "out": "out", "draws": 200, "parser": "none", "title": TITLE}
    name = "$(touch hit)<img src=x onerror=alert(1)>.yaml"
    (folder / name).write_text(json.dumps(values), encoding="utf-8")
    command = [sys.executable, "-m", "framing", "batch", name, "--out", "index"]
    done = subprocess.run(command, cwd=folder, capture_output=True, env=settings(), timeout=300, check=False)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 0, said
    assert (folder / "out" / "index.html").is_file(), said
    assert (folder / "index" / "index.html").is_file(), said
    return folder, said


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def looked_at(browser: Browser, path: Path) -> list[str]:
    """What ran, was fetched or could run on a page, after every button was pressed."""
    page = browser.new_page()
    watch = Watch(page)
    page.goto(path.as_uri())
    page.evaluate("""() => { for (const b of document.querySelectorAll('button, summary, details')) b.click();
      for (const n of document.querySelectorAll('*')) for (const t of ['mouseover', 'focus', 'load', 'error'])
        n.dispatchEvent(new Event(t, {bubbles: false})); }""")
    page.wait_for_timeout(300)
    bad = [*watch.seen, *page.evaluate(LOOK)]
    page.close()
    return bad


@pytest.mark.browser
def test_the_report_and_the_index_run_nothing(made: tuple[Path, str], browser: Browser) -> None:
    folder, _ = made
    pages = sorted([*(folder / "out").rglob("*.html"), *(folder / "index").rglob("*.html")])
    assert {folder / "out" / "index.html", folder / "index" / "index.html"} <= {*pages}
    for path in pages:
        assert looked_at(browser, path) == [], path.name
        shown = path.read_text(encoding="utf-8")
        assert "window.hit=1" in shown, path.name
        assert ">49<" not in shown
    assert "{{ 7*7 }}" in (folder / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_the_pictures_run_nothing(made: tuple[Path, str], browser: Browser) -> None:
    folder, _ = made
    pictures = sorted((folder / "out" / "charts").glob("*.svg"))
    assert pictures
    for path in pictures:
        tags = {node.tag.split("}")[-1].lower() for node in ET.fromstring(path.read_bytes()).iter()}  # noqa: S314 - our own
        assert not tags & {"script", "foreignobject", "iframe", "image", "animate", "set"}
        assert looked_at(browser, path) == [], path.name


@pytest.mark.browser
def test_the_notebooks_run_nothing_even_where_they_are_trusted(made: tuple[Path, str], browser: Browser) -> None:
    """nbconvert writes outputs as they are, as JupyterLab shows those of a trusted notebook."""
    nbconvert = pytest.importorskip("nbconvert")
    folder, _ = made
    notebooks = sorted((folder / "out" / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        exporter = nbconvert.HTMLExporter(template_name="basic", exclude_input=True)
        html, _ = exporter.from_filename(str(path))
        # nothing of nbconvert's own scripts is wanted here: they come from elsewhere
        html = re.sub(r'<script[^>]*src="https?://[^>]*></script>', "", html)
        page = path.with_suffix(".html")
        page.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
        assert looked_at(browser, page) == [], path.name


@pytest.fixture(scope="module")
def lab(made: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
    folder, _ = made
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("DATA", "CONFIG", "RUNTIME")}
    environment = {**os.environ, **places, "HOME": str(home), "PYTHONWARNINGS": "ignore"}
    # read from the folder above the report, so that links beside notebooks resolve
    notebooks = sorted((folder / "out" / "notebooks").glob("*.ipynb"))
    trust = [sys.executable, "-m", "jupyter", "trust", *map(str, notebooks)]
    subprocess.run(trust, check=True, capture_output=True, env=environment, timeout=120)
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--ServerApp.allow_root=True"]
    quiet = ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command = [sys.executable, "-m", "jupyter", "lab", *options, *quiet, f"--ServerApp.root_dir={folder / 'out'}"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=1).close()  # noqa: S310 - this machine
                    break
                except OSError:
                    time.sleep(0.5)
            else:
                pytest.fail((home / "log").read_text(encoding="utf-8", errors="replace")[-2000:])
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.mark.browser
def test_the_notebooks_run_nothing_in_jupyterlab(made: tuple[Path, str], browser: Browser, lab: str) -> None:
    folder, _ = made
    for path in sorted((folder / "out" / "notebooks").glob("0[1-3]*.ipynb")):
        page = browser.new_page()
        watch = Watch(page, lab)
        page.goto(f"{lab}/doc/tree/notebooks/{path.name}?reset")
        page.wait_for_selector(
            ".jp-OutputArea-output table, .jp-OutputArea-output figure", timeout=90_000, state="attached"
        )
        page.wait_for_timeout(1000)
        bad: list[Any] = [url for url in watch.seen if "hit" in url or url.startswith("dialog")]
        bad += page.evaluate(OUTPUTS)
        bad += ["window.hit"] if page.evaluate("window.hit") else []
        assert bad == [], path.name
        as_text = "[...document.querySelectorAll('.jp-OutputArea-output')].map(n => n.textContent).join()"
        assert "hit" in page.evaluate(as_text), path.name
        page.close()


def test_no_cell_of_a_table_is_a_formula(made: tuple[Path, str]) -> None:
    folder, _ = made
    cells = 0
    for path in [*(folder / "out" / "data").glob("*.csv"), *(folder / "index").rglob("*.csv")]:
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            for cell in row:
                cells += 1
                number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (path.name, cell)
    assert cells > 100


def test_the_terminal_gets_no_control_characters(made: tuple[Path, str]) -> None:
    folder, said = made
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", said)
    manifest = folder / "hostile" / "articles.toml"
    (folder / "broken" / "texts").mkdir(parents=True)
    (folder / "broken" / "articles.toml").write_text(manifest.read_text(encoding="utf-8").replace("outlet", "o\\u001b"))
    wanted = {("check", "hostile"): 0, ("import", "hostile", "--set", "copy"): 0, ("check", "broken"): 2}
    for arguments, status in wanted.items():
        command = [sys.executable, "-m", "framing", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, env=settings(), timeout=100, check=False)
        text = (done.stdout + done.stderr).decode("utf-8")
        assert done.returncode == status, text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", text)
    shutil.rmtree(folder / "copy")
    shutil.rmtree(folder / "broken")


def test_nothing_was_written_outside_and_nothing_was_run(made: tuple[Path, str]) -> None:
    folder, _ = made
    names = {path.name for path in folder.rglob("*")}
    assert "hit" not in names
    assert not (folder.parent / "hit").exists()
    assert {path.name for path in folder.iterdir() if path.is_dir()} <= {"hostile", "out", "index", "cache"}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", path.name) for path in (folder / "out").rglob("*"))


def test_every_payload_is_in_the_set(made: tuple[Path, str]) -> None:
    folder, _ = made
    text = (folder / "hostile" / "texts" / "a0.txt").read_text(encoding="utf-8")
    assert all(payload in text for payload in PAYLOADS)
