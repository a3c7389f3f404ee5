"""Mixed collections: one set an event, a table that says why and decides when edited."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from set_builder import TEXTS

from framing.sets.events import group_events
from framing.sets.group_events import cell, import_grouped
from framing.sets.importers.candidate import Facts, Found
from framing.sets.manifest import SetError, load_set


def found(id_: str, text: str, published: date | None = None) -> Found:
    return Found(place=id_, stem=id_, text=text, facts=Facts(id=id_, outlet=f"O {id_}", published=published))


def pairwise_f1(truth: list[str], given: list[int]) -> float:
    """Pairs put together that belong together, counted one by one."""
    pairs = [(i, j) for i in range(len(truth)) for j in range(i)]
    same = [truth[i] == truth[j] for i, j in pairs]
    put = [given[i] == given[j] for i, j in pairs]
    both = sum(a and b for a, b in zip(same, put, strict=True))
    return 2 * both / (sum(same) + sum(put))


def test_forty_mixed_events_are_told_apart(shared: Path, tmp_path: Path) -> None:
    lines = (shared / "evaluation" / "article-sets-allsides.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [(event["id"], article) for event in map(json.loads, lines) for article in event["articles"]]
    random.Random(3).shuffle(rows)
    (tmp_path / "mixed.jsonl").write_text("\n".join(json.dumps(article) for _, article in rows), encoding="utf-8")
    done = import_grouped(tmp_path / "mixed.jsonl", tmp_path / "sets")
    assert done.complete
    where = {article.id: number for number, item in enumerate(done.imported) for article in load_set(item.folder)}
    assert len(where) == len(rows)
    assert pairwise_f1([event for event, _ in rows], [where[article["id"]] for _, article in rows]) >= 0.9


def lamp_and_bridge() -> list[Found]:
    bridge = "The bridge over the Ware was closed to lorries because of cracks in its piers, engineers said. "
    more = "Lorries queued for hours at the bridge over the Ware; engineers had found cracks in the piers. "
    return [found("a", TEXTS["one"]), found("b", bridge * 3), found("c", TEXTS["two"]), found("d", more * 3)]


def test_the_same_event_within_the_window_and_not_outside_it() -> None:
    items = lamp_and_bridge()
    assert [place.event for place in group_events(items)] == [0, 1, 0, 1]
    far = [
        replace(item, facts=replace(item.facts, published=date(2024, 1 + month, 1)))
        for item, month in zip(items, (0, 1, 2, 1), strict=True)
    ]
    placed = group_events(far)
    assert [place.event for place in placed] == [0, 1, 2, 1]
    assert "no article" in placed[0].why
    assert placed[1].nearest == 3


def test_nothing_one_and_wordless_collections() -> None:
    assert group_events([]) == []
    (alone,) = group_events([found("a", TEXTS["one"])])
    assert (alone.event, alone.nearest, alone.next_event) == (0, None, None)
    assert [place.event for place in group_events([found("a", "…"), found("b", "!")])] == [0, 1]


def test_an_edited_table_decides(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text(
        "\n".join(json.dumps({"id": i.stem, "text": i.text, "source": "=1+1"}) for i in lamp_and_bridge()),
        encoding="utf-8",
    )
    done = import_grouped(source, tmp_path / "sets")
    rows = list(csv.DictReader(done.table.read_text(encoding="utf-8").splitlines()))
    assert [row["event"] for row in rows].count(rows[0]["event"]) == 2
    assert {row["outlet"] for row in rows} == {"'=1+1"}
    for row, event in zip(rows, ("lamp", "bridge", "lamp", ""), strict=True):
        row["event"] = event
    edited = tmp_path / "edited.csv"
    with edited.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    import_grouped(source, tmp_path / "again", table=edited)
    assert sorted(p.name for p in (tmp_path / "again").iterdir()) == ["bridge", "grouping.csv", "lamp"]
    assert [a.id for a in load_set(tmp_path / "again" / "lamp")] == ["a", "c"]
    edited.write_text("event;sha256\n../../x;1\n", encoding="utf-8")
    with pytest.raises(SetError, match="not in the table"):
        import_grouped(source, tmp_path / "third", table=edited)
    edited.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SetError, match="lacks the columns"):
        import_grouped(source, tmp_path / "third", table=edited)
    assert not (tmp_path / "third").exists()


def test_events_that_the_source_names_are_kept(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    event = {"id": "../Lamp Night", "articles": [{"id": i, "text": t, "outlet": i} for i, t in TEXTS.items()]}
    source.write_text(json.dumps(event), encoding="utf-8")
    import_grouped(source, tmp_path / "sets")
    again = import_grouped(source, tmp_path / "sets")
    assert sum(item.wrote for item in again.imported) == 0
    assert [a.outlet for a in load_set(tmp_path / "sets" / "lamp-night")] == ["one", "two", "three"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_a_cell_is_no_formula(text: str) -> None:
    assert cell(text).startswith("'")
