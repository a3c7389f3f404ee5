"""A colleague's marks as the key: theirs alone where they marked, named, and strictly read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.teach.class_pages import packet_pages
from framing.teach.coder_answers import AnswersError
from framing.teach.coding_sheets import places_sheet, sheet
from framing.teach.coding_units import coding_units
from framing.teach.coding_variables import COLUMNS, MARKS_FORM
from framing.teach.given_key import read_given_key
from framing.teach.marking_page import key_marks, marked_texts, revealed
from framing.teach.packet import Group, Packet, make_packet

Marks = list[dict[str, Any]]


@pytest.fixture(scope="module")
def suite(packet: Packet) -> Marks:
    return key_marks(packet.groups[0], packet.groups[0].keys)


def page_file(packet: Packet, path: Path, marks: object, *, group: int = 0, **more: object) -> Path:
    about = marked_texts(packet, packet.groups[group])
    data = {"form": MARKS_FORM, **{k: about[k] for k in ("set", "group", "digest")}, "coder": "Ada <b>", "words": {}}
    path.write_text(json.dumps({**data, "marks": marks, "before": None, "tool": [], **more}), encoding="utf-8")
    return path


@pytest.fixture
def with_key(demo: Tables, demo_book: Codebook) -> Callable[..., Group]:
    def made(*paths: Path) -> Group:
        return make_packet(demo, demo_book, given=[read_given_key(p, demo) for p in paths]).groups[0]

    return made


def test_the_suites_own_marks_given_back_are_the_suites_key(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path
) -> None:
    group = with_key(page_file(packet, tmp_path / "ada.json", suite))
    assert group.keys == packet.groups[0].keys
    assert group.tallies == packet.groups[0].tallies
    assert group.claim == packet.groups[0].claim


def test_what_a_colleague_did_not_mark_is_not_in_the_key_and_all_follows(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path
) -> None:
    one = next(m for m in suite if m["words"] == "mob")
    other = next(m for m in suite if m["words"] == "defenders")
    path = page_file(packet, tmp_path / "ada.json", [{**one, "leaning": "for", "voice": "quoted"}, other])
    group = with_key(path)
    names = {c.name for c in group.focus}
    terms = [(k.text.letter, t.words, t.voice, t.leaning) for k in group.keys for t in k.terms if t.concept in names]
    assert terms == [("A", "mob", "quoted", "for"), ("B", "defenders", "outlet", "for")]
    assert dict(group.tallies[0].counts) == {"A": {}, "B": {"meadow defenders": 1}, "C": {}}
    assert group.claim == ""  # one text alone supports no claim about two
    # concepts that the page did not ask for, and who is quoted, stay the suite's
    assert [k.quotes for k in group.keys] == [k.quotes for k in packet.groups[0].keys]
    assert sum(len(k.terms) for k in group.keys) > 2


def test_words_that_no_codebook_has_are_a_label_of_their_own(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path
) -> None:
    text = packet.groups[0].keys[0].text
    word = next(w for line in text.lines if line.part == "body" for w in line.words if w.shown == "families")
    mark = {**suite[0], "text": "A", "start": word.span.start, "end": word.span.end, "voice": "outlet"}
    group = with_key(page_file(packet, tmp_path / "ada.json", [*suite, mark]))
    tally = next(t for t in group.tallies if t.counts["A"].get("families"))
    assert tally.labels[-1] == "families"


def test_punctuation_at_a_word_is_not_part_of_it_and_headlines_are_known(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path
) -> None:
    words = [w for line in packet.groups[0].keys[0].text.lines for w in line.words]
    comma = next(w for w in words if w.shown.endswith(","))
    first = words[0]
    marks = [
        {**suite[0], "text": "A", "start": w.span.start, "end": w.span.end, "voice": "outlet"} for w in (first, comma)
    ]
    group = with_key(page_file(packet, tmp_path / "ada.json", marks))
    names = {c.name for c in group.focus}
    found = [t for t in group.keys[0].terms if t.concept in names]
    assert [t.voice for t in found] == ["headline", "outlet"]
    assert found[1].words == comma.shown.rstrip(",")


def test_the_key_names_its_source_and_the_class_page_too(
    packet: Packet, demo: Tables, demo_book: Codebook, suite: Marks, tmp_path: Path
) -> None:
    path = page_file(packet, tmp_path / "ada.json", suite, before=suite[:-2])
    made = make_packet(demo, demo_book, given=[read_given_key(path, demo)])
    pages = packet_pages(made, n_articles=20)
    assert f"Ada &lt;b&gt;, {len(suite)} marks saved from the class page (ada.json)" in pages["key.html"]
    assert "2 of them made with the suite’s marks in view" in pages["key.html"]
    assert "The suite’s own reading" not in pages["key.html"]
    assert "Show the outlets and Ada &lt;b&gt;’s marks" in pages["class.html"]
    assert "the tool" not in pages["class.html"].split("<script")[0]
    assert not any("Ada <b>" in page for page in pages.values())
    # what pupils save as the suite's marks stays the suite's
    fewer = page_file(packet, tmp_path / "fewer.json", suite[:3])
    shown = revealed(make_packet(demo, demo_book, given=[read_given_key(fewer, demo)]).groups[0])
    assert (len(shown["marks"]), shown["tool"]) == (3, suite)


def test_each_group_has_a_key_of_its_own(demo: Tables, demo_book: Codebook, tmp_path: Path) -> None:
    two = make_packet(demo, demo_book, groups=2)
    marks = key_marks(two.groups[1], two.groups[1].keys)
    path = page_file(two, tmp_path / "ada.json", marks[:2], group=1)
    first, second = make_packet(demo, demo_book, groups=2, given=[read_given_key(path, demo)]).groups
    assert first.reader is None
    assert first.keys == two.groups[0].keys
    assert second.reader is not None
    assert len(key_marks(second, second.keys)) == 2


@pytest.mark.parametrize(
    "bad",
    [
        ({"digest": "0" * 12}, "not about the texts of this packet"),
        ({"group": 2}, "not about the texts of this packet"),
        ({"marks": []}, "no answer in it"),
        ({"marks": [{"text": "A"}]}, "damaged"),
        ({"marks": "all"}, "damaged"),
        ({"form": "else"}, "not saved by the coding page or the class page"),
    ],
)
def test_a_class_page_that_can_be_no_key_says_why(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path, bad: tuple[dict[str, object], str]
) -> None:
    more, why = bad
    path = page_file(packet, tmp_path / "ada.json", suite)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **more}), encoding="utf-8")
    with pytest.raises(AnswersError, match=why) as caught:
        with_key(path)
    assert "ada.json" in str(caught.value)


@pytest.mark.parametrize(
    "bad",
    [
        ({"concept": "elsewhere"}, "'elsewhere' is not asked for"),
        ({"voice": "loud"}, "voice is 'loud'; allowed are"),
        ({"start": 10**6, "end": 10**6 + 3}, "outside the printed text A"),
    ],
)
def test_a_mark_that_can_be_no_answer_says_why(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path, bad: tuple[dict[str, object], str]
) -> None:
    change, why = bad
    path = page_file(packet, tmp_path / "ada.json", [{**suite[0], "text": "A", **change}])
    with pytest.raises(AnswersError, match=why):
        with_key(path)


def test_two_keys_for_one_group_are_refused(
    packet: Packet, suite: Marks, with_key: Callable[..., Group], tmp_path: Path
) -> None:
    paths = [page_file(packet, tmp_path / name, suite) for name in ("ada.json", "ben.json")]
    with pytest.raises(AnswersError, match=r"ben\.json: group 1 has a key already, from .*ada\.json"):
        with_key(*paths)


Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def coded(demo: Tables, demo_book: Codebook) -> tuple[Rows, str]:
    """The whole set as a sheet with the suite's answers, and the places of its units."""
    units = coding_units(demo, demo_book, sample=400)
    return list(csv.DictReader(sheet(units, filled=True).splitlines())), places_sheet(demo, units)


