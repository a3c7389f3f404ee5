"""The guide "bring your own articles", its commands run one after another as it gives them."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from pathlib import Path

import pytest

from framing.cli import main
from framing.sets.manifest import load_set


def commands(guide: str) -> list[list[str]]:
    """The lines of the guide's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", guide, flags=re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def place(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the guide expects beside the workspace, made from the demo set."""
    folder = tmp_path_factory.mktemp("guide")
    demo = load_set(root / "corpus" / "harbour-blockade")
    (folder / "articles").mkdir()
    rows = []
    for number, article in enumerate(demo):
        name = f"{article.outlet}--{article.published}--{number}.txt"
        (folder / "articles" / name).write_bytes(article.text.encode())
        rows.append(
            {"story": article.text, "paper": article.outlet, "date": str(article.published), "title": article.title}
        )
    (folder / "stories.csv").write_text(_csv(rows), encoding="utf-8")
    other = (
        "The museum of clocks in the capital has opened a hall in which visitors may wind one of them each morning. "
    )
    texts = [{"text": row["story"], "source": row["paper"], "title": row["title"]} for row in rows[:6]]
    texts += [{"text": other * n, "source": f"Paper {n}", "title": "Museum of clocks opens"} for n in (3, 4)]
    (folder / "mixed.jsonl").write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    return folder


def _csv(rows: list[dict[str, str | None]]) -> str:
    quoted = [[f'"{str(value).replace(chr(34), chr(34) * 2)}"' for value in row.values()] for row in rows]
    return "\n".join([",".join(rows[0]), *(",".join(row) for row in quoted)]) + "\n"


def test_the_guide_works_as_written(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (root / "docs" / "bring-your-own-articles.md").read_text(encoding="utf-8")
    here = place
    ran = []
    monkeypatch.setenv("FRAMING_CACHE", str(place / "cache"))
    monkeypatch.chdir(here)
    for words in commands(guide):
        if words[0] == "cd":
            here = here / words[1]
            monkeypatch.chdir(here)
            continue
        assert words[0] == "framing"
        if words[1] == "report":
            # the guide's report, with fewer draws and notebooks than a reader would take
            with (here / "params" / "first.yaml").open("a", encoding="utf-8") as file:
                file.write("draws: 100\nnotebooks: [00_corpus_audit, 01_article_set]\n")
        monkeypatch.setattr("sys.argv", words)
        try:
            main()
        except SystemExit as ended:
            assert ended.code in {0, None}, (words, capsys.readouterr())  # noqa: PT017 - typer ends most commands so
        ran.append(words[1])
    assert ran == ["init", "import", "import", "import", "import", "check", "suggest", "report", "pack"]
    first = load_set(here / "corpus" / "first")
    assert first.title == "Blockade of Porthwick harbour"
    assert len(first) == 20
    assert {article.outlet for article in first} == {
        "Porthwick Herald",
        "Skellan Ledger",
        "National Courier",
        "Open Water",
    }
    assert all(article.published for article in first)
    assert len(load_set(here / "corpus" / "from-table")) == 20
    sizes = sorted(len(load_set(path.parent)) for path in (here / "corpus" / "events").glob("*/articles.toml"))
    assert sum(sizes) == 8
    assert 2 in sizes  # the two on the museum
    assert (here / "figures" / "first" / "index.html").is_file()
    assert (here / "corpus" / "first" / "pack" / "pack.json").is_file()


def test_the_manifest_in_the_guide_has_only_known_fields(root: Path, tmp_path: Path) -> None:
    guide = (root / "docs" / "bring-your-own-articles.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", guide, flags=re.DOTALL)
    text = "The boats were roped across the mouth of the harbour, and the ferries stayed in.\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "porthwick-herald-2025-05-12-1.txt").write_text(text, encoding="utf-8")
    shown = shown.replace('sha256 = "…"', f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"')
    (tmp_path / "articles.toml").write_text(shown.replace("https://…", "https://herald.example/1"), encoding="utf-8")
    assert load_set(tmp_path).aliases["Marta Quill"] == ("Ms Quill", "Quill of Save the Meadow")
