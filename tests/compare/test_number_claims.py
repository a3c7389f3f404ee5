from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.annotate.numbers import Hedge, NumberClaim
from framing.compare.number_agreement import agree
from framing.compare.number_claims import NumberGroup, group_numbers
from framing.compare.sentences import share_sentences
from framing.text.article import Article
from framing.text.span import Span

if TYPE_CHECKING:
    from conftest import Compared


CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "numbers_compared.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_what_two_articles_numbers_say(case: dict[str, Any]) -> None:
    day = date(2024, 3, 4)
    pair = [Article(k, case[k], outlet=k, published=day, published_certainty="day") for k in ("a", "b")]
    annotations = list(annotate_all(pair))
    said = [g.verdict for g in group_numbers(annotations, share_sentences(annotations)) if g.verdict != "agree"]
    assert (said or [""])[0] in {case["says"], "different moments" if not case["says"] else case["says"]}


def number(value: float, hedge: Hedge = "exact", high: float | None = None) -> NumberClaim:
    return NumberClaim(Span(0, 1), value, value if high is None else high, hedge, "boats")


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (number(40, "about"), number(40), True),
        (number(3000), number(5000), False),
        (number(3000, "about"), number(5000, "about"), False),
        (number(5000, "about"), number(5200, "about"), True),
        (number(40, "at least"), number(90), True),
        (number(40, "at least"), number(30), False),
        (number(40, "at most"), number(12), True),
        (number(20, high=30), number(25), True),
        (number(20, high=30), number(31), False),
    ],
)
def test_which_figures_agree(x: NumberClaim, y: NumberClaim, expected: bool) -> None:  # noqa: FBT001 - a case
    assert agree(x, y) is agree(y, x) is expected


def holding(found: Compared, article: str, start: int, end: int) -> NumberGroup | None:
    for group in found.comparison.number_groups:
        for c in group.claims:
            if c.article_id == article and c.number.span.start < end and start < c.number.span.end:
                return group
    return None


def test_troops_disagree_and_attacks_agree(iraq_set: Compared, gold: dict[str, list[dict[str, Any]]]) -> None:
    for quantity, verdict in (
        ("US troops in Iraq", "disagree"),
        ("rocket attacks, October 2019 to July 2020", "agree"),
    ):
        claims = next(n["claims"] for n in gold["numbers"] if n["quantity"] == quantity)
        groups = {holding(iraq_set, c["article"], c["start"], c["end"]) for c in claims}
        assert len(groups) == 1
        (group,) = groups
        assert group is not None
        assert group.verdict == verdict
        assert {c.article_id for c in group.claims} == {c["article"] for c in claims}


def test_troops_to_be_and_before_are_moments_of_their_own(iraq_set: Compared) -> None:
    group = next(g for g in iraq_set.comparison.number_groups if g.label.startswith("troops"))
    assert {(c.article_id, c.number.value): c.moment for c in group.claims if c.article_id == "mepei"} == {
        ("mepei", 5000.0): "now",
        ("mepei", 3000.0): "planned",
        ("mepei", 5200.0): "earlier",
    }


@pytest.mark.parametrize(
    "quantity",
    ["boats on Monday", "boats back by midday on Wednesday", "people arrested on Wednesday", "people on the march"],
)
def test_planted_numbers_are_set_beside_each_other_and_disagree(
    demo: Compared, planted: dict[str, Any], quantity: str
) -> None:
    claims = next(n["claims"] for n in planted["number"] if n["quantity"] == quantity)
    groups = set()
    for c in claims:
        text = demo.texts[c["article"]]
        at = text.index(c["text"])
        groups.add(holding(demo, c["article"], at, at + len(c["text"])))
    assert len(groups) == 1
    (group,) = groups
    assert group is not None
    assert group.verdict == "disagree"
    assert {c.number.value for c in group.claims} == {c["value"] for c in claims}


def test_the_two_sizes_of_the_meadow_disagree(demo: Compared) -> None:
    group = next(g for g in demo.comparison.number_groups if g.label.startswith("hectares"))
    assert group.verdict == "disagree"
    assert {c.number.value for c in group.claims} == {14, 40}
    assert {"ledger-4", "open-water-3"} <= {c.article_id for c in group.claims}
