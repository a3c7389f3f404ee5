"""Saved web pages: the text without what surrounds it, and the facts, on a hundred generated pages."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from more_pages import MORE, linked_body, old_table
from set_pages import TEMPLATES, Story, page_bytes

from framing.sets.audit import COMPLETE
from framing.sets.importers.candidate import NeedsLibraryError
from framing.sets.importers.page_text import read_page_text
from framing.sets.importers.web_page import from_page
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set
from framing.sets.near_copies import plain_words
from framing.text.layout import lay_out


@pytest.fixture(scope="module")
def stories(root: Path) -> list[Story]:
    made = []
    for article in load_set(root / "corpus" / "harbour-blockade"):
        layout = lay_out(article)
        furniture = [item.span for item in layout.boilerplate]
        body = [
            span.of(article.text).strip()
            for span in layout.paragraphs
            if not any(part.overlaps(span) for part in furniture) and span != layout.headline
        ]
        assert article.published is not None
        made.append(
            Story(
                title=article.title or "",
                outlet=article.outlet,
                author="Ada Pell",
                published=article.published,
                url=f"https://news.example/{article.id}",
                paragraphs=tuple(" ".join(text.split()) for text in body),
            )
        )
    return made


def pairs(stories: list[Story]) -> list[tuple[int, int]]:
    """Half of the pairs: every article on five templates, every template with half of the articles."""
    return [(a, t) for a in range(len(stories)) for t in range(len(TEMPLATES)) if (a + t) % 2 == 0]


def word_f1(got: str, expected: str) -> float:
    one, two = Counter(plain_words(got)), Counter(plain_words(expected))
    return 2 * sum((one & two).values()) / (one.total() + two.total())


def test_a_hundred_pages_give_their_texts_titles_dates_and_addresses(stories: list[Story]) -> None:
    f1s, titles, dates, outlets, addresses = [], [], [], [], []
    for a, t in pairs(stories):
        story = stories[a]
        found = from_page("page.html", "page", page_bytes(TEMPLATES[t], story))
        f1s.append(word_f1(found.text, "\n".join([story.title, *story.paragraphs])))
        titles.append(found.facts.title == story.title)
        dates.append(found.facts.published == story.published)
        outlets.append(found.facts.outlet == story.outlet)
        addresses.append(found.facts.url == story.url)
    assert len(f1s) == 100
    assert sum(f1s) / len(f1s) >= 0.97
    assert min(f1s) >= 0.9
    assert sum(titles) >= 98
    assert sum(dates) >= 98
    assert sum(outlets) >= 98
    assert sum(addresses) >= 98


def test_fifteen_further_layouts_lose_no_words(stories: list[Story]) -> None:
    f1s = []
    for number, template in enumerate(MORE):
        for story in (stories[number], stories[(number + 7) % len(stories)]):
            found = from_page("page.html", "page", page_bytes(template, story))
            expected = "\n".join([story.title, *story.paragraphs])
            f1s.append(word_f1(found.text, expected))
            got = Counter(plain_words(found.text))
            recall = (got & Counter(plain_words(expected))).total() / len(plain_words(expected))
            warned = found.reading.completeness is not None and found.reading.completeness < COMPLETE
            assert recall >= 0.9 or warned, (template.__name__, recall)
            assert found.facts.title == story.title
    assert sum(f1s) / len(f1s) >= 0.97
    assert min(f1s) >= 0.9


def test_text_that_a_page_hides_is_taken_from_its_data_and_said(stories: list[Story]) -> None:
    found = from_page("page.html", "page", page_bytes(linked_body, stories[0]))
    assert word_f1(found.text, "\n".join([stories[0].title, *stories[0].paragraphs])) == 1.0
    assert found.reading.completeness == 1.0
    assert len(from_page("page.html", "page", page_bytes(old_table, stories[0])).text.split()) > 200


class HalfReader:
    """A reader of pages that gives the first paragraphs only, as the real one does on some pages."""

    def __init__(self, *paragraphs: str) -> None:
        self.text = "\n".join(paragraphs)

    def bare_extraction(self, source: str, **how: bool) -> HalfReader:
        assert source
        assert how
        return self


@pytest.mark.parametrize(("read", "share"), [(3, 1.0), (2, 0.65), (1, 0.33)])
def test_a_page_read_in_part_says_how_much(read: int, share: float) -> None:
    body = "".join(f"<p>{part}</p>" for part in BODY)
    aside = "<aside><p>The best of our week in letters, every Friday, free of charge and written by us.</p></aside>"
    tree = lxml.html.document_fromstring(f"<html><body><main>{body}{aside}</main><p>{BODY[0]} More.</p></body></html>")
    page, _ = read_page_text(HalfReader(*BODY[:read]), "x", tree, {})
    assert page.completeness == pytest.approx(share, abs=0.03)


BODY = (
    "Crews of the island ferries voted on Monday to reject the offer that the company made last week.",
    "Nine in ten of them were against it, the union said after the count in the harbour hall.",
    "Talks are to go on next week, according to both sides, and sailings stay cancelled until then.",
)


@pytest.mark.parametrize(
    ("stated", "printed", "taken"),
    [
        (
            "Ferry strike: crews reject pay offer, talks to resume",
            "Defiant crews reject the ferry pay offer",
            "printed",
        ),
        ("Ferry crews reject &#8216;insulting&#8217; offer", "Ferry crews reject ‘insulting’ offer", "printed"),
        ("Ferry crews reject offer", "Coast Daily", "stated"),
        ("Ferry crews reject offer", "Most read on the coast", "stated"),
    ],
)
def test_the_headline_is_the_printed_one(stated: str, printed: str, taken: str) -> None:
    body = "".join(f"<p>{part}</p>" for part in BODY)
    head = f'<meta property="og:title" content="{stated}"><meta property="og:site_name" content="Coast Daily">'
    page = f"<html><head>{head}</head><body><article><h1>{printed}</h1>{body}</article></body></html>"
    found = from_page("x.html", "x", page.encode())
    assert found.facts.title == (printed if taken == "printed" else stated)
    assert ("heading", printed) in found.reading.headlines


def test_pages_become_a_set_and_a_second_import_changes_nothing(stories: list[Story], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, story in enumerate(stories[:10]):
        (folder / f"page-{number}.html").write_bytes(page_bytes(TEMPLATES[number], story))
    (folder / "page-0_files").mkdir()
    (folder / "page-0_files" / "ad.html").write_text("<p>advert</p>", encoding="utf-8")
    done = import_articles(folder, tmp_path / "set")
    assert done.complete, done.said()
    read = load_set(tmp_path / "set")
    assert [(a.title, a.outlet, a.published) for a in read] == [(s.title, s.outlet, s.published) for s in stories[:10]]
    kept = tmp_path / "set" / "originals" / f"{read.articles[0].id}.html"
    assert kept.read_bytes() == (folder / "page-0.html").read_bytes()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "set").rglob("*")}
    again = import_articles(folder, tmp_path / "set")
    assert again.wrote == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "set").rglob("*")} == before


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"])
def test_a_page_without_an_article_is_refused_in_words(page: bytes) -> None:
    with pytest.raises(ValueError, match=r"empty|no article text"):
        from_page("x.html", "x", page)


def test_where_the_page_reader_is_not_wholly_installed_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip before 24 leaves out a part of it (an extra of an extra)."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(NeedsLibraryError, match="pip install lxml-html-clean"):
        from_page("x.html", "x", b"<html><body><p>Dock workers stayed out.</p></body></html>")
