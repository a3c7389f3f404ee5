"""Notebooks handed in under other names, twice, or broken: known by their cells or named, never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.teach.submitted_files import grade_ids, main, mend_names

IDS = {"setup", "count", "count-check", "own"}


def notebook(*ids: str, marked: bool = True) -> str:
    cells = [{"id": i, "metadata": {"nbgrader": {"grade_id": i}} if marked else {}} for i in ids]
    return json.dumps({"cells": cells})


GOOD, STRIPPED, OTHER = notebook(*IDS), notebook(*IDS, marked=False), notebook("else")
CASES = [  # files, what is said, files afterwards
    ({"naming.ipynb": GOOD}, [], {"naming.ipynb"}),
    ({"naming (1).ipynb": GOOD}, ["is now naming.ipynb"], {"naming.ipynb"}),
    ({"my work.ipynb": STRIPPED}, ["is now naming.ipynb"], {"naming.ipynb"}),
    (
        {"naming.ipynb": GOOD, "naming (1).ipynb": GOOD},
        ["lies beside naming.ipynb"],
        {"naming.ipynb", "naming (1).ipynb.not-graded"},
    ),
    ({"a.ipynb": GOOD, "b.ipynb": GOOD}, ["rename the one that counts"], {"a.ipynb", "b.ipynb"}),
    (
        {"naming.ipynb": GOOD[:-9]},
        ["is broken at line 1", "no notebook of the assignment"],
        {"naming.ipynb.not-graded"},
    ),
    (
        {"naming.ipynb": "{", "naming (1).ipynb": GOOD},
        ["is broken", "is now naming.ipynb"],
        {"naming.ipynb", "naming.ipynb.not-graded"},
    ),
    ({"naming.ipynb": "[]"}, ["holds no cells", "no notebook"], {"naming.ipynb.not-graded"}),
    ({"x.ipynb": OTHER}, ["is another notebook", "no notebook"], {"x.ipynb.not-graded"}),
    ({}, ["no notebook of the assignment"], set()),
]


@pytest.mark.parametrize(("files", "said", "left"), CASES)
def test_names(tmp_path: Path, files: dict[str, str], said: list[str], left: set[str]) -> None:
    home = tmp_path / "kim" / "naming"
    home.mkdir(parents=True)
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    lines = mend_names(tmp_path, "naming", IDS)
    assert len(lines) == len(said)
    for wanted in said:
        assert any(wanted in line and line.startswith("kim: ") for line in lines)
    assert {p.name for p in home.iterdir()} == left
    assert sorted(p.read_text(encoding="utf-8") for p in home.iterdir()) == sorted(files.values())


def test_the_command_names_what_is_left_to_do(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["naming"]) == 2
    assert "course's folder" in capsys.readouterr().err
    assert main(["../naming"]) == 2
    key = root / "notebooks" / "teach" / "source" / "naming" / "naming.ipynb"
    for place in ("source/naming/naming.ipynb", "submitted/kim/naming/naming (1).ipynb"):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_bytes(key.read_bytes())
    assert main(["naming"]) == 0
    assert grade_ids(tmp_path / "submitted" / "kim" / "naming" / "naming.ipynb") == grade_ids(key)
    (tmp_path / "submitted" / "lou" / "naming").mkdir(parents=True)
    assert main(["naming"]) == 1
    assert "lou: no notebook" in capsys.readouterr().out
