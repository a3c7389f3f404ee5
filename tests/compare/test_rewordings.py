from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.compare.rewordings import Rewording, find_rewordings
from framing.compare.sentences import Family, Member
from framing.text.article import Article
from framing.text.span import Span

if TYPE_CHECKING:
    from conftest import Compared

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "rewordings.toml").read_text(encoding="utf-8"))["case"]


def between(a: str, b: str, parser: str) -> set[tuple[str, str, str]]:
    pair = [Article("a", a), Article("b", b)]
    whole = [Span(0, len(a)), Span(0, len(b))]
    family = Family(0, tuple(Member(x.id, s, s) for x, s in zip(pair, whole, strict=True)))
    found = find_rewordings(list(annotate_all(pair, parser=parser)), [family])
    return {(r.a[0].span.of(a), r.b[0].span.of(b), r.kind) for r in found}


@pytest.mark.parametrize("parser", ["auto", "none"])
@pytest.mark.parametrize("case", CASES, ids=[c["b"][:40] for c in CASES])
def test_readings_and_kind(case: dict[str, Any], parser: str) -> None:
    assert between(case["a"], case["b"], parser) == {tuple(d) for d in case["differ"]}


def side_text(found: Compared, r: Rewording, article: str) -> list[str]:
    return [p.span.of(found.texts[article]) for p in (*r.a, *r.b) if p.article_id == article]


def alike(x: str, y: str) -> bool:
    return x.lower() in y.lower() or y.lower() in x.lower()


def matching(found: Compared, one: str, one_text: str, other: str, other_text: str) -> list[Rewording]:
    return [
        r
        for r in found.comparison.rewordings
        if any(alike(t, one_text) for t in side_text(found, r, one))
        and any(alike(t, other_text) for t in side_text(found, r, other))
        and {one} & {p.article_id for p in r.a} != {one} & {p.article_id for p in r.b}
    ]


def test_gold_rewordings_have_kind_and_quotation_flag(
    iraq_set: Compared, gold: dict[str, list[dict[str, Any]]]
) -> None:
    for g in gold["rewordings"]:
        found = matching(iraq_set, g["a"], g["a_text"], g["b"], g["b_text"])
        assert (g["class"], g["inside_quotation"]) in {(r.kind, r.inside_quotation) for r in found}, g


def test_few_labels_beyond_the_gold(iraq_set: Compared, gold: dict[str, list[dict[str, Any]]]) -> None:
    labels = [r for r in iraq_set.comparison.rewordings if r.kind == "label"]
    assert len(labels) <= 4 + sum(g["class"] == "label" for g in gold["rewordings"])


def test_planted_edits_are_all_found(demo_with_dispatch: Compared, planted: dict[str, Any]) -> None:
    missed = [
        e
        for e in planted["edit"]
        if (e["class"], e["inside_quotation"])
        not in {
            (r.kind, r.inside_quotation)
            for r in matching(demo_with_dispatch, "dispatch", e["dispatch_text"], e["article"], e["article_text"])
        }
    ]
    assert missed == []


def test_a_rewording_that_three_articles_share_is_one(iraq_set: Compared) -> None:
    texts = iraq_set.texts
    seen = [
        (r.family, frozenset(" ".join(p.span.of(texts[p.article_id]).lower().split()) for p in (r.a[0], r.b[0])))
        for r in iraq_set.comparison.rewordings
    ]
    assert len(seen) == len(set(seen))


def test_same_wording_gives_none() -> None:
    words = "The ferry left the island at noon with forty passengers and a goat on board."
    assert between(words, words, "none") == set()
