"""The data and the words that a reader gets with the charts of quotations, against counting by hand."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest

from framing.figures.chart import Chart
from framing.figures.cue_profile import cue_profile_chart
from framing.figures.speaker_share import speaker_chart
from framing.figures.speech_openings import opening_chart
from framing.measure.cue_profile import cue_profile
from framing.measure.measure import CodedSet
from framing.measure.measures import places_of
from framing.measure.sourcing import sourcing
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.show.about_set import about_speakers
from framing.stats.evidence import compare_outlets

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}
# article, speaker, type of source, reporting verb, its class, words; each begins where the one before ended
ACTS = [
    ("a1", "Brook", "government", "say", "neutral", 10),
    ("a1", "Reed", "citizen", "claim", "doubting", 30),
    ("a2", "Brook", "government", "say", "neutral", 20),
    ("a2", "Reed", "citizen", "claim", "doubting", 5),
    ("a2", "two sources", "", "tell", "neutral", 15),
    ("b1", "Brook", "government", "say", "neutral", 40),
    ("b1", "Lane", "citizen", "say", "neutral", 10),
    ("b1", "Lane", "citizen", "claim", "doubting", 10),
]
OUTLETS = {"a1": "Alpha", "a2": "Alpha", "b1": "Beta"}


def rows(table: str, given: list[dict[str, Any]]) -> pd.DataFrame:
    return frame(SCHEMAS[table], [{c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | one for one in given])


@pytest.fixture(scope="module")
def tables() -> Tables:
    quotations, at = [], Counter[str]()
    for number, (article, speaker, kind, verb, sort, n) in enumerate(ACTS):
        start = at[article] = at[article] + 100
        quotations.append(
            {
                "article_id": article, "outlet": OUTLETS[article], "start": start, "end": start + 50, "kind": "direct",
                "quotation": number, "speaker": speaker, "source_type": kind or None, "cue": verb, "cue_lemma": verb,
                "identified": "named" if kind else "anonymous",
                "cue_class": sort, "cue_spans": f"{start - 9}-{start - 5}", "part": "body", "n_words": n,
            }
        )  # fmt: skip
    articles = [
        {"article_id": a, "outlet": o, "cluster": a, "n_words": 200 if a == "a2" else 100} for a, o in OUTLETS.items()
    ]
    sentences = [{"article_id": a, "start": 0, "end": 90, "part": "body", "n_words": 25} for a in OUTLETS]
    made = {name: rows(name, []) for name in SCHEMAS}
    made |= {
        "articles": rows("articles", articles),
        "sentences": rows("sentences", sentences),
        "quotations": rows("quotations", quotations),
    }
    return Tables("s", "S", "", made)


def compared(measured: pd.DataFrame) -> pd.DataFrame:
    return compare_outlets(measured, draws=50, seed=1)


def data(chart: Chart) -> dict[tuple[str, ...], float]:
    read = chart.data
    names = [n for n in ("measure", "group", "key", "outlet", "article_id") if n in read.columns]
    keys = [tuple("" if pd.isna(v) else str(v) for v in row) for row in read[names].itertuples(index=False)]
    return dict(zip(keys, read["estimate"], strict=True))


def test_speakers_are_shown_by_quotations_and_by_words(tables: Tables) -> None:
    made = speaker_chart(compared(sourcing(tables)), tables, confidence=0.9)
    found = data(made)
    for outlet in ("Alpha", "Beta"):
        mine = [act for act in ACTS if OUTLETS[act[0]] == outlet]
        for speaker in {act[1] for act in ACTS}:
            n = sum(act[1] == speaker for act in mine)
            spoken = sum(act[5] for act in mine if act[1] == speaker)
            assert found["speaker share", "quotations", speaker, outlet] == pytest.approx(n / len(mine))
            assert found["speaker share", "words", speaker, outlet] == pytest.approx(spoken / sum(a[5] for a in mine))
    assert "Alpha: Brook 40 % of quotations, 38 % of words" in made.alt
    assert "Beta: Lane 67 % of quotations, 33 % of words" in made.alt
    assert made.figure.axes


def test_openings_keep_each_article_and_each_share(tables: Tables) -> None:
    measured = sourcing(tables)
    made = opening_chart(measured, compared(measured), tables, confidence=0.9)
    found = data(made)
    assert found["first quotation", "position", "Alpha", "a1"] == pytest.approx(0.25)
    assert found["first quotation", "position", "Alpha", "a2"] == pytest.approx(0.125)
    assert found["anonymous share", "quotations", "Alpha", ""] == pytest.approx(1 / 5)
    assert found["anonymous share", "words", "Alpha", ""] == pytest.approx(15 / 80)
    assert found["anonymous share", "quotations", "Beta", ""] == 0
    assert "Alpha 19 %" in made.alt  # the median of 25 and 12.5
    assert "Alpha 20 % of 5; Beta 0 % of 3" in made.alt


def test_profile_counts_the_phrases_of_each_class(tables: Tables) -> None:
    made = cue_profile_chart(compared(cue_profile(tables)), tables, confidence=0.9)
    found = data(made)
    assert {key[0] for key in found} == {"cue class share"}
    for group in ("government", "citizen"):
        for outlet in ("Alpha", "Beta"):
            mine = [act for act in ACTS if OUTLETS[act[0]] == outlet and act[2] == group]
            for sort in {act[4] for act in ACTS if act[2] == group}:
                share = sum(act[4] == sort for act in mine) / len(mine)
                assert found["cue class share", group, sort, outlet] == pytest.approx(share)
    assert "citizen sources in Alpha, 100 % of 2; citizen sources in Beta, 50 % of 2" in made.alt


def test_an_anonymous_share_opens_the_anonymous_and_a_place_its_article(tables: Tables) -> None:
    anonymous = places_of({"measure": "anonymous share", "key": "anonymous", "outlet": "Alpha"}, CodedSet(tables))
    assert [(p.article_id, p.start) for p in anonymous] == [("a2", 300)]
    row = {"measure": "first quotation", "key": "first", "outlet": "Alpha", "article_id": "a1"}
    first = places_of(row, CodedSet(tables))
    assert {p.article_id for p in first} == {"a1"}


def test_prose_says_how_many_speakers_outlets_share(tables: Tables) -> None:
    (said,) = about_speakers(tables)
    assert said.startswith("4 speakers could be told apart; 1 of them is quoted in two outlets or more.")
    assert said.endswith(f"{100 * 5 / 8:.0f} % of the quotations.")


def test_a_set_without_quotations_says_so() -> None:
    nothing = Tables("s", "S", "", {name: rows(name, []) for name in SCHEMAS})
    measured = sourcing(nothing)
    evidence = compared(measured)
    assert "nobody" in speaker_chart(evidence, nothing, confidence=0.9).alt
    assert "no quotations" in opening_chart(measured, evidence, nothing, confidence=0.9).alt
    assert "none" in cue_profile_chart(compared(cue_profile(nothing)), nothing, confidence=0.9).alt
    assert about_speakers(nothing) == ()
