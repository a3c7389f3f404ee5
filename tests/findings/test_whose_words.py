"""Whom a pronoun beside a quotation may mean; what first pages say of it is in ``tests/cases/whose_words.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.pronoun_speakers import may_be_another
from framing.store.open_set import open_set

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
