from pathlib import Path

import pytest
import yaml

from framing.annotate.codebook import read_codebook
from framing.reports.workspace import WorkspaceError, make_workspace


def test_workspace_has_what_a_first_report_needs(tmp_path: Path) -> None:
    made = list(make_workspace(tmp_path / "study"))
    assert all(path.exists() for path in made)
    assert read_codebook(tmp_path / "study" / "corpus" / "codebook-to-start-from.toml").concepts
    params = yaml.safe_load((tmp_path / "study" / "params" / "first.yaml").read_text(encoding="utf-8"))
    assert params == {"article_set": "../corpus/first", "out": "../figures/first"}
    assert sorted(p.name for p in (tmp_path / "study" / "notebooks").iterdir())
    assert [p.name for p in tmp_path.iterdir()] == ["study"]


def test_an_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    assert list(make_workspace(tmp_path))


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="not empty"):
        list(make_workspace(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
