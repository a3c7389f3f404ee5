"""The tutorials for teachers and newsrooms: their commands, run one after another as they stand there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from framing.sets.manifest import load_set

HARBOUR = ("herald-1", "ledger-3", "courier-1", "open-water-2")
COURT = ("herald-2", "ledger-2", "courier-2")


def blocks(guide: Path) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", guide.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def run(commands: str, folder: Path, cache: Path) -> None:
    """Run one block in a shell; its last folder is where the next one starts."""
    done = subprocess.run(
        ["bash", "-euc", commands + "\npwd > .here"],
        cwd=folder,
        env={**os.environ, "FRAMING_CACHE": str(cache), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"


def test_the_lesson(root: Path, tmp_path: Path) -> None:
    for name in ("params", "corpus"):
        (tmp_path / name).symlink_to(root / name)
    first, groups, coding, agreement = blocks(root / "docs" / "tutorial-lesson.md")
    cache = tmp_path / "cache"
    run(first, tmp_path, cache)
    named = set(
        re.findall(r"^\| `([\w.]+)/?` \|", (root / "docs/tutorial-lesson.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    there = {p.name for p in (tmp_path / "lesson").iterdir()}
    assert named - {"pdf"} <= there
    run(groups.replace("--groups 4", "--groups 4 --no-pdf"), tmp_path, cache)
    assert (tmp_path / "lesson-groups" / "key-4.html").is_file()
    run(coding, tmp_path, cache)
    for coder in ("anna", "ben"):
        (tmp_path / f"{coder}.csv").write_bytes((tmp_path / "coding" / "machine.csv").read_bytes())
    run(agreement, tmp_path, cache)
    assert "alpha" in (tmp_path / "agreement" / "index.html").read_text(encoding="utf-8").lower()


@pytest.fixture
def newsroom(root: Path, tmp_path: Path) -> Path:
    demo = root / "corpus" / "harbour-blockade"
    for article in load_set(demo):
        for event, ids in (("harbour", HARBOUR), ("court", COURT)):
            if article.id in ids:
                folder = tmp_path / "incoming" / event
                folder.mkdir(parents=True, exist_ok=True)
                name = f"{article.outlet}--{article.published}--{article.id}.txt"
                (folder / name).write_bytes(article.text.encode())
    (tmp_path / "labels.toml").write_bytes((demo / "codebook.toml").read_bytes())
    return tmp_path


def test_the_nightly_batch(root: Path, newsroom: Path) -> None:
    folder = newsroom
    for written in blocks(root / "docs" / "tutorial-nightly.md"):
        # One process and the shortest notebook: what the tutorial shows is the same.
        commands = written.replace("--jobs 2", "--jobs 1").replace("02_term_choice", "01_article_set")
        run(commands, folder, newsroom / "cache")
        if "cd newsroom" in commands:
            folder = newsroom / "newsroom"
    status = json.loads((folder / "reports" / "status.json").read_text(encoding="utf-8"))
    assert (status["done"], status["failed"]) == (2, 0)
    assert {s["id"] for s in status["sets"]} == {"court", "harbour"}
    assert (folder / "reports" / "harbour" / "index.html").is_file()
