from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from IPython.lib.pretty import pretty

from framing.annotate.codebook import read_codebook
from framing.annotate.quotations.record import Quotation
from framing.findings.find import Findings
from framing.text.article import Article
from framing.text.span import Span

ATTACK = "<script>alert('1')</script>\x1b[31m"
ARTICLE = Article("a-1", f"A text. {ATTACK}", outlet=ATTACK, title=ATTACK, published=date(2020, 9, 27))
QUOTATION = Quotation("direct", (Span(3, 9), Span(12, 20)), speaker=ATTACK, source_type="government")


@pytest.mark.parametrize("record", [ARTICLE, replace(ARTICLE, title=None), QUOTATION])
def test_html_is_escaped(record: Article | Quotation) -> None:
    shown = record._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_terminal_gets_one_line_without_control_characters() -> None:
    article, quotation = pretty(ARTICLE), pretty(QUOTATION)
    assert article.startswith("Article(a-1, ")
    assert article.endswith(f"2020-09-27, {len(ARTICLE.text)} characters)")
    assert "words at 3–9, 12–20" in quotation
    for shown in (article, quotation):
        assert shown.isprintable()
        assert "\\x1b" in shown


def test_an_unknown_speaker_is_said_to_be_unknown() -> None:
    bare = replace(QUOTATION, speaker=None)
    assert "unknown" in bare._repr_html_()
    assert "speaker unknown" in pretty(bare)


def test_the_repr_still_tells_two_articles_apart() -> None:
    assert repr(ARTICLE) != repr(replace(ARTICLE, genre="opinion"))


def test_a_codebook_shows_its_concepts_and_labels(root: Path) -> None:
    book = read_codebook(root / "corpus" / "harbour-blockade" / "codebook.toml")
    shown = book._repr_html_()
    for concept in book.concepts:
        assert concept.variants[0].label in shown
    assert f"{len(book.concepts)} concepts" in pretty(book)


def test_findings_are_counted_in_a_terminal() -> None:
    assert pretty(Findings((), ("a limit",), pd.DataFrame())) == "Findings(limits: 1)"
