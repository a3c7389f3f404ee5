from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.common_words import common_runs
from framing.compare.run_bounds import RunBounds

SENTENCES = st.lists(st.lists(st.sampled_from("abcd"), max_size=9), min_size=2, max_size=6)


def bound(a: list[str], b: list[str]) -> int:
    words = (Counter(a) & Counter(b)).total()
    neighbours = (Counter(pairwise(a)) & Counter(pairwise(b))).total()
    return words if min(len(a), len(b)) <= 2 else min(words, 2 * neighbours)


@given(SENTENCES, st.sampled_from([0.3, 0.6, 0.8, 1.0]))
@settings(deadline=None)
def test_a_pair_is_ruled_out_only_where_runs_cannot_cover_so_much(said: list[list[str]], share: float) -> None:
    pairs = list(combinations(range(len(said)), 2))
    first, second = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    may = RunBounds(said).may_cover(first, second, np.full(len(pairs), share))
    for (i, j), kept in zip(pairs, may.tolist(), strict=True):
        a, b = said[i], said[j]
        smaller = min(len(a), len(b))
        runs = common_runs(a, b, least=2 if smaller > 2 else 1)
        assert kept == (smaller > 0 and bound(a, b) / smaller >= share)
        assert kept or not smaller or sum(r.n for r in runs) / smaller < share


def test_each_pair_has_its_own_share() -> None:
    bounds = RunBounds([["the", "tide", "is", "in"], ["the", "tide", "was", "in"]])
    twice = np.array([0, 0]), np.array([1, 1])
    assert bounds.may_cover(*twice, np.array([0.5, 0.9])).tolist() == [True, False]


def test_sentences_without_words_cover_nothing() -> None:
    bounds = RunBounds([[], ["tide"], []])
    assert bounds.may_cover(np.array([0, 0]), np.array([1, 2]), np.array([0.0, 0.0])).tolist() == [False, False]
