"""What happens on a day is no outlet's doing: a difference with a tier has to stand within days too."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from simulated import rows_of

from framing.measure.settings import Settings
from framing.stats.contrasts import contrasts
from framing.stats.days import within_days
from framing.stats.resampling_units import blocks

SETTINGS = Settings(draws=500, seed=1)


def on_days(cells: dict[str, list[tuple[float, float, str]]]) -> pd.DataFrame:
    frame = rows_of({outlet: [(v, b) for v, b, _ in articles] for outlet, articles in cells.items()})
    return frame.assign(day=[day for articles in cells.values() for _, _, day in articles])


def test_p_is_that_of_all_arrangements_within_days() -> None:
    frame = on_days({"A": [(3, 4, "1"), (1, 3, "2"), (2, 2, "3")], "B": [(1, 4, "1"), (0, 2, "1"), (1, 5, "2")]})
    block = next(iter(blocks(frame)))
    days = dict(zip(frame["article_id"], frame["day"], strict=True))
    got = within_days(block, 0, "A", days, SETTINGS)
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
