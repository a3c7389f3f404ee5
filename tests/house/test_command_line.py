"""The command line: mistakes answered in a line with the remedy, at once; help, version and how much is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from mistakes import a_set, make_desk

ROOT = Path(__file__).parents[2]
MISTAKES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/cases/mistakes.toml").read_text(encoding="utf-8"))[
    "mistake"
]
# the light ones first: what is imported stays imported
MISTAKES.sort(key=lambda one: not one["light"])


def ask(words: list[list[str]], cwd: Path, **environment: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/helpers/mistakes.py")],
        input=json.dumps(words),
        capture_output=True,
        text=True,
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "FRAMING_CACHE": str(cwd / "cache"),
            "COLUMNS": "80",
            **environment,
        },
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("desk")
    make_desk(folder)
    before = sorted(p for p in folder.rglob("*") if "cache" not in p.parts)
    said = ask([one["words"] for one in MISTAKES], folder)
    assert sorted(p for p in folder.rglob("*") if "cache" not in p.parts) == before, "a mistake left files behind"
    return said


def test_there_are_twenty_mistakes_and_more() -> None:
    assert len(MISTAKES) >= 20
    assert sum(one["light"] for one in MISTAKES) >= 40


def test_names_that_the_command_line_knows_by_itself_are_those_there_are() -> None:
    from framing.review import server
    from framing.review.exchange.run_exchange import FORMS
    from framing.review_commands import MARK_FORMS, QUEUES

    assert MARK_FORMS == FORMS
    source = (Path(server.__path__[0]) / "queues.py").read_text(encoding="utf-8")
    assert f"there are {', '.join(QUEUES)} and article:ID" in source


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=[" ".join(one["words"]) for one in MISTAKES])
def test_a_mistake_is_answered_in_a_line_with_the_remedy(answers: list[dict[str, Any]], number: int) -> None:
    one, said = MISTAKES[number], answers[number]
    assert said["status"] == 2, said["err"]
    assert said["out"] == ""
    assert "Traceback" not in said["err"]
    for name in one["names"]:
        assert name in said["err"], said["err"]
    if not one.get("long"):
        assert len(said["err"].splitlines()) <= 2, said["err"]
    if one["light"]:
        assert said["heavy"] == []


def test_help_and_version_come_at_once_and_help_is_not_cut(tmp_path: Path) -> None:
    version, short, long, report = ask([["--version"], ["-h"], ["--help"], ["report", "-h"]], tmp_path)
    assert version["out"].startswith("framing ")
    assert short["out"] == long["out"]
    assert "..." not in long["out"].partition("Commands:")[2]
    assert "framing report params/demo.yaml" in report["out"]
    assert "--quiet" in report["out"]
    assert [one["status"] for one in (version, short, long, report)] == [0, 0, 0, 0]
    assert report["heavy"] == []


def test_quiet_says_errors_only_and_verbose_says_when_and_where(tmp_path: Path) -> None:
    a_set(tmp_path / "bare")
    scan = ["scan", "bare/texts", "--parser", "none", "--out"]
    coding = ["coding", "bare", "--parser", "none", "--out", "sheets"]
    plain, quiet, verbose, wrong, trace = ask(
        [[*scan, "a"], [*scan, "b", "--quiet"], [*scan, "c", "-v"], [*coding, "-q"], [*coding, "--verbose"]], tmp_path
    )
    assert "annotated in a" in plain["err"]
    assert quiet == {**quiet, "status": 0, "err": ""}
    assert " s] " in verbose["err"]
    assert wrong["err"].startswith("error: ")
    assert "Traceback" not in wrong["err"]
    assert "Traceback" in trace["err"]
    assert trace["status"] == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_is_told_the_commands(tmp_path: Path, shell: str) -> None:
    asked = {
        "bash": {"COMP_WORDS": "framing repo", "COMP_CWORD": "1"},
        "zsh": {"_TYPER_COMPLETE_ARGS": "framing repo"},
        "fish": {"_TYPER_COMPLETE_ARGS": "framing repo", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    (said,) = ask([[]], tmp_path, _FRAMING_COMPLETE=f"complete_{shell}", **asked)
    assert "report" in said["out"]
    assert said["status"] == 0


@pytest.mark.parametrize("kind", ["a file", "broken inside", "not writable"])
def test_a_broken_cache_is_done_without(tmp_path: Path, kind: str) -> None:
    a_set(tmp_path / "bare")
    cache = tmp_path / "cache"
    pack = ["pack", "bare", "--parser", "none", "--out"]
    (first,) = ask([[*pack, "one"]], tmp_path, FRAMING_CACHE=str(tmp_path / "sound"))
    assert first["status"] == 0, first["err"]
    if kind == "a file":
        cache.write_text("no folder", encoding="utf-8")
    elif kind == "broken inside":
        ask([[*pack, "none"]], tmp_path)
        for file in cache.rglob("*"):
            if file.is_file():
                file.write_bytes(b"\x00broken")
    else:
        cache.mkdir(mode=0o500)
    (again,) = ask([[*pack, "two"]], tmp_path)
    cache.chmod(0o700)
    assert again["status"] == 0, again["err"]
    assert {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()
    }
