"""How often emphasis or treatment comes out as supported where outlets do not differ: outlets dealt anew over articles.

    python benchmarks/emphasis_null.py SET [RUNS]
    python benchmarks/emphasis_null.py ARTICLES.jsonl [RUNS [ARTICLES [SEED]]]

SET is an article set: each run deals the names of its outlets anew. ARTICLES.jsonl holds an event or an article a line
(see ``made_sets.py``): each run draws articles of different events (20) and deals them to made-up outlets (4). All
aspects that there are, and every actor that is compared in own words (ill and well), are declared, so that any of them
could be supported: the hardest case for the correction. Articles are read once. Articles that share copy stay together
as the tests hold them. Prints the runs with any supported row, by measure too, with a Wilson interval.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from made_sets import articles_of

from framing.annotate.annotate import annotate_all
from framing.measure.aspects import aspect_emphasis
from framing.measure.measure import MeasureKey
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.measure.tabulate import tabulate
from framing.measure.treatment import FEWEST_OUTLETS, FEWEST_SENTENCES, treatment_shares
from framing.sets.manifest import ArticleSet
from framing.stats.evidence import evidence_table
from framing.stats.intervals import wilson
from framing.stats.tiers import SUPPORTED
from framing.store.open_set import open_set

RUNS = 200
SHUFFLES = 2000


def rows_of(tables: Tables) -> pd.DataFrame:
    emphasis = aspect_emphasis(tables).assign(counts="weighted sentences")
    treated = treatment_shares(tables).assign(counts="sentences")
    return pd.concat([emphasis, treated[treated["key"] != "neutral"]], ignore_index=True)


def dealt(rows: pd.DataFrame, runs: int, seed: int) -> Iterator[pd.DataFrame]:
    """Deal the outlets of a set anew over its articles."""
    articles = rows[["article_id", "outlet"]].drop_duplicates().sort_values("article_id")
    rng = np.random.default_rng(seed)
    for _ in range(runs):
        sides = dict(zip(articles["article_id"], rng.permutation(articles["outlet"].to_numpy()), strict=True))
        yield rows.assign(outlet=rows["article_id"].map(sides))


def drawn(rows: pd.DataFrame, events: dict[str, str], runs: int, articles: int, seed: int) -> Iterator[pd.DataFrame]:
    """Draw articles of different events and deal them to made-up outlets; keep actors that such a set compares."""
    by_event = pd.Series(events).groupby(pd.Series(events)).apply(lambda part: sorted(part.index))
    rng = np.random.default_rng(seed)
    for _ in range(runs):
        chosen = [str(rng.choice(by_event[e])) for e in rng.permutation(sorted(by_event.index))[:articles]]
        sides = {a: "ABCD"[i % 4] for i, a in enumerate(chosen)}
        mine = rows[rows["article_id"].isin(chosen)]
        mine = mine.assign(outlet=mine["article_id"].map(sides))
        known = mine.groupby(["measure", "group", "key"]).agg(n=("base", "sum"), outlets=("outlet", "nunique"))
        treated = known.index.get_level_values("measure").str.startswith("treatment")
        kept = known.index[~treated | ((known["outlets"] >= FEWEST_OUTLETS) & (known["n"] >= FEWEST_SENTENCES))]
        yield mine[pd.MultiIndex.from_frame(mine[["measure", "group", "key"]]).isin(kept)]


def main(path: Path, runs: int, articles: int, seed: int) -> None:
    if path.is_dir():
        made = dealt(rows_of(open_set(path)), runs, seed)
    else:
        events, every = zip(*articles_of(path), strict=True)
        pooled = ArticleSet("events", "Events", None, "en", path.parent, tuple(every))
        event_of = {article.id: event for article, event in zip(every, events, strict=True)}
        made = drawn(rows_of(tabulate(pooled, annotate_all(every))), event_of, runs, articles, seed)
    hits: Counter[str] = Counter()
    declared: list[int] = []
    for run, rows in enumerate(made):
        keys = [MeasureKey(*k) for k in rows[["measure", "group", "key"]].drop_duplicates().itertuples(index=False)]
        found = evidence_table(rows, Settings(draws=SHUFFLES, seed=1000 * seed + run), declared=keys)
        some = set(found.loc[found["tier"] == SUPPORTED, "measure"])
        hits.update([*some, *(["any"] if some else [])])
        declared.append(len(keys))
    for what in ("any", *sorted(set(hits) - {"any"})):
        low, high = wilson(hits[what] / runs, runs, 1.96)
        print(
            f"{path.name}: {np.mean(declared):.0f} declared; {what} supported in {hits[what]} of {runs} runs, "
            f"{100 * hits[what] / runs:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
        )


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    numbers = [int(word) for word in sys.argv[2:]]
    runs, articles, seed = [*numbers, *[RUNS, 20, 1][len(numbers) :]]
    main(Path(sys.argv[1]), runs, articles, seed)
