"""Seconds for the log-odds of 50 articles × 50 000 terms. Run: python benchmarks/keyness.py."""

from __future__ import annotations

import time

import numpy as np
from scipy.sparse import csr_array

from framing.measure.term_counts import TermCounts
from framing.stats.keyness import keyness, log_odds

ARTICLES, TERMS, OUTLETS = 50, 50_000, 5


def main() -> None:
    rng = np.random.default_rng(1)
    ranks = np.arange(1, TERMS + 1)
    usage = (1 / ranks) / (1 / ranks).sum()
    table = np.stack([rng.multinomial(20_000, usage) for _ in range(ARTICLES)]) + (rng.random((ARTICLES, TERMS)) < 0.01)
    outlets = tuple(f"outlet {i % OUTLETS}" for i in range(ARTICLES))
    ids = tuple(map(str, range(ARTICLES)))
    counted = TermCounts(
        csr_array(table), tuple(f"t{i:05}" for i in range(TERMS)), ids, outlets, ids, tuple(table.sum(axis=1).tolist())
    )
    by_outlet = np.stack([table[np.array(outlets) == o].sum(axis=0) for o in sorted(set(outlets))])
    total = by_outlet.sum(axis=0)
    for name, run in (
        ("log_odds, each outlet against the rest", lambda: log_odds(by_outlet, total - by_outlet, total + 0.01)),
        ("keyness, every term, no intervals", lambda: keyness(counted, top=None, draws=0)),
        ("keyness, all pairs, no intervals", lambda: keyness(counted, pairs=True, top=None, draws=0)),
        ("keyness, 200 terms an end, 1000 draws", lambda: keyness(counted)),
    ):
        start = time.perf_counter()
        run()
        print(f"{name}: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
