"""A notebook in JupyterLab in a real browser: a misspelt name typed into its parameters stops Run All; mended, it runs.

``benchmarks/notebooks_everywhere.py`` does the same with every notebook.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium
from jupyter_lab import jupyter_lab, open_notebook, run_all_cells, shown_in_lab

pytestmark = pytest.mark.browser


@pytest.fixture
def lab(root: Path, tmp_path: Path) -> Iterator[str]:
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed (extra 'lab')")
    (tmp_path / "study/notebooks").mkdir(parents=True)
    shutil.copy(root / "notebooks/00_corpus_audit.ipynb", tmp_path / "study/notebooks")
    (tmp_path / "server").mkdir()
    environment = {"FRAMING_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(root)}
    with jupyter_lab(tmp_path / "study", tmp_path / "server/log", environment) as address:
        yield address


def test_a_misspelt_name_that_was_typed_stops_run_all_and_mended_it_runs(lab: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        open_notebook(page, lab, "notebooks/00_corpus_audit.ipynb")
        parameters = page.locator(".jp-CodeCell .cm-content").first
        parameters.click()
        page.keyboard.press("Control+End")
        page.keyboard.type('\nartcle_set = "../corpus/mine"')
        (said,) = run_all_cells(page)
        assert "unknown parameter 'artcle_set'; did you mean 'article_set'?" in said
        assert "Porthwick" not in shown_in_lab(page)
        parameters.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Shift+Home")
        page.keyboard.type("seed = 4")
        assert run_all_cells(page) == []
        assert "this is the demo" in shown_in_lab(page)
        page.close()
