import math

import numpy as np
import pandas as pd
import pytest
from simulated import label_shares, rows_of

from framing.measure.settings import Settings
from framing.stats.contrasts import REST
from framing.stats.evidence import COLUMNS, compare_outlets, contrasts
from framing.stats.resampling_units import together


def test_a_row_for_each_outlet_with_its_bases() -> None:
    frame = rows_of({"A": [(2, 2), (1, 2)], "B": [(0, 3), (1, 1), (0, 2)]})
    got = compare_outlets(frame, draws=200).set_index("outlet")
    assert tuple(compare_outlets(frame, draws=200).columns) == COLUMNS
    assert got.loc["A", ["estimate", "n_articles", "n"]].tolist() == [0.75, 2, 4]
    assert got.loc["B", ["estimate", "n_articles", "n"]].tolist() == [pytest.approx(1 / 6), 3, 6]
    assert got.loc["A", "difference"] == pytest.approx(0.75 - 1 / 6) == -got.loc["B", "difference"]


def test_missing_is_not_zero() -> None:
    frame = pd.concat([
        rows_of({"A": [(1, 2)] * 5, "B": [(1, 3)] * 5}),
        rows_of({"A": [(1, 2)] * 5}, key="y").assign(group="d"),
    ])  # fmt: skip
    got = compare_outlets(frame, draws=200)
    row = got[(got["group"] == "d") & (got["outlet"] == "B")].iloc[0]
    assert math.isnan(row["estimate"])
    assert (row["n_articles"], row["tier"]) == (0, "not testable")
    assert "missing, not zero" in row["reason"]


def test_one_article_an_outlet_is_descriptive_always() -> None:
    frame = rows_of({"A": [(9, 9)], "B": [(0, 9)], "C": [(0, 9)]})
    for got in (compare_outlets(frame), contrasts(frame)):
        assert set(got["tier"]) == {"descriptive"}
        assert set(got["reason"]) == {"one article an outlet: description only"}
    many = rows_of({"A": [(9, 9)], "B": [(0, 9)] * 40})
    assert set(compare_outlets(many)["tier"]) == {"descriptive"}


def test_two_against_two_is_never_supported() -> None:
    frame = rows_of({"A": [(50, 50), (50, 50)], "B": [(0, 50), (0, 50)]})
    got = contrasts(frame)
    assert got["tier"].tolist() == ["not testable"]
    assert ".33" in got["reason"].iloc[0]


def test_three_a_side_is_not_testable_and_five_is_supported() -> None:
    for n, tier in ((3, "not testable"), (5, "supported")):
        got = compare_outlets(rows_of({"A": [(4, 5)] * n, "B": [(0, 5)] * n}), seed=1)
        assert set(got["tier"]) == {tier}


def test_a_label_of_one_article_is_not_testable() -> None:
    frame = rows_of({"A": [(1, 4)] + [(0, 4)] * 4, "B": [(0, 4)] * 5})
    got = contrasts(frame).iloc[0]
    assert got["tier"] == "not testable"
    assert "too few articles show it" in got["reason"]


def test_equal_articles_are_not_told_apart() -> None:
    got = contrasts(rows_of({"A": [(1, 2)] * 6, "B": [(2, 4)] * 6})).iloc[0]
    assert (got["tier"], got["difference"]) == ("descriptive", 0)
    assert "the same in every article" in got["reason"]


def test_only_declared_comparisons_can_be_supported() -> None:
    frame = pd.concat([
        rows_of({"A": [(4, 5)] * 6, "B": [(0, 5)] * 6}),
        rows_of({"A": [(4, 5)] * 6, "B": [(0, 5)] * 6}, key="y").assign(group="d"),
    ])  # fmt: skip
    got = compare_outlets(frame, contrasts=[("label share", "c", "x")])
    assert dict(zip(got["group"], got["tier"], strict=True)) == {"c": "supported", "d": "suggestive"}
    assert "no declared comparison" in got[got["group"] == "d"]["reason"].iloc[0]


def test_copies_of_one_text_are_one_unit() -> None:
    frame = rows_of({"A": [(4, 5)] * 6, "B": [(0, 5)] * 6})
    copied = frame.assign(cluster=[*["wire"] * 6, *frame["cluster"][6:]])
    got = compare_outlets(copied)
    assert set(got["tier"]) == {"descriptive"}
    assert got.set_index("outlet").loc["A", "n_articles"] == 6
    half = frame.assign(cluster=[*["w1"] * 3, *["w2"] * 3, *frame["cluster"][6:]])
    assert contrasts(half)["n_units_first"].tolist() == [2]


def test_collapsing_counts_a_copied_text_once() -> None:
    frame = rows_of({"A": [(2, 2), (2, 2), (0, 2)], "B": [(1, 2), (0, 2), (0, 2)]})
    frame["cluster"] = ["w", "w", "A2", "w", "B1", "B2"]
    plain = compare_outlets(frame, draws=100).set_index("outlet")["estimate"]
    once = compare_outlets(frame, draws=100, collapse_copies=True).set_index("outlet")["estimate"]
    assert plain.to_dict() == {"A": pytest.approx(4 / 6), "B": pytest.approx(1 / 6)}
    assert once.to_dict() == {"A": pytest.approx((4 / 3) / (2 + 4 / 3)), "B": pytest.approx((1 / 3) / (4 + 2 / 3))}


def test_two_outlets_and_two_labels_are_one_test() -> None:
    one = rows_of({"A": [(4, 5)] * 5, "B": [(0, 5), (1, 5)] * 2 + [(0, 5)]})
    both = pd.concat([one, one.assign(key="y", value=one["base"] - one["value"])])
    got = compare_outlets(both)
    assert set(got["n_tested"]) == {1}
    assert len(set(got["p_adjusted"])) == 1
    assert got["p_adjusted"].iloc[0] == got["p"].iloc[0]


