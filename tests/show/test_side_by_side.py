from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import Path

import pytest

from framing.figures.chart import save_chart
from framing.figures.lineage_graph import lineage_chart
from framing.figures.number_claims import number_chart
from framing.figures.shared_text_ribbon import ribbon_chart
from framing.figures.utterance_strip import utterance_chart
from framing.measure.tables import Tables
from framing.show.shared_copy_tables import (
    about_copies,
    copy_table,
    lineage_list,
    number_table,
    rewording_table,
    uncovered_labels,
    utterance_table,
)
from framing.show.side_by_side import reader_page
from framing.show.side_by_side_pages import pairs_to_read, reader_list, write_readers
from framing.store.open_set import open_set

HOSTILE = "<script>alert('x')</script>"
SAME = "The ferry to the outer islands did not sail on Monday because of a storm in the strait."
MORE = "Two hundred passengers spent the night in the school, where the town gave them soup and blankets."


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return open_set(root / "corpus" / "harbour-blockade", parser="none", cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("set")
    (folder / "texts").mkdir()
    entries = []
    for name, word in (("one", HOSTILE), ("two", "nothing")):
        text = f"{SAME}\n{MORE[:-1]} and said {word}.".encode()
        (folder / "texts" / f"{name}.txt").write_bytes(text)
        entry = f'[[article]]\nid = "{name}"\noutlet = "{HOSTILE}"\nfile = "texts/{name}.txt"\n'
        entries.append(f'{entry}sha256 = "{hashlib.sha256(text).hexdigest()}"\n')
    head = f'[set]\nid = "hostile"\ntitle = "{HOSTILE}"\nlanguage = "en"\n\n'
    (folder / "articles.toml").write_text(head + "\n".join(entries), encoding="utf-8")
    return open_set(folder, parser="none", cache=tmp_path_factory.mktemp("cache"))


def test_shared_sentences_are_joined_and_changes_marked(demo: Tables) -> None:
    page = reader_page(demo, "ledger-3", "courier-3")
    assert '<mark class="change" title="label">blockaders</mark>' in page
    assert '<mark class="change quoted" title="detail">Some</mark>' in page
    assert "Quotation altered." in page
    assert "<script" not in page


def test_every_link_leads_somewhere_and_back(demo: Tables) -> None:
    page = reader_page(demo, "ledger-3", "open-water-2")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    numbers = len(re.findall(r'id="pair-\d+"', page))
    assert numbers == len(re.findall(r'id="left-\d+"', page)) == len(re.findall(r'id="right-\d+"', page)) > 10


def test_everything_from_the_set_is_escaped(hostile: Tables, tmp_path: Path) -> None:
    for shown in (
        reader_page(hostile, "one", "two"),
        str(reader_list(hostile, out=tmp_path).html),
        str(rewording_table(hostile).html),
    ):
        assert "<script" not in shown
    assert "&lt;script&gt;" in reader_page(hostile, "one", "two")


def test_unknown_articles_and_missing_texts_are_named(demo: Tables) -> None:
    with pytest.raises(KeyError, match="no article 'nobody'"):
        reader_page(demo, "ledger-3", "nobody")
    with pytest.raises(KeyError, match="not at hand"):
        reader_page(dataclasses.replace(demo, texts={}), "ledger-3", "courier-3")


def test_pages_are_written_for_pairs_that_share(demo: Tables, tmp_path: Path) -> None:
    written = write_readers(demo, out=tmp_path)
    assert {p.name for p in written} == {f"{a}--{b}.html" for a, b, _ in pairs_to_read(demo)}
    assert len(written) == 3
    assert write_readers(dataclasses.replace(demo, texts={}), out=tmp_path) == []


def test_charts_are_kept_with_words_for_them(demo: Tables, tmp_path: Path) -> None:
    for make in (ribbon_chart, lineage_chart, utterance_chart, number_chart):
        made = make(demo)
        assert save_chart(made, out=tmp_path).png.stat().st_size > 5000
        assert made.alt


def test_tables_are_made_with_and_without_texts(demo: Tables) -> None:
    for tables in (demo, dataclasses.replace(demo, texts={})):
        for view in (rewording_table, utterance_table, number_table, lineage_list, copy_table):
            assert view(tables).html
    assert "3 of 20 articles" in about_copies(demo)[0]


def test_an_empty_set_is_shown_as_such(demo: Tables, tmp_path: Path) -> None:
    empty = dataclasses.replace(demo, frames={name: f.head(0) for name, f in demo.frames.items()})
    for make in (ribbon_chart, lineage_chart, utterance_chart, number_chart):
        save_chart(make(empty), out=tmp_path)
    for view in (rewording_table, utterance_table, number_table, lineage_list, copy_table):
        assert "No" in view(empty).html or "Every" in view(empty).html


def test_labels_that_no_concept_covers_are_candidates(demo: Tables) -> None:
    assert "ringleader" in set(uncovered_labels(demo)["b_text"]) | set(uncovered_labels(demo)["a_text"])
    assert "extremists" not in set(uncovered_labels(demo)["a_text"])
