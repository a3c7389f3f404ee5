"""No command loses a file of the user's: eight commands, five folders, and again where files may be moved aside."""

from __future__ import annotations

import concurrent.futures as cf
from collections import Counter
from pathlib import Path

import pytest
from small_reports import workspace
from small_sets import TEXTS, make_set
from typer.testing import CliRunner, Result

from framing.batch import tasks
from framing.cli import app
from framing.store.output_guard import OutputError, check_place, in_the_way, move_aside

# What each command writes first of all, and how it is called with an output folder.
WRITES = {
    "report": ("index.html", "notebooks/01_words.ipynb", "data/words.csv", "report.json", "ledger.jsonl"),
    "batch": ("index.html", "status.json", "tables/articles/x.parquet"),
    "teach": ("index.html", "masks.json", "plan.html"),
    "coding": ("sheet.csv", "machine.csv", "coding.html"),
    "agreement": ("index.html", "agreement.csv"),
    "check": ("flow.csv", "articles.csv", "report.json"),
    "pack": ("pack.json", "README.md", "mentions.parquet", "mine.parquet"),
    "init": ("notebooks/mine.ipynb", "params/first.yaml", ".gitignore"),
}
FOLDERS = ("with my files", "corpus/quay", "corpus/quay/texts", "notebooks", "params")


def call(command: str, root: Path, out: Path, *more: str) -> Result:
    params, quay = str(root / "params" / "quay.yaml"), str(root / "corpus" / "quay")
    arguments = {
        "report": [params, "--jobs", "1", "--out"],
        "batch": [params, "--out"],
        "teach": [params, "--no-pdf", "--out"],
        "coding": [quay, "--parser", "none", "--out"],
        "agreement": [str(root / "anna.csv"), str(root / "ben.csv"), "--draws", "100", "--out"],
        "check": [quay, "--out"],
        "pack": [quay, "--parser", "none", "--out"],
        "init": [],
    }[command]
    return CliRunner().invoke(app, [command, *arguments, str(out), *more])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    # tasks of a batch in this process: which files stay is tested, and starting others takes seconds
    monkeypatch.setattr(tasks, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))
    root = tmp_path / "study"
    root.mkdir()
    workspace(root, "quay")
    sheet = "unit,kind,answer\n"
    for name in ("anna", "ben"):
        (root / f"{name}.csv").write_text(sheet, encoding="utf-8")
    return root


@pytest.fixture
def sheets(root: Path) -> Path:
    """Two coders' sheets that can be compared."""
    assert call("coding", root, root / "sheets").exit_code == 0
    filled = (root / "sheets" / "machine.csv").read_bytes()
    for name in ("anna", "ben"):
        (root / f"{name}.csv").write_bytes(filled)
    return root


def held(root: Path) -> Counter[tuple[str, bytes]]:
    """Every file anywhere below: its name and content."""
    return Counter((f.name, f.read_bytes()) for f in root.rglob("*") if f.is_file())


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("command", WRITES)
def test_nothing_is_lost(root: Path, command: str, folder: str) -> None:
    out = root / folder
    if folder == FOLDERS[0]:
        for name in WRITES[command]:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(f"my {name}", encoding="utf-8")
        (out / "empty").mkdir()
    before = {f: f.read_bytes() for f in root.rglob("*") if f.is_file()}
    done = call(command, root, out)
    assert done.exit_code != 0
    assert {f: f.read_bytes() for f in root.rglob("*") if f.is_file()} == before
    assert folder != FOLDERS[0] or (out / "empty").is_dir()


@pytest.mark.parametrize("command", WRITES)
def test_with_force_what_is_in_the_way_is_moved_aside(sheets: Path, command: str) -> None:
    out = sheets / "with my files"
    for name in (*WRITES[command], "notes.txt"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(f"my {name}", encoding="utf-8")
    (out / "empty").mkdir()
    before = held(sheets)
    done = call(command, sheets, out, "--force")
    assert done.exit_code == 0, (done.output, done.exception)
    assert not before - held(sheets)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "my notes.txt"
    assert (out / "empty").is_dir()
    assert f"{out.name}.aside-1" in done.output
    assert (sheets / f"{out.name}.aside-1").is_dir()


@pytest.mark.parametrize("command", [name for name in WRITES if name not in {"init", "batch"}])
def test_what_somebody_edited_since_is_named_and_what_nobody_did_is_replaced(sheets: Path, command: str) -> None:
    out = sheets / "mine"
    assert call(command, sheets, out).exit_code == 0
    name = WRITES[command][0]
    again = call(command, sheets, out, *(["--force"] if command == "coding" else []))
    assert again.exit_code == 0, again.output
    (out / "data" if command == "report" else out).joinpath("mine.txt").write_text("mine", encoding="utf-8")
    with (out / name).open("ab") as file:
        file.write(b" edited")
    edited = (out / name).read_bytes()
    done = call(command, sheets, out)
    if command == "pack":  # a pack.json that is no JSON is no pack's, so its tables are nobody's
        assert done.exit_code != 0
    else:
        assert done.exit_code != 0
        assert name in str(done.exception) or command == "coding"
    assert (out / name).read_bytes() == edited


def test_a_batch_s_page_that_somebody_edited_stays(root: Path) -> None:
    out = root / "mine"
    assert call("batch", root, out).exit_code == 0
    assert call("batch", root, out).exit_code == 0
    (out / "index.html").write_text("my own index", encoding="utf-8")
    done = call("batch", root, out)
    assert done.exit_code != 0
    assert "index.html" in str(done.exception)
    assert (out / "index.html").read_text(encoding="utf-8") == "my own index"
    assert call("batch", root, out, "--force").exit_code == 0
    assert (root / "mine.aside-1" / "index.html").read_text(encoding="utf-8") == "my own index"


def test_what_somebody_put_into_a_laid_out_set_stays(tmp_path: Path) -> None:
    import json

    from framing.batch.set_lists import find_sets

    def rows(words: str) -> Path:
        articles = [{"id": n, "outlet": n, "text": text + words} for n, text in TEXTS.items()]
        (tmp_path / "sets.jsonl").write_text(json.dumps({"id": "quay", "articles": articles}) + "\n", encoding="utf-8")
        return tmp_path / "sets.jsonl"

    folder = tmp_path / "sets"
    assert find_sets(rows(""), folder=folder) == {folder / "quay": None}
    make_set(tmp_path / "quay")
    book = (tmp_path / "quay" / "codebook.toml").read_bytes()
    (folder / "quay" / "codebook.toml").write_bytes(book)
    assert find_sets(rows("\nMore of it.\n"), folder=folder) == {folder / "quay": None}
    assert (folder / "quay" / "codebook.toml").read_bytes() == book
    manifest = folder / "quay" / "articles.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + '\n[aliases]\n"Ana Ruiz" = ["Ruiz"]\n', encoding="utf-8")
    assert find_sets(rows("\nMore of it.\n"), folder=folder) == {folder / "quay": None}  # its row is the same
    (fault,) = find_sets(rows("\nOther words.\n"), folder=folder).values()
    assert fault is not None
    assert "articles.toml" in fault
    assert "Ana Ruiz" in manifest.read_text(encoding="utf-8")


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine"
    out.mkdir()
    mine.write_text("mine", encoding="utf-8")
    (out / "index.html").symlink_to(mine)
    assert in_the_way(out, ["index.html", "data"], None) == ["index.html"]
    aside = move_aside(out, ["index.html"])
    assert aside is not None
    assert (aside / "index.html").is_symlink()
    assert mine.read_text(encoding="utf-8") == "mine"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        check_place(tmp_path / "file")
