"""Findings say what stands in the table, strongest first, negative ones too, and never more than that."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest
from outlet_sets import OUTLETS, make_set

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings, find, headline
from framing.findings.finding import DIFFERENCE, NO_DIFFERENCE
from framing.findings.write_findings import write_findings
from framing.measure.declared_contrast import DECLARED
from framing.measure.measure import CodedSet
from framing.measure.measures import places_of
from framing.measure.row_sentence import listed, percent
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.stats.evidence import family_rows
from framing.store.open_set import open_set, set_codebook

JUDGING = re.compile(
    r"\b(bias\w*|propagand\w*|neutral term|significant\w*|intend\w*|wants? to|tries to|because)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Codebook]:
    folder = make_set(tmp_path_factory.mktemp("sets") / "quay")
    book = set_codebook(folder)
    assert book is not None
    return open_set(folder, parser="none", cache=folder / "cache"), book


@pytest.fixture(scope="module")
def found(opened: tuple[Tables, Codebook]) -> Findings:
    return find(opened[0], codebook=opened[1], settings=Settings(draws=1000, seed=3))


def test_the_first_finding_is_the_planted_one_with_its_bases(found: Findings) -> None:
    first = found.findings[0]
    assert (first.tier, first.kind, first.measure, first.outlet) == ("supported", DIFFERENCE, DECLARED.name, "Bay News")
    assert first.sentence.startswith(
        "Naming the people at the quay, Bay News wrote “militants” rather than “strikers” in 12 of 12 mentions in its "
        "own voice, in 6 of its 6 articles (100 %; 95 % interval "
    )
    assert "The other outlets did so in 0 of 24 (0 %): 100 points more (95 % interval " in first.sentence
    assert "after correction for the largest of all differences; " in first.reason


def test_the_number_in_the_sentence_is_the_rows(found: Findings) -> None:
    evidence = found.evidence.set_index(["measure", "group", "key", "outlet"])
    for finding in found.findings:
        if finding.kind == DIFFERENCE:
            row = evidence.loc[(finding.measure, finding.group, finding.key, finding.outlet)]
            assert finding.estimate == row["estimate"]
            assert (finding.tier, finding.reason) == (row["tier"], row["reason"])
            if finding.unit == "share":
                assert percent(row["estimate"]) in finding.sentence


def test_its_spans_are_the_mentions_counted(found: Findings, opened: tuple[Tables, Codebook]) -> None:
    first = found.findings[0]
    assert len(first.spans) == 12
    texts = opened[0].texts
    assert {texts[p.article_id][p.start : p.end].lower() for p in first.spans} == {"militants"}
    # for a label that an outlet never used: what it used instead
    row = {"measure": "label share", "group": "people", "key": "militants", "outlet": "Quay Post"}
    assert {texts[p.article_id][p.start : p.end] for p in places_of(row, CodedSet(*opened))} == {"strikers"}


def test_a_declared_contrast_without_a_difference_is_a_finding(found: Findings) -> None:
    negative = [f for f in found.findings if f.kind == NO_DIFFERENCE]
    assert [f.group for f in negative] == ["act"]
    assert "no outlet stood apart in writing “stoppage” rather than “walkout”" in negative[0].sentence
    assert "no proof that they write alike" in negative[0].sentence
    assert negative[0].tier == "descriptive"
    assert math.isnan(negative[0].estimate)
    assert found.findings[-1] == negative[-1]
    assert negative[0] in headline(found, 2)


def test_order_is_evidence_first_and_an_outlet_speaks_once_of_a_concept(found: Findings) -> None:
    tiers = ["supported", "suggestive", "descriptive"]
    order = [tiers.index(f.tier) for f in found.findings]
    assert order == sorted(order)
    about = [
        (f.outlet, f.group)
        for f in found.findings
        if f.measure in (DECLARED.name, "label share", "own-voice label share")
    ]
    assert len(about) == len(set(about))
    assert len({f.id for f in found.findings}) == len(found.findings)


def test_no_sentence_judges_an_outlet(found: Findings) -> None:
    for text in [*(f.sentence + f.reason for f in found.findings), *found.limits]:
        assert not JUDGING.search(text), text


def test_only_declared_contrasts_are_supported(found: Findings) -> None:
    supported = found.evidence[found.evidence["tier"] == "supported"]
    assert set(supported["measure"]) == {DECLARED.name}


def test_one_article_an_outlet_is_described_only(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay", articles=1)
    got = find(
        open_set(folder, parser="none", cache=tmp_path), codebook=set_codebook(folder), settings=Settings(draws=100)
    )
    assert {f.tier for f in got.findings} == {"descriptive"}
    assert set(family_rows(got.evidence)["tier"]) <= {"descriptive", "not testable"}
    assert "one article an outlet" in " ".join(got.limits)


def test_limits_are_computed(found: Findings) -> None:
    text = " ".join(found.limits)
    assert "6 articles an outlet" in text
    assert "why an outlet chose them" in text
    assert (
        re.search(r"\d+ of \d+ comparisons cannot be tested", text) or (found.evidence["tier"] != "not testable").all()
    )


def test_the_file_is_plain_json_without_nan(found: Findings, tmp_path: Path) -> None:
    path = write_findings(found, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "NaN" not in text
    read = json.loads(text)
    assert len(read["findings"]) == len(found.findings)
    assert read["findings"][-1]["estimate"] is None
    assert read["findings"][0]["spans"][0] == [
        found.findings[0].spans[0].article_id,
        *read["findings"][0]["spans"][0][1:],
    ]


def test_in_jupyter_outlets_names_are_escaped(found: Findings) -> None:
    shown = found._repr_html_()
    assert OUTLETS["tide"] not in shown
    assert "What this set cannot show" in shown


def test_copies_are_said_beside_a_finding(opened: tuple[Tables, Codebook]) -> None:
    tables, book = opened

    def with_copies(*copies: str) -> Findings:
        articles = tables["articles"].copy()
        articles.loc[articles["article_id"].isin(copies), "cluster"] = "wire"
        copied = Tables(tables.set_id, tables.title, "", {**tables.frames, "articles": articles}, tables.texts)
        return find(copied, codebook=book, settings=Settings(draws=500))

    two = with_copies("bay-0", "bay-1")
    assert two.findings[0].outlet == "Bay News"
    assert two.findings[0].copies == "with shared copy counted once still supported (100 % against 0 %)"
    assert "2 of 18 articles share copy" in " ".join(two.limits)
    # six articles, but one text: nothing that could be tested
    one = family_rows(with_copies(*(f"bay-{i}" for i in range(6))).evidence)
    assert set(one[(one["outlet"] == "Bay News") & (one["n_articles"] > 0)]["tier"]) == {"descriptive"}


def test_lists_of_labels_read_as_prose() -> None:
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b", "c"]) == "“a”, “b” or “c”"
