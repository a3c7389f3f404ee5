"""What a user has who installed the wheel and has no checkout: the command, a workspace, notebooks that run in it.

``benchmarks/notebooks_everywhere.py`` runs every notebook there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from installed_wheel import ROOT, install_wheel


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install_wheel(folder)
    done = run(folder, "framing", "init", "study")
    assert done.returncode == 0, done.stderr
    return folder / "study"


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    site = next(up / "site" for up in (cwd, *cwd.parents) if (up / "site").is_dir())
    own = {"PYTHONPATH": str(site), "XDG_CONFIG_HOME": str(site.parent / "config")}
    own["FRAMING_CACHE"] = str(site.parent / "cache")
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **own}, capture_output=True, text=True, check=False)


def test_it_is_the_installed_package_that_runs(study: Path) -> None:
    done = run(study, "timeit", "-n1", "-r1", "import framing; print(framing.__file__)")
    assert f"{study.parent / 'site'}" in done.stdout
    assert str(ROOT) not in done.stdout


def test_its_workspace_has_every_notebook_of_the_checkout(study: Path) -> None:
    assert {f.name for f in (study / "notebooks").iterdir()} == {f.name for f in (ROOT / "notebooks").glob("*.ipynb")}


def test_a_notebook_of_its_workspace_runs_and_shows_the_demo_that_came_with_it(study: Path) -> None:
    done = run(study, "papermill", "notebooks/00_corpus_audit.ipynb", "out.ipynb", "--no-progress-bar")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "this is the demo" in (study / "out.ipynb").read_text(encoding="utf-8")


def test_a_wrong_parameter_stops_a_notebook_of_its_workspace(study: Path) -> None:
    wrong = ("-p", "artcle_set", "corpus/first")
    done = run(study, "papermill", "notebooks/00_corpus_audit.ipynb", "wrong.ipynb", "--no-progress-bar", *wrong)
    assert done.returncode != 0
    assert "did you mean 'article_set'?" in done.stderr


def test_a_report_is_made_in_its_workspace_with_the_workspace_s_notebooks(study: Path) -> None:
    (study / "lamp.txt").write_text("The lamp\n\nThe lamp went out on Monday, the keeper said.\n", encoding="utf-8")
    assert run(study, "framing", "import", "lamp.txt", "--set", "corpus/first").returncode == 0
    settings = "article_set: ../corpus/first\nout: ../figures/first\nparser: none\nnotebooks: [01_article_set]\n"
    (study / "params/first.yaml").write_text(settings, encoding="utf-8")
    done = run(study, "framing", "report", "params/first.yaml")
    assert done.returncode == 0, done.stderr[-2000:]
    assert (study / "figures/first/index.html").is_file()
