"""What comes first: evidence, then how telling; no kind and no concept fills the front page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from framing.findings import finding as kinds
from framing.findings.finding import DIFFERENCE, NO_DIFFERENCE, Finding, Reading, untested
from framing.findings.kinds.headline_text import IN_A_ROW
from framing.findings.ranking import FRONT, MOST, RANKING, front_page, ranked, weight, why
from framing.findings.told_twice import tells_again


def one(kind: str, number: int = 0, *, strength: float = 0.5, group: str = "", tier: str = "descriptive") -> Finding:
    made = untested(
        kind, str(number), headline="h", sentence="s", telling="t", readings=[Reading("a", "a-1")], strength=strength,
        group=group,
    )  # fmt: skip
    return replace(made, tier=tier)


def test_every_kind_has_a_place_and_a_reason() -> None:
    named = {v for k, v in vars(kinds).items() if k.isupper() and isinstance(v, str)} - {kinds.DESCRIPTIVE}
    assert named == {kind for kind, _, _ in RANKING}
    assert all(why(kind) for kind in named)
    weights = [w for _, w, _ in RANKING]
    assert weights == sorted(weights, reverse=True)


def test_tested_evidence_comes_first_whatever_else_is_telling() -> None:
    found = ranked([one(kinds.ALTERED_QUOTATION, strength=1.0), one(DIFFERENCE, tier="suggestive")])
    assert [f.kind for f in found] == [DIFFERENCE, kinds.ALTERED_QUOTATION]


def test_nothing_found_comes_last() -> None:
    found = ranked([one(NO_DIFFERENCE), one(kinds.AGREEMENT, strength=0.0)])
    assert found[-1].kind == NO_DIFFERENCE


def test_no_kind_and_no_concept_fills_the_front_page() -> None:
    many = [one(kinds.SOLE_SPEAKER, n) for n in range(9)] + [one(kinds.MARKED_LABEL, n, group="g") for n in range(5)]
    many += [one(kinds.REWORDED_LABEL, n, group="g") for n in range(3)] + [one(kinds.AGREEMENT, n) for n in range(3)]
    front = front_page(ranked(many))
    assert len(front) <= FRONT
    assert max(Counter(f.kind for f in front).values()) <= MOST
    assert max(Counter(f.group for f in front if f.group).values()) <= MOST
    assert len(ranked(many)) == len(many)
    assert ranked(many)[: len(front)] == front


def marking(kind: str, *places: tuple[str, int, int]) -> Finding:
    return replace(one(kind), readings=tuple(Reading(i, i, a, b, ((a, b),)) for i, a, b in places))


def test_one_fact_is_told_once() -> None:
    placed = marking(kinds.ONE_HEADLINE, ("a", 10, 50), ("b", 90, 130), ("c", 200, 240))
    fact = marking(kinds.CUT_QUOTATION, ("a", 5, 60), ("b", 85, 140))
    other = marking(kinds.SOLE_SPEAKER, ("a", 300, 340))
    front = front_page(ranked([placed, fact, other]))
    assert [f.kind for f in front] == [kinds.ONE_HEADLINE, kinds.SOLE_SPEAKER]
    assert len(ranked([placed, fact, other])) == 3


def test_what_shares_a_few_words_or_one_of_many_articles_is_another_fact() -> None:
    first = marking(kinds.OPENING, ("a", 10, 50), ("b", 90, 130))
    assert not tells_again(marking(kinds.EMPHASIS, ("a", 45, 90), ("b", 125, 190)), first)
    assert not tells_again(marking(kinds.EMPHASIS, ("a", 10, 50), ("c", 90, 130)), first)
    assert not tells_again(marking(kinds.LINEAGE, ("a", 10, 50), ("b", 90, 130)), first)
    assert not tells_again(one(kinds.EMPHASIS), first)


def test_what_first_sentences_begin_with_stands_in_their_row_and_the_row_repeats_nothing() -> None:
    row = marking(kinds.BEGINNINGS, ("a", 10, 80), ("b", 10, 90))
    assert tells_again(marking(kinds.WHO_ACTS, ("a", 10, 30), ("b", 10, 30)), row)
    assert not tells_again(marking(kinds.WHO_ACTS, ("a", 90, 99), ("b", 95, 99)), row)
    assert not tells_again(row, marking(kinds.NUMBERS_DISAGREE, ("a", 12, 16), ("b", 14, 18)))


def test_within_a_kind_the_stronger_one_comes_first() -> None:
    weak, strong = one(kinds.HEADLINES, 1, strength=0.2), one(kinds.HEADLINES, 2, strength=0.9)
    assert weight(strong) > weight(weak)
    assert [f.strength for f in ranked([weak, strong])] == [0.9, 0.2]


def test_reasons_are_told() -> None:
    (found,) = ranked([one(kinds.LINEAGE)])
    assert found.telling == f"{why(kinds.LINEAGE)}; t"


def test_headlines_stand_in_a_row_once() -> None:
    rows = [one(kind, n, group=IN_A_ROW) for n, kind in enumerate((kinds.ONE_HEADLINE, kinds.HEADLINES))]
    other = one(kinds.HEADLINES, 2)
    assert [f.kind for f in front_page(ranked([*rows, other]))] == [kinds.ONE_HEADLINE, kinds.HEADLINES]
    assert front_page(ranked(rows)) == (ranked(rows)[0],)


def test_of_sole_speakers_one_is_told_and_rows_of_all_who_are_heard_are_not() -> None:
    two = [one(kinds.SOLE_SPEAKER, n) for n in range(2)]
    assert [f.kind for f in front_page(ranked([*two, one(kinds.VOICES)]))] == [kinds.SOLE_SPEAKER]


def test_a_genre_is_told_only_where_all_pieces_have_a_mark() -> None:
    assert front_page(ranked([one(kinds.GENRE, strength=0.4)])) == ()
    assert [f.kind for f in front_page(ranked([one(kinds.GENRE, strength=0.9)]))] == [kinds.GENRE]


def test_what_all_have_is_told_only_on_a_page_that_has_little_else() -> None:
    few = [one(kinds.HEADLINES, n) for n in range(2)] + [one(kinds.AGREEMENT)]
    assert kinds.AGREEMENT in [f.kind for f in front_page(ranked(few))]
    many = [*few, one(kinds.HEADLINES), one(kinds.LINEAGE)]
    assert kinds.AGREEMENT not in [f.kind for f in front_page(ranked(many))]
