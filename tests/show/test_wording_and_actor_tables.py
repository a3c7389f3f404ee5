from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.figures.chart import save_chart
from framing.figures.coverage_grid import coverage_chart
from framing.findings.context import Context
from framing.findings.fact_grid import fact_grid
from framing.findings.find import find
from framing.measure.coverage import coverage
from framing.measure.measure import CodedSet
from framing.measure.measures import places_of
from framing.measure.settings import Settings
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.show.actor_tables import about_actors, epithet_table, verb_tables
from framing.show.coverage_tables import about_coverage
from framing.show.fact_grid_table import about_facts, fact_table
from framing.show.wording_tables import about_wording, wording_tables
from framing.store.open_set import open_set, set_codebook


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return open_set(root / "corpus" / "harbour-blockade", cache=tmp_path_factory.mktemp("cache"))


def test_tables_open_the_sentences(demo: Tables) -> None:
    assert "claimed" in str(wording_tables(demo).html)
    shown = str(epithet_table(demo).html)
    assert "ringleader of save the meadow" in shown
    assert "<details" in shown or "data-" in shown or "<button" in shown
    assert "people in the boats" in str(verb_tables(demo, {"people-in-boats": "people in the boats"}).html)


def test_epithets_stand_beside_each_other_in_the_outlets_words(demo: Tables) -> None:
    shown = str(epithet_table(demo).html)
    assert shown.count("<table>") == 1
    row = shown[shown.index('<th scope="row">Owen Strand</th>') :].split("</tr>", maxsplit=1)[0]
    cells = row.split("<td>")[1:]
    outlets = sorted(demo["articles"]["outlet"].unique())
    mine = demo["epithets"].query("actor == 'owen strand' and kind != 'title'")
    for outlet, cell in zip(outlets, cells, strict=True):
        for words, n in mine[mine["outlet"] == outlet]["description"].value_counts().items():
            # apostrophes are written as one kind and escaped
            said = str(words).replace("’", "&#39;").replace("'", "&#39;")
            assert f">{said}</button>" in cell, (outlet, words)
            assert n == 1 or f" ×\u00a0{n}" in cell


def test_coverage_is_drawn_and_listed(demo: Tables, tmp_path: Path) -> None:
    found = coverage(demo)
    assert save_chart(coverage_chart(found, demo), out=tmp_path).svg.is_file()
    facts = fact_grid(Context(demo))
    assert f"{len(facts.facts)} facts" in about_facts(facts)[0]
    shown = str(fact_table(facts, demo).html)
    assert "no sentence found" in shown
    assert ">says</button>" in shown


def test_of_a_large_set_the_statements_not_drawn_are_given_where_they_stand(
    demo: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = coverage(demo)
    every = coverage_chart(found, demo).data
    monkeypatch.setattr("framing.figures.coverage_grid.MOST_CELLS", len(every) - 1)
    monkeypatch.setattr("framing.figures.coverage_grid.MOST", 2)
    some = coverage_chart(found, demo).data
    drawn = every["statement"].isin(every["statement"].unique()[:2])
    expected = every[drawn | (every["status"] == "has it")].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, expected)
    assert len(every) > len(some)


def test_prose_counts(demo: Tables) -> None:
    assert str(len(demo["roles"])) in about_actors(demo)[0].replace(",", "")
    assert about_wording(demo)[0].startswith(str(len(demo["wording"])))
    found = coverage(demo)
    assert f"{len(found.statements)} statements" in about_coverage(found)[0]


def test_an_empty_set_says_so(tmp_path: Path) -> None:
    nothing = Tables("s", "S", "", {name: frame(columns, []) for name, columns in SCHEMAS.items()}, {})
    found = coverage(nothing)
    assert "No action" in str(verb_tables(nothing, {"x": "X"}).html)
    assert "No actor" in str(epithet_table(nothing).html)
    assert "No facts" in str(fact_table(fact_grid(Context(nothing)), nothing).html)
    assert save_chart(coverage_chart(found, nothing), out=tmp_path).svg.is_file()
    assert about_actors(nothing)[0].startswith("0 actions")


def test_findings_speak_of_wording_and_open_the_words(demo: Tables, root: Path) -> None:
    book = set_codebook(root / "corpus" / "harbour-blockade")
    found = find(demo, codebook=book, settings=Settings(draws=500, seed=3)).evidence
    rows = found[(found["measure"] == "wording") & (found["outlet"] == "National Courier")].to_dict("records")
    assert {str(row["key"]) for row in rows} >= {"doubt", "factive", "loaded"}
    for row in rows:
        assert len(places_of(row, CodedSet(demo, book))) == pytest.approx(row["estimate"] * row["n"] / 1000)
    actor = found[(found["measure"] == "agent share") & (found["key"] == "people-in-boats")].to_dict("records")
    for row in actor:
        assert len(places_of(row, CodedSet(demo, book))) == row["n"]
