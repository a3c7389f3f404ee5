"""What happens on a day, or at a desk, is no outlet's doing: a difference with a tier has to stand within it too."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from simulated import rows_of

from framing.measure.settings import Settings
from framing.stats.conditions import within
from framing.stats.contrasts import contrasts
from framing.stats.resampling_units import blocks

SETTINGS = Settings(draws=500, seed=1)


def on_days(cells: dict[str, list[tuple[float, float, str]]]) -> pd.DataFrame:
    frame = rows_of({outlet: [(v, b) for v, b, _ in articles] for outlet, articles in cells.items()})
    return frame.assign(day=[day for articles in cells.values() for _, _, day in articles])


def test_p_is_that_of_all_arrangements_within_days() -> None:
    frame = on_days({"A": [(3, 4, "1"), (1, 3, "2"), (2, 2, "3")], "B": [(1, 4, "1"), (0, 2, "1"), (1, 5, "2")]})
    block = next(iter(blocks(frame)))
    days = dict(zip(frame["article_id"], frame["day"], strict=True))
    got = within(block, 0, "A", days, SETTINGS)
    # day 1: one of three is A's, day 2: one of two, day 3 has A alone
    values, bases = frame["value"].to_numpy(float), frame["base"].to_numpy(float)
    order = {"1": [0, 3, 4], "2": [1, 5], "3": [2]}
    residual = values.copy()
    for places in order.values():
        residual[places] -= bases[places] * values[places].sum() / bases[places].sum()
    found = []
    for chosen in itertools.product(*order.values()):
        mine = list(chosen)
        surplus, base = abs(residual[mine].sum()), bases[mine].sum()
        found.append((surplus, surplus * (1 / base + 1 / (bases.sum() - base))))
    both = np.array(found)
    real = both[0]
    assert got.p == pytest.approx((both >= real - 1e-9).mean(axis=0).max())


def test_days_are_not_taken_for_outlets() -> None:
    """A writes early, when all say "clash"; B writes late, when nobody does: no outlet stands apart on any day."""
    early, late = [(4.0, 4.0, "1")], [(0.0, 4.0, "2")]
    frame = on_days({"A": early * 9 + late * 2, "B": early * 2 + late * 9})
    assert contrasts(frame.drop(columns="day"), against="rest", settings=SETTINGS)["tier"].eq("supported").all()
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["tier"].eq("suggestive").all()
    assert got["reason"].str.contains("within days").all()


def test_a_difference_on_every_day_stands() -> None:
    frame = on_days({o: [(v, 4.0, day) for day in "123" for _ in range(3)] for o, v in (("A", 4.0), ("B", 0.0))})
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["tier"].eq("supported").all()
    assert got["reason"].str.endswith("stands within days too").all()


def test_days_that_are_outlets_are_said() -> None:
    frame = on_days({"A": [(4.0, 4.0, "1")] * 6, "B": [(0.0, 4.0, "2")] * 6})
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["reason"].str.contains("within days it cannot be tested").all()


def test_one_day_or_an_unknown_one_changes_nothing() -> None:
    frame = on_days({"A": [(4.0, 4.0, "1")] * 6, "B": [(0.0, 4.0, "1")] * 6})
    plain = contrasts(frame.drop(columns="day"), against="rest", settings=SETTINGS)
    pd.testing.assert_frame_equal(plain, contrasts(frame, against="rest", settings=SETTINGS))
    frame.loc[0, "day"] = ""
    pd.testing.assert_frame_equal(plain, contrasts(frame, against="rest", settings=SETTINGS))


def test_desks_are_not_taken_for_outlets() -> None:
    """A sends its city desk, which says "clash"; B its politics desk, which never does: neither stands apart."""
    city, politics = [(4.0, 4.0, "city")], [(0.0, 4.0, "politics")]
    frame = on_days({"A": city * 9 + politics * 2, "B": city * 2 + politics * 9}).rename(columns={"day": "desk"})
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["tier"].eq("suggestive").all()
    assert got["reason"].str.contains("within desks").all()
    assert got["p_within_desks"].gt(0.05).all()
    assert got["p_within_days"].isna().all()


def test_a_difference_has_to_stand_within_each_condition() -> None:
    """Every desk of A differs from the same of B, and so does every day; then only every desk."""
    cells = {o: [(v, 4.0, day) for day in "123" for _ in range(4)] for o, v in (("A", 4.0), ("B", 0.0))}
    frame = on_days(cells).assign(desk=["city", "politics"] * 12)
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["tier"].eq("supported").all()
    assert got["reason"].str.endswith("stands within days too; stands within desks too").all()
    early, late = [(4.0, 4.0, "1")], [(0.0, 4.0, "2")]
    frame = on_days({"A": early * 9 + late * 2, "B": early * 2 + late * 9})
    frame["desk"] = ["city" if i % 2 else "politics" for i in range(len(frame))]
    got = contrasts(frame, against="rest", settings=SETTINGS)
    assert got["tier"].eq("suggestive").all()
    assert got["reason"].str.contains("within days only p = .+; stands within desks too").all()


def test_no_false_alarms_where_desks_are_known() -> None:
    """Two desks that write unlike each other, shared unequally by outlets that do not differ: known, unknown."""
    rng = np.random.default_rng(3)
    alarms = {"known": 0, "unknown": 0}
    for _ in range(40):
        shares = {"city": 0.8, "politics": 0.2}
        cells: dict[str, list[tuple[float, float, str]]] = {
            outlet: [
                (float(rng.binomial(4, shares[desk])), 4.0, desk) for desk in ["city"] * n + ["politics"] * (10 - n)
            ]
            for outlet, n in (("A", 8), ("B", 2))
        }
        frame = on_days(cells).rename(columns={"day": "desk"})
        for name, given in (("known", frame), ("unknown", frame.drop(columns="desk"))):
            got = contrasts(given, against="rest", settings=SETTINGS)
            alarms[name] += bool(got["tier"].eq("supported").any())
    assert alarms["known"] <= 5
    assert alarms["unknown"] >= 20
