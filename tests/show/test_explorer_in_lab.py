"""The explorer in JupyterLab itself: choose a concept, chart and sentences change, export writes files."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from browsing import chromium

pytestmark = pytest.mark.browser
SECONDS = 120_000  # milliseconds to wait at most for what takes a second on a quiet machine


@pytest.fixture
def lab(root: Path, tmp_path: Path) -> Iterator[str]:
    """Address of a JupyterLab in a folder with the notebook and the demo set."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed (extra 'lab')")
    pytest.importorskip("ipywidgets", reason="ipywidgets is not installed (extra 'lab')")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(root / "notebooks" / "11_explore.ipynb", tmp_path / "notebooks")
    shutil.copytree(root / "corpus" / "harbour-blockade", tmp_path / "corpus" / "harbour-blockade")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={tmp_path}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    environment = {**os.environ, "FRAMING_CACHE": str(tmp_path / "cache"), "JUPYTER_RUNTIME_DIR": str(tmp_path / "run")}
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/api")
            yield f"http://127.0.0.1:{port}/lab/tree/notebooks/11_explore.ipynb?reset"
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 (this machine's own server)
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not start")


def test_choosing_changes_the_view_and_export_writes_it(lab: str, tmp_path: Path) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1500, "height": 1200})
        page.goto(lab)
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SECONDS)
        page.locator("#jp-main-statusbar", has_text="| Idle").wait_for(timeout=SECONDS)
        page.click('.lm-MenuBar-itemLabel:has-text("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        picture, sentences = page.locator("img.widget-image").first, page.locator(".fr-list").first
        sentences.wait_for(timeout=SECONDS, state="attached")
        page.locator(".widget-tab").scroll_into_view_if_needed()
        before = picture.get_attribute("src"), sentences.inner_text()
        page.locator(".widget-dropdown select").first.select_option(index=1)
        page.wait_for_function(
            "text => document.querySelector('.fr-list').innerText !== text", arg=before[1], timeout=SECONDS
        )
        assert picture.get_attribute("src") != before[0]
        assert "Tidewell" in sentences.inner_text()
        page.get_by_role("button", name="Export this view").first.click()
        page.get_by_text("Written: labels.csv and labels.png").wait_for(timeout=SECONDS)
        page.close()
    written = tmp_path / "figures" / "in-jupyter" / "explorer"
    assert sorted(file.name for file in written.iterdir()) == ["labels.csv", "labels.png"]
