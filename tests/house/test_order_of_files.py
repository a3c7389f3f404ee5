"""The files that begin first are there, and come before the others."""

from __future__ import annotations

from pathlib import Path

from long_files import LONG_FILES, rank


def test_each_long_file_is_there_once(root: Path) -> None:
    assert [name for name in LONG_FILES if not (root / "tests" / name).is_file()] == []
    assert len(set(LONG_FILES)) == len(LONG_FILES)


def test_long_files_come_first_and_the_others_keep_their_order() -> None:
    names = ["a.py", LONG_FILES[3], "b.py", LONG_FILES[0], LONG_FILES[3]]
    assert sorted(names, key=rank) == [LONG_FILES[0], LONG_FILES[3], LONG_FILES[3], "a.py", "b.py"]
