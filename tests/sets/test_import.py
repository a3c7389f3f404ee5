"""Import: known texts by hash, new ones with their facts, nothing ever overwritten, a second import changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from set_builder import TEXTS, build, edit

from framing.sets.import_outcome import Imported
from framing.sets.importers.table_rows import TableError
from framing.sets.importers.tables import columns_for, read_mapping
from framing.sets.intake import NewSet, import_articles
from framing.sets.manifest import SetError, load_set


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }


def what(done: Imported) -> dict[str, str]:
    return {line.place: line.what for line in done.lines}


def twice(source: Path, folder: Path, **options: object) -> Imported:
    """Import, and import again: the second must change nothing."""
    first = import_articles(source, folder, **options)  # type: ignore[arg-type]
    before = snapshot(folder)
    second = import_articles(source, folder, **options)  # type: ignore[arg-type]
    assert second.wrote == 0
    assert snapshot(folder) == before
    assert "added" not in what(second).values()
    return first


def scattered(texts: Path, folder: Path) -> Path:
    folder.mkdir()
    for number, path in enumerate(sorted(texts.iterdir())):
        shutil.copyfile(path, folder / f"download ({number}).txt")
    return folder


def test_known_texts_under_any_name_complete_the_real_set(iraq: Path, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    shutil.copyfile(root / "corpus" / "iraq-embassy-2020" / "articles.toml", folder / "articles.toml")
    done = twice(scattered(iraq / "texts", tmp_path / "files"), folder)
    assert set(what(done).values()) == {"matched"}
    assert [a.text for a in load_set(folder)] == [a.text for a in load_set(iraq)]


def test_a_whole_set_is_brought_word_for_word(iraq: Path, tmp_path: Path) -> None:
    done = twice(iraq, tmp_path / "set")
    assert done.complete
    assert (tmp_path / "set" / "articles.toml").read_bytes() == (iraq / "articles.toml").read_bytes()


def test_that_a_text_was_looked_at_and_found_right_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Boats sail\n\nThe boats sailed on Monday.\n", encoding="utf-8")
    import_articles(tmp_path / "new.txt", tmp_path / "one")
    path = tmp_path / "one" / "articles.toml"
    path.write_text(path.read_text(encoding="utf-8") + "own_text = true\n", encoding="utf-8")
    twice(tmp_path / "one", tmp_path / "two")
    (entry,) = load_set(tmp_path / "two").entries
    assert entry.own_text


@pytest.mark.parametrize("number", range(5))
def test_one_changed_character_is_refused_with_the_article_named(iraq: Path, tmp_path: Path, number: int) -> None:
    import_articles(iraq, tmp_path / "set")
    before = snapshot(tmp_path / "set")
    files = scattered(iraq / "texts", tmp_path / "files")
    path = sorted(files.iterdir())[number]
    text = path.read_text(encoding="utf-8")
    middle = text.index("e", len(text) // 2)
    path.write_bytes((text[:middle] + "o" + text[middle + 1 :]).encode())
    changed = sorted((iraq / "texts").iterdir())[number].stem
    with pytest.raises(SetError) as caught:
        import_articles(files, tmp_path / "set")
    assert [finding.article for finding in caught.value.findings] == [changed]
    assert f"`{changed}`" in str(caught.value)
    assert snapshot(tmp_path / "set") == before


def test_a_changed_text_that_has_the_articles_name_or_title_is_refused_without_its_text(tmp_path: Path) -> None:
    build(tmp_path / "set")
    edit(tmp_path / "set", 'outlet = "Outlet two"', 'outlet = "Outlet two"\ntitle = "Boats warned as lamp fails"')
    shutil.rmtree(tmp_path / "set" / "texts")
    for name, text in (("one.txt", TEXTS["one"]), ("zzz.txt", TEXTS["two"])):
        (tmp_path / name).write_text(text.replace("Monday", "Friday").replace("Tuesday", "Friday"), encoding="utf-8")
        with pytest.raises(SetError, match="`one`" if name == "one.txt" else "`two`"):
            import_articles(tmp_path / name, tmp_path / "set")
    assert not (tmp_path / "set" / "texts").exists()


def test_another_outlets_copy_of_a_text_is_an_article_of_its_own(tmp_path: Path) -> None:
    build(tmp_path / "set")
    copy = tmp_path / "evening-star--2024-03-05--lamp.txt"
    copy.write_text(TEXTS["one"].replace("Monday", "Friday"), encoding="utf-8")
    done = twice(copy, tmp_path / "set")
    assert list(what(done).values()) == ["added"]
    added = load_set(tmp_path / "set").articles[-1]
    assert (added.outlet, str(added.published)) == ("evening-star", "2024-03-05")


def test_hand_edits_and_comments_stay(tmp_path: Path) -> None:
    build(tmp_path / "set", tail='\n# my own remark\n[aliases]\n"Ada Pell" = ["Pell"] # sure\n')
    before = (tmp_path / "set" / "articles.toml").read_text(encoding="utf-8")
    new = tmp_path / "new.txt"
    new.write_text(TEXTS["three"].replace("lanterns", "candles") + TEXTS["two"], encoding="utf-8")
    twice(new, tmp_path / "set", outlet="The Lamp")
    after = (tmp_path / "set" / "articles.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    read = load_set(tmp_path / "set")
    assert len(read) == 4
    assert read.articles[-1].outlet == "The Lamp"
    assert read.aliases == {"Ada Pell": ("Pell",)}


def test_windows_line_ends_of_a_manifest_stay(tmp_path: Path) -> None:
    folder = build(tmp_path / "set")
    path = folder / "articles.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (tmp_path / "new.txt").write_text("The lamp that was out has been lit again. " * 20, encoding="utf-8")
    twice(tmp_path / "new.txt", folder)
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert len(load_set(folder)) == 4


def test_a_file_in_the_way_is_never_overwritten(tmp_path: Path) -> None:
    folder = build(tmp_path / "set", {"one": TEXTS["one"]})
    (folder / "texts" / "new.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "new.txt").write_text(TEXTS["two"], encoding="utf-8")
    before = snapshot(folder)
    with pytest.raises(SetError, match="a file that differs is in the way of article `new`"):
        import_articles(tmp_path / "new.txt", folder)
    assert snapshot(folder) == before


def test_a_linked_texts_folder_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    build(folder)
    outside = tmp_path / "outside"
    (folder / "texts").rename(outside)
    (folder / "texts").symlink_to(outside)
    before = snapshot(outside)
    (tmp_path / "new.txt").write_text(TEXTS["two"] * 2, encoding="utf-8")
    with pytest.raises(SetError, match="leaves the set's folder"):
        import_articles(tmp_path / "new.txt", folder)
    assert snapshot(outside) == before


ENCODINGS = [
    ("utf-8", ""),
    ("windows-1252", "windows-1252"),
    ("mac-roman", "mac-roman"),
    ("utf-16", "utf-16"),
    ("utf-16-le", "utf-16-le"),
]


@pytest.mark.parametrize(("encoding", "said"), ENCODINGS)
def test_the_encoding_is_found_said_and_the_bytes_kept(tmp_path: Path, encoding: str, said: str) -> None:
    source = tmp_path / "star--lamp.txt"
    source.write_bytes(TEXTS["one"].encode(encoding))
    done = twice(source, tmp_path / "set")
    assert load_set(tmp_path / "set").articles[0].text == TEXTS["one"]
    assert said in done.said()
    originals = list((tmp_path / "set").glob("originals/*"))
    assert [p.read_bytes() for p in originals] == ([source.read_bytes()] if said else [])


def test_mojibake_is_mended_and_curly_marks_stay(tmp_path: Path) -> None:
    broken = TEXTS["one"].replace("“", "â€œ").replace("”", "â€\x9d")
    (tmp_path / "star--lamp.txt").write_text(broken, encoding="utf-8")
    done = twice(tmp_path / "star--lamp.txt", tmp_path / "set")
    assert load_set(tmp_path / "set").articles[0].text == TEXTS["one"]
    assert "mojibake mended" in done.said()
    assert next((tmp_path / "set").glob("originals/*")).read_text(encoding="utf-8") == broken


def test_straight_and_curly_marks_ligatures_and_line_ends_are_not_touched(tmp_path: Path) -> None:
    text = "“Curly” and \"straight\", ‘both’ 'kinds', an oﬃce…\r\nand the next line, that was ﬁne.\r\n" * 3
    (tmp_path / "a.txt").write_bytes(text.encode())
    twice(tmp_path / "a.txt", tmp_path / "set")
    assert load_set(tmp_path / "set").articles[0].text == text


ROWS = [
    {
        "headline": "Lamp out",
        "body": TEXTS["one"],
        "media_name": "Star",
        "publish_date": "2024-03-04 10:00:00",
        "url": "https://star.example/1",
    },
    {
        "headline": "=cmd|'/c calc'!A1",
        "body": TEXTS["two"],
        "media_name": "Sun\x1b[2J",
        "publish_date": "4 March 2024",
        "url": "javascript:alert(1)",
    },
    {"headline": "Nights", "body": TEXTS["three"], "media_name": "Post", "publish_date": "03/04/2024", "url": ""},
    {"headline": "Empty", "body": "", "media_name": "Post", "publish_date": "2024", "url": ""},
]


def csv_file(folder: Path) -> Path:
    pd.DataFrame(ROWS).to_csv(folder / "t.csv", index=False)
    return folder / "t.csv"


def semicolons(folder: Path) -> Path:
    pd.DataFrame(ROWS).to_csv(folder / "t.csv", index=False, sep=";", encoding="windows-1252")
    return folder / "t.csv"


def jsonl_file(folder: Path) -> Path:
    (folder / "t.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return folder / "t.jsonl"


def json_file(folder: Path) -> Path:
    (folder / "t.json").write_text(json.dumps({"count": 4, "stories": ROWS}), encoding="utf-8")
    return folder / "t.json"


def parquet_file(folder: Path) -> Path:
    pd.DataFrame(ROWS).to_parquet(folder / "t.parquet")
    return folder / "t.parquet"


@pytest.mark.parametrize("make", [csv_file, semicolons, jsonl_file, json_file, parquet_file])
def test_tables_of_every_kind_give_the_same_set(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    done = twice(make(tmp_path), tmp_path / "set", head=NewSet(title="The lamp"))
    assert sorted(what(done).values()) == ["added", "added", "added", "dropped"]
    assert not done.complete
    read = load_set(tmp_path / "set")
    assert read.title == "The lamp"
    # The second row's headline has nothing of the text's first line: it is printed above it.
    assert [a.text for a in read] == [TEXTS["one"], f"{ROWS[1]['headline']}\n\n{TEXTS['two']}", TEXTS["three"]]
    assert [a.outlet for a in read] == ["Star", "Sun[2J", "Post"]
    assert [a.title for a in read] == [row["headline"] for row in ROWS[:3]]
    assert [str(a.published) for a in read] == ["2024-03-04", "2024-03-04", "None"]
    assert [a.url for a in read] == ["https://star.example/1", None, None]
    assert "left out: url" in done.said()


def test_columns_are_mapped_as_asked_and_a_wrong_name_lists_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,text\nStar," + '"' + TEXTS["one"] + '",short\n', encoding="utf-8")
    import_articles(tmp_path / "t.csv", tmp_path / "set", mapping={"text": "b", "outlet": "a"})
    assert load_set(tmp_path / "set").articles[0].outlet == "Star"
    with pytest.raises(TableError, match="no column 'c'; columns: a, b, text"):
        columns_for(["a", "b", "text"], {"text": "c"})
    for wrong in ("text", "nothing=b", "text="):
        with pytest.raises(TableError, match="FIELD=COLUMN; fields: text, id"):
            read_mapping([wrong])
    assert read_mapping(["text=b = c"]) == {"text": "b = c"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b"\n{nope", "row 2: dropped (it is not a JSON object)"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.csv", b"title,url\nx,https://a.example\n", "no column of texts"),
        ("a.parquet", b"PAR1", "not a readable Parquet"),
        ("a.txt", bytes(range(256)) * 20, "not text"),
        ("a.txt", b" \n", "is empty"),
        ("a.txt", "Das Licht brannte nicht, weil die Lampe kaputt war, sagte der Wärter. ".encode() * 9, "not English"),
        ("a.html", b"<p>", "no article text"),
        ("a.docx", b"PK\x03\x04", "not a readable .docx"),
        ("a.rtf", b"{nope", "not an RTF"),
        ("a.pdf", b"%PDF-1.4", "not a readable PDF"),
        ("a.jsonl", b'{"text": "' + b"the lamp is out \\ud800 " * 9 + b'"}', "lone surrogates"),
    ],
)
def test_what_cannot_be_imported_is_said_and_nothing_written(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = import_articles(tmp_path / name, tmp_path / "set")
    assert [line.what for line in done.lines][-1] == "dropped"
    assert said in done.said()
    assert not done.complete
    assert not (tmp_path / "set" / "articles.toml").exists()


def test_one_text_of_two_outlets_is_two_articles(tmp_path: Path) -> None:
    rows = [{"outlet": outlet, "text": TEXTS["one"]} for outlet in ("Sun", "Evening Star", "Sun")]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = twice(source, tmp_path / "set")
    assert sorted(what(done).values()) == ["added", "added", "duplicate"]
    assert {a.outlet for a in load_set(tmp_path / "set")} == {"Sun", "Evening Star"}
    # Both come back when the texts are lost.
    for text in (tmp_path / "set" / "texts").iterdir():
        text.unlink()
    again = import_articles(source, tmp_path / "set")
    assert sorted(what(again).values()) == ["duplicate", "matched", "matched"]
    assert len(load_set(tmp_path / "set")) == 2


def test_folders_of_one_outlet_each_and_companions(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for outlet, id_ in (("Evening Star", "one"), ("Sun", "two"), ("Sun", "three")):
        (source / outlet).mkdir(parents=True, exist_ok=True)
        (source / outlet / f"{id_}.txt").write_text(TEXTS[id_], encoding="utf-8")
    (source / "Sun" / "picture.jpg").write_bytes(b"x")
    (source / ".hidden").write_text("x", encoding="utf-8")
    (source / "link.txt").symlink_to(source / "Sun" / "two.txt")
    (source / "copy.txt").write_text(TEXTS["one"], encoding="utf-8")
    done = twice(source, tmp_path / "set")
    read = load_set(tmp_path / "set")
    assert [(a.id, a.outlet) for a in read] == [
        ("evening-star-one", "Evening Star"),
        ("sun-three", "Sun"),
        ("sun-two", "Sun"),
    ]
    assert what(done)["copy.txt"] == "duplicate"
    assert what(done)["Sun/picture.jpg"] == "ignored"
    assert done.complete
    assert (tmp_path / "set" / ".gitignore").read_text(encoding="utf-8").splitlines()[1:] == [
        "texts/", "originals/", "*.draft.toml", "*.draft.html",
    ]  # fmt: skip


def test_word_and_rtf_files_are_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("striprtf")
    document = docx.Document()
    for part in TEXTS["one"].split("\n\n"):
        document.add_paragraph(part.strip())
    document.save(str(tmp_path / "star--lamp.docx"))
    rtf = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in TEXTS["two"].replace("\n\n", "\\par\\par "))
    (tmp_path / "sun--lamp.rtf").write_bytes(b"{\\rtf1\\ansi " + rtf.encode("ascii") + b"}")
    for name in ("star--lamp.docx", "sun--lamp.rtf"):
        done = twice(tmp_path / name, tmp_path / "set")
        assert done.complete, done.said()
    read = load_set(tmp_path / "set")
    assert read.articles[0].text.split() == TEXTS["one"].split()
    assert read.articles[1].text.split() == TEXTS["two"].split()


def test_a_story_list_gives_its_facts_to_the_pages_it_names(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    page = "<html><head><link rel=canonical href='https://www.star.example/lamp/'></head><body><article><h1>Lamp</h1>{}</article></body></html>"
    body = "".join(f"<p>{part}</p>" for part in TEXTS["one"].split("\n\n"))
    (tmp_path / "pages" / "x.html").write_text(page.format(body), encoding="utf-8")
    (tmp_path / "pages" / "7712.txt").write_text(TEXTS["two"], encoding="utf-8")
    (tmp_path / "list.csv").write_text(
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "7711,x,en,Evening Star,star.example,2024-03-04,Lamp out,https://star.example/lamp?utm=1\n"
        "7712,x,en,Sun,sun.example,2024-03-05,Boats,https://sun.example/b\n",
        encoding="utf-8",
    )
    twice(tmp_path / "pages", tmp_path / "set", stories=tmp_path / "list.csv")
    read = {a.outlet: a for a in load_set(tmp_path / "set")}
    assert {name: str(a.published) for name, a in read.items()} == {"Evening Star": "2024-03-04", "Sun": "2024-03-05"}
    assert read["Sun"].url == "https://sun.example/b"
    (tmp_path / "bad.csv").write_text("x\n1\n", encoding="utf-8")
    with pytest.raises(SetError, match="column url, id or title"):
        import_articles(tmp_path / "pages", tmp_path / "set2", stories=tmp_path / "bad.csv")


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="no such file or folder"):
        import_articles(tmp_path / "nothing", tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_a_set_in_disorder_is_not_extended(tmp_path: Path) -> None:
    folder = build(tmp_path / "set")
    edit(folder, 'outlet = "Outlet one"', 'outlett = "Outlet one"')
    before = snapshot(folder)
    (tmp_path / "new.txt").write_text(TEXTS["two"] * 2, encoding="utf-8")
    with pytest.raises(SetError, match="unknown field 'outlett'"):
        import_articles(tmp_path / "new.txt", folder)
    assert snapshot(folder) == before


def test_a_manual_is_not_taken_for_articles(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "README.md").write_text("# How to\n\n" + TEXTS["one"], encoding="utf-8")
    (docs / "use.md").write_text("# Use\n\nRun this:\n\n```\nframing --help\n```\n", encoding="utf-8")
    (docs / "why.md").write_text("# Why\n\n" + TEXTS["two"], encoding="utf-8")
    (docs / "star--2024-03-04.md").write_text("# Lamp\n\n" + TEXTS["three"], encoding="utf-8")
    done = import_articles(docs, tmp_path / "set")
    assert [a.outlet for a in load_set(tmp_path / "set")] == ["star"]
    assert not done.complete  # what was left out is said, with the way to take it
    assert "why.md" in done.said()
    assert "name the file itself" in done.said()
    import_articles(docs / "why.md", tmp_path / "alone")
    assert len(load_set(tmp_path / "alone").articles) == 1


def test_a_readme_beside_articles_is_left_and_they_are_taken(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "README.md").write_text("# The data\n\nSee [the list](list.toml).\n", encoding="utf-8")
    (folder / "first.md").write_text("# Lamp\n\n" + TEXTS["one"], encoding="utf-8")
    (folder / "licence-fee-row.txt").write_text(TEXTS["two"], encoding="utf-8")
    done = import_articles(folder, tmp_path / "set")
    assert len(load_set(tmp_path / "set").articles) == 2
    assert done.complete
