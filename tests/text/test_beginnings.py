"""Texts that do not begin as articles do are told by form."""

from __future__ import annotations

import pytest

from framing.text.beginnings import after_dateline, beginning
from framing.text.span import Span


@pytest.mark.parametrize(
    ("first", "how"),
    [
        ("The boats left the harbour on Monday.", "article"),
        ("It was a Tuesday, and the fog was thick.", "article"),
        ("It looks as if the boats will stay.", "article"),
        ("It marks the first time that boats have left at night.", "middle"),
        ("And there are more, the crews said.", "middle"),
        ("But the crews stayed out.", "middle"),
        ("who had left the harbour on Monday, went home.", "middle"),
        ("iPhone prices will rise in May.", "article"),
        ("Now he has another record, the longest strike of all.", "middle"),
        ("When he was ten, Tom Rusk saw his first boat.", "article"),
        ("Her name is Ada Lind.", "article"),
        ("Good morning.", "letter"),
        ("Good morning crews greet each other as they leave the harbour and sail off in the fog.", "article"),
    ],
)
def test_by_the_first_sentence(first: str, how: str) -> None:
    assert beginning([first, "The quay was calm."], f"{first} The quay was calm.") == how


def test_by_voices_without_anybody_between_them() -> None:
    voices = "Meet Ada. “She sails.” “She is brave.” “A fine pilot.” “A bad one.” The fog was thick."
    assert beginning(["Meet Ada."], voices) == "transcript"
    assert beginning(["Meet Ada."], "Meet Ada. “She sails,” he said. “She is brave.” The fog was thick.") == "article"
    lines = "\n".join(f"{who}: The boats left." for who in ("LIND", "RUSK", "LIND", "RUSK"))
    assert beginning(["LIND: The boats left."], lines) == "transcript"
    assert beginning([], "") == "article"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("ORRBY (AP) — Boats left.", "Boats left."),
        ("ORRBY/LUND (Reuters) - Boats left.", "Boats left."),
        ("ORRBY, Lund -- Boats left.", "Boats left."),
        ("ORRBY—Boats left.", "Boats left."),
        ("Orrby (AP) – Boats left.", "Boats left."),
        ("Orrby (QNN Business) Boats left.", "Boats left."),
        ("(QNN) Boats left.", "Boats left."),
        ("New Orrby – In the fog the boats left.", "In the fog the boats left."),
        ("Updated: The boats left.", "The boats left."),
        ("COVID-19 cases fell.", "COVID-19 cases fell."),
        ("ORRBY-LUND trains stopped.", "ORRBY-LUND trains stopped."),
        ("Boats left (some of them) on Monday.", "Boats left (some of them) on Monday."),
        ("Mayor Tom Rusk – who sails – left.", "Mayor Tom Rusk – who sails – left."),
        ("The boats left: nobody knew why.", "The boats left: nobody knew why."),
    ],
)
def test_a_dateline_is_not_the_sentence(line: str, rest: str) -> None:
    assert line[after_dateline(line, Span(0, len(line))) :] == rest
