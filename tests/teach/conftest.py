"""The demo set, opened once, and sets made of a few sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import HEAD, concept, evaluation

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import Codebook, parse_codebook
from framing.measure.tables import Tables
from framing.measure.tabulate import tabulate
from framing.sets.manifest import ArticleSet
from framing.store.open_set import open_set, set_codebook
from framing.teach.packet import Packet, make_packet
from framing.text.article import Article

BOOK = (
    HEAD
    + evaluation("1", "2")
    + concept(
        "people",
        *((label, label) for label in ("protesters", "mob", "heroes", "folk")),
        called="the people",
        ratings={"protesters": {"1": 0, "2": 0}, "mob": {"1": -2, "2": -0.5}, "heroes": {"1": 2}},
    )
)


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return open_set(root / "corpus" / "harbour-blockade", cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def demo_book(root: Path) -> Codebook:
    book = set_codebook(root / "corpus" / "harbour-blockade")
    assert book is not None
    return book


@pytest.fixture(scope="session")
def packet(demo: Tables, demo_book: Codebook) -> Packet:
    return make_packet(demo, demo_book, groups=1)


@pytest.fixture(scope="session")
def small_book() -> Codebook:
    return parse_codebook(BOOK)


def tables_of(articles: dict[tuple[str, str], str], book: Codebook | None, *, wire: str | None = None) -> Tables:
    """Tables of a set made of (id, outlet) -> text, read without a parser."""
    every = tuple(Article(id=i, outlet=o, text=text, wire=wire, set_id="made") for (i, o), text in articles.items())
    made = ArticleSet("made", "Made up", None, "en", Path(), every)
    return tabulate(made, annotate_all(every, codebook=book, parser="none"))


@pytest.fixture(scope="session")
def make_tables() -> object:
    return tables_of
