"""Single sentences and how they treat whom they name; cases in ``tests/cases/treatment.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from framing.annotate.treatment.find import treatment
from framing.text.span import Span

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "treatment.toml").read_text(encoding="utf-8"))["case"]


def marked(sentence: str) -> tuple[str, Span]:
    start = sentence.index("[[")
    end = sentence.index("]]") - 2
    return sentence.replace("[[", "").replace("]]", ""), Span(start, end)


def as_test(case: dict[str, object]) -> object:
    why = case.get("fails")
    marks = [pytest.mark.xfail(reason=str(why), strict=True)] if why else []
    return pytest.param(case, marks=marks, id=f"{case['kind']}: {str(case['sentence'])[:50]}")


@pytest.mark.parametrize("case", [as_test(c) for c in CASES])
def test_treatment(case: dict[str, object]) -> None:
    text, target = marked(str(case["sentence"]))
    found = treatment(text, target, tone=bool(case.get("tone", False)))
    assert found.polarity == case["polarity"], [(w.span.of(text), w.value, w.relation, w.why) for w in found.words]


def test_there_are_cases_of_many_kinds() -> None:
    assert len(CASES) >= 40
    assert len(Counter(c["kind"] for c in CASES)) >= 20
    assert {c["polarity"] for c in CASES} == {"negative", "neutral", "positive"}


def test_words_carry_the_polarity_and_say_why() -> None:
    text = "The auditors censured Lund, a reckless chair."
    found = treatment(text, Span(22, 26), tone=False)
    assert {(w.span.of(text), w.relation, w.why) for w in found.words} == {
        ("censured", "said of", "blame"),
        ("reckless", "said of", "ill, as qualities"),
    }
    assert found.score < 0


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 99)])
def test_a_target_outside_the_text_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"target|span|start"):
        treatment("Lund left.", Span(*span))


def test_without_a_parse_the_rules_say_so() -> None:
    with pytest.raises(ValueError, match="parse"):
        treatment("Lund left.", Span(0, 4), parser="none")
