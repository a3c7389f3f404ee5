"""How three outlets edited one dispatch, as planted in the demo set, is what the comparison finds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.measure.tables import Tables
from framing.store.open_set import open_set


@pytest.fixture(scope="module")
def planted(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "corpus/harbour-blockade/planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tables(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return open_set(root / "corpus" / "harbour-blockade", cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def readings(tables: Tables) -> pd.DataFrame:
    about = tables["rewordings"][["rewording", "kind", "inside_quotation", "a_text", "b_text"]]
    return tables["readings"].merge(about, on="rewording")


def test_every_planted_edit_is_found_with_its_kind(
    tables: Tables, readings: pd.DataFrame, planted: dict[str, Any]
) -> None:
    missed = []
    for edit in planted["edit"]:
        mine = readings[
            (readings["kind"] == edit["class"]) & (readings["inside_quotation"] == edit["inside_quotation"])
        ]
        if edit["article_text"]:
            text = tables.texts[edit["article"]]
            places = [i for i in range(len(text)) if text.startswith(edit["article_text"], i)]
            here = mine[mine["article_id"] == edit["article"]]
            found = any(
                row.change_start < at + len(edit["article_text"]) and at < row.change_end
                for row in here.itertuples()
                for at in places
            )
        else:  # words left out: the others' reading has them
            words = edit["dispatch_text"].strip(", ")
            found = any(words in str(row.a_text) + str(row.b_text) for row in mine.itertuples())
        if not found:
            missed.append(edit)
    assert not missed


def test_only_the_three_copies_hang_together(tables: Tables, planted: dict[str, Any]) -> None:
    copies = set(planted["lineage"]["NPA dispatch"])
    clusters = tables["articles"].set_index("article_id")["cluster"]
    assert len(set(clusters[sorted(copies)])) == 1
    others = clusters.drop(sorted(copies))
    assert (others == others.index).all()
    lineage = tables["lineage"].set_index("child")
    assert all("NPA" in str(lineage.loc[a, "parent"]) for a in copies)
    assert not lineage.loc[sorted(copies), "parent_in_set"].any()
    assert (lineage.drop(sorted(copies))["clarity"] == "alone").all()
    assert set(tables["families"]["article_id"]) == copies


def test_a_paragraph_that_was_cut_is_in_no_sentence_shared_by_all(tables: Tables, planted: dict[str, Any]) -> None:
    families = tables["families"]
    for cut in planted["cut"]:
        for row in families.itertuples():
            text = tables.texts[row.article_id][row.sentence_start : row.sentence_end]
            if text.startswith(cut["paragraph_begins"]):
                members = set(families.loc[families["family"] == row.family, "article_id"])
                assert cut["article"] not in members


def test_figures_that_differ_stand_together(tables: Tables, planted: dict[str, Any]) -> None:
    found = tables["number_groups"]
    groups = [
        (
            {(r.article_id, tables.texts[r.article_id][r.start : r.end], r.value) for r in group.itertuples()},
            set(group["verdict"]),
        )
        for _, group in found.groupby("group")
    ]
    for number in planted["number"]:
        wanted = [(c["article"], c["text"], c["value"]) for c in number["claims"]]
        assert any(
            "disagree" in verdict
            and all(any(a == article and v == value for a, _, v in claims) for article, _, value in wanted)
            for claims, verdict in groups
        ), number["quantity"]


def test_one_statement_whole_cut_and_altered(tables: Tables, planted: dict[str, Any]) -> None:
    found = tables["utterances"]
    for utterance in planted["utterance"]:
        spans = {
            (o["article"], (at := tables.texts[o["article"]].index(o["text"])), at + len(o["text"].rstrip(",")))
            for o in utterance["occurrences"]
        }
        best = next(
            (
                group
                for _, group in found.groupby("utterance")
                if all(
                    ((group["article_id"] == a) & (group["start"] < end) & (group["end"] > start)).any()
                    for a, start, end in spans
                )
            ),
            None,
        )
        assert best is not None, utterance
        assert best["speaker"].dropna().unique().tolist() in ([utterance["speaker"]], []), utterance
        status = best.set_index("article_id")["status"]
        for occurrence in utterance["occurrences"]:
            got = status[occurrence["article"]]
            assert (got == "whole") == occurrence["whole"], (utterance["speaker"], occurrence, got)
