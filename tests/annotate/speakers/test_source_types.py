"""Types of sources: invented cases by kind, and what holds of any text."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.annotate.annotate import annotate
from framing.annotate.codebook import parse_codebook
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES, Quotation
from framing.annotate.speakers.phrase_type import read_type
from framing.annotate.speakers.source_types import type_sources
from framing.lexicons import load
from framing.text.article import Article
from framing.text.span import Span

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "source_types.toml").read_text(encoding="utf-8")
)["case"]


def said(text: str, *, speaker: str, source: str) -> Quotation:
    """The quotation between the text's marks, given to ``speaker``."""
    start, end = text.index("“") + 1, text.index("”")
    at = text.rindex(source)
    return Quotation("direct", (Span(start, end),), (), (Span(at, at + len(source)),), speaker or None)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['source']}" for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    q = said(case["text"], speaker=case["speaker"], source=case["source"])
    ((found,),) = type_sources([(case["text"], [q])])
    assert (found.source_type or "", found.identified or "") == (case["type"], case["identified"]), found.type_reason
    assert bool(found.type_reason) == bool(found.source_type)


def test_cases_are_of_many_kinds_and_types() -> None:
    assert len(CASES) >= 40
    assert {c["type"] for c in CASES} >= set(SOURCE_TYPES) - {"media"}
    assert {c["identified"] for c in CASES} >= set(IDENTIFIED)


def test_what_one_article_tells_counts_in_all() -> None:
    told, silent = "Mayor Ann Lund spoke. “Yes,” Lund said.", "“No,” Ann Lund said."
    first, second = said(told, speaker="Ann Lund", source="Lund"), said(silent, speaker="Ann Lund", source="Ann Lund")
    ((alone,),) = type_sources([(silent, [second])])
    _, (together,) = type_sources([(told, [first]), (silent, [second])])
    assert (alone.source_type, together.source_type) == (None, "government")
    assert together.type_reason == "title: mayor"


def test_a_codebook_may_declare_a_type_and_the_set_keeps_it() -> None:
    codebook = parse_codebook(
        """
        [codebook]
        id = "front"
        title = "The Front"
        version = "1"

        [[concept]]
        id = "front"
        name = "the Front"
        referent = "The Northern Front"
        include = "its names"
        source_type = "armed-group"

        [[concept.variant]]
        label = "brave lads"
        patterns = ["brave lads"]
        """
    )
    text = "“We hold the bridge,” the brave lads said on Monday. “They don't,” an expert on the brave lads said.\n"
    annotation = annotate(Article("a", text), codebook=codebook)
    types = [(q.source_type, q.type_reason) for q in annotation.quotations if q.kind == "direct"]
    assert types[0] == ("armed-group", "codebook: a concept with this type")
    assert types[1][0] == "expert"
    (again,) = type_sources([(text, annotation.quotations)])
    assert again == annotation.quotations


def test_the_lexicon_is_consistent() -> None:
    lexicon = load("source_types")
    assert tuple(lexicon["types"]) == SOURCE_TYPES
    assert tuple(lexicon["identified"]) == IDENTIFIED
    groups = [g for t in ("roles", "occupations", "offices", "bodies", "documents") for g in lexicon[t]]
    assert {g["source"] for g in groups} <= set(lexicon["sources"])
    assert {g["type"] for g in groups} - {""} <= set(SOURCE_TYPES)
    for table in ("roles", "bodies"):
        twice = Counter(w for g in lexicon[table] for w in g["words"])
        assert [w for w, n in twice.items() if n > 1] == []


def test_the_page_on_types_has_every_value(root: Path) -> None:
    page = (root / "docs" / "source-types.md").read_text(encoding="utf-8")
    assert all(f"| `{value}` |" in page for value in (*SOURCE_TYPES, *IDENTIFIED))


@given(st.text(max_size=200))
def test_any_phrase_can_be_read(phrase: str) -> None:
    reading = read_type(phrase)
    assert reading is None or (reading.type in SOURCE_TYPES and reading.weight > 0)


def test_order_of_articles_does_not_matter_where_evidence_differs() -> None:
    a, b = "Judge Ann Lund spoke. “Yes,” Lund said.", "Ann Lund, a mother of two, spoke. “No,” Lund said."
    qa, qb = (said(t, speaker="Ann Lund", source="Lund") for t in (a, b))
    one, two = type_sources([(a, [qa]), (b, [qb])]), type_sources([(b, [qb]), (a, [qa])])
    assert {q.source_type for row in (*one, *two) for q in row} == {"justice"}


def test_scare_quotes_have_no_source() -> None:
    q = replace(said("The “peace” talks. Lund left.", speaker="Lund", source="Lund"), kind="scare")
    assert type_sources([("The “peace” talks. Lund left.", [q])]) == ((q,),)
