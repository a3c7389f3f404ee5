from pathlib import Path

import pytest
from small_sets import make_set

from framing.reports.finding import DIFFERENCE
from framing.reports.findings import Findings, find
from framing.reports.store import open_set, set_codebook


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
    # Bay News has one label; North Herald two mentions of one; Quay Post one mention of each of two,
    # and of these counts the one that others use less.
    assert finding.sentence == (
        "For People at the quay, “strikers” is the first choice of North Herald (2 of 2 mentions); "
        "“militants” of Bay News (1 of 1 mentions); “dock workers” of Quay Post (1 of 2 mentions)."
    )
    assert finding.difference == 1
    assert len(finding.spans) == 4
