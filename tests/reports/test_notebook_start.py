"""Notebooks run where they stand: in the checkout, in a workspace, by papermill's own command and engine."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from small_sets import make_set

from framing.reports.notebook_start import injected_names, start_notebook
from framing.reports.notebook_suite import declared_parameters
from framing.reports.parameters import ParameterError
from framing.reports.workspace import make_workspace

ROOT = Path(__file__).parents[2]
SUITE = sorted((ROOT / "notebooks").glob("*.ipynb"))


def papermill(cwd: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The command as a user types it, with papermill's standard engine."""
    return subprocess.run(
        [sys.executable, "-m", "papermill", "--no-progress-bar", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        list(make_workspace(folder))
    return folder


def said(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return json.dumps([cell.get("outputs", []) for cell in cells], ensure_ascii=False)


def errors(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout[-2000:] + done.stderr[-3000:]


PLAIN = ("notebooks/01_article_set.ipynb", "-p", "parser", "none")


def test_the_readme_s_papermill_command_runs(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^papermill (.+?) +#", readme, re.MULTILINE)
    notebook, out, *more = shlex.split(line)
    done = papermill(
        ROOT, notebook, tmp_path / out, *more, "-p", "parser", "none", "-p", "draws", 100, "-p", "out", tmp_path
    )
    assert done.returncode == 0, errors(done)
    assert "Porthwick" in said(tmp_path / out)


def test_a_notebook_of_a_new_workspace_shows_the_demo_and_says_so(workspace: Path, tmp_path: Path) -> None:
    done = papermill(workspace, PLAIN[0], tmp_path / "out.ipynb", *PLAIN[1:])
    assert done.returncode == 0, errors(done)
    assert "this is the demo" in said(tmp_path / "out.ipynb")
    assert list((workspace / "figures/in-jupyter").rglob("*.png"))


def test_a_workspace_s_own_parameters_file_is_taken_from_its_root(workspace: Path, tmp_path: Path) -> None:
    make_set(workspace / "corpus/first")
    done = papermill(workspace, PLAIN[0], tmp_path / "out.ipynb", "-f", "params/first.yaml", *PLAIN[1:])
    assert done.returncode == 0, errors(done)
    assert "this is the demo" not in said(tmp_path / "out.ipynb")
    assert list((workspace / "figures/first").rglob("*.png"))


def test_papermill_runs_a_notebook_from_any_folder_with_a_whole_path(workspace: Path, tmp_path: Path) -> None:
    given = ("-p", "article_set", ROOT / "corpus/harbour-blockade", "-p", "out", tmp_path / "made")
    done = papermill(tmp_path, workspace / PLAIN[0], "out.ipynb", *PLAIN[1:], *given)
    assert done.returncode == 0, errors(done)
    assert "Porthwick" in said(tmp_path / "out.ipynb")
    assert list((tmp_path / "made").rglob("*.png"))


def test_a_path_that_leads_nowhere_stops_with_what_to_give(workspace: Path, tmp_path: Path) -> None:
    done = papermill(tmp_path, workspace / PLAIN[0], "out.ipynb", "-f", workspace / "params/first.yaml")
    assert done.returncode != 0
    assert "leads nowhere" in said(tmp_path / "out.ipynb")
    assert "-p article_set" in said(tmp_path / "out.ipynb")


def test_a_misspelt_parameter_stops_the_run_and_names_the_right_one(workspace: Path, tmp_path: Path) -> None:
    done = papermill(workspace, PLAIN[0], tmp_path / "out.ipynb", "-p", "articleset", "corpus/first")
    assert done.returncode != 0
    assert "unknown parameter 'articleset'; did you mean 'article_set'?" in said(tmp_path / "out.ipynb")
    assert "Porthwick" not in said(tmp_path / "out.ipynb")


def test_the_warm_engine_stops_too(workspace: Path, tmp_path: Path) -> None:
    import papermill as pm

    with pytest.raises(pm.PapermillExecutionError, match="did you mean 'parser'"):
        pm.execute_notebook(
            str(workspace / PLAIN[0]),
            str(tmp_path / "out.ipynb"),
            parameters={"praser": "none"},
            engine_name="framing",
            cwd=str(workspace),
            progress_bar=False,
        )


@pytest.mark.parametrize("notebook", SUITE, ids=lambda p: p.stem)
def test_each_notebook_checks_its_parameters_first(notebook: Path) -> None:
    cells = [c for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    declared = declared_parameters(notebook, 0)
    begun = [n for n, cell in enumerate(cells) if "fr.start_notebook(globals()" in "".join(cell["source"])]
    assert begun == [1], "the first cell after the parameters begins with it"
    namespace = dict.fromkeys(declared)
    namespace["In"] = ["", "# Parameters\n" + "".join(f"{name} = None\n" for name in declared)]
    call = next(line for line in "".join(cells[1]["source"]).split("\n") if line.startswith("fr.start_notebook("))
    import framing

    exec(call, {"fr": framing, **namespace})  # noqa: S102 - a line of our own notebook; no declared name is refused


def test_two_places_are_not_guessed_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("corpus/x", "study/corpus/x", "study/notebooks"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "study/notebooks/01.ipynb").touch()
    for place in ("corpus/x", "study/corpus/x"):
        (tmp_path / place / "articles.toml").touch()
    monkeypatch.chdir(tmp_path / "study")
    with pytest.raises(ParameterError, match="in two places"):
        start_notebook({"article_set": "../corpus/x"})


def test_paths_become_whole_and_the_rest_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "study/notebooks").mkdir(parents=True)
    (tmp_path / "study/notebooks/01.ipynb").touch()
    (tmp_path / "study/corpus/x").mkdir(parents=True)
    (tmp_path / "study/corpus/x/articles.toml").touch()
    monkeypatch.chdir(tmp_path / "study")
    names: dict[str, object] = {"article_set": "../corpus/x", "out": "../figures", "codebook": None, "seed": 3}
    names["In"] = ["# Parameters\nout = '../figures'"]
    start_notebook(names)
    whole = str((tmp_path / "study").resolve())
    expected: dict[str, object] = {
        "article_set": f"{whole}/corpus/x",
        "out": f"{whole}/figures",
        "codebook": None,
        "seed": 3,
    }
    expected["In"] = names["In"]
    assert names == expected
    start_notebook(names)
    assert names == expected


def test_what_a_reader_defines_is_no_parameter() -> None:
    start_notebook({"concepts": ["a"], "In": ["concepts = ['a']"]})
    assert injected_names(["# Parameters\nold = 1", "# Parameters\nseed = 1"]) == ("seed",)
