"""The recipes of CONTRIBUTING, followed to the letter: their commands and their TOML as they stand there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from framing.annotate.codebook import read_codebook
from framing.cli import app
from framing.sets.manifest import load_set
from framing.sets.pack import read_pack
from framing.store.scan import scan_paths

ROOT = Path(__file__).parents[2]


def recipe(title: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition(f"## Recipe: {title}\n")[2].partition("\n## ")[0]
    assert part, f"no recipe '{title}'"
    return part


def commands(part: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in re.findall(r"`(framing [^`]+)`", part)]


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        app(list(words), prog_name="framing")
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def test_add_a_label_to_a_codebook(tmp_path: Path) -> None:
    part = recipe("add a label to a codebook")
    shutil.copytree(ROOT / "corpus" / "harbour-blockade", tmp_path / "corpus" / "YOUR-SET")
    book = tmp_path / "corpus" / "YOUR-SET" / "codebook.toml"
    before = read_codebook(book)
    (addition,) = re.findall(r"```toml\n(.*?)```", part, re.DOTALL)
    text = book.read_text(encoding="utf-8")
    first = text.index("[[concept.variant]]")
    lines = [line.removeprefix("   ") for line in addition.splitlines()]
    book.write_text(text[:first] + "\n".join(lines) + "\n\n" + text[first:], encoding="utf-8")
    after = read_codebook(book)
    assert {v.label for c in after.concepts for v in c.variants} - {
        v.label for c in before.concepts for v in c.variants
    } == {"flotilla"}
    (command,) = [c for c in commands(part) if c[0] == "scan"]
    assert run(*command, "--parser", "none") == 0
    assert (tmp_path / "mentions.jsonl").is_file()
    note = tmp_path / "note.txt"
    note.write_text("The harbour is shut\n\nA flotilla came. A fishing flotilla stayed away.\n", encoding="utf-8")
    assert scan_paths([note], codebook=book, out=tmp_path / "note.jsonl", parser="none") == 1
    assert (tmp_path / "note.jsonl").read_text(encoding="utf-8").count('"flotilla"') == 1


def test_add_an_article_set(tmp_path: Path) -> None:
    part = recipe("add an article set")
    for article in load_set(ROOT / "corpus" / "harbour-blockade").articles:  # as a reader has them: a folder an outlet
        place = tmp_path / "YOUR-FILES" / article.outlet / f"{article.id}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(article.text, encoding="utf-8")
    asked = commands(part)
    assert [c[0] for c in asked] == ["import", "check", "suggest", "report", "pack"]
    steps = {c[0]: c[1:] for c in asked}
    assert run("import", *steps["import"]) == 0
    assert run("check", *steps["check"]) == 0
    assert run("suggest", *steps["suggest"]) == 0
    (tmp_path / "params").mkdir()
    values = yaml.safe_load((ROOT / "params" / "demo.yaml").read_text(encoding="utf-8"))
    assert {"article_set", "out"} <= set(values)
    values |= {"article_set": "../corpus/your-set", "out": "../figures/your-set", "draws": 100}
    # what the recipe does not ask for, but a quick test does
    values |= {"parser": "none", "notebooks": ["01_article_set"]}
    (tmp_path / "params" / "your-set.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
    assert run("report", *steps["report"]) == 0
    assert (tmp_path / "figures" / "your-set" / "index.html").is_file()
    own = tmp_path / "corpus" / "your-set"
    (own / "codebook.draft.toml").rename(own / "codebook.toml")  # step 3, with a reader who changes nothing
    assert run("pack", *steps["pack"], "--parser", "none") == 0
    frames, _ = read_pack(own / "pack")
    cells = {str(cell) for frame in frames.values() for name in frame for cell in frame[name]}
    texts = [article.text for article in load_set(own).articles]
    last = {max(text.splitlines(), key=len) for text in texts}
    assert len(last) > 10
    assert not [line for line in last if any(line[:200] in cell for cell in cells)]  # no sentence of the texts
