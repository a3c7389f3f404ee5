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
        ("However, the crews stayed out.", "middle"),
        ("In addition, crews want coal.", "middle"),
        ("The bill passed by one vote on Monday.", "middle"),
        ("The new guidelines also forbid night sailing.", "middle"),
        ("The two lawmakers quietly left the hall.", "middle"),
        ("In the letter, Ada Lind asks for more boats.", "middle"),
        ("According to the memo, boats must stay in.", "middle"),
        ("Mr. Rusk left the harbour on Monday.", "middle"),
        ("“We sail,” she said on Monday.", "middle"),
        ("“We sail,” Rusk said on Monday.", "middle"),
        ("“We sail,” added the crews’ speaker.", "article"),
        ("“We sail,” the senator later wrote.", "middle"),
        ("“We sail,” said he.", "middle"),
        ("She stayed on board.", "article"),
        ("She stayed on board until the fog was gone.", "middle"),
        ("The question: Will it last?", "middle"),
        ("The bill on ferries passed by one vote on Monday.", "article"),
        ("The mayor left on Monday.", "article"),
        ("The court ruled on Monday that boats may leave.", "article"),
        ("The report card of the harbour was bad.", "article"),
        ("The suspect who burned the quay was caught.", "article"),
        ("In the letter that reached the crews, Ada Lind asks for boats.", "article"),
        ("“We sail,” Ada Lind said on Monday.", "article"),
        ("“We sail,” Mayor Lind said on Monday.", "article"),
        ("Will it rain on Ada Lind?", "article"),
        ("This week, boats left.", "article"),
        ("ORRBY (AP) — He was the last pilot, and the fog was thick.", "article"),
        ("Updated: He left the harbour on Monday.", "middle"),
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
    ("text", "how"),
    [
        ("Host: Who sails?\nLind: We do.\n" * 3, "transcript"),
        ("Q: Who sails?\nA: We do.\n" * 3, "transcript"),
        (">> Who sails?\n>> We do.\n>> Good.", "transcript"),
        ("This is a rush transcript. Boats left.", "transcript"),
        ("Boats left. [MUSIC] They sail. [Applause] They came. (crosstalk)", "transcript"),
        ("Pro: She sails.\nCon: She is old.\n" * 3, "article"),
        ("Orrby: Fog.\nPell: Rain.\nWyk: Sun.\nLund: Wind.", "article"),
        ("9:40 a.m. Boats left.\n9:20 a.m. Crews met.\n9:05 a.m. Fog.", "log"),
        ("At 9:40 a.m. boats left.\nAt 9:20 a.m. crews met.", "article"),
    ],
)
def test_by_the_forms_of_lines(text: str, how: str) -> None:
    assert beginning(["Boats left."], text) == how


def test_a_name_that_the_headline_has_needs_no_first_name() -> None:
    first = "Mr. Rusk left the harbour on Monday."
    assert beginning([first], first, "Crews leave") == "middle"
    assert beginning([first], first, "Rusk leaves") == "article"


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


@pytest.mark.xfail(
    strict=True, reason="a thing called the by way of another one: what it was said of first is not sought"
)
def test_a_thing_told_by_another_that_was_told_before() -> None:
    first = "The trouble with the pact is that nobody in the harbour has read it."
    assert beginning([first], first, "OPINION: The council must explain itself") == "middle"


@pytest.mark.xfail(strict=True, reason="a newsletter that greets nobody looks like a report")
def test_a_newsletter_without_a_greeting() -> None:
    lines = ["Worth your while today: fog, ferries and a fish that votes.", "Fog", "The fog was thick.", "LEARN MORE"]
    assert beginning(lines[:1], "\n\n".join(lines), "Crews strike") == "letter"
