"""Whose words a first page says they are and which sentences show them: ``tests/cases/whose_words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.kinds.registry import findings_of
from framing.findings.pronoun_speakers import may_be_another
from framing.store.open_set import open_set

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "whose_words.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_first_page_says_of_words(case: dict[str, Any], tmp_path: Path) -> None:
    texts = {name.lower(): text for name, text in case["articles"].items()}
    context = Context(open_set(make_set(tmp_path / "quay", texts=texts, codebook=None), cache=tmp_path))
    found = [f for f in findings_of(context) if f.kind == case["kind"]]
    said = [f.headline for f in found]
    if case.get("none"):
        assert said == []
    for part in case.get("says", ()):
        assert any(part in sentence for sentence in said), said
    for part in case.get("never", ()):
        assert not any(part in sentence for sentence in said), said
    shown = [context.tables.texts[r.article_id][r.start : r.end] for f in found for r in f.readings]
    for part in case.get("shows", ()):
        assert any(part in words for words in shown), shown
    for part in case.get("hides", ()):
        assert not any(part in words for words in shown), shown


COURT = (
    "Court hears case\n\nThe court of Orrby heard the quay case. "
    "Robert Marsh spoke for the crews, Thomas Quill is judge.\n\n"
    "Mr. Marsh answered that masters decide.\n\n"
    "{before}“If somebody tells you where you must sail, you have no choice,” he said.\n"
)


@pytest.mark.parametrize(
    ("before", "name", "doubtful"),
    [
        ("That did not satisfy Judge Quill. ", "Robert Marsh", True),
        ("That did not satisfy Judge Quill. ", "Thomas Quill", False),
        ("Mr. Marsh looked at Judge Quill. ", "Robert Marsh", True),
        ("It was late. ", "Robert Marsh", False),
        ("“Quill knows that well and says nothing.” ", "Robert Marsh", False),
    ],
)
def test_a_pronoun_may_mean_whoever_is_named_as_near(before: str, name: str, *, doubtful: bool, tmp_path: Path) -> None:
    texts = {"herald": COURT.format(before=before), "courier": "Case\n\nThe case was heard.\n"}
    context = Context(open_set(make_set(tmp_path / "quay", texts=texts, codebook=None), cache=tmp_path))
    rows = [row for row in context.rows("quotations") if str(row["source"]).lower() == "he"]
    assert rows
    assert may_be_another(context, rows, name) is doubtful


def test_no_rows_name_nobody_else(tmp_path: Path) -> None:
    texts = {"herald": "Case\n\nThe case was heard.\n", "courier": "Case\n\nThe case was heard.\n"}
    context = Context(open_set(make_set(tmp_path / "quay", texts=texts, codebook=None), cache=tmp_path))
    assert not may_be_another(context, [], "Robert Marsh")
