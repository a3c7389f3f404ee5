"""Notebooks run where they stand: in the checkout, in a workspace, by papermill's own command and engine."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from small_sets import make_set

import framing
from framing.reports.notebook_start import start_notebook
from framing.reports.notebook_suite import declared_parameters
from framing.reports.parameters import KNOWN, ParameterError, Params
from framing.reports.parameters_cell import MARK, injected_names
from framing.reports.workspace import make_workspace

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/cases/notebook_parameters.toml").read_text(encoding="utf-8")
)["case"]
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


def in_a_kernel(notebook: Path, cwd: Path, **sources: str) -> list[str]:
    """Errors of the notebook in a kernel of its own, as in JupyterLab; ``parameters`` or ``last`` is typed into it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    made = nbformat.read(notebook, as_version=4)
    cells = [cell for cell in made.cells if cell.cell_type == "code"]
    cells[0].source += "\n" + sources.get("parameters", "")
    cells[-1].source += "\n" + sources.get("last", "")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(ROOT))
            NotebookClient(made, timeout=300, resources={"metadata": {"path": str(cwd)}}).execute()
    except CellExecutionError as error:
        return [error.evalue]
    return []


@pytest.mark.parametrize("notebook", SUITE, ids=lambda p: p.stem)
def test_each_notebook_checks_its_parameters_first(notebook: Path, tmp_path: Path) -> None:
    cells = [c for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    parameters, first = ("".join(cell["source"]) for cell in cells[:2])
    begun = [n for n, cell in enumerate(cells) if "fr.start_notebook(globals()" in "".join(cell["source"])]
    assert begun == [1], "the first cell after the parameters begins with it"
    assert parameters.startswith(MARK)
    call = next(line for line in first.split("\n") if line.startswith("fr.start_notebook("))
    namespace: dict[str, object] = {"fr": framing}
    exec(parameters, namespace)  # noqa: S102 - a cell of our own notebook
    if "tables" in namespace:  # of a batch, which is not there before one was run
        namespace["tables"] = str(tmp_path)
    injected = "# Parameters\n" + "".join(f"{name} = ...\n" for name in declared_parameters(notebook, 0))
    exec(call, {**namespace, "In": ["", parameters, injected, call]})  # noqa: S102 - no declared name is refused
    with pytest.raises(ParameterError, match="unknown parameter 'outt'; did you mean 'out'"):
        exec(call, {**namespace, "In": ["", f"{parameters}\noutt = 'mine'", call]})  # noqa: S102 - the same


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_name_that_was_typed(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus/a").mkdir(parents=True)
    (tmp_path / "corpus/a/articles.toml").touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    call = f"{case.get('running', '')}fr.start_notebook(globals())"
    names: dict[str, object] = {"article_set": "../corpus/a", "In": ["", *case["cells"], call]}
    if "stops" not in case:
        start_notebook(names, also=case.get("also", ()))
        return
    with pytest.raises(ParameterError, match="nothing was run") as stopped:
        start_notebook(names)
    assert f"unknown parameter '{case['stops']}'" in str(stopped.value)
    assert ("did you mean" in str(stopped.value)) == ("meant" in case)
    assert case.get("meant", "") in str(stopped.value).partition("nothing was run")[0]


def test_a_kernel_as_in_jupyterlab_stops_at_a_misspelt_name(workspace: Path) -> None:
    notebook = workspace / "notebooks/00_corpus_audit.ipynb"
    (said,) = in_a_kernel(notebook, notebook.parent, parameters='artcle_set = "../corpus/first"')
    assert "unknown parameter 'artcle_set'; did you mean 'article_set'?" in said
    assert "A name of your own goes in a cell below" in said


def test_a_kernel_as_in_jupyterlab_lets_a_reader_go_on(workspace: Path) -> None:
    notebook = workspace / "notebooks/00_corpus_audit.ipynb"
    assert (
        in_a_kernel(notebook, notebook.parent, last="seeds = len(found.articles)\nfr.start_notebook(globals())") == []
    )


@pytest.mark.parametrize(("name", "value"), [("draws", "many"), ("confidence", 1.5), ("parser", 3), ("seed", True)])
def test_a_value_that_cannot_be_is_named(name: str, value: object) -> None:
    cell = f"article_set = '../corpus/a'\n{name} = {value!r}"
    with pytest.raises(ParameterError, match=f"parameter '{name}' is {value!r}.*nothing was run"):
        start_notebook({"article_set": "../corpus/a", name: value, "In": [cell, "fr.start_notebook(globals())"]})


def test_every_parameter_of_a_parameters_file_can_be_injected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "notebooks")
    values = {name: field.default for name, field in Params.model_fields.items() if not field.is_required()}
    values |= {"article_set": "../corpus/harbour-blockade", "out": "x", "notebooks": ["01_article_set"], "title": "T"}
    injected = "# Parameters\n" + "".join(f"{name} = {value!r}\n" for name, value in values.items())
    assert set(values) == set(KNOWN)
    start_notebook({**values, "In": [injected, "fr.start_notebook(globals())"]})


def test_an_empty_path_is_no_path() -> None:
    cell = "article_set = ''\nseed = 1"
    with pytest.raises(ParameterError, match="'article_set' is empty"):
        start_notebook({"article_set": "", "seed": 1, "In": [cell, "fr.start_notebook(globals())"]})


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


def test_each_thing_to_be_read_becomes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("notebooks", "params", "corpus/x", "figures/tables"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notebooks/70.ipynb").touch()
    (tmp_path / "corpus/x/articles.toml").touch()
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"article_set": "../corpus/x", "tables": "../figures/tables"}
    start_notebook(names, also=("tables",))
    whole = tmp_path.resolve()
    assert names == {"article_set": str(whole / "corpus/x"), "tables": str(whole / "figures/tables")}
