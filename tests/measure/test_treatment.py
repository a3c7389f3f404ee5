"""Shares of sentences that speak ill or well of those they name, and who is given which part, on invented news."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from small_sets import make_set

from framing.measure.measure import CodedSet
from framing.measure.responsibility import PARTS, responsibility, responsibility_places
from framing.measure.tables import Tables
from framing.measure.treatment import (
    QUOTED_TREATMENT,
    TREATMENT,
    treated_actors,
    treatment_shares,
)
from framing.store.open_set import open_set

Make = Callable[..., Tables]

ILL = (
    "The ferries stayed in port on Tuesday.\n\nMara Lund misled the auditors. Mara Lund, a reckless chair, left. "
    "Mara Lund took the ferry. “Mara Lund is a fraud,” said Ivo Holm, a docker.\n"
)
WELL = (
    "The ferries stayed in port on Tuesday.\n\nMara Lund rescued the port. The auditors censured Mara Lund. "
    "Mara Lund took the ferry.\n"
)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(texts: Mapping[str, str], **options: object) -> Tables:
        folder = make_set(tmp_path / "quay", texts=texts, **options)
        return open_set(folder, cache=tmp_path)

    return made


def counts(frame: pd.DataFrame, whose: str) -> dict[str, tuple[int, int, int]]:
    mine = frame[(frame["whose"] == whose) & (frame["actor"] == "Mara Lund")]
    return {r.outlet: (r.negative, r.neutral, r.positive) for r in mine.itertuples()}


def test_own_words_are_counted_apart_from_others(make: Make) -> None:
    found = treated_actors(make({"quay-post": ILL, "bay-news": WELL}))
    assert counts(found, "own words") == {"Quay Post": (2, 1, 0), "Bay News": (0, 2, 1)}
    assert counts(found, "others’") == {"Quay Post": (1, 0, 0), "Bay News": (1, 0, 0)}
    assert (found["n"] == found[["negative", "neutral", "positive"]].sum(axis=1)).all()


def test_shares_are_the_counts_over_their_sum(make: Make) -> None:
    tables = make({"quay-post": ILL, "bay-news": WELL})
    rows = treatment_shares(tables)
    naive: dict[tuple[str, str], list[float]] = {}
    for r in tables["treatments"].to_dict("records"):
        if r["actor"] == "Mara Lund" and r["voice"] in ("outlet", "headline") and not r["reported"]:
            cell = naive.setdefault((str(r["outlet"]), str(r["polarity"])), [0.0])
            cell[0] += 1
    mine = rows[rows["group"] == "Mara Lund"]
    assert {(r.outlet, r.key): r.value for r in mine.itertuples() if r.value} == {k: v[0] for k, v in naive.items()}
    assert (mine.groupby("article_id")["value"].sum() == mine.groupby("article_id")["base"].first()).all()


def test_an_actor_of_one_outlet_is_not_compared(make: Make) -> None:
    rows = treatment_shares(make({"quay-post": ILL, "bay-news": "The ferries sailed again on Friday.\n"}))
    assert "Mara Lund" not in set(rows["group"])


def test_the_order_of_articles_never_matters(make: Make, tmp_path: Path) -> None:
    one = treatment_shares(make({"quay-post": ILL, "bay-news": WELL}))
    other = treatment_shares(open_set(make_set(tmp_path / "again", texts={"bay-news": WELL, "quay-post": ILL})))
    keys = ["group", "key", "article_id"]
    left, right = (f.sort_values(keys).reset_index(drop=True) for f in (one, other))
    pd.testing.assert_frame_equal(left, right)


def test_nothing_to_read_gives_empty_frames(make: Make) -> None:
    tables = make({"quay-post": "The ferries stayed in port.\n"})
    assert len(treated_actors(tables)) == len(treatment_shares(tables)) == len(responsibility(tables)) == 0


def test_places_are_the_sentences_of_that_polarity(make: Make) -> None:
    tables = make({"quay-post": ILL, "bay-news": WELL})
    row = {"measure": TREATMENT.name, "group": "Mara Lund", "key": "negative", "outlet": "Quay Post"}
    assert len(TREATMENT.places(CodedSet(tables), row)) == 2
    quoted = row | {"measure": QUOTED_TREATMENT.name}
    (place,) = QUOTED_TREATMENT.places(CodedSet(tables), quoted)
    assert tables.texts[place.article_id][place.start : place.end] == "Mara Lund"


PARTED = (
    "The ferries stayed in port on Tuesday.\n\nMara Lund sparked the strike. A guard injured Ivo Holm, a docker. "
    "The unions urged Mara Lund to pay. Ivo Holm offered help. Mara Lund did not injure Ivo Holm.\n"
)


def test_responsibility_gives_parts_by_what_is_told_as_done(make: Make) -> None:
    found = responsibility(make({"quay-post": PARTED}))
    parts = {(r.actor, r.part): (r.n, r.verbs) for r in found.itertuples()}
    assert parts[("Mara Lund", "cause")] == (1, "spark")
    assert parts[("Ivo Holm", "harmed")] == (1, "injure")
    assert parts[("Mara Lund", "owing")] == (1, "urge")
    assert parts[("Ivo Holm", "offering")] == (1, "offer")
    assert ("Mara Lund", "harmed") not in parts
    assert set(found["part"]) <= set(PARTS)


def test_every_part_has_its_clause(make: Make) -> None:
    tables = make({"quay-post": PARTED})
    places = responsibility_places(tables)
    assert len(places) == responsibility(tables)["n"].sum()
    for row in places.itertuples():
        assert tables.texts[row.article_id][row.start : row.end].isalpha()
