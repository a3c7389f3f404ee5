"""The codebooks that come with the package can be read, and the Iraq one finds what a careful reader found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import read_codebook
from framing.annotate.terms import Finder, find_terms
from framing.sets.manifest import load_set


def test_conflict_codebook_reads_and_every_label_has_a_source(root: Path) -> None:
    book = read_codebook(root / "corpus" / "codebooks" / "conflict.toml")
    assert all(v.source for c in book.concepts for v in c.variants)
    found = Finder(book).find("After the cease-fire, Islamist militants freed the hostages.")
    assert [(m.concept, m.variant) for m in found] == [
        ("lull", "ceasefire"),
        ("armed-actors", "Islamists"),
        ("captives", "hostages"),
    ]


def test_every_gold_mention_is_found_with_span_and_concept(
    root: Path, iraq: Path, gold: dict[str, list[dict[str, Any]]]
) -> None:
    book = read_codebook(root / "corpus" / "iraq-embassy-2020" / "codebook.toml")
    name = {c.id: c.name for c in book.concepts}
    wanted = {(m["article"], m["concept"], m["start"], m["end"]) for m in gold["terms"]}
    found = {(a.id, name[m.concept], m.span.start, m.span.end) for a in load_set(iraq) for m in find_terms(a, book)}
    assert wanted <= found
    concepts = {m["concept"] for m in gold["terms"]}
    assert len([f for f in found - wanted if f[1] in concepts]) <= 2


# Sentences of our own: words that look like mentions of the Iraq codebook and are none, and their likes that are.
@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("A rocket was fired, killing two children near the airport.", []),
        ("The general was killed in January, and after his killing the bill passed.", ["soleimani-death"]),
        ("The strike killed Iran's top general near the airport.", ["soleimani-death", "soleimani"]),
        ("Political factions met; an obscure political factions list was read.", []),
        ("Pro-Iran militiamen were seen, and ISIS fighters were not.", ["armed-groups", "islamic-state-fighters"]),
        ("This is what it is.", []),
    ],
)
def test_context_decides_where_the_bare_word_would_overreach(root: Path, sentence: str, concepts: list[str]) -> None:
    book = read_codebook(root / "corpus" / "iraq-embassy-2020" / "codebook.toml")
    assert [m.concept for m in Finder(book).find(sentence)] == concepts
