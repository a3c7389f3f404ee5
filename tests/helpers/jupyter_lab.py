"""JupyterLab as a person uses it: its own server, a real browser, Run All Cells, and what the notebook then holds."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 240_000  # milliseconds to wait for what takes seconds on a quiet machine

# Lab draws only the cells in sight, so their state is read from its model of the notebook.
_CELLS = "jupyterapp.shell.currentWidget.content.widgets"
_CODE = f"{_CELLS}.filter(c => c.model.type === 'code' && c.model.sharedModel.source)"
_ERRORS = f"{_CODE}.flatMap(c => c.model.outputs.toJSON()).filter(o => o.output_type === 'error')"
_AT_REST = f"{_CODE}.every(c => c.model.executionState !== 'running')"
_ALL_RUN = f"{_CODE}.every(c => c.model.executionCount)"
_DONE = f"{_AT_REST} && ({_ERRORS}.length > 0 || {_ALL_RUN})"


# Nothing of the person who runs the tests is read or changed: theme, open tabs, keys.
_OF_THE_USER = ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTERLAB_SETTINGS_DIR")


@contextmanager
def jupyter_lab(folder: Path, log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Give the address of a JupyterLab whose files are those of ``folder``; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.expose_app_in_browser=True",
    ]
    own = {name: str(log.parent / name.lower()) for name in _OF_THE_USER}
    with log.open("w") as written:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **own, **environment}, stdout=written, stderr=written
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def open_notebook(page: Page, lab: str, notebook: str) -> None:
    """Open a notebook, answer the question for a kernel where one is asked, and wait until the kernel is idle."""
    page.goto(f"{lab}/lab/tree/{notebook}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=MOST)
    idle = page.locator("#jp-main-statusbar", has_text="| Idle")
    accept = page.locator(".jp-Dialog button.jp-mod-accept")
    idle.or_(accept).first.wait_for(timeout=MOST)
    if accept.count():
        accept.first.click()
    idle.wait_for(timeout=MOST)


def run_all_cells(page: Page) -> list[str]:
    """Press Run → Run All Cells, wait until no cell runs any more, and return what went wrong: ``name: message``."""
    page.evaluate("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.evaluate(f"{_CODE}.forEach(c => {{ c.model.executionCount = null; }})")
    page.click('.lm-MenuBar-itemLabel:has-text("Run")')
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    page.wait_for_function(_DONE, timeout=MOST)
    return [f"{one['ename']}: {one['evalue']}" for one in page.evaluate(_ERRORS)]


def shown_in_lab(page: Page) -> str:
    """All outputs of the open notebook, as JSON."""
    found: list[Any] = page.evaluate(f"{_CODE}.map(c => c.model.outputs.toJSON())")
    return json.dumps(found, ensure_ascii=False)


def _wait_for(address: str, log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 (this machine's own server)
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            return
    msg = f"JupyterLab did not start: {log.read_text()[-1000:]}"
    raise RuntimeError(msg)
