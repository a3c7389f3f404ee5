"""The explorer in JupyterLab itself: choose a concept, chart and sentences change, export writes files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium
from jupyter_lab import MOST, jupyter_lab, open_notebook, run_all_cells

pytestmark = pytest.mark.browser


@pytest.fixture
def lab(root: Path, tmp_path: Path) -> Iterator[str]:
    """Address of a JupyterLab in a folder with the notebook and the demo set."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed (extra 'lab')")
    pytest.importorskip("ipywidgets", reason="ipywidgets is not installed (extra 'lab')")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(root / "notebooks" / "11_explore.ipynb", tmp_path / "notebooks")
    shutil.copytree(root / "corpus" / "harbour-blockade", tmp_path / "corpus" / "harbour-blockade")
    (tmp_path / "server").mkdir()
    environment = {"FRAMING_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(root)}
    with jupyter_lab(tmp_path, tmp_path / "server/log", environment) as address:
        yield address


def test_choosing_changes_the_view_and_export_writes_it(lab: str, tmp_path: Path) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1500, "height": 1200})
        open_notebook(page, lab, "notebooks/11_explore.ipynb")
        assert run_all_cells(page) == []
        picture, sentences = page.locator("img.widget-image").first, page.locator(".fr-list").first
        sentences.wait_for(timeout=MOST, state="attached")
        page.locator(".widget-tab").scroll_into_view_if_needed()
        before = picture.get_attribute("src"), sentences.inner_text()
        page.locator(".widget-dropdown select").first.select_option(index=1)
        page.wait_for_function(
            "text => document.querySelector('.fr-list').innerText !== text", arg=before[1], timeout=MOST
        )
        assert picture.get_attribute("src") != before[0]
        assert "Tidewell" in sentences.inner_text()
        page.get_by_role("button", name="Export this view").first.click()
        page.get_by_text("Written: labels.csv and labels.png").wait_for(timeout=MOST)
        page.close()
    written = tmp_path / "figures" / "in-jupyter" / "explorer"
    assert sorted(file.name for file in written.iterdir()) == ["labels.csv", "labels.png"]
