"""One body under two names: found without being listed where the words are the same, and parts kept apart."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.speakers.canonical import one_name_each
from framing.annotate.speakers.one_body import body_key, is_same_or_part
from framing.compare.name_forms import NameForms

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "one_body.toml").read_text("utf-8"))["pair"]


@pytest.mark.parametrize("pair", CASES, ids=[" and ".join(c["names"]) for c in CASES])
def test_two_names_are_one_body_a_part_of_it_or_another(pair: dict[str, Any]) -> None:
    one, other = pair["names"]
    assert (body_key(one) == body_key(other)) is (pair["are"] == "one")
    assert is_same_or_part(one, other) is is_same_or_part(other, one) is (pair["are"] != "other")
    assert (len(set(one_name_each([one, other]).values())) == 1) is (pair["are"] == "one")


def test_forms_of_a_body_are_one_entity_of_a_set() -> None:
    forms = NameForms([["Pentagon"], ["Defense", "Department"], ["Ada", "Quill"], ["Senate"], ["Congress"]])
    assert forms.entity(["Pentagon"]) == forms.entity(["Defense", "Department"])
    assert len({forms.entity([name]) for name in ("Senate", "Congress", "Quill")}) == 3
