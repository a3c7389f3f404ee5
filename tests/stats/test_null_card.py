import math

import numpy as np
import pandas as pd
import pytest
from simulated import label_shares, rows_of

from framing.measure.settings import Settings
from framing.stats.null_card import ALL, _deal, null_band, null_card
from framing.stats.resampling_units import together


def test_outlets_of_one_population_show_what_shuffles_show() -> None:
    rng = np.random.default_rng(6)
    shares = []
    for seed in range(15):
        card = null_card(
            label_shares(rng, outlets=3, articles=5, concepts=4), settings=Settings(draws=200, seed=seed)
        ).card
        whole = card[card["measure"] == ALL]
        assert (whole["n_comparisons"] == 36).all()
        shares += whole.loc[whole["size"].isna(), "share_as_many"].tolist()
    # a permutation p of sets without a difference: spread over 0 to 1
    assert 0.25 < np.mean(shares) < 0.9
    assert min(shares) > 0.004


def test_a_planted_difference_stands_out_and_is_said() -> None:
    frame = pd.concat([
        rows_of({"A": [(4, 5)] * 5, "B": [(0, 5), (1, 5)] * 2 + [(0, 5)]}),
        rows_of({"A": [(2, 5), (3, 5)] * 2 + [(2, 5)], "B": [(3, 5), (2, 5)] * 2 + [(2, 5)]}).assign(group="d"),
    ])  # fmt: skip
    got = null_card(frame, settings=Settings(draws=500))
    row = got.card[got.card["size"] == 0.5].iloc[0]
    assert (row["n_real"], row["n_comparisons"]) == (2, 4)
    assert row["share_as_many"] < 0.05
    assert "shuffled outlets show" in row["note"]
    assert "these outlets show 50.0" in row["note"]
    real = got.shuffles[(got.shuffles["draw"] == 0) & (got.shuffles["measure"] == ALL)]
    assert real.set_index("size")["n"].loc[0.5] == 2


def test_band_is_that_of_a_plain_loop() -> None:
    frame = rows_of({"A": [(3, 3), (2, 4)], "B": [(0, 2), (1, 5), (1, 1)]})
    got = null_band(frame, settings=Settings(draws=4000, seed=1)).set_index("outlet")
    rng = np.random.default_rng(0)
    values, bases = frame["value"].to_numpy(), frame["base"].to_numpy()
    drawn = []
    for _ in range(4000):
        chosen = rng.permutation(5)[:2]
        # as dealt, and the surplus over the 7 mentions that A has
        surplus = values[chosen].sum() - bases[chosen].sum() * values.sum() / bases.sum()
        own = min(max(values.sum() / bases.sum() + surplus / 7, 0), 1)
        drawn.append((values[chosen].sum() / bases[chosen].sum(), own))
    mean = np.mean(drawn, axis=0)
    half = np.quantile(np.abs(drawn - mean), 0.95, axis=0)  # as far below the mean as above it
    assert got.loc["A", "null_low"] == pytest.approx(max((mean - half).min(), 0), abs=0.02)
    assert got.loc["A", "null_high"] == pytest.approx(min((mean + half).max(), 1), abs=0.02)
    difference = frame["value"].iloc[:2].sum() / 7 - frame["value"].iloc[2:].sum() / 8
    assert got.loc["A", "difference"] == pytest.approx(difference)
    assert got.loc["A", "null_difference_high"] == pytest.approx(-got.loc["B", "null_difference_low"])
    assert not got["outside"].any()


@pytest.mark.parametrize(
    ("mentions", "few"),
    [
        ((2.0, 8.0), False),  # the gap alone: about .11
        ((8.0, 2.0), False),
        ((8.0, 2.0), True),  # 5 against 10 articles; 2.5 of 100 shuffles beyond either end: .08
    ],
)
def test_no_more_than_a_few_lie_outside_where_outlets_write_unequally_much(
    mentions: tuple[float, float], *, few: bool
) -> None:
    rng = np.random.default_rng(8)
    outside = []
    for seed in range(150):
        frame = label_shares(rng, articles=10, concepts=1, mentions=mentions)
        if few:
            frame = frame[~frame["article_id"].isin([f"A{i}" for i in range(5, 10)])]
        outside.append(null_band(frame, settings=Settings(draws=300, seed=seed))["outside"].iloc[0])
    assert np.mean(outside) <= 0.07


def test_copies_in_one_outlet_are_dealt_together() -> None:
    frame = rows_of({"A": [(3, 3)] * 4, "B": [(0, 3)] * 4})
    frame["cluster"] = ["w"] * 4 + ["B0", "B1", "B2", "B3"]
    got = null_band(frame, settings=Settings(draws=300))
    # the block of copies goes to A or B whole: A's share is 0 or 1
    assert got.loc[got["outlet"] == "A", ["null_low", "null_high"]].to_numpy().tolist() == [[0, pytest.approx(1)]]


def test_within_events_only() -> None:
    frame = rows_of({"A": [(5, 5), (5, 5), (0, 5)], "B": [(5, 5), (0, 5), (0, 5)]})
    frame["event"] = ["one", "one", "two", "one", "two", "two"]
    got = null_band(frame, settings=Settings(draws=500, confidence=0.999))
    for side in (
        "null_low",
        "null_high",
    ):  # each event's articles are all alike, so no shuffle within them changes a thing
        assert sorted(got[side]) == pytest.approx([1 / 3, 2 / 3])


def test_nothing_gives_empty_tables() -> None:
    empty = rows_of({}).astype({"value": float, "base": float})
    assert null_card(empty, settings=Settings(draws=1000)).card.empty
    assert null_band(empty, settings=Settings(draws=1000)).empty
    one = null_band(rows_of({"A": [(1, 2), (2, 2)]}), settings=Settings(draws=1000)).iloc[0]
    assert one["estimate"] == one["null_low"] == 0.75
    assert null_card(rows_of({"A": [(1, 2), (2, 2)]}), settings=Settings(draws=1000)).card.empty
    missing = pd.concat([rows_of({"A": [(1, 2)], "B": [(1, 2)]}), rows_of({"A": [(1, 2)]}).assign(group="d")])
    rows = null_band(missing, settings=Settings(draws=20))
    assert math.isnan(rows[(rows["group"] == "d") & (rows["outlet"] == "B")]["estimate"].iloc[0])


def test_units_are_dealt_as_from_every_row_one_by_one() -> None:
    rng = np.random.default_rng(3)
    frame = rows_of({o: [(1.0, 2.0)] * 5 for o in "ABC"})
    frame["cluster"] = rng.choice(list("uvwxyz"), len(frame))
    keys = pd.concat([frame.assign(key=key) for key in "xyz"], ignore_index=True).sample(frac=1, random_state=1)
    for rows in (keys, keys.assign(event=keys["article_id"].str[1:].map({"0": "e", "1": "f"}).fillna("g"))):
        places, dealt, outlets = _deal(rows, draws=20, seed=4)
        joined = together(rows)
        events = rows["event"] if "event" in rows else [""] * len(rows)
        units = sorted({(e, o, joined[a]) for e, o, a in zip(events, rows["outlet"], rows["article_id"], strict=True)})
        assert outlets == ["A", "B", "C"]
        assert dealt.shape == (21, len(units))
        assert [outlets[code] for code in dealt[0]] == [outlet for _, outlet, _ in units]
        assert places == {(outlet, name): i for i, (_, outlet, name) in enumerate(units)}
