"""Which figures are a vote's, and who voted."""

from __future__ import annotations

import pytest

from framing.compare.vote_counts import find_votes
from framing.text.span import Span

CASES = [
    ("It passed 65-35 in the Senate, and 254 to 175 later in the House.", [("senate", 65, 35), ("house", 254, 175)]),
    ("The council voted 12 to 31 against the pier.", [("council", 31, 12)]),
    ("The House passed it 220–210, which sends it to the Senate.", [("house", 220, 210)]),
    ("The council passed a rule for boys aged 9-14.", []),
    ("Orlen beat Brunn 31-12 in front of the house.", []),
    ("By a vote of 31 to 12 the council kept the pier.", [("council", 31, 12)]),
    ("The vote was 31-12.", []),
    ("The council approved a rise of 10-12 percent.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] or "nothing" for text, _ in CASES])
def test_counts_of_votes_with_their_body(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(v.body, v.more, v.fewer) for v in find_votes(text, [Span(0, len(text))])] == expected
