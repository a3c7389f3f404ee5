"""Books of indicators: reading them, and finding their words."""

from __future__ import annotations

import pytest

from framing.annotate.indicator_book import IndicatorBook, IndicatorError, frame_book, parse_indicators
from framing.annotate.indicator_marks import finder_of
from framing.text.span import Span

BOOK = """\
[book]
id = "quay"
title = "Quay"
version = "1"

[sources]
ours = "invented for tests"

[[entry]]
id = "money"
name = "money"
meaning = "what it costs"
[[entry.question]]
id = "costs"
text = "Does it mention costs?"
[[entry.question.indicator]]
label = "price"
source = "ours"
patterns = ["cost*", "pay for", "[bill] of *"]
exclude = ["costume*", "cost of living"]
"""


def book(source: str = BOOK) -> IndicatorBook:
    return parse_indicators(source)


def found(text: str, source: str = BOOK) -> list[str]:
    return [m.span.of(text) for m in finder_of(book(source)).marks(text, [Span(0, len(text))])]


def test_words_of_a_book_are_found_in_any_case_and_form() -> None:
    assert found("Costs rose. Who will PAY  for the cost-cutting? Not the union's costly plan.") == [
        "Costs", "PAY  for", "cost", "costly",
    ]  # fmt: skip


def test_only_the_bracketed_words_are_marked() -> None:
    assert found("The bill of Friday came.") == ["bill"]
    assert found("The bill came.") == []


def test_what_an_exclusion_covers_marks_nothing() -> None:
    assert found("A costume against the cost of living.") == []
    assert found("The costume costs little.") == ["costs"]


def test_a_phrase_does_not_run_over_the_end_of_a_sentence() -> None:
    text = "They pay. For now they stay."
    spans = [Span(0, 9), Span(10, len(text))]
    assert finder_of(book()).marks(text, spans) == ()


def test_an_empty_text_has_no_marks() -> None:
    assert finder_of(book()).marks("", []) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('source = "ours"', 'source = "theirs"', "names source 'theirs'"),
        ('patterns = ["cost*", "pay for", "[bill] of *"]', "", "needs either patterns or evidence"),
        ('"pay for"', '"*"', "names nothing"),
        ('version = "1"', 'version = "1"\ncolour = "red"', "unknown field"),
        ('meaning = "what it costs"', "", "required: add it"),
        ("[book]", "[book", "not TOML"),
    ],
)
def test_a_faulty_book_is_refused_with_the_fault(old: str, new: str, says: str) -> None:
    with pytest.raises(IndicatorError, match=says.replace("[", r"\[")):
        book(BOOK.replace(old, new, 1))


def test_an_entry_must_not_stand_twice() -> None:
    with pytest.raises(IndicatorError, match="entry 'money' stands twice"):
        book(BOOK + BOOK[BOOK.index("[[entry]]") :])


def test_every_indicator_of_the_packages_frames_has_a_source_that_says_something() -> None:
    made = frame_book()
    assert all(len(source) > 20 for source in made.sources.values())
    assert {i.source for e in made.entries for q in e.questions for i in q.indicators} == set(made.sources)


def test_every_pattern_of_the_packages_frames_can_be_found_and_stands_once_an_indicator() -> None:
    for entry in frame_book().entries:
        for question in entry.questions:
            for indicator in question.indicators:
                assert len(set(indicator.patterns)) == len(indicator.patterns), indicator.label


def test_the_points_of_an_acronym_make_no_difference() -> None:
    source = BOOK.replace('"pay for"', '"fbi"')
    assert found("The F.B.I. and the FBI came, the U.F.O. left.", source) == ["F.B.I", "FBI"]
