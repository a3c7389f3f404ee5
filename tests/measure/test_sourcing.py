from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from framing.measure.cue_profile import cue_profile
from framing.measure.extraction_errors import Labelled, extraction_errors
from framing.measure.sourcing import sourcing
from framing.measure.speech_acts import speech_acts
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.text.article import Article
from framing.text.span import Span

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}


def rows(table: str, given: list[Mapping[str, Any]]) -> pd.DataFrame:
    return frame(SCHEMAS[table], [{c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | dict(row) for row in given])


def quotation(article: str, start: int, end: int, **more: object) -> dict[str, Any]:
    return {
        "article_id": article,
        "start": start,
        "end": end,
        "kind": "direct",
        "part": "body",
        "n_words": end - start,
        **more,
    }


def tables(*quotations: Mapping[str, Any]) -> Tables:
    articles = [{"article_id": a, "outlet": a.upper(), "cluster": a, "n_words": 100} for a in ("a", "b")]
    sentences = [
        {"article_id": a, "start": s, "end": s + 10, "sentence": s // 10, "part": "body", "n_words": 10}
        for a in ("a", "b")
        for s in range(0, 100, 10)
    ]
    made = {name: rows(name, []) for name in SCHEMAS}
    made |= {
        "articles": rows("articles", articles),
        "sentences": rows("sentences", sentences),
        "quotations": rows("quotations", list(quotations)),
    }
    return Tables("s", "S", "", made)


def share(made: pd.DataFrame, measure: str, group: str, key: str, article: str) -> float:
    row = made[
        (made["measure"] == measure) & (made["group"] == group) & (made["key"] == key) & (made["article_id"] == article)
    ]
    return float(row["value"].iloc[0] / row["base"].iloc[0])


ACTS = tables(
    quotation(
        "a", 20, 30, speaker="Brook", source_type="government", cue_spans="31-35", cue_class="neutral", cue_lemma="say"
    ),
    quotation(
        "a", 40, 50, speaker="Brook", source_type="government", cue_spans="31-35", cue_class="neutral", cue_lemma="say"
    ),
    quotation(
        "a",
        60,
        80,
        kind="indirect",
        speaker="Reed",
        identified="anonymous",
        cue_spans="55-59",
        cue_class="doubting",
        cue_lemma="claim",
    ),
    quotation(
        "a",
        65,
        70,
        kind="partial",
        speaker="Reed",
        identified="anonymous",
        cue_spans="55-59",
        cue_class="doubting",
        cue_lemma="claim",
    ),
    quotation("a", 90, 92, kind="scare"),
    quotation("b", 0, 10),
)


def test_marked_words_inside_indirect_speech_of_the_same_speaker_count_once() -> None:
    acts = speech_acts(ACTS)
    assert list(zip(acts["article_id"], acts["start"], strict=True)) == [("a", 20), ("a", 40), ("a", 60), ("b", 0)]


def test_speech_inside_other_speech_is_its_own_act_and_its_words_are_not_counted_twice() -> None:
    acts = speech_acts(
        tables(
            quotation("a", 0, 30, kind="indirect", speaker="Brook"),
            quotation("a", 10, 20, kind="indirect", speaker="Reed"),
        )
    )
    assert list(acts["n_words_own"]) == [20, 10]


@pytest.mark.parametrize(
    ("measure", "group", "key", "wanted"),
    [
        ("source type share", "quotations", "government", 2 / 3),
        ("source type share", "words", "government", 20 / 40),
        ("speaker share", "quotations", "Reed", 1 / 3),
        ("anonymous share", "quotations", "anonymous", 1 / 3),
        ("anonymous share", "words", "anonymous", 20 / 40),
        ("quoted share", "words", "quoted", 25 / 100),
        ("first quotation", "position", "first", 20 / 100),
    ],
)
def test_shares(measure: str, group: str, key: str, wanted: float) -> None:
    assert share(sourcing(ACTS), measure, group, key, "a") == pytest.approx(wanted)


def test_what_an_article_does_not_use_is_zero_and_what_it_lacks_is_missing() -> None:
    made = sourcing(ACTS)
    assert share(made, "source type share", "quotations", "government", "b") == 0
    assert share(made, "source type share", "quotations", "unknown", "b") == 1
    assert sourcing(tables()).query("measure != 'quoted share'").empty


def test_shares_of_a_group_sum_to_one() -> None:
    made = sourcing(ACTS)
    sums = made[made["measure"].isin(["source type share", "speaker share"])].groupby(
        ["measure", "group", "article_id"]
    )
    assert (sums["value"].sum() / sums["base"].first()).round(9).eq(1).all()


def test_in_a_large_set_who_is_heard_once_has_no_rows_and_counts_in_the_bases(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = [("a", "Brook"), ("a", "Reed"), ("a", "Reed"), ("a", "Lund"), ("a", "Lund"), ("a", "Lund"), ("b", "Brook")]
    some = tables(*(quotation(a, 10 * i, 10 * i + 5, speaker=who) for i, (a, who) in enumerate(heard)))
    every = sourcing(some)
    monkeypatch.setattr("framing.measure.sourcing.MOST_CELLS", 3 * 2 - 1)
    made = sourcing(some)
    pd.testing.assert_frame_equal(made, every[~every["key"].isin(["Reed"])].reset_index(drop=True))
    assert set(made.loc[made["measure"] == "speaker share", "key"]) == {"Brook", "Lund"}


def test_a_cue_counts_once() -> None:
    made = cue_profile(ACTS)
    assert share(made, "cue class share", "government", "neutral", "a") == 1
    assert float(made.query("group == 'government' and measure == 'cue verb share'")["base"].iloc[0]) == 1
    assert share(cue_profile(ACTS, by="all"), "cue verb share", "all", "claim", "a") == pytest.approx(1 / 2)
    assert cue_profile(tables()).empty


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of speech scare"):
        speech_acts(ACTS, kinds=("direct", "scare"))


def test_errors_against_labelled_articles() -> None:
    text = "“The pier is open,” Brook said. The ferry sails at noon."
    article = Article("a", text)
    right, wrong = (Span(1, 18),), (Span(32, 56),)
    by_kind, errors = extraction_errors([Labelled(article, (right, wrong))], parser="none")
    shares = by_kind.set_index("kind")
    assert shares.loc["all", ["n_marked", "n_found"]].tolist() == [2, 1]
    assert shares.loc["all", "recall"] == 0.5
    assert shares.loc["between marks", "precision"] == 1
    assert errors[["error", "start"]].to_numpy().tolist() == [["missed", 32]]


def test_no_labelled_articles_have_no_shares() -> None:
    by_kind, errors = extraction_errors([], parser="none")
    assert by_kind["precision"].isna().all()
    assert errors.empty


def test_where_the_first_quotation_begins_is_counted_in_words() -> None:
    # As one observation an article, positions close together would get the interval of a coin thrown as often.
    (row,) = sourcing(ACTS).query("measure == 'first quotation' and article_id == 'a'").to_dict("records")
    assert (row["value"], row["base"]) == (20, 100)
