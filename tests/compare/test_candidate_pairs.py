from __future__ import annotations

import random

from framing.compare.candidate_pairs import candidate_pairs
from framing.compare.common_words import common_runs


def sentences(n: int, seed: int) -> list[list[str]]:
    rng = random.Random(seed)
    vocabulary = [f"w{k}" for k in range(400)]
    out = [[rng.choice(vocabulary) for _ in range(rng.randint(8, 24))] for _ in range(n // 2)]
    for _ in range(n - len(out)):
        words = list(rng.choice(out[: n // 2]))
        for _ in range(rng.randint(0, 4)):
            words[rng.randrange(len(words))] = rng.choice(vocabulary)
        out.append(words + [rng.choice(vocabulary) for _ in range(rng.choice((0, 0, 15)))])
    return out


def test_pairs_that_share_half_of_the_smaller_are_all_candidates() -> None:
    every = sentences(240, seed=3)
    rows, cols = candidate_pairs(every)
    found = set(zip(rows.tolist(), cols.tolist(), strict=True))
    true = {
        (i, j)
        for i in range(len(every))
        for j in range(i + 1, len(every))
        if every[i] != every[j]
        and sum(r.n for r in common_runs(every[i], every[j])) >= 0.5 * min(len(every[i]), len(every[j]))
    }
    assert len(true) > 100
    assert len(true & found) >= 0.99 * len(true)
    assert all(i < j for i, j in found)


def test_unrelated_and_too_few_sentences_give_none() -> None:
    assert candidate_pairs([])[0].size == 0
    assert candidate_pairs([["one", "sentence", "only"]])[0].size == 0
    assert candidate_pairs([["a", "b", "c", "d"], ["e", "f", "g", "h"]])[0].size == 0
