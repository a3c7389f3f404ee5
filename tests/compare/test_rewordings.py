from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.annotate.annotate import annotate_all
from framing.compare.rewording_kinds import Side, Word, kind_of, needs_classes
from framing.compare.rewordings import Rewording, find_rewordings
from framing.compare.sentences import Family, Member
from framing.compare.tokens import tokens
from framing.compare.word_classes import Tagger
from framing.text.article import Article
from framing.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Compared

    from framing.annotate.annotate import Annotation

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


WORDS = st.builds(
    Word,
    st.sampled_from(["rebels", "Rebels", "fighters", "said", "is", "the", "of", "two", "3", "about", "allegedly"]),
    st.booleans(),
)
SIDES = st.builds(Side, *([st.lists(WORDS, max_size=4).map(tuple)] * 3))
TAGS = st.lists(st.sampled_from(["NN", "NNS", "JJ", "VBD", "RB", ""]), min_size=4, max_size=4)


def tagged(side: Side, tags: list[str]) -> Side:
    words = tuple(Word(w.form, w.capital, tag) for w, tag in zip(side.words, tags, strict=False))
    return Side(words, side.before, side.after, side.labels)


@given(SIDES, SIDES, TAGS, TAGS)
def test_tags_are_needed_where_they_can_change_the_kind(a: Side, b: Side, of_a: list[str], of_b: list[str]) -> None:
    assert needs_classes(a, b) or kind_of(tagged(a, of_a), tagged(b, of_b)) == kind_of(a, b)


def test_sentences_read_together_have_the_tags_that_each_has_alone() -> None:
    texts = [case[side] for case in CASES for side in ("a", "b")]
    annotations = list(annotate_all(Article(f"{k}", text) for k, text in enumerate(texts)))
    asked = [(a, Member(a.article.id, (whole := Span(0, len(a.article.text))), whole)) for a in annotations]
    words = [tokens(a.article.text) for a in annotations]
    together = Tagger()
    together.read(asked)
    found = [together(a, member, some) for (a, member), some in zip(asked, words, strict=True)]
    assert found == [Tagger()(a, member, some) for (a, member), some in zip(asked, words, strict=True)]
    assert any(any(tags) for tags in found)


def test_a_parser_is_asked_only_where_a_difference_needs_it() -> None:
    class Listening(Tagger):
        asked = 0

        def read(self, asked: Iterable[tuple[Annotation, Member]]) -> None:
            every = list(asked)
            self.asked += len(every)
            super().read(every)

    def asked(a: str, b: str) -> int:
        pair = [Article("a", a), Article("b", b)]
        family = Family(0, tuple(Member(x.id, (whole := Span(0, len(x.text))), whole) for x in pair))
        tagger = Listening()
        find_rewordings(list(annotate_all(pair)), [family], tagger=tagger)
        return tagger.asked

    assert asked("Some 3 ships left the old harbour.", "Some 4 ships left the old harbour.") == 0
    assert asked("The gunmen left the old harbour.", "The fighters left the old harbour.") > 0


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
