"""Whom a pronoun beside a quotation may mean; what first pages say of it is in ``tests/cases/whose_words.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.names import namings, persons_of_set
from framing.findings.pronoun_speakers import _is_named_by, _persons_named_by, may_be_another
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


def test_a_word_names_whom_a_search_for_each_person_finds_there(tmp_path: Path) -> None:
    """Names with an article, a possessive and inside words with hyphens among them."""
    text = (
        "Pact signed\n\nThe crews of Orrby said Ada Quill and Omar al-Hadri met. Mr. Quill's anti-Hadri pact of Quills "
        "stands.\n\nThe pro-Quill party of Hadri and Jean Vale-Marsh saw al-Hadri's plan, and said Marsh would go.\n"
    )
    texts = {"herald": text, "courier": "Case\n\nThe crews said Ivo Quill and Nora Vale met the Hadri-Vale board.\n"}
    context = Context(open_set(make_set(tmp_path / "quay", texts=texts, codebook=None), cache=tmp_path))
    persons = persons_of_set(context)
    assert len(persons) > 3
    for article_id in context.articles:
        found = {person: {a for a, _ in namings(context, article_id, person)} for person in persons}
        for form, start, _ in context.tokens_of(article_id):
            named = {person for person in persons if start in found[person]}
            assert set(_persons_named_by(context, form)) == named
            assert {person for person in persons if _is_named_by(person, form)} == named
