"""The commands on sets at fault: a message with the remedy, a status that is not 0, no half-written output."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from set_builder import TEXTS, build, edit

from framing.cli import main


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["framing", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0 if code is None else 1), said.out + said.err


def replaced(folder: Path, data: bytes) -> None:
    (folder / "texts" / "one.txt").write_bytes(data)
    edit(folder, hashlib.sha256(TEXTS["one"].encode()).hexdigest(), hashlib.sha256(data).hexdigest())


GERMAN = "Die Boote durften nicht auslaufen, weil das Licht am Turm nicht brannte, sagte der Hafenmeister. " * 5
FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing text": (lambda f: (f / "texts" / "one.txt").unlink(), "is not there", "framing import"),
    "changed text": (lambda f: (f / "texts" / "one.txt").write_text("x"), "has changed", "restore the original"),
    "duplicate id": (lambda f: edit(f, 'id = "two"', 'id = "one"'), "occurs twice", "rename one"),
    "path outside": (lambda f: edit(f, '"texts/one.txt"', '"../one.txt"'), "leaves the set's folder", "inside it"),
    "empty article": (lambda f: replaced(f, b" \n"), "is empty", "remove the entry"),
    "not English": (lambda f: replaced(f, GERMAN.encode()), "is not English", "remove the entry"),
    "wrong field": (lambda f: edit(f, "outlet = ", "outlett = "), "unknown field 'outlett'", "did you mean 'outlet'?"),
    "no manifest": (lambda f: (f / "articles.toml").unlink(), "no such manifest", "framing import"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", ["report", "check", "pack"])
def test_a_set_at_fault_is_said_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str, command: str
) -> None:
    break_it, said, remedy = FAULTS[fault]
    folder = build(tmp_path / "set")
    break_it(folder)
    (tmp_path / "p.yaml").write_text("article_set: set\nout: out\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    if command == "check" and fault == "missing text":
        pytest.skip("a check looks at what is there, and says what is not")
    status, message = run(monkeypatch, capsys, command, str(tmp_path / "p.yaml" if command == "report" else folder))
    assert status not in {0, None}
    assert said in message
    assert remedy in message
    assert "Traceback" not in message
    assert sorted(tmp_path.rglob("*")) == before


def test_a_misspelt_parameter_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "set")
    (tmp_path / "p.yaml").write_text("article_set: set\nout: out\ncodebok: null\n", encoding="utf-8")
    status, message = run(monkeypatch, capsys, "report", str(tmp_path / "p.yaml"))
    assert status != 0
    assert "did you mean 'codebook'?" in message
    assert not (tmp_path / "out").exists()


def test_import_and_check_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "star--2024-03-04.txt").write_text(TEXTS["one"], encoding="utf-8")
    target = str(tmp_path / "set")
    status, message = run(monkeypatch, capsys, "import", str(tmp_path / "star--2024-03-04.txt"), "--set", target)
    assert status == 0
    assert "1 added; 2 files written" in message
    status, message = run(monkeypatch, capsys, "check", target, "--out", str(tmp_path / "audit"))
    assert status == 0
    assert "1  in the manifest" in message
    assert {p.name for p in (tmp_path / "audit").iterdir()} >= {"articles.csv", "flow.csv", "pairs.csv"}
    status, message = run(monkeypatch, capsys, "import", str(tmp_path / "nothing"), "--set", target)
    assert status == 2
    assert "no such file or folder" in message
    for wrong in (["--group", "events", "--outlet", "x"], ["--map", "nothing"]):
        status, message = run(
            monkeypatch, capsys, "import", str(tmp_path / "star--2024-03-04.txt"), "--set", target, *wrong
        )
        assert status == 2
