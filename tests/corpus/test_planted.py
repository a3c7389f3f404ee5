"""What was planted in the demo set is what the package finds in it."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.annotate.annotate import Annotation, annotate_all
from framing.annotate.codebook import Codebook, read_codebook
from framing.annotate.terms import find_terms
from framing.annotate.voice import voice_of
from framing.measure.aspects import HEADLINE, OPENING, aspect_emphasis, placed_aspects
from framing.measure.mention_counts import mention_counts
from framing.measure.settings import Settings
from framing.measure.tables import Tables, read_spans
from framing.measure.term_choice import term_choice
from framing.measure.treatment import treatment_shares
from framing.sets.manifest import ArticleSet, load_set
from framing.stats.evidence import compare_outlets, evidence_table
from framing.stats.tiers import SUGGESTIVE
from framing.text.layout import lay_out
from framing.text.span import Span
from framing.text.words import count_words

OUTLETS = ("Porthwick Herald", "Skellan Ledger", "National Courier", "Open Water")


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "corpus" / "harbour-blockade"


@pytest.fixture(scope="module")
def planted(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(folder: Path) -> ArticleSet:
    return load_set(folder)


@pytest.fixture(scope="module")
def codebook(folder: Path) -> Codebook:
    return read_codebook(folder / "codebook.toml")


@pytest.fixture(scope="module")
def annotations(demo: ArticleSet, codebook: Codebook) -> dict[str, Annotation]:
    return {a.article.id: a for a in annotate_all(demo.articles, codebook=codebook)}


@pytest.fixture(scope="module")
def tables(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    from framing.store.open_set import open_set

    return open_set(folder, cache=tmp_path_factory.mktemp("cache"))


def test_four_outlets_five_articles_of_200_to_400_words_over_six_days(demo: ArticleSet) -> None:
    assert Counter(a.outlet for a in demo) == dict.fromkeys(OUTLETS, 5)
    assert len({a.published for a in demo}) == 6
    for a in demo:
        layout = lay_out(a)
        assert 200 <= sum(count_words(s.of(a.text)) for s in layout.sentences) <= 400, a.id
        assert layout.headline is not None
        assert layout.headline.of(a.text) == a.title


def test_every_mention_is_found_with_its_span_concept_and_label(
    demo: ArticleSet, codebook: Codebook, planted: dict[str, Any]
) -> None:
    wanted = {
        (a["id"], m["concept"], m["variant"], m["start"], m["end"]) for a in planted["article"] for m in a["mentions"]
    }
    found = {(a.id, m.concept, m.variant, m.span.start, m.span.end) for a in demo for m in find_terms(a, codebook)}
    assert found == wanted
    assert len(wanted) > 200


def test_page_furniture_is_marked(demo: ArticleSet, planted: dict[str, Any]) -> None:
    wanted = {(a["id"], b["kind"], b["start"], b["end"]) for a in planted["article"] for b in a["boilerplate"]}
    found = {(a.id, b.kind, b.span.start, b.span.end) for a in demo for b in lay_out(a).boilerplate}
    assert found == wanted


def test_words_between_marks_are_found_and_nothing_else(
    annotations: dict[str, Annotation], planted: dict[str, Any]
) -> None:
    wanted = {(a["id"], q["start"], q["end"]) for a in planted["article"] for q in a["quotations"]}
    scare = {
        (a["id"], m["start"], m["end"]) for a in planted["article"] for m in a["mentions"] if m["voice"] == "scare"
    }
    found = {
        (id_, part.start, part.end)
        for id_, a in annotations.items()
        for q in a.quotations
        if q.kind != "indirect"
        for part in q.content
    }
    assert found == wanted | scare


def test_voice_of_every_mention(annotations: dict[str, Annotation], planted: dict[str, Any]) -> None:
    wrong = Counter[tuple[str, str]]()
    total = 0
    for article in planted["article"]:
        a = annotations[article["id"]]
        voices = {m.span.start: voice_of(m.span, a.layout, a.quotations) for m in a.mentions}
        for m in article["mentions"]:
            total += 1
            if voices[m["start"]] != m["voice"]:
                wrong[m["voice"], voices[m["start"]]] += 1
    # What stands between marks, in headlines and in scare quotes is certain; indirect speech needs a parser's reading.
    assert all({wanted, got} <= {"outlet", "attributed"} for wanted, got in wrong), wrong
    assert sum(wrong.values()) <= 0.03 * total, wrong


def test_counts_by_outlet_concept_label_and_voice(tables: Tables, planted: dict[str, Any]) -> None:
    """Indirect speech is merged with the outlet's own voice here; it is tested above."""
    wanted = Counter[tuple[str, str, str, str]]()
    for row in planted["label"]:
        wanted[row["outlet"], row["concept"], row["variant"], _merged(row["voice"])] += row["count"]
    found = Counter[tuple[str, str, str, str]]()
    for row in mention_counts(tables).itertuples():
        found[row.outlet, row.concept, row.variant, _merged(row.voice)] += row.n
    assert found == wanted


