"""Notebook 70 over the tables of three small sets, against counting by hand."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import papermill
import pytest
from scipy import stats

from framing.batch.across_events import CHOICES, choices_by_set
from framing.batch.query import QueryError, write_set_tables
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
OFFICIAL = {"government", "justice", "military"}


def tables_of(name: str) -> Tables:
    def rows(table: str, given: list[dict[str, Any]]) -> pd.DataFrame:
        return frame(SCHEMAS[table], [{c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | one for one in given])

    made = {table: rows(table, []) for table in SCHEMAS}
    outlets = SOURCES[name]
    made["articles"] = rows("articles", [{"article_id": o.lower(), "outlet": o, "cluster": o} for o in outlets])
    made["quotations"] = rows(
        "quotations",
        [
            {"article_id": o.lower(), "outlet": o, "quotation": i, "kind": "direct", "source_type": kind}
            for o, kinds in outlets.items()
            for i, kind in enumerate(kinds)
        ],
    )
    return Tables(name, f"The {name}", "2024-03-05", made)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "tables"
    for name in SOURCES:
        write_set_tables(tables_of(name), folder)
    return folder


@pytest.fixture(scope="module")
def executed(collection: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("out")
    papermill.execute_notebook(
        root / "notebooks" / "70_across_sets.ipynb",
        out / "70.ipynb",
        parameters={"tables": str(collection), "out": str(out), "confidence": 0.9},
        engine_name="framing",
        progress_bar=False,
    )
    made = nbformat.read(out / "70.ipynb", 4)
    assert not [o for c in made.cells for o in c.get("outputs", []) if o["output_type"] == "error"]
    return json.dumps([c.get("outputs", []) for c in made.cells], ensure_ascii=False), out


def by_hand(outlet: str) -> dict[str, tuple[int, int]]:
    """Set to (quotations of officials, quotations whose source is known), without sets that have none."""
    found = {
        name: (sum(k in OFFICIAL for k in kinds), sum(k is not None for k in kinds))
        for name, outlets in SOURCES.items()
        for o, kinds in outlets.items()
        if o == outlet
    }
    return {name: pair for name, pair in found.items() if pair[1]}


def interval(pairs: list[tuple[int, int]], confidence: float) -> tuple[float, float]:
    """Wilson's interval on the effective number of mentions (see docs/statistics.md), written out for whole sets."""
    n, m = sum(of for _, of in pairs), len(pairs)
    p = sum(hits for hits, _ in pairs) / n
    largest = sum(of**2 for _, of in pairs) / n
    smoothed = (p * n + 0.5) / (n + 1)
    shown = sum((hits - p * of) ** 2 for hits, of in pairs) / n**2 * m / (m - 1) / (smoothed * (1 - smoothed) / n)
    cases = min(p, 1 - p) * n + 0.5
    heard = (m - 1) * cases / (m - 1 + cases)
    effect = (heard * shown + 2 * (1 + 0.2 * (largest - 1))) / (heard + 2)
    size = n / min(max(effect, 1.0), largest)
    z = stats.t.ppf(0.5 + confidence / 2, heard + 5)
    middle = (p + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(p * (1 - p) / size + z * z / (4 * size * size))
    return max(middle - half, 0.0), min(middle + half, 1.0)


@pytest.mark.parametrize("outlet", ["Alpha", "Beta"])
def test_shares_over_sets_are_those_counted_by_hand(executed: tuple[str, Path], outlet: str) -> None:
    held = pd.read_csv(executed[1] / "data" / "steadiness-official-sources.csv").set_index("outlet")
    assert list(held.index) == ["Alpha", "Beta"]  # Gamma is in one set
    pairs = list(by_hand(outlet).values())
    row = held.loc[outlet]
    assert row["estimate"] == pytest.approx(sum(h for h, _ in pairs) / sum(n for _, n in pairs))
    assert (row["lowest"], row["highest"]) == pytest.approx(
        (min(h / n for h, n in pairs), max(h / n for h, n in pairs))
    )
    assert (row["n_sets"], row["n"]) == (len(pairs), sum(n for _, n in pairs))
    assert (row["low"], row["high"]) == pytest.approx(interval(pairs, 0.9), rel=1e-3)


def test_the_notebook_says_who_is_in_how_many_sets(executed: tuple[str, Path]) -> None:
    shown, _ = executed
    events = Counter(outlet for outlets in SOURCES.values() for outlet in outlets)
    for outlet, n in events.items():
        assert f"<td>{outlet}</td>\\n      <td>{n}</td>\\n      <td>{n}</td>" in shown
    assert f"<td>{len(SOURCES)}</td>\\n      <td>{sum(events.values())}</td>\\n      <td>{len(events)}</td>" in shown
    estimate = sum(h for h, _ in by_hand("Alpha").values()) / sum(n for _, n in by_hand("Alpha").values())
    assert f"Alpha: {estimate:.0%} over 3 sets, between " in shown
    # every table with every column there is to ask for, not the first few
    for name, columns in SCHEMAS.items():
        assert f">{name}</th>" in shown
        assert all(re.search(rf"[ >]{column.name}[,<]", shown) for column in columns)


@pytest.mark.parametrize("outlet", ["Alpha", "Beta", "Gamma"])
def test_each_set_has_its_own_share_and_none_where_nothing_is_known(collection: Path, outlet: str) -> None:
    made = choices_by_set(collection, "official sources")
    mine = made[made["outlet"] == outlet]
    rows = zip(mine["set"], mine["value"], mine["base"], strict=True)
    assert {name: (int(value), int(base)) for name, value, base in rows} == by_hand(outlet)
    assert list(mine["title"]) == [f"The {name}" for name in mine["set"]]


def test_every_choice_can_be_asked_and_an_unknown_one_names_them(collection: Path) -> None:
    for choice in CHOICES:
        made = choices_by_set(collection, choice)
        assert (made["share"] == made["value"] / made["base"]).all()
    with pytest.raises(QueryError, match="official sources"):
        choices_by_set(collection, "colour")