def test_order_of_rows_does_not_matter_and_the_seed_decides() -> None:
    frame = label_shares(np.random.default_rng(8), outlets=3, articles=8)
    names = ["measure", "group", "key", "outlet"]
    one = compare_outlets(frame, draws=500, seed=2).sort_values(names, ignore_index=True)
    mixed = frame.sample(frac=1, random_state=3)
    two = compare_outlets(mixed, draws=500, seed=2).sort_values(names, ignore_index=True)
    pd.testing.assert_frame_equal(one, two)
    other = compare_outlets(frame, draws=500, seed=3).sort_values(names, ignore_index=True)
    assert (one["p"] - other["p"]).abs().max() > 0


def test_pairs_and_rest() -> None:
    frame = label_shares(np.random.default_rng(8), outlets=4, articles=4, concepts=1)
    assert len(contrasts(frame, settings=Settings(draws=50))) == 6 * 3
    rest = contrasts(frame, against="rest", settings=Settings(draws=50))
    assert len(rest) == 4 * 3
    assert set(rest["second"]) == {REST}
    total = frame[frame["key"] == "l0"]
    others = total[total["outlet"] != "A"]
    row = rest[(rest["first"] == "A") & (rest["key"] == "l0")].iloc[0]
    assert row["estimate_second"] == pytest.approx(others["value"].sum() / others["base"].sum())


def test_within_events_a_difference_between_events_is_none() -> None:
    # A writes mostly on the event where everybody uses the label
    cells = {"A": [(5, 5)] * 6 + [(0, 5)] * 2, "B": [(5, 5)] * 2 + [(0, 5)] * 6}
    frame = rows_of(cells)
    pooled = contrasts(frame).iloc[0]
    frame["event"] = (["one"] * 6 + ["two"] * 2) + (["one"] * 2 + ["two"] * 6)
    within = contrasts(frame).iloc[0]
    assert within["p"] == 1
    assert pooled["p"] < 0.2


def test_empty_and_broken_frames() -> None:
    frame = rows_of({"A": [(1, 2)]})
    assert compare_outlets(frame.iloc[:0]).empty
    assert compare_outlets(frame)["reason"].tolist() == ["one outlet: nothing to compare"]
    with pytest.raises(ValueError, match="lacks cluster"):
        compare_outlets(frame.drop(columns="cluster"))
    with pytest.raises(ValueError, match="two rows for article 'A0'"):
        compare_outlets(pd.concat([frame, frame]))
    with pytest.raises(ValueError, match="'rest' or 'pairs'"):
        contrasts(frame, against="all")  # type: ignore[arg-type]


def test_outlets_that_only_write_more_are_not_called_different() -> None:
    rng = np.random.default_rng(21)
    called = tested = 0
    for seed in range(25):
        frame = label_shares(rng, outlets=2, articles=8, concepts=4, mentions=(2.0, 8.0))
        got = compare_outlets(frame, draws=300, seed=seed)
        able = got[got["least_p"] <= 0.05]
        tested, called = tested + len(able), called + int((able["p"] <= 0.05).sum())
    assert called / tested <= 0.08  # the gap between ratios alone would give about .10 to .15


def test_a_label_in_one_article_is_never_more_than_that_article() -> None:
    # one of four mentions beside many: a gap that few shuffles reach, and yet one article
    frame = rows_of({"A": [(1, 1), (0, 1), (0, 1), (0, 1), (0, 1)], "B": [(0, 20)] * 15})
    got = contrasts(frame).iloc[0]
    assert got["p"] == got["least_p"] == 0.25
    assert got["tier"] == "not testable"


def test_runs_without_a_difference_are_rarely_supported() -> None:
    """A small run of benchmarks/calibration.py: outlets of one population, five articles each."""
    rng = np.random.default_rng(20)
    supported = suggestive = tested = 0
    for seed in range(40):
        got = compare_outlets(label_shares(rng, outlets=3, articles=5, concepts=4), draws=400, seed=seed)
        supported += (got["tier"] == "supported").any()
        able = got["least_p"] <= 0.05
        tested += able.sum()
        suggestive += got["tier"].isin(["suggestive", "supported"])[able].sum()
    assert supported <= 6  # 40 runs at .05: more than 6 has probability .003
    assert suggestive / tested <= 0.07


def test_articles_of_one_author_are_one_unit() -> None:
    frame = rows_of({"A": [(2, 2)] * 6, "B": [(0, 2)] * 6})
    alone = compare_outlets(frame)
    assert alone["tier"].tolist() == ["supported"] * 2
    # two authors an outlet: two units against two, which nothing can tell apart from chance
    frame["author"] = [f"{outlet}{i % 2}" for outlet, i in zip(frame["outlet"], list(range(6)) * 2, strict=True)]
    signed = compare_outlets(frame)
    assert signed["tier"].tolist() == ["not testable"] * 2
    frame["author"] = [f"{article}" for article in frame["article_id"]]
    assert compare_outlets(frame)["p_adjusted"].tolist() == alone["p_adjusted"].tolist()


def test_copies_and_authors_chain() -> None:
    frame = rows_of({"A": [(1, 2)] * 4})
    frame["author"] = ["x", "x", "", ""]
    frame["cluster"] = ["c0", "c1", "c1", "c3"]
    assert together(frame) == {"A0": "c0", "A1": "c0", "A2": "c0", "A3": "c3"}
