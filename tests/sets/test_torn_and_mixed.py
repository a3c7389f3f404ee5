"""Exports in odd order, pasted together, cut off: what can be read is read, and the rest is named."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest
from export_builder import LAYOUTS, PLAIN, Story, stories

from framing.sets.import_outcome import Imported
from framing.sets.importers.bylines import looks_like_byline
from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.read_source import candidates
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set

TEN = stories(10)


def read(tmp_path: Path, text: str, suffix: str = ".txt") -> list[Found | Dropped]:
    """What a file with this text gives."""
    file = tmp_path / f"given{suffix}"
    file.write_text(text, encoding="utf-8", newline="")
    return list(candidates(file, mapping={}))


def facts(found: list[Found | Dropped]) -> list[tuple[str | None, int, str | None, str | None]]:
    """Outlet, day, headline and author of each article."""
    return [
        (one.facts.outlet, one.facts.published.day if one.facts.published else 0, one.facts.title, one.facts.author)
        for one in found
        if isinstance(one, Found)
    ]


def wanted(told: list[Story]) -> list[tuple[str | None, int, str | None, str | None]]:
    """The same of the stories."""
    return [(s.outlet, s.day, s.headline, s.author) for s in told]


@pytest.mark.parametrize("name", LAYOUTS)
def test_articles_in_any_order_are_all_read_and_whole(tmp_path: Path, name: str) -> None:
    layout, suffix = LAYOUTS[name]
    told = random.Random(name).sample(TEN, len(TEN))
    found = read(tmp_path, layout(told, None), suffix)
    assert [one.why for one in found if isinstance(one, Dropped)] == []
    assert facts(found) == wanted(told)
    for one, story in zip(found, told, strict=True):
        assert isinstance(one, Found)
        assert one.text == "\n\n".join((story.headline, *story.paragraphs)) + "\n"
        assert len(one.notes) == 1


@pytest.mark.parametrize("pair", list(permutations(PLAIN, 2)), ids="+".join)
def test_exports_of_two_databases_in_one_file_are_parted(tmp_path: Path, pair: tuple[str, str]) -> None:
    first, second = TEN[:4], TEN[4:]
    one, other = (PLAIN[name] for name in pair)
    found = read(tmp_path, one(first, None) + "\n\n" + other(second, None))
    # numbered articles of a second export begin with 5: one to four are said to be missing there, and rightly
    assert [what.why for what in found if isinstance(what, Dropped) and "in no article" in what.why] == []
    assert facts(found) == wanted(TEN)
    for one_found, story in zip((f for f in found if isinstance(f, Found)), TEN, strict=True):
        assert one_found.text == "\n\n".join((story.headline, *story.paragraphs)) + "\n"


@pytest.mark.parametrize("name", ["lexisnexis", "proquest"])
def test_numbers_tell_which_articles_are_missing(tmp_path: Path, name: str) -> None:
    layout, _ = LAYOUTS[name]
    told = [TEN[6], TEN[0], TEN[3]]
    (dropped,) = (one for one in read(tmp_path, layout(told, 8)) if isinstance(one, Dropped))
    assert "holds 8 articles, and 3 were found; missing: 2 of 8, 3 of 8, 5 of 8, 6 of 8, 8 of 8" in dropped.why


def test_two_exports_of_one_database_in_one_file_miss_nothing(tmp_path: Path) -> None:
    layout, _ = LAYOUTS["lexisnexis"]
    found = read(tmp_path, layout(TEN[:3], None) + layout(TEN[:2], None))
    assert [type(one) for one in found] == [Found] * 5


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_article_at_the_cut_is_named(tmp_path: Path, name: str) -> None:
    layout, suffix = LAYOUTS[name]
    whole = layout(TEN[:4], None)
    cut = whole.rindex("row 4")
    found = read(tmp_path, whole[:cut], suffix)
    articles = [one for one in found if isinstance(one, Found)]
    assert facts(found)[:3] == wanted(TEN[:3])
    assert len(articles) == 4
    assert "its end is missing" in articles[-1].notes[-1] or "its end is missing" in articles[-1].notes[1]
    assert not any("its end is missing" in note for one in articles[:-1] for note in one.notes)


@pytest.mark.parametrize("name", LAYOUTS)
def test_wherever_a_file_is_cut_each_article_is_whole_or_named(tmp_path: Path, name: str) -> None:
    layout, suffix = LAYOUTS[name]
    whole = layout(TEN[:4], None)
    told = {story.headline: "\n\n".join((story.headline, *story.paragraphs)) + "\n" for story in TEN}
    for cut in range(len(whole) // 3, len(whole), len(whole) // 37):
        for one in read(tmp_path, whole[:cut], suffix):
            if isinstance(one, Found) and one.text != told.get(one.facts.title or ""):
                assert any("missing" in note for note in one.notes) or not one.facts.published, (cut, one)


def test_a_beginning_without_its_head_is_named(tmp_path: Path) -> None:
    for name in ("lexisnexis", "nexis-uni", "factiva", "proquest"):
        layout, _ = LAYOUTS[name]
        whole = layout(TEN[:3], None)
        found = read(tmp_path, whole[whole.index("“We were told") :])
        assert facts(found) == wanted(TEN[1:3]), name
        lost = [one for one in found if isinstance(one, Dropped) and "in no article" in one.why]
        assert len(lost) >= 1, name


def test_prose_that_no_reader_knows_is_named(tmp_path: Path) -> None:
    layout, _ = LAYOUTS["factiva"]
    odd = "IN Orrby the traders said that they had not been asked about the order, and that they would stay."
    found = read(tmp_path, layout(TEN[:2], None).replace("NS gmark", odd + "\nNS gmark", 1))
    (lost,) = (one for one in found if isinstance(one, Dropped))
    assert lost.why.startswith("19 words that are in no article")


def test_a_folder_of_two_databases_and_a_torn_file_is_read_each_by_itself(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for i, (name, (layout, suffix)) in enumerate(LAYOUTS.items()):
        told = [TEN[i]]
        (given / f"{name}{suffix}").write_text(layout([*told], None), encoding="utf-8", newline="")
    done: Imported = import_articles(given, tmp_path / "set")
    assert sorted(a.title or "" for a in load_set(tmp_path / "set")) == sorted(s.headline for s in TEN[: len(LAYOUTS)])
    assert all("missing" not in line.why or "of 1" in line.why for line in done.lines)


def test_a_longer_count_than_was_read_is_said(tmp_path: Path) -> None:
    layout, _ = LAYOUTS["nexis-uni"]
    text = layout(TEN[:1], None).replace(f"Length: {TEN[0].words} words", "Length: 500 words")
    (found,) = read(tmp_path, text)
    assert isinstance(found, Found)
    assert "Nexis Uni counts 500 words, and 11% of them are here" in found.notes[-1]
    assert found.reading.completeness is not None
    assert found.reading.completeness < 0.2


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Vale", True),
        ("by ANA VALE and JON DE ORR", True),
        ("Ana Vale, Harbour Correspondent", True),
        ("Dana van der Orr in Orrby", True),
        ("April Quill", True),
        ("By midday the quay was empty", False),
        ("By Tuesday evening", False),
        ("By noon", False),
        ("By Midday", False),
        ("By the time they came", False),
        ("The traders stayed in their stalls", False),
        ("By Ana Vale said so.", False),
        ("", False),
    ],
)
def test_a_byline_is_names(line: str, names: bool) -> None:  # noqa: FBT001 - a case
    assert looks_like_byline(line) is names


@pytest.mark.parametrize(
    ("end", "torn"),
    [
        ("</article></body></html>", False),
        ("</article>", False),
        ("", True),
        ("<p class='la", True),
    ],
)
def test_a_page_that_breaks_off_says_so(tmp_path: Path, end: str, torn: bool) -> None:  # noqa: FBT001 - a case
    parts = "".join(f"<p>{part}</p>" for story in TEN[:3] for part in story.paragraphs)
    page = f"<!doctype html><title>Market stalls</title><article><h1>Market stalls stay open</h1>{parts}{end}"
    (found,) = read(tmp_path, page, ".html")
    assert isinstance(found, Found)
    assert any("its end is missing" in note for note in found.notes) is torn


def test_a_text_that_begins_with_by_keeps_its_first_line(tmp_path: Path) -> None:
    text = (
        "Access World News\n\n1. Market stall 1 stays open\nOrrby Mercury, The (NY) - March 3, 2025\n\n"
        "Market stall 1 stays open\nBy midday the street was full\n\nThe traders stayed all night.\n\n"
        "Record Number: 77\n"
    )
    (found,) = read(tmp_path, text)
    assert isinstance(found, Found)
    assert found.facts.author is None
    assert "By midday the street was full" in found.text
