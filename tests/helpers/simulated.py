"""Article-measure frames with known truth."""

from __future__ import annotations

import numpy as np
import pandas as pd

COLUMNS = ["measure", "group", "key", "outlet", "article_id", "cluster", "value", "base", "unit"]


def rows_of(cells: dict[str, list[tuple[float, float]]], *, unit: str = "share", key: str = "x") -> pd.DataFrame:
    """One key: outlet -> (value, base) of each article."""
    made = [
        ("label share", "c", key, outlet, f"{outlet}{i}", f"{outlet}{i}", value, base, unit)
        for outlet, articles in cells.items()
        for i, (value, base) in enumerate(articles)
    ]
    return pd.DataFrame(made, columns=COLUMNS)


def label_shares(
    rng: np.random.Generator,
    *,
    outlets: int = 2,
    articles: int = 5,
    concepts: int = 6,
    planted: float = 0.0,
    likeness: float = 0.2,
    mentions: tuple[float, ...] = (2.0,),
    authors: int = 0,
    icc: float = 0.0,
) -> pd.DataFrame:
    """Label shares of ``concepts`` × 3 labels, mentions of one article alike by ``likeness`` (beta-binomial).

    ``mentions`` are the mean mentions an article, by outlet in turn. ``planted`` moves the first
    outlet's share of the first label of the first concept. With ``authors`` each outlet has so many, who
    write its articles in turn and are like themselves by ``icc``; a column names them.
    """
    made = []
    for c in range(concepts):
        truth = rng.dirichlet([2.0, 2.0, 1.0])
        for o in range(outlets):
            share = truth.copy()
            if planted and c == 0 and o == 0:
                share = np.array([0.15 + planted, 0.0, 0.0])
                share[1:] = (1 - share[0]) / 2
            elif planted and c == 0:
                share = np.array([0.15, 0.425, 0.425])
            habits = [_around(rng, share, icc) for _ in range(authors)] if icc else [share] * authors
            for a in range(articles):
                n = int(rng.poisson(mentions[o % len(mentions)]))
                if not n:
                    continue
                counts = rng.multinomial(n, _around(rng, habits[a % authors] if authors else share, likeness))
                article = f"{'ABCDEFGH'[o]}{a}"
                for k, count in enumerate(counts):
                    row = ("label share", f"c{c}", f"l{k}", article[0], article, article, count, n, "share")
                    made.append(row)
    frame = pd.DataFrame(made, columns=COLUMNS).astype({"value": float, "base": float})
    if authors:
        frame["author"] = [f"{a[0]}-{int(a[1:]) % authors}" for a in frame["article_id"]]
    return frame


def _around(rng: np.random.Generator, share: np.ndarray, likeness: float) -> np.ndarray:
    """Shares of one article, or of one author, that vary around those of all by an intraclass correlation."""
    own = rng.dirichlet(np.maximum(share, 1e-6) * (1 - likeness) / likeness)
    return own / own.sum()


def article_shares(rng: np.random.Generator, share: float, likeness: float, n: int) -> np.ndarray:
    """The share of a label in each of ``n`` articles; likeness 0: the same in all."""
    if likeness == 0:
        return np.full(n, share)
    weight = (1 - likeness) / likeness
    return rng.beta(share * weight, (1 - share) * weight, n)
