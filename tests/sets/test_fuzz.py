"""Damaged manifests, codebooks, texts and sources: a message, never a traceback, and no file outside the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzing import CASES, run_case, watched


@pytest.mark.parametrize("kind", CASES)
def test_damaged_input_gives_a_result_or_a_message(kind: str, tmp_path: Path) -> None:
    wrong = []
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        wrong.append(run_case(kind, folder, seed))
    assert [said for said in wrong if said] == []


def test_the_watch_sees_what_is_written_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with watched(tmp_path / "in") as outside:
        (tmp_path / "in" / "x").write_text("x", encoding="utf-8")
        (tmp_path / "y").write_text("y", encoding="utf-8")
    assert outside == [str(tmp_path / "y")]
