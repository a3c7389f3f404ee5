from __future__ import annotations

import pytest

from framing.text.headline_case import in_sentence_case
from framing.text.span import Span

BODY = "\n\nThe judge in Porthwick tossed what Ann Lund and NBC filed, a lawsuit. Oil is dear."


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Judge Tosses Lund Lawsuit Against NBC", "Judge tosses Lund lawsuit against NBC"),
        ("Judge tosses Lund lawsuit in Porthwick", "Judge tosses Lund lawsuit in Porthwick"),
        ("Lund Wins", "Lund Wins"),
        ("Porthwick’s Oil Stays Dear, McKay Tells Lund", "Porthwick’s oil stays dear, McKay tells Lund"),
    ],
)
def test_only_what_is_no_name_is_read_small(headline: str, read: str) -> None:
    got = in_sentence_case(headline + BODY, Span(0, len(headline)))
    assert got == read + BODY


def test_without_headline_nothing_changes() -> None:
    assert in_sentence_case("Judge Tosses Lund Lawsuit", None) == "Judge Tosses Lund Lawsuit"


def test_letters_whose_small_form_is_longer_stay() -> None:
    text = "Storm İzmir Hits Coastal Towns\n\nA storm came."
    assert len(in_sentence_case(text, Span(0, 30))) == len(text)
