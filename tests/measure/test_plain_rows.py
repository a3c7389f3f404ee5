"""What measures count of plain rows is what pandas' groups and masks give."""

import pandas as pd
import pytest

import framing
from framing.measure.agency import FORMS, agency
from framing.measure.declared_contrast import contrast_key, declared_rows
from framing.measure.plain_rows import by_article, column, records
from framing.measure.speech_acts import SPEECH, UNKNOWN, speech_acts
from framing.measure.tables import Tables
from framing.measure.term_choice import term_choice
from framing.measure.treatment import FEWEST_OUTLETS, FEWEST_SENTENCES, treatment_shares
from framing.measure.wording import wording_rates

DEMO = "corpus/harbour-blockade"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return framing.open_set(DEMO, parser="none")


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_rows_hold_what_the_table_holds(tables: Tables, storage: str) -> None:
    with pd.option_context("mode.string_storage", storage):
        table = tables["quotations"].astype({"speaker": "string", "article_id": "string"})
    known = table["speaker"].notna()
    assert [cell is not None for cell in column(table, "speaker")] == known.tolist()
    assert [cell for cell in column(table, "speaker") if cell is not None] == table["speaker"][known].tolist()
    assert all(type(row["start"]) is int for row in records(table))
    by = by_article(table, "start", "kind")
    for article_id, mine in table.groupby("article_id"):
        assert by[str(article_id)] == list(zip(mine["start"], mine["kind"], strict=True))
    assert by["nobody's"] == []


def test_declared_contrasts_are_sums_by_article(tables: Tables) -> None:
    book = framing.set_codebook(DEMO)
    assert book is not None
    shares = term_choice(tables, codebook=book)
    own = shares[shares["measure"] == "own-voice label share"]
    expected = {}
    for contrast in book.contrasts:
        either = own[(own["group"] == contrast.concept) & own["key"].isin([*contrast.a, *contrast.b])]
        for article_id, mine in either.groupby("article_id"):
            base, value = mine["value"].sum(), mine.loc[mine["key"].isin(contrast.a), "value"].sum()
            if base > 0:
                expected[contrast.concept, contrast_key(contrast), article_id] = (value, base)
    made = declared_rows(shares, book)
    keys = zip(made["group"], made["key"], made["article_id"], strict=True)
    assert expected
    assert dict(zip(keys, zip(made["value"], made["base"], strict=True), strict=True)) == expected
    assert len(made) == len(expected)


def test_acts_of_speech_are_those_that_no_other_act_of_the_speaker_holds(tables: Tables) -> None:
    table = tables["quotations"]
    taken = table[table["kind"].isin(SPEECH)].fillna({"speaker": UNKNOWN})
    kept = {}
    for k, row in taken.iterrows():
        others = taken[(taken["article_id"] == row["article_id"]) & (taken.index != k)]
        same = (others["start"] == row["start"]) & (others["end"] == row["end"])
        around = (others["start"] <= row["start"]) & (others["end"] >= row["end"]) & ~same
        inside = (others["start"] >= row["start"]) & (others["end"] <= row["end"]) & ~same
        mine = others["speaker"] == row["speaker"]
        if not (around & mine).any() and not (same & mine & (others.index < k)).any():
            kept[k] = max(row["n_words"] - others.loc[inside & ~mine, "n_words"].sum(), 0)
    acts = speech_acts(tables)
    assert kept
    assert acts["n_words_own"].to_dict() == kept
    assert acts.index.is_monotonic_increasing
    assert not acts[["speaker", "source_type", "identified"]].isna().any().any()


def test_agency_counts_each_action_on_both_sides() -> None:
    parsed = framing.open_set(DEMO)
    roles = parsed["roles"]
    roles = roles[(roles["reality"] == "told") & roles["voice"].isin(["outlet", "headline"])]
    made = agency(parsed).set_index(["measure", "group", "key", "article_id"])[["value", "base"]]
    expected = {}
    for article_id, mine in roles.groupby("article_id"):
        for concept in {*mine["agent_concept"].dropna(), *mine["patient_concept"].dropna()}:
            acts, befalls = (mine[f"{side}_concept"] == concept for side in ("agent", "patient"))
            sides = (float(acts.sum()), float(acts.sum() + befalls.sum()))
            expected["agent share", "", concept, article_id] = sides
            if befalls.any():
                forms = mine.loc[befalls.fillna(value=False), "form"]
                for form in FORMS:
                    expected["form share", concept, form, article_id] = (float((forms == form).sum()), len(forms))
        passives = mine["form"].isin(["passive", "agentless passive"])
        if passives.any():
            least = float((mine["form"] == "agentless passive").sum())
            expected["agentless passive share", "", "all passives", article_id] = (least, passives.sum())
    if roles.empty:
        pytest.skip("no parser is installed")
    assert {key: tuple(row) for key, row in zip(made.index, made.to_numpy(), strict=True)} == expected


@pytest.mark.parametrize("quoted", [False, True])
def test_treatment_compares_actors_of_two_outlets_and_three_sentences(quoted: bool) -> None:  # noqa: FBT001 (a case)
    parsed = framing.open_set(DEMO)
    rows = parsed["treatments"]
    own = rows["voice"].isin(["outlet", "headline", "scare"]) & ~rows["reported"]
    said = rows if quoted else rows[own]
    compared = {
        actor
        for actor, mine in said.groupby("actor")
        if mine["outlet"].nunique() >= FEWEST_OUTLETS and len(mine) >= FEWEST_SENTENCES
    }
    wanted = rows[(~own if quoted else own) & rows["actor"].isin(compared)]
    made = treatment_shares(parsed, quoted=quoted)
    counted = wanted.groupby(["actor", "polarity", "article_id"]).size()
    found = made[made["value"] > 0].set_index(["group", "key", "article_id"])["value"]
    assert found.astype(int).to_dict() == counted.to_dict()


def test_wording_is_a_thousand_times_the_marks_of_each_side(tables: Tables) -> None:
    marks, made = tables["wording"], wording_rates(tables)
    quoted = marks["voice"].isin(["quoted", "scare"])
    total = marks.groupby([quoted.map({True: "quoted", False: "outlet"}), "kind"]).size().to_dict()
    found = (made.groupby(["group", "key"])["value"].sum() / 1000).round().astype(int)
    assert found[found > 0].to_dict() == total
