"""Questions at the desk: concordance, quotations, label shares, and what a set's tables print of themselves."""

from __future__ import annotations

import copy
import pickle

import pandas as pd
import pytest

from framing.annotate.voice import VOICES
from framing.measure.desk import DeskError
from framing.measure.tables import Tables
from framing.store.open_set import open_set

DEMO = "corpus/harbour-blockade"


@pytest.fixture(scope="module")
def demo() -> Tables:
    return open_set(DEMO)


def test_a_word_has_the_voice_that_its_mention_has(demo: Tables) -> None:
    by_place = {}
    for surface in sorted(set(demo["mentions"]["surface"])):
        for row in demo.concordance(surface).itertuples():
            by_place[row.article_id, row.start, row.end] = row.voice
    own = [
        (row["voice"], by_place[row["article_id"], row["start"], row["end"]])
        for row in demo["mentions"].to_dict("records")
        if (row["article_id"], row["start"], row["end"]) in by_place
    ]
    assert len(own) > len(demo["mentions"]) / 2
    assert [a for a, _ in own] == [b for _, b in own]


def test_every_place_of_a_concordance_is_the_word_and_what_stands_around_it(demo: Tables) -> None:
    found = demo.concordance("ferry", around=30)
    assert len(found)
    for row in found.itertuples():
        text = demo.texts[str(row.article_id)]
        assert text[row.start : row.end] == row.found
        assert str(row.found).lower().startswith("ferr")
        assert (
            f"{row.left} {row.found} {row.right}".split()
            == " ".join(f"{row.left} {row.found} {row.right}".split()).split()
        )
        assert len(str(row.left)) <= 30
        assert len(str(row.right)) <= 30


def test_one_outlet_and_one_voice_are_parts_of_the_whole(demo: Tables) -> None:
    whole = demo.concordance("terminal")
    parts = [demo.concordance("terminal", outlet=o, voice=v) for o in demo.outlets for v in VOICES]
    assert sum(map(len, parts)) == len(whole)
    own = demo.concordance("terminal", voice="own")
    assert set(own["voice"]) <= {"outlet", "headline"}


def test_any_ending_is_asked_for_with_a_star(demo: Tables) -> None:
    found = set(demo.concordance("fish*")["found"].str.lower())
    assert found > set(demo.concordance("fisher")["found"].str.lower())
    assert all(form.startswith("fish") for form in found)


def test_two_words_stand_in_a_row(demo: Tables) -> None:
    found = demo.concordance("new ferry")
    assert set(found["found"].str.lower().str.split().str.len()) == {2}


def test_quotations_by_speaker_and_those_that_an_outlet_drops(demo: Tables) -> None:
    every = demo.quotes()
    assert len(every) == len(demo["quotations"])
    utterances = demo["utterances"]
    absent = utterances[utterances["status"] == "absent"].iloc[0]
    dropped = demo.quotes(missing_in=str(absent["outlet"]))
    assert len(dropped)
    assert str(absent["outlet"]) not in set(dropped["outlet"])
    speaker = str(every["speaker"].dropna().iloc[0])
    assert set(demo.quotes(speaker=speaker.upper())["speaker"]) == {speaker}
    for row in every.itertuples():
        assert " ".join(demo.texts[str(row.article_id)][row.start : row.end].split()) == row.words


def test_a_statement_that_the_outlet_reports_is_not_dropped(demo: Tables) -> None:
    utterances = demo["utterances"]
    there = utterances[utterances["status"] != "absent"]
    asked = {str(outlet): demo.quotes(missing_in=str(outlet)) for outlet in set(there["outlet"])}
    for row in there.to_dict("records"):
        dropped = asked[str(row["outlet"])]
        inside = dropped[(dropped["article_id"] == row["article_id"]) & (dropped["start"] == row["start"])]
        assert inside.empty


def test_label_shares_are_those_of_the_mentions(demo: Tables) -> None:
    concept = str(demo["mentions"]["concept"].iloc[0])
    shares = demo.label_shares(concept)
    mine = demo["mentions"].query("concept == @concept and voice in ['outlet', 'headline']")
    assert list(shares.columns) == demo.outlets
    for outlet in demo.outlets:
        own = mine[mine["outlet"] == outlet]
        for label in shares.index:
            wanted = (own["variant"] == label).sum() / len(own) if len(own) else float("nan")
            assert shares.loc[label, outlet] == pytest.approx(wanted, nan_ok=True)
    assert sum(shares.attrs["mentions"].values()) == len(mine)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda t: t.concordance(" "), "no word to look for"),
        (lambda t: t.concordance("ferry", outlet="Nobody"), "no outlet 'Nobody' in this set; it has"),
        (lambda t: t.concordance("ferry", voice="mine"), "no voice 'mine'"),
        (lambda t: t.quotes(kind="loud"), "no kind 'loud'"),
        (lambda t: t.quotes(missing_in="Nobody"), "no outlet 'Nobody'"),
        (lambda t: t.label_shares("moon"), "no concept 'moon' in this set; it has"),
    ],
)
def test_a_question_that_has_no_answer_says_what_there_is(demo: Tables, ask: object, says: str) -> None:
    with pytest.raises(DeskError, match=says):
        ask(demo)  # type: ignore[operator]


def test_without_a_text_the_question_says_which(demo: Tables) -> None:
    bare = Tables(demo.set_id, demo.title, demo.event_date, demo.frames)
    with pytest.raises(DeskError, match="not at hand: open the set with its texts"):
        bare.concordance("ferry")


def test_tables_print_no_sentence_and_give_their_frames_by_name(demo: Tables) -> None:
    assert len(repr(demo)) < 1000
    first = next(iter(demo.texts.values()))
    assert first[:80] not in repr(demo)
    assert str(demo.articles["published"].dtype).startswith("datetime64")
    mine = demo.articles
    mine["outlet"] = "x"
    assert "x" not in set(demo["articles"]["outlet"])
    pd.testing.assert_frame_equal(demo.mentions, demo["mentions"])
    assert "quotations" in dir(demo)
    with pytest.raises(AttributeError, match="tables have no 'nothing'"):
        _ = demo.nothing
    assert pickle.loads(pickle.dumps(demo)).outlets == demo.outlets  # noqa: S301  written one line above
    assert copy.copy(demo).outlets == demo.outlets
