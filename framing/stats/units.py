"""What is resampled and shuffled: articles, with copies of one text counted as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Names = NDArray[np.object_]

NEEDED = ("measure", "group", "key", "outlet", "article_id", "cluster", "value", "base", "unit")


@dataclass(frozen=True, slots=True)
class Block:
    """All keys of one measure and group as matrices: a row an article, a column a key.

    ``units`` holds the unit of each key. The base is 0 where an article has none; ``events`` is
    empty unless the frame has a column ``event``.
    """

    measure: str
    group: str
    units: tuple[str, ...]
    keys: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: Names
    clusters: Names
    events: Names
    numerators: Floats
    bases: Floats


@dataclass(frozen=True, slots=True)
class Joined:
    """The units of two sides, the first side's first: numerators and bases (units × keys), and each unit's event."""

    numerators: Floats
    bases: Floats
    first: NDArray[np.bool_]
    events: Names


def blocks(frame: pd.DataFrame, *, collapse_copies: bool = False) -> Iterator[Block]:
    """Cut an article-measure frame into one block a measure and group, in order of appearance.

    Args:
        frame: In the form of ``measure.tables.ARTICLE_MEASURE``; a column ``event`` may be added.
        collapse_copies: Each article of a shared-copy cluster weighs 1 ÷ (articles in the cluster),
            so that a dispatch printed five times counts as one text.

    Raises:
        ValueError: if a column is missing, or an article has two rows for one key.
    """
    lacking = [name for name in NEEDED if name not in frame.columns]
    if lacking:
        msg = f"the article-measure frame lacks {', '.join(lacking)}; make it with a function of framing.measure"
        raise ValueError(msg)
    used = frame[frame["base"] > 0]
    for (measure, group), part in used.fillna({"group": ""}).groupby(["measure", "group"], sort=False):
        key_codes, keys = pd.factorize(part["key"].fillna("").astype(object))
        article_codes, articles = pd.factorize(part["article_id"].astype(object), sort=True)
        if part.duplicated(["key", "article_id"]).any():
            twice = part[part.duplicated(["key", "article_id"])].iloc[0]
            msg = (
                f"two rows for article '{twice['article_id']}' in {measure} · {group} · {twice['key']}; sum them first"
            )
            raise ValueError(msg)
        values, bases = np.zeros((len(articles), len(keys))), np.zeros((len(articles), len(keys)))
        values[article_codes, key_codes] = part["value"].to_numpy(float)
        bases[article_codes, key_codes] = part["base"].to_numpy(float)
        about = part.drop_duplicates("article_id").set_index("article_id").loc[list(articles)]
        clusters = about["cluster"].astype(object).to_numpy()
        if collapse_copies:
            weight = copy_weights(clusters)[:, None]
            values, bases = values * weight, bases * weight
        events = about["event"].astype(object).to_numpy() if "event" in part.columns else np.empty(0, dtype=object)
        yield Block(
            str(measure),
            str(group),
            tuple(part.drop_duplicates("key")["unit"].astype(str)),
            tuple(str(key) for key in keys),
            tuple(str(article) for article in articles),
            about["outlet"].astype(object).to_numpy(),
            clusters,
            events,
            values,
            bases,
        )


def copy_weights(clusters: Names) -> Floats:
    """Return 1 ÷ (articles in its cluster) for each article: the copies of a text weigh one text together."""
    _, codes, counts = np.unique(clusters.astype(str), return_inverse=True, return_counts=True)
    weights: Floats = 1.0 / counts[codes]
    return weights


def join(block: Block, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Joined:
    """Return the units of two sides: articles of one cluster on one side are one unit.

    Copies on both sides stay two units. They resemble each other, which makes the test of a
    difference between the sides cautious, never bold.
    """
    events = block.events if len(block.events) else np.full(len(block.outlets), "", dtype=object)
    places: dict[tuple[int, str, str], list[int]] = {}
    for side, chosen in enumerate((first, second)):
        for row in np.flatnonzero(chosen):
            places.setdefault((side, str(events[row]), str(block.clusters[row])), []).append(int(row))
    members = np.zeros((len(places), len(block.outlets)))
    for unit, rows in enumerate(places.values()):
        members[unit, rows] = 1.0
    return Joined(
        members @ block.numerators,
        members @ block.bases,
        np.array([side == 0 for side, _, _ in places], dtype=bool),
        np.array([event for _, event, _ in places], dtype=object),
    )