def sheet_file(folder: Path, rows: Rows, places: str) -> Path:
    with (folder / "ben.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    (folder / "places.csv").write_text(places, encoding="utf-8")
    return folder / "ben.csv"


def unit_at(places: str, article: str, start: int) -> str:
    rows = csv.DictReader(places.splitlines())
    return next(r["unit"] for r in rows if (r["article_id"], r["start"]) == (article, str(start)))


def test_answers_of_a_sheet_take_the_suites_place_and_the_rest_says_so(
    packet: Packet, coded: tuple[Rows, str], with_key: Callable[..., Group], tmp_path: Path
) -> None:
    rows, places = coded
    key = packet.groups[0].keys[0]
    names = {c.name for c in packet.groups[0].focus}
    changed, dropped, *_ = [t for t in key.terms if t.concept in names and t.voice == "outlet"]
    quote = key.quotes[0]
    at = {
        unit_at(places, key.text.article_id, changed.span.start): {"voice": "quoted", "leaning": ""},
        unit_at(places, key.text.article_id, dropped.span.start): {"concept": "none"},
        unit_at(places, key.text.article_id, quote.span.start): {"speaker": "none", "source_type": "expert"},
    }
    given = [row | at[row["unit"]] for row in rows if row["unit"] in at]
    group = with_key(sheet_file(tmp_path, given, places))
    terms = {t.span: t for t in group.keys[0].terms}
    assert dropped.span not in terms
    assert terms[changed.span].voice == "quoted"
    assert terms[changed.span].leaning == changed.leaning  # left open: the suite's
    others = [t for k in group.keys for t in k.terms if t.span != changed.span]
    assert all("not on the sheet" in t.also for t in others)
    assert (group.keys[0].quotes[0].speaker, group.keys[0].quotes[0].source_type) == ("nobody named", "expert")
    assert group.reader is not None
    assert (group.reader.name, group.reader.terms, group.reader.quotations) == ("ben", 2, 1)


def test_a_whole_sheet_of_the_suites_answers_is_the_suites_key(
    packet: Packet, coded: tuple[Rows, str], with_key: Callable[..., Group], tmp_path: Path
) -> None:
    group = with_key(sheet_file(tmp_path, *coded))
    assert [k.terms for k in group.keys] == [k.terms for k in packet.groups[0].keys]
    assert group.reader is not None
    assert group.reader.left == 0


def test_a_sheet_whose_places_are_not_there_or_of_other_texts_says_so(
    coded: tuple[Rows, str], with_key: Callable[..., Group], tmp_path: Path
) -> None:
    rows, places = coded
    path = sheet_file(tmp_path, rows, places)
    (tmp_path / "places.csv").unlink()
    with pytest.raises(AnswersError, match=r"put places\.csv, .* beside it"):
        with_key(path)
    sheet_file(tmp_path, rows, places.replace("courier-1,", "courier-99,"))
    with pytest.raises(AnswersError, match="article courier-99 is not in this set"):
        with_key(path)
    head, line, *_ = places.splitlines()
    sheet_file(tmp_path, rows, f"{head}\n{line}")
    with pytest.raises(AnswersError, match="that file is of another sheet"):
        with_key(path)
    digest = line.split(",")[3]
    article = line.split(",")[1]
    sheet_file(tmp_path, rows, places.replace(digest, "0" * 64))
    with pytest.raises(AnswersError, match=f"article {article} has another text"):
        with_key(path)
