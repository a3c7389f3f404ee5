"""Whom somebody serves is not who speaks, and a long word is read in one pass."""

from __future__ import annotations

import pytest

from framing.annotate.speakers.served import without_served


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("a report to the harbour council", "a report"),
        ("an aide to Ada Brook", "an aide"),
        ("the mayor of the quay", "the mayor of the quay"),
    ],
)
def test_the_role_stays_and_the_one_served_goes(head: str, own: str) -> None:
    assert without_served(head).strip() == own


def test_a_word_of_any_length_is_read_once() -> None:
    """Where a word could be divided in many ways, one of thirty letters took minutes and this one would not end."""
    head = f"a report to the {'quay' * 2_000} 9"
    assert without_served(head) == head
