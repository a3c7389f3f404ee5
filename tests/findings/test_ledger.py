"""Each published number is in the ledger, and verify names the number and the cause when something changes."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from outlet_sets import workspace
from small_notebooks import PARAMETERS, notebook, write

from framing.findings.ledger_run import Run
from framing.findings.published_tables import read_cells, read_sheet
from framing.findings.read_ledger import read_ledger
from framing.findings.write_ledger import LEDGER
from framing.reports.make_report import run_report
from framing.reports.notebook_suite import find_notebooks
from framing.reports.verify import Verification, VerifyError, verify


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with its report made once; tests change copies of it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(folder / "cache"))
        run_report(workspace(folder))
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_CACHE", str(made / "cache"))
    return Path(shutil.copytree(made, tmp_path / "copy", ignore=shutil.ignore_patterns("cache")))


def test_cells_of_a_data_file_are_those_of_its_sheet(made: Path) -> None:
    files = sorted((made / "out" / "data").glob("*.csv"))
    assert files
    for file in files:
        assert list(read_cells(file)) == list(read_sheet(file).cells.values())


def test_cells_are_read_as_they_were_before_they_were_made_safe(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("term,n\n'=1+1,2\nshort\n\nlong,3,of a column without a name\n", encoding="utf-8")
    assert list(read_cells(file)) == [{"term": "=1+1", "n": "2"}, {"term": "short"}, {"term": "long", "n": "3"}]


def edit(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def again(copy: Path, *, params: Path | None = None) -> Verification:
    """The copy's report made again with the copy's own small notebooks."""
    return verify(copy / "out", params=params, notebooks_from=copy / "notebooks")


def why(verdict: Verification) -> set[str]:
    return {difference.why for difference in verdict.differences}


def test_every_number_of_every_table_is_there_with_its_spans(made: Path) -> None:
    lines = [json.loads(line) for line in (made / "out" / LEDGER).read_text(encoding="utf-8").splitlines()]
    run, sheets, behind = read_ledger(made / "out" / LEDGER)
    assert set(sheets) == {"articles", "evidence", "findings"}
    for name in ("articles", "evidence"):
        published = read_sheet(made / "out" / "data" / f"{name}.csv")
        assert sheets[name].rows == published.rows
        assert "estimate" in published.numbers or "n_words" in published.numbers
    assert (run.set_id, run.parameters["seed"], run.model) == ("quay", 1, "none")
    assert len(run.texts) == 18
    assert {"people", "reporting_verbs"} & {*run.codebook, *run.lexicons}
    assert {line["run"] for line in lines if line["kind"] == "row"} == {run.id}
    # a row about a label shows that label in that outlet's texts
    at = next(
        place
        for place in behind
        if {("key", "militants"), ("outlet", "Bay News"), ("measure", "label share")} <= set(place[1])
    )
    text = (made / "corpus" / "quay" / "texts" / "bay-0.txt").read_text(encoding="utf-8")
    places = behind[at]
    assert {place.article_id for place in places} == {f"bay-{i}" for i in range(6)}
    assert {text[p.start : p.end] for p in places if p.article_id == "bay-0"} == {"militants"}


def test_a_fresh_report_holds(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "unused"))
    verdict = again(copy)
    assert not (tmp_path / "unused").exists()  # everything is read from the texts anew
    assert verdict.holds, str(verdict)
    assert verdict.checked > 200
    assert (
        str(verdict)
        == f"{verdict.checked} numbers checked, 0 differ; {verdict.n_files} files checked, 0 differ\nthe same"
    )


def test_a_changed_character_of_a_text(copy: Path) -> None:
    edit(copy / "corpus" / "quay" / "texts" / "bay-2.txt", lambda t: t.replace("The militants", "The militamts", 1))
    verdict = again(copy)
    assert not verdict.holds
    assert [change.what for change in verdict.changes] == ["text of article `bay-2` changed"]
    assert why(verdict) == {"text of article `bay-2` changed"}
    share = [d for d in verdict.differences if d.table == "evidence" and d.column == "n" and "key militants" in d.row]
    assert any("measure label share" in d.row and "outlet Bay News" in d.row for d in share)
    assert {(d.ledger, d.recomputed) for d in share if "measure label share" in d.row and "Bay News" in d.row} == {
        ("12.0", "11.0")
    }


def test_a_changed_character_that_changes_no_number(copy: Path) -> None:
    edit(copy / "corpus" / "quay" / "texts" / "tide-1.txt", lambda t: t.replace("berth", "birth"))
    verdict = again(copy)
    assert not verdict.holds
    assert verdict.differences == ()
    assert "text of article `tide-1` changed" in str(verdict)


def test_a_changed_pattern_of_the_codebook(copy: Path) -> None:
    edit(copy / "corpus" / "quay" / "codebook.toml", lambda t: t.replace('["walkout*"]', '["walkouts"]'))
    verdict = again(copy)
    assert why(verdict) == {"codebook: concept “act”, label “walkout” changed"}
    assert any("key walkout" in d.row and d.column == "estimate" for d in verdict.differences)
    assert not any("group people" in d.row and d.column == "estimate" for d in verdict.differences)


def test_a_comment_in_the_codebook_changes_nothing(copy: Path) -> None:
    edit(copy / "corpus" / "quay" / "codebook.toml", lambda t: "# a note\n" + t)
    assert again(copy).holds


def test_a_number_edited_by_hand(copy: Path) -> None:
    file = copy / "out" / "data" / "articles.csv"
    row = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("quay-3"))
    n = row.rpartition(",")[2]
    edit(file, lambda t: t.replace(row, row.replace(f",{n}", ",999")))
    verdict = again(copy)
    assert [(d.table, d.column, d.published, d.ledger, d.recomputed) for d in verdict.differences] == [
        ("articles", "n_words", "999", n, n)
    ]
    assert "article_id quay-3" in verdict.differences[0].row
    assert why(verdict) == {"data/articles.csv was edited after the report was made"}


def test_a_finding_edited_by_hand(copy: Path) -> None:
    file = copy / "out" / "findings.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    found["findings"][0]["estimate"] = 0.123
    file.write_text(json.dumps(found), encoding="utf-8")
    verdict = again(copy)
    assert [(d.table, d.column, d.published) for d in verdict.differences] == [("findings", "estimate", "0.123")]


def test_another_seed(copy: Path) -> None:
    edit(copy / "params.yaml", lambda t: t.replace("seed: 1", "seed: 2"))
    verdict = again(copy)
    assert [change.what for change in verdict.changes] == ["parameter seed is 2, was 1"]
    assert why(verdict) == {"parameter seed is 2, was 1"}
    assert {d.column for d in verdict.differences if d.table == "evidence"} <= {
        "p", "p_adjusted", "least_p", "low", "high", "difference_low", "difference_high", "n_tested",
    }  # fmt: skip


def test_a_page_edited_by_hand(copy: Path) -> None:
    edit(copy / "out" / "index.html", lambda t: t.replace("Strike", "Strife", 1))
    verdict = again(copy)
    assert [(one.file, one.why) for one in verdict.files] == [
        ("index.html", "index.html was edited after the report was made")
    ]
    assert "made again “" in verdict.files[0].what
    assert not verdict.holds


def test_what_cannot_be_checked_says_so(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="no report stands there"):
        verify(tmp_path)
    (copy / "out" / LEDGER).write_text('{"kind": "number"}\n', encoding="utf-8")
    with pytest.raises(VerifyError, match="line 1: not a line of a ledger"):
        again(copy)


def test_a_set_that_is_gone_says_so(copy: Path) -> None:
    shutil.rmtree(copy / "corpus")
    with pytest.raises(VerifyError, match="manifest cannot be read any more"):
        again(copy)


def test_the_run_is_known_by_all_of_it() -> None:
    run = Run("s", {"a": "1"}, {}, {}, {}, {"seed": 1}, "0", "c", "l", "m")
    assert run.id != Run("s", {"a": "2"}, {}, {}, {}, {"seed": 1}, "0", "c", "l", "m").id
    assert run.id == Run("s", {"a": "1"}, {}, {}, {}, {"seed": 1}, "0", "c", "l", "m").id


def test_the_command_says_what_differs_and_exits_with_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import typer

    from framing.verify_commands import verify as command

    with pytest.raises(typer.Exit) as ended:
        command(copy / "out", run_notebooks_from=copy / "notebooks")
    assert ended.value.exit_code == 0
    edit(
        copy / "out" / "data" / "articles.csv", lambda t: t.replace("n_words\n", "n_words\n", 1).replace(",3", ",4", 1)
    )
    with pytest.raises(typer.Exit) as ended:
        command(copy / "out", run_notebooks_from=copy / "notebooks")
    assert ended.value.exit_code == 1
    assert "was edited after the report was made" in capsys.readouterr().out


@pytest.mark.parametrize("listed", [True, False])
def test_a_notebook_that_came_with_a_report_is_not_run(copy: Path, tmp_path: Path, *, listed: bool) -> None:
    """Neither a notebook of a name that the package has nor one beside the parameters file, nor one a report names."""
    marker = tmp_path / "was-run"
    hostile = f"from pathlib import Path\nPath({str(marker)!r}).write_text('x')"
    shutil.rmtree(copy / "notebooks")
    names = [f.stem for f in find_notebooks()][:2] if listed else ["66_extra"]
    for name in names:
        for folder in (copy / "notebooks", copy / "out" / "notebooks", copy / "params" / "notebooks"):
            write(notebook(hostile, parameters=PARAMETERS), folder / f"{name}.ipynb")
    report = json.loads((copy / "out" / "report.json").read_text(encoding="utf-8"))
    report["notebooks"] = names
    del report["params_file"]
    (copy / "out" / "report.json").write_text(json.dumps(report), encoding="utf-8")
    if listed:
        said = str(verify(copy / "out"))
    else:
        with pytest.raises(VerifyError) as caught:
            verify(copy / "out")
        said = str(caught.value)
    assert "--run-notebooks-from" in said
    assert not marker.exists()
    # the same folder, named by the user: then they run, which shows that the marker would have been seen
    with contextlib.suppress(VerifyError):
        verify(copy / "out", notebooks_from=copy / "notebooks")
    assert marker.exists()


def test_a_report_of_some_notebooks_holds_without_its_parameters_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    params = workspace(tmp_path)
    shutil.rmtree(tmp_path / "notebooks")
    params.write_text(params.read_text(encoding="utf-8") + "notebooks: [01_article_set]\n", encoding="utf-8")
    run_report(params)
    params.unlink()
    verdict = verify(tmp_path / "out")
    assert verdict.holds, str(verdict)
    assert verdict.differences == ()
