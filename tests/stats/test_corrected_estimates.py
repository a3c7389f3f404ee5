"""Corrected estimates against sets in which the truth is known."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from framing.stats.corrected_estimates import FEWEST, corrected_difference


def units(rng: np.random.Generator, *, share: float = 0.5, checked: int = 40) -> pd.DataFrame:
    """Two sides × 20 articles × 8 mentions without a true difference; the machine misses a quarter on one side."""
    parts = []
    for side, sensitivity in enumerate((0.95, 0.7)):
        rates = np.repeat(rng.beta(share * 9, (1 - share) * 9, size=20), 8)
        true = (rng.random(160) < rates).astype(float)
        said = true * (rng.random(160) < sensitivity)
        drawn = np.isin(np.arange(160), rng.choice(160, checked, replace=False))
        articles = [f"{side}-{i // 8}" for i in range(160)]
        about = {"side": side, "article": articles, "stratum": str(side), "value": said, "base": 1.0, "checked": drawn}
        parts.append(pd.DataFrame({**about, "hand_value": true * drawn, "hand_base": 1.0 * drawn}))
    return pd.concat(parts, ignore_index=True)


def test_the_machines_errors_are_taken_out_and_the_interval_holds_the_truth() -> None:
    found = [corrected_difference(units(np.random.default_rng(k)), draws=400, seed=k) for k in range(120)]
    machine = np.mean([f.machine for f in found])
    corrected = np.mean([f.corrected for f in found])
    assert machine == pytest.approx(0.125, abs=0.03)
    assert abs(corrected) < 0.03
    assert np.mean([f.low <= 0 <= f.high for f in found]) >= 0.9
    assert np.mean([f.high - f.low for f in found]) < 0.85 * np.mean([f.width_hand for f in found])


def test_with_everything_checked_the_hand_has_the_last_word() -> None:
    some = units(np.random.default_rng(1), checked=160)
    found = corrected_difference(some, draws=200)
    hand = [some.loc[some["side"] == side, "hand_value"].mean() for side in (0, 1)]
    assert found.corrected == pytest.approx(hand[0] - hand[1])


def test_misses_found_in_drawn_sentences_count_for_all_sentences() -> None:
    """The machine has 10 mentions a side, all right; one in ten drawn sentences hides another, with the other label."""
    rows = []
    for side in (0, 1):
        rows += [(side, f"{side}-{i}", f"m{side}", 1.0, 1.0, True, 1.0, 1.0) for i in range(10)]
        for i in range(100):
            drawn = i % 2 == 0
            missed = float(side == 0 and drawn and i % 20 == 0)
            rows.append((side, f"{side}-{i // 10}", f"s{side}", 0.0, 0.0, drawn, 0.0, missed))
    names = ["side", "article", "stratum", "value", "base", "checked", "hand_value", "hand_base"]
    found = corrected_difference(pd.DataFrame(rows, columns=names), draws=200)
    assert found.first.corrected == pytest.approx(0.5)
    assert found.second.corrected == pytest.approx(1.0)


def test_too_few_checked_say_nothing() -> None:
    found = corrected_difference(units(np.random.default_rng(2), checked=FEWEST - 1), draws=100)
    assert math.isnan(found.corrected)
    assert math.isnan(found.low)
    assert not math.isnan(found.machine)


def test_a_frame_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="lack side"):
        corrected_difference(pd.DataFrame(columns=["article"]))


def test_a_sample_without_an_error_still_leaves_room_for_one() -> None:
    """Every article half hits, and the machine right in every unit: only errors that were not met are left."""
    about = [
        {"side": side, "article": f"{side}-{n // 10}", "stratum": str(side), "value": float(n % 2), "base": 1.0}
        for side in (0, 1)
        for n in range(200)
    ]
    frame = pd.DataFrame(about)

    def width(checked: int) -> float:
        drawn = frame.groupby("side").cumcount() < checked
        given = frame.assign(checked=drawn, hand_value=frame["value"] * drawn, hand_base=1.0 * drawn)
        share = corrected_difference(given, draws=2000).first
        assert share.corrected == pytest.approx(0.5)
        return share.high - share.low

    assert 0 < width(100) < width(20) < 0.3
    assert width(200) == pytest.approx(0)


def test_where_the_machine_only_guesses_the_sample_decides() -> None:
    """Tuned, a machine that errs at random costs hardly any width beyond the sample's own."""
    wide = []
    for k in range(40):
        rng = np.random.default_rng(k)
        given = units(rng)
        given["value"] = (rng.random(len(given)) < 0.5).astype(float)
        found = corrected_difference(given, draws=400, seed=k)
        wide.append((found.high - found.low) / found.width_hand)
    assert np.mean(wide) < 1.1
