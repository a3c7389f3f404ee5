"""What stands beside a finding is not said twice in its sentence; what does not stays in it."""

from __future__ import annotations

import pytest

from framing.show.brief_claim import brief_claim

OUTLETS = ("Bay News", "Gazette (Online)")
BESIDE = (
    "Nine small boats came in before dawn, the harbour “office” said.",
    "Boats: most of them stayed out all night",
)


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (
            "How they begin: Bay News “Nine small boats came in before dawn”; Gazette (Online) “most of them stayed”.",
            "How they begin",
        ),
        # what sets them apart is quoted before the row: it is the sentence
        (
            "Only Gazette’s headline adds “amid fog”. How they begin: Bay News “Nine”; Gazette (Online) “most”.",
            "Only Gazette’s headline adds “amid fog”.",
        ),
        (
            "How they begin: Bay News “Nine small boats”; Gazette (Online) “most of them”; the text of Post is cut.",
            "How they begin: the text of Post is cut.",
        ),
        # one of the row is not shown: the row stays whole
        (
            "How they begin: Bay News “Nine small boats came in before dawn”; Gazette (Online) “A quiet day”.",
            "How they begin: Bay News “Nine small boats came in before dawn”; Gazette (Online) “A quiet day”.",
        ),
        # not a row of outlets: the words after the colon say something of their own
        (
            "Of a clerk’s words: Bay News leaves out “Nine small boats came in before dawn”.",
            "Of a clerk’s words: Bay News leaves out “Nine small boats came in before dawn”.",
        ),
        (
            "How many boats? Nine in Bay News (“Nine small boats came in before dawn, the harbour ‘office’ …”).",
            "How many boats? Nine in Bay News.",
        ),
        # a word is the point of its sentence
        ("Bay News (“office”) attributes what it says.", "Bay News (“office”) attributes what it says."),
        # cut in its middle it is not what is read beside it
        (
            "Nine (“Nine small boats … the harbour office said”).",
            "Nine (“Nine small boats … the harbour office said”).",
        ),
        # two in one bracket, one of them nowhere
        (
            "Both name boats (“Nine small boats came in” in Bay News; “the boats were all gone”).",
            "Both name boats (“Nine small boats came in” in Bay News; “the boats were all gone”).",
        ),
        ("", ""),
    ],
)
def test_only_what_is_read_beside_it_leaves_the_sentence(claim: str, shown: str) -> None:
    assert brief_claim(claim, outlets=OUTLETS, beside=BESIDE) == shown


def test_without_words_beside_it_a_sentence_stays_as_it_is() -> None:
    claim = "How many boats? Nine in Bay News (“Nine small boats came in before dawn”)."
    assert brief_claim(claim, outlets=OUTLETS, beside=()) == claim
