import math

import numpy as np
import pandas as pd
import pytest

from framing.stats.confusion import NONE, confusion, correct_shares, precision_recall


def test_counts_by_hand() -> None:
    coder = pd.Series(["a", "a", "b", None, "b", "a"])
    machine = pd.Series(["a", "b", "b", "a", None, "a"])
    table = confusion(coder, machine)
    assert table.loc["a"].to_dict() == {"a": 2, "b": 1, NONE: 0}
    assert table.loc[NONE, "a"] == table.loc["b", NONE] == 1
    rates = precision_recall(table).set_index("label")
    assert rates.loc["a", ["precision", "recall"]].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert rates.loc["b", ["precision", "recall", "f1"]].tolist() == pytest.approx([1 / 2, 1 / 2, 1 / 2])


def test_a_perfect_machine_changes_nothing() -> None:
    codes = pd.Series(["a", "b", "b", "c"] * 5)
    got = correct_shares({"a": 10, "b": 30, "c": 60}, codes, codes)
    assert got["share_corrected"].tolist() == pytest.approx([0.1, 0.3, 0.6])
    assert got["low"].tolist() == pytest.approx(got["high"].tolist())


def test_the_truth_comes_back_from_a_machine_that_misses_half_of_one_label() -> None:
    rng = np.random.default_rng(3)

    def read(truth: np.ndarray) -> pd.Series:
        said = np.where((truth == "b") & (rng.random(len(truth)) < 0.5), "", truth)
        return pd.Series(said).replace("", None)

    sample = rng.choice(["a", "b"], 2000, p=[0.4, 0.6])
    whole = rng.choice(["a", "b"], 20_000, p=[0.3, 0.7])
    counts = read(whole).value_counts().to_dict()
    got = correct_shares(counts, pd.Series(sample), read(sample)).set_index("label")
    assert got.loc["b", "share"] < 0.6
    assert got.loc["b", "share_corrected"] == pytest.approx(0.7, abs=0.02)
    assert got.loc["b", "low"] < 0.7 < got.loc["b", "high"]


def test_a_label_never_checked_is_not_corrected() -> None:
    got = correct_shares({"a": 5, "z": 5}, pd.Series(["a", "b"]), pd.Series(["a", "b"])).set_index("label")
    assert math.isnan(got.loc["z", "share_corrected"])
    assert got.loc["a", "share_corrected"] == 1


def test_items_must_match() -> None:
    with pytest.raises(ValueError, match="same items"):
        confusion(pd.Series(["a"]), pd.Series(["a", "b"]))
