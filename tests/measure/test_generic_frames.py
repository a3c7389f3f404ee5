"""Generic frames: what an article's strength is made of, and how well coders' frames are met."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tables_of_texts import tables_of

from framing.annotate.indicator_book import frame_book
from framing.measure.generic_frames import GENERIC_FRAMES, frame_answers, frame_strengths
from framing.measure.measure import CodedSet
from framing.measure.measures import places_of
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.text.article import Article

QUAY = """\
Pier to cost 4 million dollars

The council accused the harbour company of lying about the price. “We will pay for this with our taxes,” said Ana \
Ruiz, who lives in Quay Street.

The boats came in at noon.
"""


def test_strength_is_the_share_of_sentences_that_answer_a_question() -> None:
    made = frame_strengths(tables_of(Article(id="a", outlet="A", text=QUAY))).set_index("frame")
    assert made.loc["economic", ["n_answering", "n_sentences"]].tolist() == [3, 4]
    assert made.loc["economic", "strength"] == 0.75
    assert bool(made.loc["economic", "present"])
    assert made.loc["conflict", "n_answering"] == 1
    assert not bool(made.loc["moral", "present"])


def test_answers_show_the_words_and_their_sentences() -> None:
    tables = tables_of(Article(id="a", outlet="A", text=QUAY))
    made = frame_answers(tables)
    assert "accused" in {QUAY[s:e] for s, e in zip(made["start"], made["end"], strict=True)}
    assert ((made["sentence_start"] <= made["start"]) & (made["end"] <= made["sentence_end"])).all()
    row = {"measure": GENERIC_FRAMES.name, "group": "", "key": "conflict", "outlet": "A"}
    (place,) = places_of(row, CodedSet(tables))
    assert QUAY[place.start : place.end].startswith("The council accused")


def test_no_articles_and_no_texts_give_no_rows() -> None:
    nothing = Tables("s", "S", "", {name: frame(columns, []) for name, columns in SCHEMAS.items()}, {})
    assert frame_strengths(nothing).empty
    whole = tables_of(Article(id="a", outlet="A", text=QUAY))
    assert frame_strengths(Tables("s", "S", "", whole.frames, {})).empty


def test_the_order_of_articles_changes_no_strength() -> None:
    one, two = Article(id="a", outlet="A", text=QUAY), Article(id="b", outlet="B", text="Quay open\n\nAll sailed.\n")
    key = ["article_id", "frame"]
    a = frame_strengths(tables_of(one, two)).sort_values(key).reset_index(drop=True)
    assert a.equals(frame_strengths(tables_of(two, one)).sort_values(key).reset_index(drop=True))


def test_another_language_than_the_books_is_not_read() -> None:
    assert frame_strengths(tables_of(Article(id="a", outlet="A", text=QUAY, language="de"))).empty


@pytest.mark.parametrize("half", [0, 1])
def test_coders_frames_are_met_better_than_by_yes_to_all(shared: Path, half: int) -> None:
    lines = (shared / "evaluation" / "frames-narrative.jsonl").read_text(encoding="utf-8").splitlines()
    gold: list[dict[str, Any]] = [
        line
        for line in map(json.loads, lines)
        if int(hashlib.sha256(f"frames:{line['id']}".encode()).hexdigest(), 16) % 2 == half
    ]
    tables = tables_of(*(Article(id=g["id"], outlet=g["outlet"], text=g["text"]) for g in gold))
    made = frame_strengths(tables)
    found = {(r["article_id"], r["frame"]) for r in made[made["present"]].to_dict("records")}
    scores = {}
    for entry in frame_book().entries:
        coded = {g["id"] for g in gold if entry.id in g["frames"]}
        marked = {i for i, name in found if name == entry.id}
        scores[entry.id] = 2 * len(coded & marked) / (len(coded) + len(marked))
        assert scores[entry.id] > 2 * len(coded) / (len(coded) + len(gold)), entry.id
    assert sum(scores.values()) / len(scores) >= 0.5
