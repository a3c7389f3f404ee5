from __future__ import annotations

import pytest

from framing.annotate.annotate import annotate
from framing.text.article import Article


@pytest.mark.parametrize(
    ("text", "verb", "reality"),
    [
        ("Police arrested nine protesters on the bridge.", "arrest", "told"),
        ("Police did not arrest nine protesters on the bridge.", "arrest", "denied"),
        ("No soldier shot the boy on the bridge.", "shoot", "denied"),
        ("Soldiers refused to fire shots at the crowd.", "fire", "denied"),
        ("He left without paying the bill.", "pay", "denied"),
        ("Troops would shell the town by night.", "shell", "supposed"),
        ("The army could have bombed the bridge.", "bomb", "supposed"),
        ("If rebels attack the port, the ferries stop.", "attack", "supposed"),
        ("The group threatened to kill its hostages.", "kill", "supposed"),
        ("Guards beat him and did not help her.", "beat", "told"),
        ("The army will shell the town, and did not warn it.", "shell", "told"),
    ],
)
def test_what_is_denied_or_supposed_is_not_told(text: str, verb: str, reality: str) -> None:
    assert [r.reality for r in annotate(Article("a", text)).roles if r.verb == verb] == [reality]


def hedges(text: str) -> list[str]:
    return [w.span.of(text).lower() for w in annotate(Article("a", text)).wording if w.kind == "hedge"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said that the council would pay the bill.", []),
        ("The council would perhaps pay the bill.", ["would", "perhaps"]),
        ("The quarter is mostly white and largely poor.", []),
        ("The council mostly ignored the bill.", ["mostly"]),
    ],
)
def test_reported_would_and_adverbs_of_share_are_no_hedges(text: str, found: list[str]) -> None:
    assert hedges(text) == found


def test_a_form_of_address_is_no_epithet() -> None:
    text = "Mr. Ivo Trant met former minister Ada Lund. Ms. Pell spoke."
    assert [e.span.of(text) for e in annotate(Article("a", text)).epithets] == ["former minister"]
