"""Quotations and figures that an outlet lacks, and quotations cut: ``tests/cases/left_out.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.finding import AGREEMENT, FACT_LEFT_OUT, untested
from framing.findings.kinds.registry import findings_of
from framing.findings.ranking import IDLE, front_page
from framing.store.open_set import open_set

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "left_out.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_said_of_words_and_figures_left_out(case: dict[str, Any], tmp_path: Path) -> None:
    texts = {name.lower(): text for name, text in case["articles"].items()}
    context = Context(open_set(make_set(tmp_path / "quay", texts=texts, codebook=None), cache=tmp_path))
    found = [f for f in findings_of(context) if f.kind == case["kind"]]
    said = [f.headline for f in found]
    assert len(said) == case.get("n", len(said)), said
    for part in case.get("says", ()):
        assert any(part in sentence for sentence in said), said
    for part in case.get("never", ()):
        assert not any(part in sentence for sentence in said), said
    if "idle" in case:
        assert said
        assert all((f.strength <= IDLE) is case["idle"] for f in found), [(f.strength, f.telling) for f in found]


def test_an_idle_fact_stands_only_on_a_page_with_little_else() -> None:
    def made(kind: str, name: str, strength: float) -> Any:  # noqa: ANN401
        return untested(kind, name, headline=name, sentence=name, telling="", readings=(), strength=strength)

    others = [made(kind, kind, 0.9) for kind in ("sole speaker", "headlines compared", "lineage", "cut quotation")]
    idle, telling = made(FACT_LEFT_OUT, "idle", IDLE), made(FACT_LEFT_OUT, "telling", 0.6)
    assert idle not in front_page([*others, idle])
    assert idle in front_page([*others[1:], idle])
    assert telling in front_page([*others, telling])
    assert made(AGREEMENT, "all", 0.9) not in front_page([*others, made(AGREEMENT, "all", 0.9)])
