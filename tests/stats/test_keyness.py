from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from framing.measure.term_counts import TermCounts
from framing.stats.keyness import REST, dispersion, keyness, log_odds


def naive(a: list[int], b: list[int], prior: list[float]) -> list[tuple[float, float]]:
    """Monroe, Colaresi and Quinn's equations 16, 20 and 22, word by word."""
    out = []
    n_a, n_b, size = sum(a), sum(b), sum(prior)
    for y_a, y_b, alpha in zip(a, b, prior, strict=True):
        odds_a = (y_a + alpha) / (n_a + size - y_a - alpha)
        odds_b = (y_b + alpha) / (n_b + size - y_b - alpha)
        delta = math.log(odds_a) - math.log(odds_b)
        out.append((delta, delta / math.sqrt(1 / (y_a + alpha) + 1 / (y_b + alpha))))
    return out


counts = st.integers(0, 300)
triples = st.lists(st.tuples(counts, counts, st.floats(0.01, 50)), min_size=2, max_size=30)


@given(triples)
@settings(deadline=None)
def test_equals_the_naive_formula(rows: list[tuple[int, int, float]]) -> None:
    a, b, prior = (list(column) for column in zip(*rows, strict=True))
    found = log_odds(a, b, prior)
    for (delta, z), made_delta, made_z in zip(naive(a, b, prior), found.delta, found.z, strict=True):
        assert made_delta == pytest.approx(delta, abs=1e-9)
        assert made_z == pytest.approx(z, abs=1e-9)


@given(triples)
@settings(deadline=None)
def test_swapping_the_sides_changes_the_sign_only(rows: list[tuple[int, int, float]]) -> None:
    a, b, prior = (list(column) for column in zip(*rows, strict=True))
    one, other = log_odds(a, b, prior), log_odds(b, a, prior)
    assert (one.delta == -other.delta).all()
    assert (one.z == -other.z).all()
    assert (one.error == other.error).all()


@pytest.mark.parametrize(
    ("a", "b", "prior"), [([1], [2], [1.0]), ([1, -1], [0, 0], [1.0, 1.0]), ([1, 2], [2, 1], [1.0, 0.0])]
)
def test_refuses_what_has_no_log_odds(a: list[int], b: list[int], prior: list[float]) -> None:
    with pytest.raises(ValueError, match=r"terms|counts"):
        log_odds(a, b, prior)


def counted(rows: list[list[int]], outlets: str, clusters: list[str] | None = None) -> TermCounts:
    return TermCounts(
        counts=csr_array(np.array(rows)),
        terms=tuple("abcdefgh"[: len(rows[0])]),
        article_ids=tuple(f"{o}{i}" for i, o in enumerate(outlets)),
        outlets=tuple(outlets),
        clusters=tuple(clusters or [f"{o}{i}" for i, o in enumerate(outlets)]),
        n_words=tuple(sum(r) for r in rows),
    )


ROWS = [[4, 1, 0], [3, 2, 1], [0, 3, 4], [1, 1, 5]]


def test_rows_name_both_sides_and_their_bases() -> None:
    made = keyness(counted(ROWS, "XXYY"), prior_words=10, draws=200)
    first = made[(made["outlet"] == "X")].iloc[0]
    total = [8, 7, 10]
    prior = [10 * t / 25 for t in total]
    assert first["term"] == "a"
    assert first["against"] == REST
    assert first["estimate"] == pytest.approx(naive([7, 3, 1], [1, 4, 9], prior)[0][0], abs=1e-9)
    assert (first["n"], first["n_against"]) == (7, 1)
    assert (first["n_articles"], first["n_articles_against"], first["n_articles_read"]) == (2, 1, 2)
    assert first["low"] <= first["estimate"] <= first["high"]
    assert set(made["tier"]) == {"descriptive"}


def test_two_outlets_against_the_rest_mirror_each_other_and_the_pair() -> None:
    rest = keyness(counted(ROWS, "XXYY"), draws=0)
    pair = keyness(counted(ROWS, "XXYY"), pairs=True, draws=0).set_index("term")["estimate"]
    x = rest[rest["outlet"] == "X"].set_index("term")["estimate"]
    y = rest[rest["outlet"] == "Y"].set_index("term")["estimate"]
    assert (x == -y[x.index]).all()
    assert (x == pair[x.index]).all()


def test_one_article_or_one_cluster_a_side_has_no_interval() -> None:
    single = keyness(counted(ROWS[1:], "XYY"), draws=50)
    assert single["low"].isna().all()
    copies = keyness(counted(ROWS, "XXYY", ["c", "c", "d", "e"]), draws=50)
    assert copies["low"].isna().all()


def test_the_interval_narrows_as_articles_agree() -> None:
    same = keyness(counted([[4, 1, 0], [4, 1, 0], [0, 3, 4], [0, 3, 4]], "XXYY"), draws=100)
    assert np.allclose(same["low"], same["high"])
    differ = keyness(counted([[8, 0, 0], [0, 2, 0], [0, 6, 0], [0, 0, 8]], "XXYY"), draws=100)
    assert (differ["high"] > differ["low"]).any()


def test_the_seed_decides_the_draws() -> None:
    one, again = (keyness(counted(ROWS, "XXYY"), draws=50, seed=3) for _ in range(2))
    assert one.equals(again)


def test_top_and_min_count_cut_the_ranking() -> None:
    made = keyness(counted(ROWS, "XXYY"), top=1, draws=0)
    assert made[made["outlet"] == "X"]["term"].tolist() == ["a", "c"]
    assert keyness(counted(ROWS, "XXYY"), min_count=8, draws=0)["term"].isin(["a", "c"]).all()


def test_a_term_that_nobody_uses_has_no_row() -> None:
    made = keyness(counted([[4, 0, 1], [1, 0, 3]], "XY"), min_count=0)
    assert set(made["term"]) == {"a", "c"}


def test_nothing_to_compare_gives_an_empty_frame() -> None:
    made = keyness(counted(ROWS, "XXXX"))
    assert made.empty
    assert {"term", "estimate", "low", "tier"} <= set(made.columns)


def naive_dispersion(column: list[int], sizes: list[int]) -> float:
    shares = [s / sum(sizes) for s in sizes]
    raw = sum(abs(v / sum(column) - s) for v, s in zip(column, shares, strict=True)) / 2
    return raw / (1 - min(shares))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 50)), min_size=2, max_size=8))
@settings(deadline=None)
def test_dispersion_equals_the_naive_formula(rows: list[tuple[int, int, int]]) -> None:
    table = np.array([r[:2] for r in rows])
    sizes = [r[2] for r in rows]
    found = dispersion(csr_array(table), sizes)
    for column, made in zip(table.T.tolist(), found, strict=True):
        if sum(column):
            assert made == pytest.approx(naive_dispersion(column, sizes), abs=1e-9)
            assert -1e-9 <= made <= 1 + 1e-9
        else:
            assert np.isnan(made)
