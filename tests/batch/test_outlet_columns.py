"""What a list of sets says of its outlets is kept, and can be joined in SQL; the sentences behind a row over events."""

from __future__ import annotations

import concurrent.futures as cf
import json
import re
from pathlib import Path

import pytest
from small_reports import rows, workspace
from small_sets import TEXTS, make_set

from framing.batch import tasks
from framing.batch.across_events import CHOICES, event_rows, kept_choices, sentences_over_events
from framing.batch.copy_across_sets import COPIES
from framing.batch.query import query
from framing.batch.run_batch import run_batch
from framing.batch.set_lists import SetListError, find_sets
from framing.sets.manifest import load_set


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tasks, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    workspace(tmp_path)
    source = rows(tmp_path / "sets.jsonl", "dam", "fire", "quay")
    common = tmp_path / "params" / "common.yaml"
    book = make_set(tmp_path / "corpus" / "book") / "codebook.toml"
    common.write_text(f"parser: none\ncodebook: {book.as_posix()}\n", encoding="utf-8")
    assert run_batch(sets=source, common=common, out=tmp_path / "figures").complete
    return tmp_path / "figures"


def test_a_leaning_of_the_list_is_kept_and_joinable(figures: Path) -> None:
    loaded = load_set(figures / "sets" / "dam")
    assert {name: (one.leaning, one.rater) for name, one in loaded.outlets.items()} == dict.fromkeys(
        TEXTS, ("up", "the list of sets")
    )
    answer = query(
        "SELECT leaning, count(*) AS n FROM articles JOIN outlets USING (set, outlet) GROUP BY leaning",
        tables=figures / "tables",
    )
    assert answer.to_dict("list") == {"leaning": ["up"], "n": [3 * len(TEXTS)]}


def test_outlets_of_which_a_list_says_two_things_are_named(tmp_path: Path) -> None:
    article = {"text": "The talks went on.", "outlet": 'Bay "News"', "leaning": "up"}
    made = {"id": "x", "articles": [article, {**article, "text": "They ended.", "leaning": "down"}]}
    (tmp_path / "s.jsonl").write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(SetListError, match="says two things of the outlet 'Bay \"News\"'"):
        find_sets(tmp_path / "s.jsonl", folder=tmp_path / "sets")
    made["articles"] = [{**article, "rater": "a survey", "owner": "Bay]\n[outlets.x]"}]
    (tmp_path / "s.jsonl").write_text(json.dumps(made), encoding="utf-8")
    (place,) = find_sets(tmp_path / "s.jsonl", folder=tmp_path / "sets")
    (entry,) = load_set(place).outlets.values()
    assert (entry.leaning, entry.rater, entry.owner) == ("up", "a survey", "Bay]\n[outlets.x]")


# ---- sentences behind a row, and the guide's queries ------------------------------------------

STRIKERS = "own-voice label share / people-at-the-quay / strikers"


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A batch of three sets with codebooks."""
    assert run_batch(workspace(tmp_path, "dam", "fire", "quay"), out=tmp_path / "figures").complete
    return tmp_path / "figures"


def test_a_row_has_its_sentences_event_by_event(coded: Path, tmp_path: Path) -> None:
    held = kept_choices(event_rows(coded / "tables", CHOICES))
    row = held[(held["choice"] == STRIKERS) & (held["outlet"] == "North Herald")].iloc[0]
    assert (row["estimate"], row["n_events"]) == (1.0, 3)
    behind = sentences_over_events(coded / "tables", STRIKERS, "North Herald")
    one = [
        (s, line)
        for s in ("dam", "fire", "quay")
        for line in ("Strikers hold the quay", "The strikers sang through the night.")
    ]
    assert list(zip(behind["set"], behind["sentence"], strict=True)) == one  # headline too, as in a report
    text = TEXTS["north-herald"]
    spans = zip(behind["start"], behind["end"], behind["sentence"], strict=True)
    assert all(text[start:end] == sentence for start, end, sentence in spans)
    # For a label it never used, those with what it used instead.
    other = sentences_over_events(coded / "tables", STRIKERS.replace("strikers", "militants"), "North Herald")
    assert len(other) == len(behind)
    # A set that has changed since, or is gone, has none: never sentences that the numbers are not from.
    (tmp_path / "corpus" / "dam" / "texts" / "north-herald.txt").write_text("Something else.\n", encoding="utf-8")
    (tmp_path / "corpus" / "fire" / "articles.toml").unlink()
    assert set(sentences_over_events(coded / "tables", STRIKERS, "North Herald")["set"]) == {"quay"}


def test_the_queries_of_the_guide_have_answers(figures: Path, root: Path) -> None:
    guide = (root / "docs" / "cluster.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.+?)```", guide, re.DOTALL)
    of_batches = [sql for sql in queries if COPIES not in sql]  # the others are asked in test_copy_across_sets.py
    assert len(of_batches) >= 4
    for sql in of_batches:
        assert len(query(sql, tables=figures / "tables")) > 0, sql
