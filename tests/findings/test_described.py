from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.find import Findings, find
from framing.findings.finding import DIFFERENCE
from framing.store.open_set import open_set, set_codebook

COPY = (
    "A long day at the port\n\nThe strikers stayed at the gate through the whole of the night, and nobody sailed from "
    "any berth of the harbour until the early morning hours of Tuesday. The port authority said that talks with the "
    "crews of both ferries would go on in the town hall.\n"
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = make_set(Path(tmp_path_factory.mktemp("sets")) / "quay")
    return find(open_set(folder, parser="none"), codebook=set_codebook(folder), draws=100)


def test_one_article_an_outlet_is_described_and_nothing_more(found: Findings) -> None:
    assert {f.tier for f in found.findings} == {"descriptive"}
    (finding,) = [f for f in found.findings if f.kind == DIFFERENCE]
    assert finding.reason == "one article an outlet: description only"
    assert finding.p != finding.p


def test_each_outlets_first_choice_is_named_with_its_base(found: Findings) -> None:
    (finding,) = [f for f in found.findings if f.kind == DIFFERENCE]
    # Bay News has one label; North Herald two mentions of one; Quay Post one mention of each of two, one of them
    # North Herald's: these two do not differ.
    assert finding.sentence == (
        "For People at the quay, “strikers” is the first choice of North Herald (2 of 2 mentions); “militants” of Bay "
        "News (1 of 1 mentions); “dock workers” and “strikers” of Quay Post (1 of 2 mentions each)."
    )
    assert finding.difference == 0.5
    assert len(finding.spans) == 5


def test_outlets_that_share_one_of_their_first_choices_do_not_differ(tmp_path: Path) -> None:
    texts = {
        "quay-post": "Day one\n\nThe strikers sang. The dock workers slept.\n",
        "bay-news": "Day two\n\nThe strikers went home.\n",
        "north-herald": "Day three\n\nMilitants and strikers met.\n",
    }
    folder = make_set(tmp_path / "quay", texts=texts)
    got = find(open_set(folder, parser="none", cache=tmp_path), codebook=set_codebook(folder), draws=50)
    assert not [f for f in got.findings if f.kind == DIFFERENCE]


def test_weighted_copies_are_described(tmp_path: Path) -> None:
    folder = make_set(
        tmp_path / "quay", texts={"quay-post": COPY, "bay-news": COPY, "north-herald": "A\n\nMilitants.\n"}
    )
    tables = open_set(folder, parser="none", cache=tmp_path)
    assert tables["articles"]["cluster"].duplicated().any()
    got = find(tables, codebook=set_codebook(folder), draws=50, collapse_copies=True)
    (finding,) = [f for f in got.findings if f.kind == DIFFERENCE]
    assert "“strikers” is" in finding.sentence or "; “strikers” of" in finding.sentence
