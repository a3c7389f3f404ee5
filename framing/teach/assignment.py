"""Data of the assignment in ``notebooks/teach``: mentions coded by hand, and one table computed from them.

The mentions are those that the demo set's authors planted (``planted.toml``), not those the
suite finds, so that marks do not depend on a parser's version. The file students get is
made by ``python -m framing.teach.assignment corpus/harbour-blockade notebooks/teach/source/naming/mentions.csv``.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from framing.sets.manifest import load_set
from framing.stats.intervals import share_interval

COLUMNS = ("article", "outlet", "date", "concept", "label", "voice")


def planted_mentions(folder: Path) -> pd.DataFrame:
    """Return the planted mentions of a demo set, one row a mention, with :data:`COLUMNS`.

    Raises:
        SetError: The set has faults.
        FileNotFoundError: It has no ``planted.toml``: only the demo set has one.
    """
    planted = tomllib.loads((folder / "planted.toml").read_text(encoding="utf-8"))
    dates = {a.id: a.published for a in load_set(folder)}
    rows = [
        (a["id"], a["outlet"], dates[a["id"]], m["concept"], m["variant"], m["voice"])
        for a in planted["article"]
        for m in a["mentions"]
    ]
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS))


def label_shares(mentions: pd.DataFrame, *, concept: str, label: str, confidence: float = 0.95) -> pd.DataFrame:
    """Return, for each outlet, the share of one label among the mentions of a concept, with its interval.

    Args:
        mentions: Rows with the columns of :data:`COLUMNS`; filter them to a voice first.
        concept: Which concept.
        label: Which of its labels.
        confidence: Of the intervals.

    Returns:
        ``outlet, share, low, high, n, counts, n_articles``: share from 0 to 1 with its interval over
        articles (see :func:`framing.stats.intervals.share_interval`). An outlet that never names the
        concept is not in it. Empty if nobody does.
    """
    mine = mentions[mentions["concept"] == concept]
    rows: list[dict[str, object]] = []
    for outlet, used in mine.groupby("outlet"):
        by_article = used.assign(hit=used["label"] == label).groupby("article")["hit"].agg(["sum", "size"])
        hits, bases = by_article["sum"].to_numpy(dtype=float), by_article["size"].to_numpy(dtype=float)
        interval = share_interval(hits, bases, confidence=confidence)
        rows.append(
            {
                "outlet": outlet,
                "share": hits.sum() / bases.sum(),
                "low": interval.low,
                "high": interval.high,
                "n": int(bases.sum()),
                "counts": "mentions",
                "n_articles": len(by_article),
            }
        )
    return pd.DataFrame(rows, columns=pd.Index(["outlet", "share", "low", "high", "n", "counts", "n_articles"]))


def favourite_labels(mentions: pd.DataFrame, *, concept: str) -> pd.DataFrame:
    """Return each outlet's most used label of a concept: ``label`` and the columns of :func:`label_shares`."""
    mine = mentions[mentions["concept"] == concept]
    rows: list[pd.DataFrame] = []
    for outlet, used in mine.groupby("outlet"):
        counts = {str(k): int(v) for k, v in used["label"].value_counts().items()}
        label = min(counts, key=lambda name: (-counts[name], name))
        shares = label_shares(mine, concept=concept, label=label)
        rows.append(shares[shares["outlet"] == outlet].assign(label=label))
    return (
        pd.concat(rows, ignore_index=True) if rows else label_shares(mine, concept=concept, label="").assign(label="")
    )


def main(arguments: list[str]) -> None:
    """Write the assignment's data file: the set's folder and the file are the two arguments."""
    folder, out = (Path(a) for a in arguments)
    mentions: Any = planted_mentions(folder)
    temporary = out.with_suffix(".part")
    mentions.to_csv(temporary, index=False, lineterminator="\n")
    temporary.replace(out)


if __name__ == "__main__":
    main(sys.argv[1:])
