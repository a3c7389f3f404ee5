"""Readers' decisions in a set: what they change, what holds them, what becomes of stale ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from small_sets import make_set

from framing.annotate.annotate import annotate_all
from framing.annotate.corrected_set import correct_alone
from framing.annotate.treatment.record import Treatment
from framing.measure.correction_rows import not_applied
from framing.measure.cue_profile import cue_profile
from framing.measure.tables import Tables
from framing.sets.corrections import CORRECTIONS, Correction, append_corrections, read_corrections
from framing.sets.manifest import SetError, load_set
from framing.store.open_set import open_set
from framing.text.article import Article
from framing.text.span import Span

DAY = date(2026, 11, 25)


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    return make_set(tmp_path / "strike")


def opened(folder: Path) -> Tables:
    return open_set(folder, parser="none", cache=folder / "cache")


def decision(folder: Path, article: str, words: str, **said: object) -> Correction:
    """A decision on the mark that is these very words."""
    text = next(a for a in load_set(folder).articles if a.id == article)
    start = text.text.index(words)
    base = {"id": f"c{article}{words}{said.get('coder', '')}", "coder": "mb", "date": DAY, "mark": "quotation"}
    at = ((start, start + len(words)),)
    return Correction.model_validate({**base, "article": article, "sha256": text.sha256, "at": at, **said})


def test_a_speaker_is_changed_and_everything_downstream_knows(strike: Path) -> None:
    before = opened(strike)
    one = decision(strike, "bay-news", "We will not sail,", decision="change", new={"speaker": "Tom Birk"})
    append_corrections(strike, [one])
    after = opened(strike)
    row = next(r for r in after["quotations"].to_dict("records") if r["article_id"] == "bay-news")
    assert (row["speaker"], row["speaker_reason"]) == ("Tom Birk", "reader")
    others = after["quotations"]["article_id"] != "bay-news"
    assert after["quotations"][others]["speaker"].equals(before["quotations"][others]["speaker"])
    assert after["corrections"]["state"].tolist() == ["applied"]
    (strike / CORRECTIONS).unlink()
    again = opened(strike)
    assert "corrections" not in again.frames
    assert all(again[name].equals(before[name]) for name in before.frames)


def test_a_reporting_verb_gets_another_class_and_its_measures_follow(strike: Path) -> None:
    """“Said” is neutral to the lexicon; here a reader hears doubt. Without a verb there is no class to change."""
    before = opened(strike)
    old = {"cue_class": "neutral"}
    doubt = {"decision": "change", "old": old, "new": {"cue_class": "doubting"}}
    no_verb = {**doubt, "new": {"cue_class": "doubting", "cue": []}}
    append_corrections(
        strike,
        [
            decision(strike, "quay-post", "We will not sail,", **doubt),
            decision(strike, "bay-news", "We will not sail,", **{**doubt, "new": {"cue_class": "loud"}}),
            decision(strike, "north-herald", "They have a point,", **no_verb),
        ],
    )
    tables = opened(strike)
    classes = tables["quotations"].groupby("article_id")["cue_class"].first()
    assert classes["quay-post"] == "doubting"
    assert classes["bay-news"] == classes["north-herald"] == "neutral"
    reasons = sorted(not_applied(tables.frames))
    assert len(reasons) == 2
    assert "there is no cue class “loud”" in reasons[0]
    assert "no reporting verb" in reasons[1]
    shares = cue_profile(tables).query("key == 'doubting' and outlet == 'Quay Post'")
    assert shares["value"].sum() > 0
    assert cue_profile(before).query("key == 'doubting' and outlet == 'Quay Post'")["value"].sum() == 0
    (strike / CORRECTIONS).unlink()
    assert opened(strike)["quotations"].equals(before["quotations"])


def test_words_of_the_lists_are_none_here_another_kind_or_added(strike: Path) -> None:
    article = Article("quay", "The port allegedly slammed shut. Perhaps a disgraceful day at the savage quay.\n")
    (read,) = annotate_all([article], parser="none")
    words = {m.span.of(article.text).lower(): m for m in read.wording}
    assert {"allegedly", "slammed", "perhaps"} <= set(words)

    def said(name: str, decision: str, **more: object) -> Correction:
        start = article.text.lower().index(name)
        base = {"id": name + decision, "mark": "word", "coder": "mb", "date": DAY, "article": "quay"}
        at = ((start, start + len(name)),)
        return Correction.model_validate({**base, "sha256": article.sha256, "at": at, "decision": decision, **more})

    decisions = [
        said("slammed", "delete", old={"wording": "loaded"}),
        said("perhaps", "change", old={"wording": "hedge"}, new={"wording": "doubt"}),
        said("day", "add", new={"wording": "loaded", "word_class": "mine"}),
        said("allegedly", "accept"),
        said("port", "delete"),
        said("quay", "add", new={"wording": "loud"}),
    ]
    made, outcomes = correct_alone(read, decisions)
    kinds = {m.span.of(article.text).lower(): (m.kind, m.word_class) for m in made.wording}
    assert "slammed" not in kinds
    assert kinds["perhaps"] == ("doubt", "doubt")
    assert kinds["day"] == ("loaded", "mine")
    assert kinds["allegedly"][0] == words["allegedly"].kind
    assert list(made.wording) == sorted(made.wording, key=lambda m: (m.span, m.kind))
    whys = {o.decided.judgements[0].last.id: o.why for o in outcomes}
    assert [bool(whys[d.id]) for d in decisions] == [False] * 4 + [True] * 2
    text = next(a for a in load_set(strike).articles if a.id == "bay-news")
    before = opened(strike)["wording"]
    append_corrections(
        strike, [decision(strike, "bay-news", "Port at", mark="word", decision="add", new={"wording": "loaded"})]
    )
    after = opened(strike)["wording"]
    assert len(after) == len(before) + 1
    assert after[after["article_id"] == text.id]["kind"].tolist().count("loaded") == 1 + before[
        before["article_id"] == text.id
    ]["kind"].tolist().count("loaded")


def test_delete_add_and_a_mention_in_another_voice(strike: Path) -> None:
    append_corrections(
        strike,
        [
            decision(strike, "north-herald", "They have a point,", decision="delete"),
            decision(
                strike,
                "north-herald",
                "counted 200 of them",
                decision="add",
                new={"kind": "indirect", "speaker": "police"},
            ),
            decision(strike, "bay-news", "Militants", mark="mention", decision="change", new={"voice": "attributed"}),
        ],
    )
    tables = opened(strike)
    mine = tables["quotations"][tables["quotations"]["article_id"] == "north-herald"]
    assert mine["kind"].tolist() == ["indirect"]
    assert mine["speaker"].tolist() == ["police"]
    voices = tables["mentions"].set_index("surface")["voice"]
    assert voices["militants"] == "attributed"


def test_a_decision_whose_old_value_or_text_has_gone_is_listed_and_not_applied(strike: Path) -> None:
    before = opened(strike)
    wrong = {"decision": "change", "old": {"speaker": "Somebody Else"}, "new": {"speaker": "Tom Birk"}}
    append_corrections(
        strike,
        [
            decision(strike, "bay-news", "We will not sail,", **wrong),
            decision(strike, "quay-post", "We will not sail,", decision="delete", sha256="0" * 64),
            decision(strike, "quay-post", "talks would", decision="delete"),
            decision(strike, "bay-news", "Militants", mark="mention", decision="change", new={"variant": "pirates"}),
        ],
    )
    tables = opened(strike)
    assert tables["quotations"].equals(before["quotations"])
    assert tables["mentions"].equals(before["mentions"])
    said = not_applied(tables.frames)
    assert len(said) == 4
    assert "no longer what the reader saw" in said[2]
    assert "the text is not the one" in said[0]


def test_coders_who_differ_decide_nothing_until_somebody_adjudicates(strike: Path) -> None:
    words = ("bay-news", "We will not sail,")
    one = decision(strike, *words, coder="a", decision="change", new={"speaker": "Tom Birk", "kind": "direct"})
    two = decision(strike, *words, coder="b", decision="change", new={"speaker": "Police", "kind": "direct"})
    append_corrections(strike, [one, two])
    row = opened(strike)["corrections"].iloc[0]
    assert (row["decision"], row["coders"]) == ("open", "a | b")
    last = decision(strike, *words, coder="c", decision="change", new={"speaker": "Police"}, adjudicates=True)
    append_corrections(strike, [last])
    mine = opened(strike)["quotations"]
    assert "Police" in mine["speaker"].tolist()


def test_undo_takes_back_and_can_be_taken_back(strike: Path) -> None:
    one = decision(strike, "bay-news", "We will not sail,", decision="delete")
    back = Correction(id="u1", decision="undo", of=one.id, coder="mb", date=DAY)
    n = len(opened(strike)["quotations"])
    append_corrections(strike, [one])
    assert len(opened(strike)["quotations"]) == n - 1
    append_corrections(strike, [back])
    assert len(opened(strike)["quotations"]) == n
    append_corrections(strike, [Correction(id="u2", decision="undo", of="u1", coder="mb", date=DAY)])
    assert len(opened(strike)["quotations"]) == n - 1


def test_a_speaker_is_corrected_wherever_he_speaks(strike: Path) -> None:
    base = {"mark": "speaker", "coder": "mb", "date": DAY, "decision": "change"}
    new = {"source_type": "business", "speaker": "A. Ruiz"}
    append_corrections(strike, [Correction(id="s", old={"speaker": "Ana Ruiz"}, new=new, **base)])
    table = opened(strike)["quotations"]
    mine = table[table["speaker"] == "A. Ruiz"]
    assert len(mine) == 2
    assert set(mine["source_type"]) == {"business"}
    assert set(mine["type_reason"]) == {"reader"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1"),
        ('{"id": "a", "decision": "change", "coder": "x", "date": "2026-01-01"}', "needs the article"),
        ('{"id": "a", "decision": "undo", "coder": "x", "date": "2026-01-01"}', "names the decision"),
        (
            '{"id": "a", "decision": "delete", "coder": "x", "date": "2026-01-01", "article": "q", "sha256": "'
            + "0" * 64
            + '", "at": [[5, 5]]}',
            "not empty",
        ),
        ('["a"]', "line 1"),
        ('{"id": "a", "decision": "accept", "surprise": 1}', "line 1"),
    ],
)
def test_a_line_that_is_none_names_its_place(strike: Path, line: str, said: str) -> None:
    (strike / CORRECTIONS).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SetError, match=CORRECTIONS) as error:
        load_set(strike)
    assert said in str(error.value)


def test_a_line_that_was_cut_off_is_never_written_onto(strike: Path) -> None:
    one = decision(strike, "bay-news", "We will not sail,", decision="delete")
    (strike / CORRECTIONS).write_text('{"id": "cut', encoding="utf-8")
    append_corrections(strike, [one])
    found, faults = read_corrections(strike)
    assert found == (one,)
    assert len(faults) == 1
    assert json.loads((strike / CORRECTIONS).read_text(encoding="utf-8").splitlines()[1])["id"] == one.id


def test_what_points_at_a_quotation_still_points_at_it_when_others_go_and_come() -> None:
    """Treatments name the quotation whose words they are by its position."""
    text = "Talks\n\n“We stay,” said Ana Ruiz. “Holm is a liar,” said Tom Birk.\n"
    article = Article("a", text)
    (found,) = annotate_all([article], parser="none")
    second = next(i for i, q in enumerate(found.quotations) if q.content[0].of(text).startswith("Holm"))
    at = text.index("Holm")
    treated = Treatment(Span(at, at + 4), "Holm", "person", "negative", -1.0, (), quotation=second)
    found = replace(found, treatments=(treated,))
    first = text.index("We stay,")
    base = {"article": "a", "sha256": article.sha256, "coder": "mb", "date": DAY}
    gone = Correction(id="1", decision="delete", at=((first, first + 8),), **base)
    made, _ = correct_alone(found, [gone])
    (one,) = made.treatments
    assert made.quotations[one.quotation].content == found.quotations[second].content
    words = found.quotations[second].content[0]
    also = Correction(id="2", decision="delete", at=((words.start, words.end),), **base)
    made, _ = correct_alone(found, [gone, also])
    assert (made.quotations, made.treatments[0].quotation) == ((), -1)
