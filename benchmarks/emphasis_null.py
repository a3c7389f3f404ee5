"""How often emphasis or treatment comes out as supported where outlets do not differ: outlets dealt anew over articles.

    python benchmarks/emphasis_null.py SET [RUNS]

All aspects that the set has, and every actor that is compared in own words (ill and well), are declared, so that any of
them could be supported: the hardest case for the correction. Articles that share copy stay together as the tests hold
them. Prints the runs with any supported row, with a Wilson interval.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from framing.measure.aspects import aspect_emphasis
from framing.measure.measure import MeasureKey
from framing.measure.settings import Settings
from framing.measure.treatment import treatment_shares
from framing.stats.evidence import evidence_table
from framing.stats.intervals import wilson
from framing.stats.tiers import SUPPORTED
from framing.store.open_set import open_set

RUNS = 100


def rows_of(folder: Path) -> pd.DataFrame:
    tables = open_set(folder)
    emphasis = aspect_emphasis(tables).assign(counts="weighted sentences")
    treated = treatment_shares(tables).assign(counts="sentences")
    return pd.concat([emphasis, treated[treated["key"] != "neutral"]], ignore_index=True)


def main(folder: Path, runs: int) -> None:
    rows = rows_of(folder)
    keys = [MeasureKey(*key) for key in rows[["measure", "group", "key"]].drop_duplicates().itertuples(index=False)]
    articles = rows[["article_id", "outlet"]].drop_duplicates().sort_values("article_id")
    rng = np.random.default_rng(1)
    hits = 0
    for run in range(runs):
        dealt = dict(zip(articles["article_id"], rng.permutation(articles["outlet"].to_numpy()), strict=True))
        found = evidence_table(
            rows.assign(outlet=rows["article_id"].map(dealt)), Settings(draws=2000, seed=run), declared=keys
        )
        hits += bool((found["tier"] == SUPPORTED).any())
    low, high = wilson(hits / runs, runs, 1.96)
    print(f"{folder.name}: {len(keys)} declared, supported in {hits} of {runs} runs ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else RUNS)