def _merged(voice: str) -> str:
    return "outlet" if voice == "attributed" else voice


def _quotation_rows(tables: Tables) -> dict[tuple[str, str], Any]:
    return {(r.article_id, p): r for r in tables["quotations"].itertuples() for p in (r.parts or "").split(" ")}


def test_reporting_verbs(tables: Tables, planted: dict[str, Any]) -> None:
    rows = _quotation_rows(tables)
    wanted = [(a["id"], q) for a in planted["article"] for q in a["quotations"] if q["cue"]]
    found = [str(rows[id_, f"{q['start']}-{q['end']}"].cue).split(" ")[0] == q["cue"] for id_, q in wanted]
    assert sum(found) >= 0.95 * len(wanted), [q for (_, q), ok in zip(wanted, found, strict=True) if not ok]


def test_speakers(tables: Tables, planted: dict[str, Any]) -> None:
    rows = _quotation_rows(tables)
    nobody = {"", "unnamed", "islanders"}
    wanted = [(a["id"], q) for a in planted["article"] for q in a["quotations"] if q["speaker"] not in nobody]
    found = [str(rows[id_, f"{q['start']}-{q['end']}"].speaker) == q["speaker"] for id_, q in wanted]
    assert sum(found) >= 0.95 * len(wanted), [q for (_, q), ok in zip(wanted, found, strict=True) if not ok]


@pytest.mark.parametrize("fact", ["source_type", "identified"])
def test_types_of_speakers_and_how_they_are_known(tables: Tables, planted: dict[str, Any], fact: str) -> None:
    rows = _quotation_rows(tables)
    gold = {s["name"]: s[fact] for s in planted["speaker"]}
    said = [(a["id"], q) for a in planted["article"] for q in a["quotations"] if q["speaker"]]
    assert {q["speaker"] for _, q in said} == set(gold)
    wrong = [
        (q["speaker"], gold[q["speaker"]], found)
        for id_, q in said
        if (found := str(getattr(rows[id_, f"{q['start']}-{q['end']}"], fact))) != gold[q["speaker"]]
    ]
    assert len(wrong) <= 0.03 * len(said), wrong


