"""Manifests: what a good one gives, and that every fault is named with its line and remedy, all at once."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from set_builder import HEAD, TEXTS, build, edit, entry

from framing.sets.manifest import ArticleSet, SetError, load_set
from framing.sets.safe_read import MOST_TEXT_BYTES
from framing.sets.set_problems import shown
from framing.sets.toml_lines import line_at, lines_of


def findings(folder: Path) -> list[str]:
    with pytest.raises(SetError) as caught:
        load_set(folder)
    return [str(finding) for finding in caught.value.findings]


def line_of(folder: Path, part: str) -> int:
    lines = (folder / "articles.toml").read_text(encoding="utf-8").split("\n")
    return next(i for i, line in enumerate(lines, start=1) if part in line)


def test_a_good_set_is_read_in_the_manifests_order(tmp_path: Path) -> None:
    read = load_set(build(tmp_path, tail='\n[aliases]\n"Ada Pell" = ["Pell", "the keeper"]\n'))
    assert isinstance(read, ArticleSet)
    assert (read.id, read.title, read.event_date) == ("lamp", "The lamp at the point", date(2024, 3, 3))
    assert [article.id for article in read] == ["one", "two", "three"]
    assert read.articles[0].text == TEXTS["one"]
    assert read.articles[0].published_certainty == "day"
    assert read.articles[0].set_id == "lamp"
    assert read.aliases == {"Ada Pell": ("Pell", "the keeper")}
    assert read.missing == ()
    assert read.codebook_path is None
    for article, known in zip(read.articles, read.entries, strict=True):
        assert article.sha256 == known.sha256


def test_texts_keep_every_byte(tmp_path: Path) -> None:
    text = "\ufeffA heading\r\n\r\nThe lamp\u00a0was out…\r\n“It is” – so he said.\n\n"
    read = load_set(build(tmp_path, {"one": text}))
    assert read.articles[0].text == text


def test_the_real_set_is_read(iraq: Path) -> None:
    read = load_set(iraq)
    assert [a.id for a in read] == ["al-arabiya", "new-arab", "mepei", "press-tv", "sputnik"]
    assert read.articles[2].published_certainty == "week"
    assert read.articles[4].title is None


def test_the_committed_manifest_of_the_real_set_is_the_shared_one(root: Path, iraq: Path) -> None:
    committed = load_set(root / "corpus" / "iraq-embassy-2020", texts="optional")
    assert [e.sha256 for e in committed.entries] == [e.sha256 for e in load_set(iraq).entries]


def test_missing_texts_are_named_or_refused(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "texts" / "two.txt").unlink()
    read = load_set(tmp_path, texts="optional")
    assert read.missing == ("two",)
    assert [a.id for a in read] == ["one", "three"]
    assert len(read.entries) == 3
    (said,) = findings(tmp_path)
    assert "article `two`" in said
    assert "not there" in said
    assert "framing import" in said
    assert f"line {line_of(tmp_path, 'texts/two.txt')}:" in said


WRONG = [
    ('outlet = "Outlet two"', 'outlett = "Outlet two"', ["unknown field 'outlett'", "did you mean 'outlet'?"]),
    ('outlet = "Outlet two"\n', "", ["field 'outlet' is missing"]),
    ('id = "two"', 'id = "one"', ["id `one` occurs twice"]),
    ('id = "two"', 'id = "ONE"', ["id `ONE` occurs twice"]),
    ('id = "two"', 'id = "../two"', ["id = '../two' is wrong", "letters, digits"]),
    ('id = "two"', "id = 2", ["id = 2 is wrong"]),
    (
        "published = 2024-03-04",
        'published = "2024-03-04"',
        ["published = '2024-03-04' is wrong", "without quotation marks"],
    ),
    ("published = 2024-03-04", "published = 2024-03-04T10:00:00Z", ["published", "is wrong"]),
    (
        "published = 2024-03-04",
        'published = 2024-03-04\npublished_certainty = "hour"',
        ["published_certainty", '"week"'],
    ),
    ("published = 2024-03-04", 'url = "javascript:alert(1)"', ["url", "http:// or https://"]),
    ("published = 2024-03-04", 'url = "https://a.example/\\"onload=x"', ["url", "is wrong"]),
    ("published = 2024-03-04", 'outlet_country = "gb"', ["outlet_country", "two capital letters"]),
    ("published = 2024-03-04", 'language = "fr"', ["its language is 'fr'", "only English"]),
    ('"texts/one.txt"', '"../one.txt"', ["leaves the set's folder"]),
    ('"texts/one.txt"', '"/etc/hostname"', ["leaves the set's folder"]),
    ('"texts/one.txt"', '"~/one.txt"', ["leaves the set's folder"]),
    ('"texts/one.txt"', '"texts\\\\..\\\\..\\\\one.txt"', ["backslash"]),
    ('"texts/one.txt"', '"C:/one.txt"', ["colon"]),
    ('"texts/one.txt"', '"texts/\\u001b[2Jone.txt"', ["control character", "\\x1b"]),
    ('"texts/one.txt"', '"texts"', ["not a regular file"]),
    ('language = "en"', 'language = "de"', ["the set's language is 'de'", "only English"]),
    ('title = "The lamp at the point"\n', "", ["field 'title' is missing"]),
    ("[set]", "[sett]", ["unknown table or field 'sett'", "there is no [set] table"]),
    ("event_date = 2024-03-03", "event_date = yesterday", ["not TOML", "line 4"]),
    ("[set]", "aliases = 3\n[set]", ["[aliases] is not a table"]),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new[:40] or old[:40] for old, new, _ in WRONG])
def test_a_wrong_field_names_file_line_and_remedy(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    build(tmp_path)
    edit(tmp_path, old, new)
    message = "\n".join(findings(tmp_path))
    for part in said:
        assert part in message
    assert "articles.toml, line " in message
    assert "; " in message


@pytest.mark.parametrize("length", [0, 10, 63, 65])
def test_a_hash_of_the_wrong_length_names_its_line(tmp_path: Path, length: int) -> None:
    build(tmp_path)
    edit(tmp_path, hashlib.sha256(TEXTS["two"].encode()).hexdigest(), "a" * length)
    (said,) = findings(tmp_path)
    assert f"line {line_of(tmp_path, 'a' * length + chr(34))}:" in said or length == 0
    assert "sha256" in said
    assert "64 characters" in said


TEXT_FAULTS = {
    "changed": (TEXTS["one"].replace("Monday", "Sunday").encode(), "has changed", False),
    "newline": (TEXTS["one"].replace("\n", "\r\n").encode(), "has changed", False),
    "empty": (b"", "is empty", True),
    "blank": (" \n\u00a0\n".encode(), "is empty", True),
    "latin": (TEXTS["one"].encode("utf-16"), "not UTF-8 (byte 0)", True),
    "german": (
        ("Die Fischer durften am Montag nicht auslaufen, weil das Licht am Turm nicht brannte. " * 5).encode(),
        "not English",
        True,
    ),
    "french": (
        ("Les bateaux ont été avertis de rester loin de la pointe, a dit le port mardi. " * 5).encode(),
        "not English",
        True,
    ),
    "russian": (
        ("Рыбаки не могли выйти в море, потому что маяк не работал, сообщили в порту. " * 5).encode(),
        "not English",
        True,
    ),
}


@pytest.mark.parametrize("kind", TEXT_FAULTS)
def test_a_text_at_fault_names_the_article(tmp_path: Path, kind: str) -> None:
    data, said, with_hash = TEXT_FAULTS[kind]
    build(tmp_path)
    (tmp_path / "texts" / "one.txt").write_bytes(data)
    if with_hash:
        edit(tmp_path, hashlib.sha256(TEXTS["one"].encode()).hexdigest(), hashlib.sha256(data).hexdigest())
    (message,) = findings(tmp_path)
    assert "article `one`" in message
    assert said in message


def test_a_text_too_large_is_refused(tmp_path: Path) -> None:
    build(tmp_path)
    with (tmp_path / "texts" / "one.txt").open("wb") as file:
        file.truncate(MOST_TEXT_BYTES + 1)
    (message,) = findings(tmp_path)
    assert "larger than 10 MB" in message


def test_one_text_of_two_outlets_is_two_articles_and_of_one_outlet_an_error(tmp_path: Path) -> None:
    build(tmp_path, {"one": TEXTS["one"], "two": TEXTS["one"]})
    assert len(load_set(tmp_path)) == 2
    edit(tmp_path, '"Outlet two"', '"Outlet one"')
    (message,) = findings(tmp_path)
    assert "`two` has the same text as `one`" in message


def test_links_may_not_leave_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(TEXTS["one"].encode())
    folder = build(tmp_path / "set")
    (folder / "texts" / "one.txt").unlink()
    (folder / "texts" / "one.txt").symlink_to(outside)
    (folder / "codebook.toml").symlink_to(outside)
    message = "\n".join(findings(folder))
    assert message.count("a link that leaves the set's folder") == 2
    (folder / "texts" / "loop.txt").symlink_to(folder / "texts" / "loop.txt")
    edit(folder, "texts/one.txt", "texts/loop.txt")
    assert "loop.txt" in "\n".join(findings(folder))


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    folder = build(tmp_path)
    (folder / "texts" / "one.txt").rename(folder / "kept.txt")
    (folder / "texts" / "one.txt").symlink_to(folder / "kept.txt")
    assert len(load_set(folder)) == 3


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    build(tmp_path)
    edit(tmp_path, 'outlet = "Outlet one"', 'outlet = ""')
    edit(tmp_path, 'id = "three"', 'id = "one"')
    edit(tmp_path, "[[article]]", "[extra]\nx = 1\n\n[[article]]")
    (tmp_path / "texts" / "two.txt").unlink()
    assert len(findings(tmp_path)) == 4


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no [set] table"),
        (HEAD, "no [[article]]"),
        (HEAD + "article = 3", "no [[article]]"),
        (HEAD + "[article]\nx = 1", "no [[article]]"),
        ("a = " + "[" * 5000 + "]" * 5000, "not TOML"),
        ("x = nope", "line 1"),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "articles.toml").write_text(source, encoding="utf-8")
    assert said in "\n".join(findings(tmp_path))


def test_no_manifest_and_no_utf8_are_said(tmp_path: Path) -> None:
    assert "there is no such manifest" in findings(tmp_path)[0]
    (tmp_path / "articles.toml").write_bytes(b"\xff\xfe")
    assert "not UTF-8 (byte 0)" in findings(tmp_path)[0]


def test_a_speakers_form_belongs_to_one(tmp_path: Path) -> None:
    build(tmp_path, tail='\n[aliases]\n"A" = ["x", "y"]\n"B" = ["X"]\n"C" = "x"\n')
    message = "\n".join(findings(tmp_path))
    assert "'X' stands for both 'A' and 'B'" in message
    assert "the forms of 'C' are not a list" in message


def test_lines_skip_what_stands_inside_strings() -> None:
    source = 'a = """\n[[article]]\nid = 1\n"""\n[[article]]\nid = "x"\n[[article]]\n# c\n"file" = 3\n[aliases]\n'
    lines = lines_of(source)
    assert lines["article", 0] == 5
    assert lines["article", 0, "id"] == 6
    assert lines["article", 1, "file"] == 9
    assert line_at(lines, ("article", 1, "nothing")) == 7
    assert line_at(lines, ("nowhere",)) == 1


@given(st.text())
def test_shown_is_one_printable_line(text: str) -> None:
    out = shown(text)
    assert "\n" not in out
    assert "\x1b" not in out
    assert "\u202e" not in out


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_mutated_manifest_is_read_or_refused_with_findings(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = build(tmp_path_factory.mktemp("fuzz"))
    source = bytearray((folder / "articles.toml").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    (folder / "articles.toml").write_bytes(source)
    try:
        load_set(folder)
    except SetError as error:
        assert error.findings  # noqa: PT017 - either outcome is fine, a traceback is not


def test_entry_builder_is_what_a_manifest_takes(tmp_path: Path) -> None:
    build(tmp_path)
    text = TEXTS["one"] + "More of it that was not there before.\n"
    with (tmp_path / "articles.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + entry("four", text))
    (tmp_path / "texts" / "four.txt").write_text(text, encoding="utf-8")
    assert len(load_set(tmp_path)) == 4
