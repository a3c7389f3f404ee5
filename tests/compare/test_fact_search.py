from __future__ import annotations

from framing.compare.fact_search import FOUND, Label, SentencePairs, fact_words
from framing.text.span import Span


def said(text: str, *labels: tuple[str, str]) -> frozenset[str]:
    places = [Label(Span(text.index(w), text.index(w) + len(w)), concept) for w, concept in labels]
    return fact_words(text, Span(0, len(text)), places)


def test_a_concept_is_found_under_another_label_and_numbers_in_other_forms() -> None:
    wanted = said("Three rioters blocked the quay.", ("rioters", "people-on-the-quay"))
    there = said("On the quay, which 3 marchers were blocking, it rained.", ("marchers", "people-on-the-quay"))
    assert SentencePairs.of([there]).share_found(wanted) == 1
    assert SentencePairs.of([said("On the quay it rained.")]).share_found(wanted) < FOUND


def test_nothing_to_look_for_is_never_absent_and_nothing_to_look_in_has_nothing() -> None:
    assert SentencePairs.of([]).share_found(frozenset()) == 1
    assert SentencePairs.of([]).share_found(frozenset({"quay"})) == 0
