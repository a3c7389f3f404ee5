"""Exercises: every notebook ends with one, it runs in JupyterLab's way, and no report runs or shows it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from framing.reports.page_sections import EXERCISE, read_section

ROOT = Path(__file__).parents[2]
SUITE = sorted((ROOT / "notebooks").glob("*.ipynb"))
QUICK = {"parser": "none", "draws": 100, "article_set": str(ROOT / "corpus/harbour-blockade")}
# reads the tables of a batch: benchmarks/notebooks_everywhere.py makes one and runs it in JupyterLab
NEEDS_A_BATCH = "70_across_sets"


def cells(notebook: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return found


def tags(cell: dict[str, Any]) -> list[str]:
    found: list[str] = cell["metadata"].get("tags", [])
    return found


@pytest.mark.parametrize("notebook", SUITE, ids=lambda p: p.stem)
def test_a_notebook_ends_with_an_exercise_that_says_what_to_change(notebook: Path) -> None:
    exercise = [cell for cell in cells(notebook) if EXERCISE in tags(cell)]
    assert exercise == cells(notebook)[-len(exercise) :]
    assert "".join(exercise[0]["source"]).startswith("## Try it\n")
    for cell in exercise[1:]:
        assert tags(cell) == [EXERCISE, "skip-execution"]
        assert "# change this" in "".join(cell["source"])
    assert len(exercise) == 2 or notebook.stem == "11_explore"  # there, what to change are its widgets


@pytest.mark.parametrize("notebook", [n for n in SUITE if n.stem != NEEDS_A_BATCH], ids=lambda p: p.stem)
def test_what_an_exercise_calls_shows_something(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "notebooks")
    code = [cell for cell in cells(notebook) if cell["cell_type"] == "code"]
    namespace: dict[str, Any] = {}
    for cell in code:
        lines = ast.parse("".join(cell["source"])).body
        *before, last = lines
        shown = ast.Expression(last.value) if isinstance(last, ast.Expr) else None
        exec(compile(ast.Module(before if shown else lines, []), notebook.name, "exec"), namespace)  # noqa: S102 - ours
        if "parameters" in tags(cell):
            namespace |= {name: value for name, value in QUICK.items() if name in namespace} | {"out": str(tmp_path)}
        if shown is not None and EXERCISE in tags(cell):
            made = eval(compile(shown, notebook.name, "eval"), namespace)  # noqa: S307 - a cell of our own notebook
            assert len(made._repr_html_()) > 100


def test_a_report_neither_runs_nor_shows_an_exercise(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    done = tmp_path / "notebooks/01_article_set.ipynb"
    papermill.execute_notebook(
        str(ROOT / "notebooks/01_article_set.ipynb"),
        str(done),
        parameters={"parser": "none", "article_set": QUICK["article_set"], "out": str(tmp_path)},
        engine_name="framing",
        cwd=str(tmp_path),
        progress_bar=False,
    )
    executed = nbformat.read(done, as_version=4)  # type: ignore[no-untyped-call]
    exercise = [cell for cell in executed.cells if "skip-execution" in cell.metadata.get("tags", [])]
    assert [cell.outputs for cell in exercise] == [[]]
    assert "Try it" not in read_section(done).body
    assert "One by one" in read_section(done).body
