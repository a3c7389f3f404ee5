"""A report appears whole or not at all, from checked inputs, and the same every time."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from small_notebooks import PARAMETERS, notebook, write
from small_reports import contents, workspace
from small_sets import TEXTS, make_set

from framing.reports.make_report import run_report
from framing.reports.notebook_suite import SuiteError, check_notebooks, find_notebooks, suite_folder
from framing.reports.output_folder import OutputError, new_output, read_listing
from framing.reports.parameters import NOTEBOOK_PARAMETERS, ParameterError
from framing.reports.run_notebooks import NotebookError
from framing.sets.set_problems import SetError


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))


def test_a_report_has_its_parts_and_lists_them(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    report = run_report(params)
    out = tmp_path / "figures" / "quay"
    assert report.out == out
    assert [name for name, _ in report.notebooks] == ["01_words.ipynb", "02_chart.ipynb"]
    files = set(contents(out))
    assert files >= {"index.html", "report.json", "notebooks/01_words.ipynb", "data/words.csv", "charts/words.svg"}
    listing = read_listing(out)
    assert listing is not None
    assert set(listing["files"]) == files - {"report.json"}
    assert listing["set"] == "quay"
    assert sorted(p.name for p in (tmp_path / "figures").iterdir()) == ["quay"]


def test_a_second_run_gives_the_same_bytes_whatever_the_engine_and_the_number_of_processes(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    out = tmp_path / "figures" / "quay"
    run_report(params)
    first = contents(out)
    run_report(params, jobs=2)
    assert contents(out) == first
    params.write_text(params.read_text() + "notebooks: [01_words]\n")
    run_report(params)
    first = contents(out)
    run_report(params, engine="nbclient")
    assert contents(out) == first


def test_no_output_names_this_machine(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    run_report(params)
    for name, content in contents(tmp_path / "figures" / "quay").items():
        assert str(tmp_path).encode() not in content, name


def test_an_executed_notebook_runs_again_where_it_lies(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    run_report(params)
    folder = tmp_path / "figures" / "quay" / "notebooks"
    executed = nbformat.read(folder / "01_words.ipynb", 4)
    nbformat.validate(executed)
    code = "\n".join(c.source for c in executed.cells if c.cell_type == "code")
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, timeout=60)


def test_an_unchanged_report_is_left_if_so_asked(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    run_report(params)
    page = tmp_path / "figures" / "quay" / "index.html"
    assert run_report(params, unchanged_is_done=True).unchanged
    page.write_text("edited")
    with pytest.raises(OutputError, match=r"index\.html that no run wrote or that was edited since"):
        run_report(params, unchanged_is_done=True)
    assert not run_report(params, unchanged_is_done=True, force=True).unchanged
    assert page.read_text() != "edited"
    assert (tmp_path / "figures" / "quay.aside-1" / "index.html").read_text() == "edited"
    params.write_text(params.read_text() + "draws: 300\n")
    assert not run_report(params, unchanged_is_done=True).unchanged
    make_set(tmp_path / "corpus" / "quay", texts=TEXTS | {"bay-news": TEXTS["bay-news"] + "\nAnd more of it.\n"})
    assert not run_report(params, unchanged_is_done=True).unchanged
    write(notebook("1", parameters=PARAMETERS), tmp_path / "notebooks" / "02_chart.ipynb")
    assert not run_report(params, unchanged_is_done=True).unchanged
    assert run_report(params, unchanged_is_done=True).unchanged


@pytest.mark.parametrize(("name", "jobs"), [("02_chart", 1), ("01_words", 2), ("02_chart", 2)])
def test_a_failed_notebook_is_named_and_leaves_the_old_report(tmp_path: Path, name: str, jobs: int) -> None:
    """With two processes the first notebook stops in this one, the last in the other."""
    (params,) = workspace(tmp_path, "quay")
    run_report(params)
    before = contents(tmp_path / "figures")
    write(notebook("x = 1", "print(x)\nundefined", parameters=PARAMETERS), tmp_path / "notebooks" / f"{name}.ipynb")
    with pytest.raises(NotebookError) as caught:
        run_report(params, jobs=jobs)
    assert (caught.value.notebook, caught.value.cell) == (f"{name}.ipynb", 4)
    assert caught.value.reason == "NameError: name 'undefined' is not defined"
    assert "undefined" in caught.value.details
    assert contents(tmp_path / "figures") == before


@pytest.mark.parametrize(
    ("fault", "error", "said"),
    [
        ("sed: 5", ParameterError, "did you mean 'seed'"),
        ("notebooks: [09_none]", SuiteError, "there are 01_words, 02_chart"),
        ("codebook: none.toml", (ValueError, OSError), "none.toml"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(
    tmp_path: Path, fault: str, error: type[Exception], said: str
) -> None:
    (params,) = workspace(tmp_path, "quay")
    params.write_text(params.read_text() + fault + "\n")
    with pytest.raises(error, match=said):
        run_report(params)
    assert not (tmp_path / "figures").exists()


@pytest.mark.parametrize("fault", ["missing", "changed", "empty", "outside", "twice", "not English"])
def test_a_set_that_is_not_in_order_leaves_nothing_behind(tmp_path: Path, fault: str) -> None:
    (params,) = workspace(tmp_path, "quay")
    folder = tmp_path / "corpus" / "quay"
    text, manifest = folder / "texts" / "bay-news.txt", folder / "articles.toml"
    german = "Die Hafenarbeiter blieben am Dienstag zu Hause, und niemand wollte mit den Leuten am Tor noch reden. " * 5
    if fault == "missing":
        text.unlink()
    elif fault == "changed":
        text.write_text(text.read_text() + "x")
    elif fault == "outside":
        manifest.write_text(manifest.read_text().replace("texts/bay-news.txt", "../bay-news.txt"))
    elif fault == "twice":
        manifest.write_text(manifest.read_text().replace('id = "bay-news"', 'id = "quay-post"'))
    else:
        make_set(folder, texts=TEXTS | {"bay-news": "" if fault == "empty" else german})
    with pytest.raises(SetError):
        run_report(params)
    assert not (tmp_path / "figures").exists()


def test_the_command_says_so_and_its_status_too(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    params.write_text(params.read_text() + "sed: 5\n")
    done = subprocess.run(["framing", "report", params], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "did you mean 'seed'?" in done.stderr
    assert "Traceback" not in done.stderr


# ---- the output folder ------------------------------------------------------------------------


def test_a_user_s_files_stay(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    out = tmp_path / "figures" / "quay"
    run_report(params)
    (out / "notes.txt").write_text("mine")
    (out / "data" / "mine.csv").write_text("mine too")
    (out / "kept").mkdir()
    (out / "kept" / "link").symlink_to("../notes.txt")
    run_report(params)
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "data" / "mine.csv").read_text() == "mine too"
    assert (out / "kept" / "link").readlink() == Path("../notes.txt")


def test_files_of_an_earlier_run_that_are_made_no_more_go(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    run_report(params)
    write(notebook("1", parameters=PARAMETERS), tmp_path / "notebooks" / "02_chart.ipynb")
    run_report(params)
    assert not (tmp_path / "figures" / "quay" / "charts" / "words.svg").exists()


def test_a_folder_that_no_run_made_is_not_taken(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    out = tmp_path / "figures" / "quay"
    (out / "data").mkdir(parents=True)
    (out / "data" / "thesis.csv").write_text("years of work")
    with pytest.raises(OutputError, match="holds data"):
        run_report(params)
    assert (out / "data" / "thesis.csv").read_text() == "years of work"


@pytest.mark.parametrize("place", [".", "..", "../corpus", "../corpus/quay"])
def test_an_output_that_would_hold_its_inputs_or_the_user_is_refused(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (params,) = workspace(tmp_path, "quay")
    monkeypatch.chdir(params.parent)
    with pytest.raises(OutputError, match="cannot be the output folder"):
        run_report(params, out=place)
    assert (tmp_path / "corpus" / "quay" / "articles.toml").exists()


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "quay").write_text("a file")
    with pytest.raises(OutputError, match="is a file"):
        run_report(params)


def test_what_a_killed_run_left_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "report"
    with new_output(out, made_from="x", about={}) as draft:
        (draft / "index.html").write_text("old")
    # Killed between the two renamings, and another run in the middle of its work.
    out.rename(tmp_path / ".report.old")
    dead = tmp_path / f".report.draft-{socket.gethostname()}-{2**22 + 1}"
    dead.mkdir()
    found: list[str] = []

    def stopped() -> None:
        with new_output(out, made_from="y", about={}):
            found.append((out / "index.html").read_text())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert found == ["old"]
    assert [p.name for p in tmp_path.iterdir()] == ["report"]
    assert (out / "index.html").read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processors cannot be given to a process here")
def test_ctrl_c_within_a_notebook_is_no_fault_of_its_cell(tmp_path: Path) -> None:
    """The cell that was at work hears of it; what was meant is the command."""
    (params,) = workspace(tmp_path, "quay")
    write(notebook("raise KeyboardInterrupt", parameters=PARAMETERS), tmp_path / "notebooks" / "03_slow.ipynb")
    # on one processor no other process takes the notebook: those hear nothing of Ctrl-C
    alone = (
        "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.execvp(sys.argv[1], sys.argv[1:])"
    )
    command = ["framing", "report", str(params), "--out", str(tmp_path / "figures")]
    run = subprocess.run(
        [sys.executable, "-c", alone, *command],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 130
    assert "error" not in run.stderr
    assert not (tmp_path / "figures").exists()


# ---- the suite --------------------------------------------------------------------------------


def test_each_notebook_of_the_suite_declares_only_known_parameters(root: Path) -> None:
    notebooks = find_notebooks(near=root / "params")
    names = {n.stem for n in notebooks}
    assert names >= {"01_article_set", "02_term_choice", "03_quotations", "04_report"}
    assert "70_across_sets" not in names
    assert suite_folder(root / "params") == root / "notebooks"
    check_notebooks(notebooks)


def test_a_notebook_with_other_parameters_is_refused(tmp_path: Path) -> None:
    changed = PARAMETERS.replace("seed = 1", "sed = 1")
    path = write(notebook("1", parameters=changed), tmp_path / "01_x.ipynb")
    with pytest.raises(SuiteError) as caught:
        check_notebooks([path])
    assert "unknown sed" in str(caught.value)


def test_the_notebooks_hold_no_outputs(root: Path) -> None:
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells), path.name
        assert any("parameters" in cell["metadata"].get("tags", []) for cell in cells), path.name
    assert "out" in NOTEBOOK_PARAMETERS


@pytest.mark.parametrize("place", ["findings.json", "ledger.jsonl", "index.html", "charts/words.svg"])
def test_a_users_file_in_the_place_of_one_of_ours_is_named_and_stays(tmp_path: Path, place: str) -> None:
    (params,) = workspace(tmp_path, "quay")
    mine = tmp_path / "figures" / "quay" / place
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(OutputError, match=place.partition("/")[0]):
        run_report(params)
    assert contents(tmp_path / "figures") == {f"quay/{place}": b"mine"}


def test_a_users_file_where_only_a_later_run_writes_is_named_and_stays(tmp_path: Path) -> None:
    (params,) = workspace(tmp_path, "quay")
    out = tmp_path / "figures" / "quay"
    run_report(params)
    (out / "empty" / "folder").mkdir(parents=True)
    (out / "data" / "later.csv").write_text("mine")
    run_report(params)
    assert (out / "empty" / "folder").is_dir()
    assert (out / "data" / "later.csv").read_text() == "mine"
    before = contents(out)
    write(
        notebook("from pathlib import Path\nPath(out, 'data', 'later.csv').write_text('ours')", parameters=PARAMETERS),
        tmp_path / "notebooks" / "02_chart.ipynb",
    )
    with pytest.raises(OutputError, match=r"later\.csv"):
        run_report(params)
    assert contents(out) == before


@pytest.mark.parametrize("out", ["corpus/quay/texts", "corpus/quay/texts/report", "notebooks", "params", "corpus/quay"])
def test_no_report_among_texts_notebooks_or_parameters(tmp_path: Path, out: str) -> None:
    (params,) = workspace(tmp_path, "quay")
    before = contents(tmp_path)
    with pytest.raises(OutputError):
        run_report(params, out=tmp_path / out)
    assert contents(tmp_path) == before
