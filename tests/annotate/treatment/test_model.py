"""A user's model in place of the rules."""

from __future__ import annotations

import pytest

from framing.annotate.treatment.find import treatment
from framing.text.span import Span

TEXT = "Holm left; Ruiz, a hero, stayed."


def test_the_model_sees_sentence_and_target_and_signs_its_answer() -> None:
    seen = []

    def toy(sentence: str, target: Span) -> str:
        seen.append((sentence, target.of(sentence)))
        return "negative"

    found = treatment(TEXT, Span(11, 15), model=toy)
    assert seen == [(TEXT, "Ruiz")]
    assert (found.polarity, found.by, found.words) == ("negative", "toy", ())


def test_an_object_that_can_be_called_signs_with_its_class() -> None:
    class Frozen:
        def __call__(self, sentence: str, target: Span) -> str:
            return "neutral" if target.start or not sentence else "positive"

    assert treatment(TEXT, Span(0, 4), model=Frozen()).by == "Frozen"
    assert treatment(TEXT, Span(0, 4), model=Frozen(), parser="none").polarity == "positive"


def test_any_other_answer_is_an_error_that_lists_the_three() -> None:
    def wrong(sentence: str, target: Span) -> str:
        return f"bad for {target.of(sentence)}"

    with pytest.raises(ValueError, match="negative, neutral, positive"):
        treatment(TEXT, Span(0, 4), model=wrong)