@pytest.fixture(scope="module")
def compared(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    measures = term_choice(tables, codebook=codebook)
    return compare_outlets(measures[measures["measure"] == "label share"], draws=10_000, seed=1)


def test_planted_preferences_stand_out(compared: pd.DataFrame, planted: dict[str, Any]) -> None:
    rows = {(r.outlet, r.group, r.key): r for r in compared.itertuples()}
    for wanted in planted["preference"]:
        row = rows[wanted["outlet"], wanted["concept"], wanted["variant"]]
        assert row.estimate > row.rest, wanted
    strongest = [rows[p["outlet"], p["concept"], p["variant"]] for p in planted["preference"]]
    assert sum(row.tier == "supported" for row in strongest) >= 6, [(r.outlet, r.key, r.tier) for r in strongest]


def test_no_difference_is_claimed_where_outlets_were_made_alike(
    compared: pd.DataFrame, planted: dict[str, Any]
) -> None:
    fishers = compared[compared["group"] == "fishers"]
    assert set(fishers["tier"]) <= {"not testable", "descriptive"}, fishers[["outlet", "key", "tier", "p"]]
    for wanted in planted["no_difference"]:
        here = compared[(compared["group"] == wanted["concept"]) & compared["outlet"].isin(wanted["outlets"])]
        spread = here.groupby("key")["estimate"].agg(lambda e: e.max() - e.min())
        assert spread.max() <= 0.11, wanted


def test_traps_are_no_mentions(demo: ArticleSet, codebook: Codebook, planted: dict[str, Any]) -> None:
    texts = {a.id: a for a in demo}
    for trap in planted["trap"]:
        article = texts[trap["article"]]
        at = article.text.index(trap["text"])
        spans = [m.span for m in find_terms(article, codebook)]
        assert not any(s.start < at + len(trap["text"]) and at < s.end for s in spans), trap


def test_the_answer_key_agrees_with_the_texts(folder: Path, demo: ArticleSet, planted: dict[str, Any]) -> None:
    texts = {a.id: a.text for a in demo}
    dispatch = (folder / "dispatch.txt").read_text(encoding="utf-8")
    for edit in planted["edit"]:
        assert edit["dispatch_text"] in dispatch
        assert edit["article_text"] in texts[edit["article"]]
        assert edit["dispatch_text"] not in texts[edit["article"]] or not edit["article_text"]
    for cut in planted["cut"]:
        assert cut["paragraph_begins"] in dispatch
        assert cut["paragraph_begins"] not in texts[cut["article"]]
    for family in (*planted["number"], *planted["utterance"]):
        for one in family.get("claims", family.get("occurrences")):
            assert one["text"] in texts[one["article"]]


def test_what_an_outlet_puts_first_is_found_where_it_stands(planted: dict[str, Any], tables: Tables) -> None:
    placed = placed_aspects(tables)
    for row in planted["emphasis"]:
        mine = placed[(placed["entry"] == row["aspect"]) & (placed["outlet"] == row["outlet"])]
        assert sorted(set(mine["article_id"])) == row["articles"]
        assert sorted(set(mine.loc[mine["zone"] == HEADLINE, "article_id"])) == row["headlines"]
        assert sorted(set(mine.loc[mine["zone"] == OPENING, "article_id"])) == row["openings"]
        elsewhere = set(placed.loc[placed["entry"] == row["aspect"], "outlet"])
        assert not elsewhere & set(row["nowhere"])


def test_the_planted_emphasis_stands_out_among_all_aspects(planted: dict[str, Any], tables: Tables) -> None:
    found = evidence_table(aspect_emphasis(tables).assign(counts="weighted sentences"), Settings(seed=1), declared=[])
    for row in planted["emphasis"]:
        mine = found[(found["key"] == row["aspect"]) & (found["outlet"] == row["outlet"])].iloc[0]
        assert mine["tier"] == SUGGESTIVE
        assert mine["difference"] > 0.1


def test_the_planted_treatment_is_found_in_its_voice_and_nowhere_else(planted: dict[str, Any], tables: Tables) -> None:
    rows = tables["treatments"]
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True))
    for row in planted["treatment"]:
        mine = rows[(rows["actor"] == row["actor"]) & (rows["polarity"] != "neutral")]
        here = mine[(mine["article_id"] == row["article"]) & (mine["reported"] == row["reported"])]
        assert list(here["polarity"]) == [row["polarity"]]
        assert Span(row["start"], row["end"]) in read_spans(here["words"].iloc[0])
        assert {outlets[i] for i in mine.loc[~mine["reported"], "article_id"]} <= {row["outlet"]}


def test_shares_of_treatment_tell_the_outlet_that_speaks_ill(planted: dict[str, Any], tables: Tables) -> None:
    found = evidence_table(treatment_shares(tables).assign(counts="sentences"), Settings(seed=1), declared=[])
    for row in (r for r in planted["treatment"] if not r["reported"]):
        mine = found[(found["group"] == row["actor"]) & (found["key"] == row["polarity"]) & (found["estimate"] > 0)]
        assert list(mine["outlet"]) == [row["outlet"]]
        assert mine["n_articles"].iloc[0] == 5
