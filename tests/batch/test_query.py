"""Notebook 70 over the tables of three small sets, against counting by hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import papermill
import pytest

from framing.batch.across_events import choice_name, choices_by_set, chosen, event_rows
from framing.batch.query import QueryError, query, write_set_tables
from framing.batch.set_measures import with_measures
from framing.measure.tables import SCHEMAS, Tables, frame

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}
# set -> outlet -> types of the sources of its quotations; None: could not be made out
SOURCES: dict[str, dict[str, list[str | None]]] = {
    "dam": {
        "Alpha": ["government", "government", "citizen", None],
        "Beta": ["expert", "military"],
        "Gamma": ["government"],
    },
    "fire": {"Alpha": ["citizen", "expert", "government", "politics"], "Beta": ["citizen", "government", "government"]},
    "strike": {"Alpha": ["military", "government", "government"], "Beta": [None, None]},
}
CHOICE = choice_name("source type share", "quotations", "government")


def tables_of(name: str) -> Tables:
    def rows(table: str, given: list[dict[str, Any]]) -> pd.DataFrame:
        return frame(SCHEMAS[table], [{c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | one for one in given])

    made = {table: rows(table, []) for table in SCHEMAS}
    outlets = SOURCES[name]
    made["articles"] = rows("articles", [{"article_id": o.lower(), "outlet": o, "cluster": o} for o in outlets])
    made["quotations"] = rows(
        "quotations",
        [
            {
                "article_id": o.lower(),
                "outlet": o,
                "quotation": i,
                "start": 9 * i,
                "end": 9 * i + 5,
                "kind": "direct",
                "source_type": kind,
            }
            for o, kinds in outlets.items()
            for i, kind in enumerate(kinds)
        ],
    )
    return Tables(name, f"The {name}", "2024-03-05", made)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "tables"
    for name in SOURCES:
        write_set_tables(with_measures(tables_of(name), None), folder)
    return folder


@pytest.fixture(scope="module")
def executed(collection: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("out")
    papermill.execute_notebook(
        root / "notebooks" / "70_across_sets.ipynb",
        out / "70.ipynb",
        parameters={"tables": str(collection), "out": str(out), "choice": CHOICE},
        engine_name="framing",
        progress_bar=False,
    )
    made = nbformat.read(out / "70.ipynb", 4)
    assert not [o for c in made.cells for o in c.get("outputs", []) if o["output_type"] == "error"]
    return json.dumps([c.get("outputs", []) for c in made.cells], ensure_ascii=False), out


def by_hand(outlet: str) -> dict[str, tuple[int, int]]:
    """Set to (quotations of the government, quotations)."""
    return {
        name: (kinds.count("government"), len(kinds))
        for name, outlets in SOURCES.items()
        for o, kinds in outlets.items()
        if o == outlet
    }


@pytest.mark.parametrize("outlet", ["Alpha", "Beta"])
def test_shares_over_sets_are_those_counted_by_hand(executed: tuple[str, Path], outlet: str) -> None:
    (file,) = (executed[1] / "data").glob("steadiness-*.csv")
    held = pd.read_csv(file).set_index("outlet")
    assert sorted(held.index) == ["Alpha", "Beta"]  # Gamma is in one set
    shares = {name: h / n for name, (h, n) in by_hand(outlet).items()}
    row = held.loc[outlet]
    assert row["estimate"] == pytest.approx(sum(shares.values()) / len(shares))
    assert (row["lowest"], row["highest"]) == pytest.approx((min(shares.values()), max(shares.values())))
    assert (row["n_events"], row["n"]) == (3, sum(n for _, n in by_hand(outlet).values()))


def test_the_notebook_says_who_is_in_how_many_sets(executed: tuple[str, Path]) -> None:
    shown, _ = executed
    events = Counter(outlet for outlets in SOURCES.values() for outlet in outlets)
    for outlet, n in events.items():
        assert f"<td>{outlet}</td>\\n      <td>{n}</td>\\n      <td>{n}</td>" in shown
    assert f"<td>{len(SOURCES)}</td>\\n      <td>{sum(events.values())}</td>\\n      <td>{len(events)}</td>" in shown
    assert "over 3 events, between " in shown
    # every table with every column there is to ask for, not the first few
    for name, columns in SCHEMAS.items():
        assert f">{name}</th>" in shown
        assert all(re.search(rf"[ >]{column.name}[,<]", shown) for column in columns)


@pytest.mark.parametrize("outlet", ["Alpha", "Beta", "Gamma"])
def test_each_set_has_its_own_share_and_0_where_nobody_made_that_choice(collection: Path, outlet: str) -> None:
    made = choices_by_set(event_rows(collection), CHOICE)
    mine = made[made["outlet"] == outlet]
    rows = zip(mine["set"], mine["value"], mine["base"], strict=True)
    assert {name: (int(value), int(base)) for name, value, base in rows} == by_hand(outlet)
    assert list(mine["title"]) == [f"The {name}" for name in mine["set"]]


def test_an_unknown_choice_names_those_there_are(collection: Path) -> None:
    rows = event_rows(collection)
    for choice in dict.fromkeys(rows["choice"]):
        made = choices_by_set(rows, choice)
        assert (made["share"] == made["value"] / made["base"]).all()
    with pytest.raises(QueryError, match="anonymous share / quotations"):
        choices_by_set(rows, "colour")
    with pytest.raises(QueryError, match="the sets have none"):
        chosen(rows.head(0), rows.head(0), "")


def test_the_measures_are_the_reports_own(collection: Path) -> None:
    answer = query(
        "SELECT sum(value) AS value, sum(base) AS base FROM measures WHERE set = 'dam' AND outlet = 'Alpha' "
        "AND measure = 'source type share' AND \"group\" = 'quotations' AND key = 'government'",
        tables=collection,
    )
    assert answer.iloc[0].tolist() == [2.0, 4.0]
