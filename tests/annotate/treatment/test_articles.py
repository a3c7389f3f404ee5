"""Whole articles: whom the sentences treat, in whose words."""

from __future__ import annotations

import pytest

from framing.annotate.annotate import annotate
from framing.annotate.codebook import Codebook
from framing.annotate.treatment.record import Treatment
from framing.text.article import Article

HEAD = "Harbour chief quits\n\n"


def treated(body: str, codebook: Codebook | None = None) -> tuple[str, list[Treatment]]:
    article = Article("quay-1", HEAD + body)
    return article.text, list(annotate(article, codebook=codebook).treatments)


def of(found: list[Treatment], actor: str) -> list[tuple[str, int, bool]]:
    return [(t.polarity, t.quotation, t.reported) for t in found if t.actor.endswith(actor)]


def test_own_words_and_a_critics_words_are_two_records() -> None:
    text, found = treated("Mara Lund rescued the port. “Mara Lund is a fraud,” said Per Holm, a docker.\n")
    assert of(found, "Lund") == [("positive", -1, False), ("negative", 0, False)]
    assert all(t.target.of(text).endswith("Lund") for t in found if t.actor.endswith("Lund"))


def test_a_judgement_that_is_reported_is_not_the_outlets_own() -> None:
    _, found = treated("The auditors censured Mara Lund on Monday. Mara Lund left by ferry.\n")
    own = [t for t in found if t.actor.endswith("Lund") and not t.reported]
    assert [t.polarity for t in own] == ["neutral", "neutral"]
    assert ("negative", -1, True) in of(found, "Lund")


def test_a_pronoun_of_the_prose_stands_for_whom_it_means() -> None:
    _, found = treated("Mara Lund chairs the port. She misled the auditors.\n")
    assert of(found, "Lund") == [("neutral", -1, False), ("negative", -1, False)]


def test_the_speaker_of_a_quotation_is_followed_by_its_pronoun() -> None:
    # The entities that speakers were read with are the ones treated: "she" before a verb of speech is known.
    text, found = treated("Mara Lund chairs the port. “We sail,” she said.\n")
    assert any((t.target.of(text), t.actor) == ("she", "Mara Lund") for t in found)


def test_a_speaker_known_by_a_description_only_is_no_actor() -> None:
    _, found = treated("“We sail,” said a resident who had lied. Mara Lund left.\n")
    assert {t.actor for t in found} == {"Mara Lund"}


def test_a_sentence_counts_once_however_often_it_names_somebody() -> None:
    _, found = treated("Mara Lund lied, and Lund knew that Lund had lied.\n")
    assert len(of(found, "Lund")) == 1


def test_the_tone_of_the_rest_is_nobodys_treatment() -> None:
    _, found = treated("After the fraud and the scandal Mara Lund took the ferry with Ivo Holm, a docker.\n")
    assert [p for p, *_ in of(found, "Holm")] == ["neutral"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Lund was told to lie to the auditors.",
        "The auditors asked whether Mara Lund had lied.",
        "Nobody found that Mara Lund had lied.",
        "Mara Lund never lied.",
        "The auditors heard questions about the legitimacy of Mara Lund.",
        "Residents fear that Mara Lund lied.",
        "The claim that Mara Lund lied stood in a letter.",
        "The plan of Mara Lund lies on the table.",
        "Mara Lund unveiled a plan and targeted voters.",
        "Mara Lund arrived during the scandal.",
        "Mara Lund brought a terrible report.",
        "It was warm and sunny, and Mara Lund had a benefit concert.",
    ],
)
def test_what_is_meant_doubted_denied_or_near_is_no_treatment_of_the_tables(sentence: str) -> None:
    _, found = treated(f"{sentence}\n")
    assert [p for p, *_ in of(found, "Lund")] == ["neutral"]


def test_whose_side_others_take_is_their_view() -> None:
    sides = "The pilots opposed Mara Lund. The crew backed Ana Ruiz. Two critics of Ivo Holm, a docker, left.\n"
    _, found = treated(sides)
    assert [t.polarity for t in found if not t.reported] == ["neutral", "neutral", "neutral"]
    assert {t.actor: t.polarity for t in found if t.reported} == {
        "Ana Ruiz": "positive", "Mara Lund": "negative", "Ivo Holm": "negative",
    }  # fmt: skip


def test_a_party_label_names_nobody() -> None:
    _, found = treated("Mara Lund (D-Ohio) lied to the auditors.\n")
    assert {t.actor for t in found} == {"Mara Lund"}


def test_without_a_parse_and_without_text_there_are_none() -> None:
    assert annotate(Article("a", HEAD + "Mara Lund lied.\n"), parser="none").treatments == ()
    assert annotate(Article("a", "")).treatments == ()


def test_every_span_lies_in_the_text() -> None:
    text, found = treated("Mara Lund, who bungled the sale, was ousted. “A disgrace,” said Per Holm of Lund.\n")
    for t in found:
        assert 0 <= t.target.start < t.target.end <= len(text)
        assert all(0 <= w.span.start < w.span.end <= len(text) for w in t.words)
