"""How often a batch lists its folders: a number of times that doesn't grow with its sets."""

from __future__ import annotations

import concurrent.futures as cf
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from small_reports import rows, workspace

from framing.batch import tasks
from framing.batch.run_batch import run_batch
from framing.reports.output_folder import mend

# Python can't take an audit hook back: it is added once and counts only while there is a counter.
_COUNTERS: list[Counter[Path]] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _COUNTERS and event in {"os.listdir", "os.scandir"} and isinstance(arguments[0], (str, os.PathLike)):
        _COUNTERS[-1][Path(arguments[0])] += 1


@pytest.fixture(scope="module", autouse=True)
def _heard() -> None:
    sys.addaudithook(_note)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tasks, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))


def listed(folder: Path, n_sets: int, *, of_a_file: bool) -> Counter[str]:
    """Make a batch of ``n_sets`` and say how often it listed each folder that all of them share."""
    files = workspace(folder, *(f"set-{n}" for n in range(n_sets)))
    out = folder / "figures"
    _COUNTERS.append(Counter())
    try:
        if of_a_file:
            common = folder / "params" / "common.yaml"
            common.write_text("parser: none\n", encoding="utf-8")
            source = rows(folder / "sets.jsonl", *(f"set-{n}" for n in range(n_sets)))
            made = run_batch(sets=source, common=common, out=out)
        else:
            made = run_batch(files, out=out)
        again = run_batch(resume=True, out=out)
    finally:
        counted = _COUNTERS.pop()
    assert (made.done, again.unchanged) == (n_sets, n_sets)
    inside = {path: n for path, n in counted.items() if path.is_relative_to(out)}
    shared = (out, out / "sets", *out.glob("tables/*"))
    return Counter({path.relative_to(out).as_posix(): n for path, n in inside.items() if path in shared})


@pytest.mark.parametrize("of_a_file", [False, True])
def test_folders_that_sets_share_are_listed_as_often_for_six_as_for_two(tmp_path: Path, *, of_a_file: bool) -> None:
    two = listed(tmp_path / "two", 2, of_a_file=of_a_file)
    assert two["."] >= 2  # it is looked for what a kill left, before and after
    assert listed(tmp_path / "six", 6, of_a_file=of_a_file) == two


def test_all_sets_are_mended_by_one_listing_and_by_their_own_names_alone(tmp_path: Path) -> None:
    (tmp_path / ".a.old" / "x").mkdir(parents=True)
    for name in ("b", "b.draft-c"):
        (tmp_path / name).mkdir()
    host = os.uname().nodename if hasattr(os, "uname") else ""
    number = 2**22 + 1  # no process has it: it is beyond the largest there can be
    drafts = [tmp_path / f".{name}.draft-{host}-{number}" for name in ("a", "b", "b.draft-c", "other")]
    for draft in drafts:
        draft.mkdir()
    _COUNTERS.append(Counter())
    mend(tmp_path / name for name in ("a", "b", "b.draft-c"))
    counted = _COUNTERS.pop()
    assert counted[tmp_path] == 1
    assert [draft.exists() for draft in drafts] == [False, False, False, True]
    assert (tmp_path / "a" / "x").is_dir()
