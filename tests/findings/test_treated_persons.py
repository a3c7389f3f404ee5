"""An actor spoken ill of in one outlet's own words and not in another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.kinds.treated_persons import treated_persons
from framing.store.open_set import open_set

Make = Callable[[Mapping[str, str]], Context]

TOP = "The ferries stayed in port on Tuesday.\n\n"
ILL = TOP + "Mara Lund bungled the sale. Mara Lund took the ferry.\n"
WELL = TOP + "Mara Lund triumphed at the vote. Mara Lund took the ferry.\n"
PLAIN = TOP + "Mara Lund took the ferry. Later Mara Lund met the crews.\n"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(texts: Mapping[str, str]) -> Context:
        return Context(open_set(make_set(tmp_path / "quay", texts=texts), cache=tmp_path))

    return made


def test_the_words_are_quoted_side_by_side(make: Make) -> None:
    (finding,) = treated_persons(make({"quay-post": ILL, "bay-news": WELL}))
    assert finding.headline == "In their own words on Mara Lund: Quay Post “bungled”, Bay News “triumphed”."
    assert {(r.outlet, r.voice) for r in finding.readings} == {("Quay Post", "outlet"), ("Bay News", "outlet")}
    assert finding.tier == "descriptive"


def test_where_no_word_is_found_that_is_said_so(make: Make) -> None:
    (finding,) = treated_persons(make({"quay-post": ILL, "bay-news": PLAIN}))
    assert finding.headline.endswith("Quay Post “bungled”; no such word was found in Bay News.")
    assert [r.note for r in finding.readings] == ["", "names it"]


@pytest.mark.parametrize(
    "other",
    [
        ILL,  # the same in both
        TOP + "The ferries sailed again on Friday.\n",  # nobody is named
    ],
)
def test_no_contrast_is_no_finding(make: Make, other: str) -> None:
    assert treated_persons(make({"quay-post": ILL, "bay-news": other})) == []


@pytest.mark.parametrize(
    "said",
    [
        "“Mara Lund bungled the sale,” said Ivo Holm, a docker.",  # a critic's words
        "The auditors censured Mara Lund.",  # the auditors' judgement
        "Mara Lund should lose the vote.",  # supposed
        "Mara Lund died on the ferry.",  # befell her
    ],
)
def test_what_is_not_said_ill_in_own_words_is_no_finding(make: Make, said: str) -> None:
    texts = {"quay-post": f"{TOP}{said} Mara Lund took the ferry.\n", "bay-news": PLAIN}
    assert treated_persons(make(texts)) == []
