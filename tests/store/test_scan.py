import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from books import HEAD, concept

from framing.store.scan import ScanError, scan_paths

KEYS = {
    *("id", "sha256", "language", "parser", "sentences", "boilerplate", "quotes", "second_hand", "set_apart"),
    *("terms", "numbers", "treatments", "problems"),
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "quay-1.txt").write_bytes("“We stay,” Ana Ruiz said.\r\nThe protesters sang.".encode())
    (folder / "quay-2.txt").write_text("It rained.", encoding="utf-8")
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_folder_gives_one_object_a_line_in_name_order(texts: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text(HEAD + concept("crews", ("protesters", "protesters")), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert scan_paths([texts], codebook=book, out=out) == 2
    first, second = lines(out)
    assert (first["id"], second["id"]) == ("quay-1", "quay-2")
    assert first.keys() == second.keys() == KEYS
    assert first["terms"] == [{"concept": "crews", "variant": "protesters", "start": 31, "end": 41, "voice": "outlet"}]
    (quotation,) = first["quotes"] if isinstance(first["quotes"], list) else []
    assert quotation["content"] == [[1, 9]]
    assert quotation["utterance"] is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (("Die Fähren bleiben im Hafen, sagte der Bürgermeister am Montag, und niemand weiß, wann sie wieder fahren. "
         "Mehr als 3 000 Menschen warten dort seit drei Tagen auf die Abfahrt."), "und"),
        (("Les bateaux restent au port, a dit le maire lundi, et personne ne sait quand ils partiront de nouveau. "
         "Plus de 3 000 personnes attendent sur le quai depuis trois jours déjà."), "und"),
        (("The ferries stay in the harbour, the mayor said on Monday, and nobody knows when they will sail again. "
         "More than 3 000 people have waited on the quay for three days."), "en"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_english_is_not_called_so(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    scan_paths([tmp_path / "a.txt"], out=tmp_path / "out.jsonl", parser="none")
    found = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert found["language"] == language
    assert 3000 in [number["value"] for number in found["numbers"]]


def test_jsonl_ids_are_kept_and_output_is_a_jsonl_input_again(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "x/1", "text": "It rained.\\u2028 “No,” he said."}\n\n', encoding="utf-8")
    scan_paths([source], out=tmp_path / "out.jsonl", parser="none")
    assert [a["id"] for a in lines(tmp_path / "out.jsonl")] == ["x/1"]


def read(text: str, tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    scan_paths([tmp_path / "a.txt"], out=tmp_path / "out.jsonl")
    found: dict[str, Any] = lines(tmp_path / "out.jsonl")[0]
    return found


def test_marked_words_inside_indirect_speech_name_the_quotation_that_holds_them(tmp_path: Path) -> None:
    text = "Ana Ruiz said the pier was a “costly mistake” of the council. It rained."
    found = read(text, tmp_path)
    assert [(q["kind"], q["inside"]) for q in found["quotes"]] == [("indirect", None), ("partial", 0)]
    assert found["second_hand"] == found["set_apart"] == []


def test_speech_inside_speech_is_listed_apart(tmp_path: Path) -> None:
    text = "The report says that the mayor said that the pier was unsafe. It rained."
    found = read(text, tmp_path)
    (outer,), (inner,) = found["quotes"], found["second_hand"]
    assert (outer["inside"], inner["inside"]) == (None, 0)
    assert [text[s:e] for s, e in inner["content"]] == ["that the pier was unsafe"]


def test_words_that_nobody_says_are_listed_apart(tmp_path: Path) -> None:
    text = "They met at the “Blue Anchor” inn, near the so-called “dry dock” of the town."
    found = read(text, tmp_path)
    assert [[text[s:e] for s, e in spans] for spans in found["set_apart"]] == [["Blue Anchor"]]
    assert [q["kind"] for q in found["quotes"]] == ["scare"]


def test_marks_inside_marks_count_when_somebody_said_the_words(tmp_path: Path) -> None:
    text = "“We met at the ‘Blue Anchor’ inn,” Ana Ruiz said. “The mayor told me: ‘It will not open again.’”"
    found = read(text, tmp_path)
    assert [[text[s:e] for s, e in spans] for spans in found["set_apart"]] == [["Blue Anchor"]]
    nested = [[text[s:e] for s, e in q["content"]] for q in found["quotes"] if q["kind"] == "nested"]
    assert nested == [["It will not open again."]]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("a.jsonl", b'{"id": 1}', "line 1"),
        ("a.jsonl", b'{"id": "a", "text": "x"}\n[]', "line 2"),
        ("a.jsonl", b'{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}', "two articles have the id 'a'"),
        ("a.pdf", b"%PDF", "framing import"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out" / "scan.jsonl"
    with pytest.raises(ScanError, match=says):
        scan_paths([tmp_path / name], out=out, parser="none")
    assert not list(tmp_path.rglob("*scan*"))


def test_existing_output_is_kept_unless_forced(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    out.write_text("precious", encoding="utf-8")
    with pytest.raises(ScanError, match="already there"):
        scan_paths([texts], out=out, parser="none")
    assert out.read_text(encoding="utf-8") == "precious"
    assert scan_paths([texts], out=out, parser="none", force=True) == 2


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_command_writes_to_standard_output(texts: Path) -> None:
    done = run("scan", texts, "--parser", "none")
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["quay-1", "quay-2"]


def test_command_reports_users_errors_in_one_line_without_traceback(tmp_path: Path) -> None:
    done = run("scan", tmp_path / "no\x1b[31m.txt")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert "no such file" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'pandas', 'numpy', 'matplotlib', 'sklearn'}"
    code = f"import sys, framing.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_has_an_example() -> None:
    from framing.cli import app

    for command in app.registered_commands:
        assert (command.epilog or "").startswith(("Example: framing", "Examples: framing")), command.callback


def test_a_line_may_ask_how_its_text_treats_given_places(tmp_path: Path) -> None:
    text = "Mara Lund misled the council. Ana Ruiz, a tireless organiser, won."
    asks = [{"start": 0, "end": 9}, {"start": 30, "end": 38}, {"start": 0, "end": 999}]
    source, out = tmp_path / "asked.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join(
            json.dumps(line) + "\n" for line in ({"id": "a", "text": text, "targets": asks}, {"id": "b", "text": text})
        ),
        encoding="utf-8",
    )
    scan_paths([source], out=out)
    first, second = lines(out)
    assert [(t["start"], t["polarity"]) for t in first["targets"]] == [(0, "negative"), (30, "positive")]
    assert [text[w["start"] : w["end"]] for w in first["targets"][0]["words"]] == ["misled"]
    assert "targets" not in second


def test_treatments_say_who_how_and_whose_words(tmp_path: Path) -> None:
    text = "Port chief quits\n\nMara Lund misled the council. “Mara Lund is a fraud,” said Ivo Holm, a docker.\n"
    source, out = tmp_path / "a.txt", tmp_path / "out.jsonl"
    source.write_text(text, encoding="utf-8")
    scan_paths([source], out=out)
    found = [t for t in lines(out)[0]["treatments"] if t["actor"] == "Mara Lund"]
    assert [(t["polarity"], t["voice"], bool(t["content"])) for t in found] == [
        ("negative", "outlet", False),
        ("negative", "quoted", True),
    ]
