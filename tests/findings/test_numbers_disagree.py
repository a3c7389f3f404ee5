"""Numbers that disagree as a finding: said with both figures, and not said where one article knows both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.kinds.numbers_disagree import numbers_that_disagree
from framing.findings.kinds.votes_disagree import votes_that_disagree
from framing.store.open_set import open_set

Said = Callable[[str, str], list[str]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    def made(one: str, other: str) -> list[str]:
        folder = make_set(tmp_path / "quay", texts={"quay-post": one, "bay-news": other})
        context = Context(open_set(folder, cache=tmp_path), None)
        return [f.headline for f in numbers_that_disagree(context) + votes_that_disagree(context)]

    return made


LISTS = (
    "The ferry was carrying 167 passengers and nine crew, including 82 Iranians, 63 Canadians and 11 Ukrainians.\n",
    "Of the 176 on board the ferry, 78 were Iranian, 63 were Canadian and 11 were Ukrainian, with four Britons.\n",
)


def test_lists_that_agree_in_two_figures_are_set_against_each_other_in_the_third(said: Said) -> None:
    (sentence,) = said(*LISTS)
    assert sentence.startswith("How many Iranians? 78 were Iranian in Bay News (“Of the 176 on board the ferry")
    assert "; 82 Iranians in Quay Post (“" in sentence


def test_who_prints_the_others_figure_too_is_not_set_against_it(said: Said) -> None:
    assert said(LISTS[0] + "\nThe port had at first spoken of 78 Iranians.\n", LISTS[1]) == []


def test_how_long_something_is_to_last_is_asked_and_how_long_ago_is_not(said: Said) -> None:
    for_two = "The council will accept a proposal by the mayor to raise the borrowing limit for two months.\n"
    for_three = (
        "The council will agree to the proposal of the mayor to raise the borrowing limit for only three months.\n"
    )
    ago = "The council agreed to the proposal of the mayor to raise the borrowing limit three months ago.\n"
    (sentence,) = said(for_two, for_three)
    assert sentence.startswith("How many months? Two months in Quay Post (“")
    assert "the borrowing limit for only three months”)" in sentence
    assert said(for_two, ago) == []


def test_a_sum_and_twice_as_much_for_the_same_places(said: Said) -> None:
    one = "The advertisement, to run in Orlen, Port Sel and Brunn, is costing the society $1 million, it said.\n"
    other = "They have bought $500,000 of airtime in Brunn, Orlen and Port Sel for the advertisement.\n"
    (sentence,) = said(one, other)
    assert sentence.startswith("How much money? $500,000 in Bay News (“They have bought $500,000 of airtime in Brunn")
    assert "; $1 million in Quay Post (“… to run in Orlen, Port Sel and Brunn, is costing the society" in sentence


def test_those_killed_and_the_doer_among_them(said: Said) -> None:
    one = "A gunman killed eight people at the rail yard in Orlen on Wednesday, the police said.\n"
    other = "Nine people were killed, including the gunman, at the rail yard in Orlen on Wednesday, the police said.\n"
    assert said(one, other) == []
    told = "A gunman killed ten people at the rail yard in Orlen on Wednesday, the police said.\n"
    assert len(said(one, told)) == 1


def test_a_count_that_is_not_closed_is_said_to_be_open(said: Said) -> None:
    one = "The governor said that so far 151 people died when the river broke the dam above Orlen at night.\n"
    other = "When the river broke the dam above Orlen at night 194 people died, the governor said.\n"
    (sentence,) = said(one, other)
    assert "151 people in Quay Post" in sentence
    assert "a count not closed: “so far”; 194 people in Bay News" in sentence


def test_counts_of_two_days_are_not_set_against_each_other(said: Said) -> None:
    one = "When the river broke the dam above Orlen 151 people died, on Friday the governor said.\n"
    other = "When the river broke the dam above Orlen the number of dead reached 194 on Saturday, the governor said.\n"
    assert said(one, other) == []


def test_what_two_outlets_say_is_planned_is_no_forecast(said: Said) -> None:
    one = "The mayor would sign the harbour pact with 11 coast towns after a vote of the council.\n"
    other = "She would not leave the 12-town harbour pact that the mayor signs after a vote of the council.\n"
    assert said(one, other) == []


PASSED = "The Senate passed the harbour safety act on a 94-1 vote last month, and the governor waits to sign it.\n"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("The harbour safety act, which the Senate passed 92-6 in April, goes to the governor to sign.\n", True),
        ("The harbour safety act, which the Senate passed 94 to 1 in April, goes to the governor to sign.\n", False),
        ("The harbour safety act, which the House passed 92-6 in April, goes to the governor to sign.\n", False),
        ("The Senate passed a motion to end debate on the harbour safety act 92-6; the governor waits.\n", False),
        ("The Senate passed the school meals budget 92-6 in April.\n", False),
        ("The Senate voted 92-6 on the harbour safety act in March and passed it 94-1 in April.\n", False),
        ("Children of 9-14 cheered as the Senate passed the harbour safety act for the governor.\n", False),
    ],
    ids=["one vote", "one count", "another body", "a step on the way", "another matter", "knows both", "ages"],
)
def test_two_counts_of_what_may_be_one_vote(said: Said, other: str, found: bool) -> None:  # noqa: FBT001 - a case
    sentences = [s for s in said(PASSED, other) if "vote" in s]
    assert bool(sentences) is found
    for sentence in sentences:
        assert "92-6 in Bay News (“" in sentence
        assert "on a 94-1 vote" in sentence
