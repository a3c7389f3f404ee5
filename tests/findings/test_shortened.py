"""Words shortened for a sentence of a report: ``tests/cases/shortened.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.findings.shortened import shortened

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "shortened.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_where_words_are_cut(case: dict[str, Any]) -> None:
    made = shortened(case["words"], case["most"])
    assert made == case.get("is", made)
    assert case.get("has", "") in made
    assert not made.endswith(case.get("never", "\n"))
    assert len(made.split()) <= case["most"] + 16


def test_nothing_gives_nothing() -> None:
    assert shortened("  ") == ""
