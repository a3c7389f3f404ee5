"""The researcher's tutorial: its commands and its code, run one after another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd


def test_the_study_can_be_followed_word_for_word(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "tutorial-study.md").read_text(encoding="utf-8")
    every = "[01_article_set, 02_term_choice, 03_quotations, 04_report]"
    assert every in text
    text = text.replace(every, "[01_article_set]")  # quicker; the suite is run elsewhere
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert [kind for kind, _ in blocks].count("sh") == 5
    shutil.copytree(root / "corpus" / "harbour-blockade", tmp_path / "harbour-blockade")
    shell = ["set -e"]
    for kind, code in blocks:
        shell.append(code if kind == "sh" else "")
    python = "\n".join(code for kind, code in blocks if kind == "python")
    (tmp_path / "blocks.py").write_text(python, encoding="utf-8")
    # the frames of section 4 need the set of section 1 only
    shell.insert(-1, f"{sys.executable} ../blocks.py")
    commands = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "FRAMING_CACHE": str(tmp_path / "cache"),
    }
    done = subprocess.run(
        ["bash", "-c", "\n".join(shell)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    study = tmp_path / "study"
    page = (study / "figures" / "blockade" / "index.html").read_text(encoding="utf-8")
    assert "<span>20 articles</span>" in page
    assert "extremists" in done.stdout
    kept = pd.read_csv(study / "figures" / "mine" / "data" / "own-voice.csv")
    assert set(kept["outlet"]) == {"National Courier", "Open Water", "Porthwick Herald", "Skellan Ledger"}
    assert (study / "coding" / "machine.csv").is_file()
