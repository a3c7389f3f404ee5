"""Numbers that disagree as a finding: said with both figures, and not said where one article knows both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.kinds.numbers_disagree import numbers_that_disagree
from framing.store.open_set import open_set

Said = Callable[[str, str], list[str]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    def made(one: str, other: str) -> list[str]:
        folder = make_set(tmp_path / "quay", texts={"quay-post": one, "bay-news": other})
        return [f.headline for f in numbers_that_disagree(Context(open_set(folder, cache=tmp_path), None))]

    return made


LISTS = (
    "The ferry was carrying 167 passengers and nine crew, including 82 Iranians, 63 Canadians and 11 Ukrainians.\n",
    "Of the 176 on board the ferry, 78 were Iranian, 63 were Canadian and 11 were Ukrainian, with four Britons.\n",
)


def test_lists_that_agree_in_two_figures_are_set_against_each_other_in_the_third(said: Said) -> None:
    assert said(*LISTS) == ["How many Iranians? 78 were Iranian in Bay News; 82 Iranians in Quay Post."]


def test_who_prints_the_others_figure_too_is_not_set_against_it(said: Said) -> None:
    assert said(LISTS[0] + "\nThe port had at first spoken of 78 Iranians.\n", LISTS[1]) == []


def test_how_long_something_is_to_last_is_asked_and_how_long_ago_is_not(said: Said) -> None:
    for_two = "The council will accept a proposal by the mayor to raise the borrowing limit for two months.\n"
    for_three = (
        "The council will agree to the proposal of the mayor to raise the borrowing limit for only three months.\n"
    )
    ago = "The council agreed to the proposal of the mayor to raise the borrowing limit three months ago.\n"
    assert said(for_two, for_three) == ["How many months? Two months in Quay Post; three months in Bay News."]
    assert said(for_two, ago) == []


def test_a_sum_and_twice_as_much_for_the_same_places(said: Said) -> None:
    one = "The advertisement, to run in Orlen, Port Sel and Brunn, is costing the society $1 million, it said.\n"
    other = "They have bought $500,000 of airtime in Brunn, Orlen and Port Sel for the advertisement.\n"
    assert said(one, other) == ["How much money? $500,000 in Bay News; $1 million in Quay Post."]


def test_those_killed_and_the_doer_among_them(said: Said) -> None:
    one = "A gunman killed eight people at the rail yard in Orlen on Wednesday, the police said.\n"
    other = "Nine people were killed, including the gunman, at the rail yard in Orlen on Wednesday, the police said.\n"
    assert said(one, other) == []
    told = "A gunman killed ten people at the rail yard in Orlen on Wednesday, the police said.\n"
    assert len(said(one, told)) == 1
