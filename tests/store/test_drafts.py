"""Drafts: their owner stands in the name; only those of dead processes of this machine go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from framing.store.cache import beside
from framing.store.drafts import clear_drafts, draft_folder, new_draft_file, new_draft_folder


def dead() -> int:
    """The number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("name", ["index.html", "a-draft.draft-x", "b~c", "x" * 200, "-1"])
def test_drafts_of_this_process_stay_and_those_of_a_dead_one_go(tmp_path: Path, name: str) -> None:
    mine = [new_draft_file(tmp_path / name), new_draft_folder(tmp_path / name)]
    if len(name) < 100:
        draft_folder(tmp_path / name).mkdir()
        mine.append(draft_folder(tmp_path / name))
    number = dead()
    theirs = []
    for path in mine:
        head, _, rest = path.name.rpartition("-")
        suffix = rest[rest.index("~") :] if "~" in rest else ""
        twin = path.with_name(f"{head}-{number}{suffix}")
        twin.mkdir() if path.is_dir() else twin.write_text("x")
        theirs.append(twin)
    (tmp_path / name).write_text("whole")
    clear_drafts(tmp_path)
    assert names(tmp_path) == sorted([name, *(p.name for p in mine)])


def test_what_is_no_draft_or_of_another_machine_stays(tmp_path: Path) -> None:
    kept = [f".report.draft-elsewhere-{dead()}", ".hidden", "a.draft-x-1", ".notes.draft"]
    for name in kept:
        (tmp_path / name).write_text("x")
    clear_drafts(tmp_path)
    assert names(tmp_path) == sorted(kept)
    clear_drafts(tmp_path / "not there")


def test_only_drafts_of_one_name_go_if_asked(tmp_path: Path) -> None:
    number = dead()
    for name in ("one", "one-two"):
        path = draft_folder(tmp_path / name)
        path.with_name(f"{path.name.rpartition('-')[0]}-{number}").mkdir()
    clear_drafts(tmp_path, of=["one"])
    assert [name.split(".")[1] for name in names(tmp_path)] == ["one-two"]


def test_what_an_interrupted_process_left_of_its_own_goes_if_asked(tmp_path: Path) -> None:
    mine = [new_draft_file(tmp_path / "status.json"), new_draft_folder(tmp_path / "tables")]
    running = draft_folder(tmp_path / "report")
    running = running.with_name(f"{running.name.rpartition('-')[0]}-{os.getppid()}")
    running.mkdir()
    clear_drafts(tmp_path)
    assert len(names(tmp_path)) == len(mine) + 1
    clear_drafts(tmp_path, own=True)
    assert names(tmp_path) == [running.name]


def test_a_process_killed_while_it_writes_leaves_a_draft_that_is_cleared(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from framing.store.cache import beside\n"
        "with beside(Path(sys.argv[1])) as draft:\n"
        "    draft.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "status.json")], check=False)
    assert len(names(tmp_path)) == 1
    with beside(tmp_path / "status.json") as draft:
        draft.write_text("whole")
    clear_drafts(tmp_path)
    assert names(tmp_path) == ["status.json"]
