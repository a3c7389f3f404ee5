"""Asking all articles at once says what asking each of them does."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.findings.absence import articles_saying, articles_with_run, longest_run, share_found
from framing.findings.context import Context
from framing.findings.opening_words import parts_of
from framing.store.open_set import open_set


@pytest.fixture(scope="module")
def harbour(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("cache")
    return Context(open_set(root / "corpus" / "harbour-blockade", parser="none", cache=folder))


def statements(context: Context) -> list[str]:
    every = [(i, s) for i in context.articles for s in context.body(i)]
    return [context.printed(i, s.start, s.end) for i, s in every[::7]]


@pytest.mark.parametrize("least", [1, 3, 5])
def test_the_articles_with_a_run_are_those_whose_longest_run_is_as_long(harbour: Context, least: int) -> None:
    found = {words: articles_with_run(harbour, words, least) for words in statements(harbour)}
    for words, articles in found.items():
        assert articles == {i for i in harbour.articles if longest_run(harbour, i, words) >= least}
    assert 0 < sum(map(len, found.values())) < len(found) * len(harbour.articles) or least == 1


@pytest.mark.parametrize("least", [0.3, 0.5, 1.0])
def test_the_articles_saying_something_are_those_with_so_large_a_share(harbour: Context, least: float) -> None:
    found = {words: articles_saying(harbour, words, least) for words in statements(harbour)}
    for words, articles in found.items():
        assert articles == {i for i in harbour.articles if share_found(harbour, i, words) >= least}
    assert 0 < sum(map(len, found.values())) < len(found) * len(harbour.articles)


def test_without_texts_nothing_is_known_to_be_absent(harbour: Context) -> None:
    tables = harbour.tables
    bare = Context(type(tables)(tables.set_id, "", "", tables.frames))
    words = "the ferry left the harbour before dawn"
    assert articles_saying(bare, words, 0.9) == frozenset(bare.articles)
    assert articles_with_run(bare, words, 3) == frozenset(bare.articles)
    assert articles_with_run(bare, "dawn", 3) == frozenset()
    assert not list(parts_of(bare, next(iter(bare.articles))))
