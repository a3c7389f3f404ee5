"""Annotation packs: what goes in comes out, the same bytes each time, and no sentence ever goes in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from set_builder import TEXTS, build

from framing.sets.intake import import_articles
from framing.sets.manifest import SetError, load_set
from framing.sets.pack import read_pack, sketches_of, write_pack
from framing.sets.pack_check import is_label


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    unit: str
    meaning: str


COLUMNS = {
    "mentions": (Column("variant", "text", "", "label | used"), Column("start", "count", "code points", "first"))
}


def frames() -> dict[str, pd.DataFrame]:
    mentions = pd.DataFrame(
        {
            "article_id": pd.Series(["one", "one", "two"], dtype="string"),
            "start": pd.Series([3, 9, 4], dtype="int64"),
            "variant": pd.Series(["keeper", None, "the keeper of the old lighthouse"], dtype="string"),
            "score": [0.5, float("nan"), 1.0],
            "flag": [True, False, True],
        }
    )
    empty = pd.DataFrame({"article_id": pd.Series([], dtype="string"), "value": pd.Series([], dtype="float64")})
    return {"mentions": mentions, "numbers": empty}


def meta() -> dict[str, object]:
    hashes = {article_id: f"{n:064x}" for n, article_id in enumerate(TEXTS)}
    return {"set_id": "lamp", "title": "The lamp", "articles": hashes, "sketches": sketches_of(TEXTS)}


def test_what_goes_in_comes_out_with_its_types(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", frames(), meta(), COLUMNS)
    back, said = read_pack(tmp_path / "pack")
    assert said["set_id"] == "lamp"
    assert back.keys() == frames().keys()
    for name, frame in frames().items():
        pd.testing.assert_frame_equal(back[name], frame)
    readme = (tmp_path / "pack" / "README.md").read_text(encoding="utf-8")
    assert "| start | int64 | code points | first |" in readme
    assert "label \\| used" in readme


def test_the_same_tables_give_the_same_bytes_and_old_tables_go(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", {**frames(), "old": frames()["numbers"]}, meta(), {})
    for name in ("a", "pack"):
        write_pack(tmp_path / name, frames(), meta(), COLUMNS)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("a", "pack"))
    assert one == two
    assert "old.parquet" not in one


SENTENCE = "The lamp had not been lit for a week and the boats kept away."


@pytest.mark.parametrize("place", ["text", "list", "meta", "key", "unspaced", "number-like"])
def test_a_string_longer_than_a_label_is_refused(tmp_path: Path, place: str) -> None:
    made, said = frames(), meta()
    if place == "text":
        made["mentions"].loc[1, "variant"] = SENTENCE
    elif place == "list":
        made["mentions"]["extra"] = [[SENTENCE], [], []]
    elif place == "meta":
        said["note"] = {"deep": [SENTENCE]}
    elif place == "key":
        made["The lamp had"] = made["numbers"]
    elif place == "unspaced":
        made["mentions"].loc[1, "variant"] = SENTENCE.replace(" ", "_") + SENTENCE.replace(" ", "_")
    else:
        made["mentions"].loc[1, "variant"] = "0 1 2 " + SENTENCE
    with pytest.raises(SetError):
        write_pack(tmp_path / "pack", made, said, COLUMNS)
    assert not (tmp_path / "pack").exists()


def test_many_labels_that_make_up_a_text_are_refused(tmp_path: Path) -> None:
    words = (TEXTS["one"] * 4).split()
    chunks = [" ".join(words[i : i + 5]) + f" {i}" for i in range(0, len(words), 5)]
    table = pd.DataFrame({"article_id": "one", "start": range(len(chunks)), "surface": chunks})
    articles = pd.DataFrame({"article_id": ["one"], "n_chars": [len(TEXTS["one"]) * 4]})
    with pytest.raises(SetError, match="over a quarter"):
        write_pack(tmp_path / "pack", {"mentions": table, "articles": articles}, {}, {})


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("", True),
        ("seven words are still a good label", True),
        ("eight words are one more than a label", False),
        ("12-30 45-60 " * 40, True),
        ("a" * 64, True),
        ("x" * 81, False),
        ("https://a.example/" + "x" * 300, True),
        ("https://a.example/ and then a sentence that goes on", False),
    ],
)
def test_labels(text: str, *, good: bool) -> None:
    assert is_label(text) is good


def damaged(folder: Path, how: str) -> None:
    meta_file = folder / "pack.json"
    table = folder / "mentions.parquet"
    if how == "table":
        table.write_bytes(table.read_bytes()[:-9])
    elif how == "missing":
        table.unlink()
    elif how == "link":
        table.rename(folder.parent / "elsewhere")
        table.symlink_to(folder.parent / "elsewhere")
    elif how == "format":
        meta_file.write_text(json.dumps({**json.loads(meta_file.read_text(encoding="utf-8")), "format": 99}))
    elif how == "name":
        meta_file.write_text(json.dumps({"format": 1, "tables": {"../x": "0"}}), encoding="utf-8")
    elif how == "json":
        meta_file.write_text("{" * 10_000, encoding="utf-8")
    else:
        meta_file.unlink()


@pytest.mark.parametrize("how", ["table", "missing", "link", "format", "name", "json", "none"])
def test_a_damaged_pack_is_refused_in_words(tmp_path: Path, how: str) -> None:
    write_pack(tmp_path / "pack", frames(), meta(), COLUMNS)
    damaged(tmp_path / "pack", how)
    with pytest.raises(SetError) as caught:
        read_pack(tmp_path / "pack")
    assert "framing pack SET" in str(caught.value)


def test_import_checks_texts_against_the_pack(tmp_path: Path) -> None:
    folder = build(tmp_path / "set")
    hashes = {article.id: article.sha256 for article in load_set(folder)}
    write_pack(folder / "pack", frames(), {"articles": hashes, "sketches": sketches_of(TEXTS)}, {})
    texts = {p.name: p.read_bytes() for p in (folder / "texts").iterdir()}
    for path in (folder / "texts").iterdir():
        path.unlink()
    # without its text on disk, under another name, a changed copy is known by the pack's sketch
    (tmp_path / "download.txt").write_bytes(texts["three.txt"].replace(b"village", b"villain"))
    with pytest.raises(SetError, match="article `three`"):
        import_articles(tmp_path / "download.txt", folder)
    (tmp_path / "download.txt").write_bytes(texts["three.txt"])
    assert import_articles(tmp_path / "download.txt", folder).complete
    write_pack(folder / "pack", frames(), {"articles": {**hashes, "two": "0" * 64}}, {})
    with pytest.raises(SetError, match="another text of article `two`"):
        import_articles(tmp_path / "download.txt", folder)
