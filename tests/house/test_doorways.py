"""What the documents name is there: files, folders, modules; and the table of where to change what."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "framing").rglob("*.md"),
        *(ROOT / "framing").rglob("*.py"),
        *(ROOT / "benchmarks").rglob("*.py"),
    ]
)
# Everything in these parts of the repository is committed; figures, corpora and a reader's own sets are not.
PLACE = re.compile(r"(?<![\w/.-])((?:framing|tests|docs|benchmarks|requirements|notebooks)/[\w/.*-]*\w(?:\.\w+)?)")
FILE = re.compile(r"`([a-z_0-9]+/)*([a-z_0-9]+\.(?:py|toml))`")
CODE = re.compile(r"\bframing(?:\.[a-z_0-9]+)+")
# Not in the repository: what a reader writes, in a study or by a recipe, what comes with labelled data, and the
# names under which a received folder may hide a program.
READERS = {
    "your_measure.py",
    "pandas.py",
    "sitecustomize.py",
    "ipython_config.py",
    "articles.toml",
    "codebook.toml",
    "labels.toml",
    "score.py",
}


def named_files(text: str) -> set[str]:
    return {m[0].strip("`") for m in FILE.finditer(text)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_and_modules_that_a_document_names_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = {place for place in PLACE.findall(text) if not list(ROOT.glob(place)) and "your" not in place}
    for file in named_files(text):
        base = file.rpartition("/")[2]
        if base not in READERS and not any(f.as_posix().endswith(f"/{file}") for f in ROOT.rglob(base)):
            missing.add(file)
    for name in set(CODE.findall(text)):
        parts = name.split(".")
        if not (ROOT / "/".join(parts[:2])).exists() and not (ROOT / "framing" / f"{parts[1]}.py").exists():
            continue  # framing.compare_outlets and the like: names, not modules
        place = ROOT / parts[0]
        for part in parts[1:]:
            if (place / part).is_dir():
                place /= part
            elif (place / f"{part}.py").is_file():
                break
            elif place != ROOT / "framing" and part not in (place / "__init__.py").read_text(encoding="utf-8"):
                missing.add(name)
                break
    missing -= {"docs/audit.md"}  # being written
    assert missing == set()


def table_of_changes() -> list[tuple[str, str]]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition("### To change X, open Y")[2].partition("\n#")[0]
    return [(a, b) for a, b in re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE) if "`" in b]


def test_to_change_something_a_file_is_named_and_it_is_there() -> None:
    rows = table_of_changes()
    assert len(rows) >= 10
    for what, where in rows:
        places = re.findall(r"`([^`]+)`", where)
        assert places, what
        for place in places:
            assert list(ROOT.glob(place)), f"{what}: {place}"


def test_the_house_names_every_folder_once() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition("## The house")[2].partition("\n### ")[0]
    folders = {f.name for f in (ROOT / "framing").iterdir() if f.is_dir() and f.name != "__pycache__"}
    named = re.findall(r"^\| `(\w+)/` \|", part, re.MULTILINE)
    assert sorted(named) == sorted(folders - {"lexicons"})


def test_the_table_of_the_house_is_the_order_that_the_linter_holds() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [c["layers"] for c in contracts if c["type"] == "layers"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition("## The house")[2].partition("\n### ")[0]
    named = [n for n in re.findall(r"^\| `(\w+)/` \|", part, re.MULTILINE) if f"framing.{n}" in layers]
    assert [f"framing.{n}" for n in named] == [name for name in reversed(layers) if name != "framing.cli"]


def test_each_decision_says_context_choice_and_consequence_in_a_few_lines() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = [f for f in sorted(folder.glob("*.md")) if f.name != "README.md"]
    assert len(records) >= 10
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert all(word in text for word in ("Context.", "Choice.", "Consequence.")), record.name
        assert len(text) < 3500, f"{record.name}: a record says a choice, not a manual"
        assert f"({record.name})" in index
