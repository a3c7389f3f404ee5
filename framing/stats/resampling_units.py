"""What is resampled and shuffled: articles; copies of one text, and articles of one author, as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.measure import MeasureKey
from framing.measure.measures import is_measure, measure_of

Floats = NDArray[np.float64]
Names = NDArray[np.object_]

_ROUNDING = 1e-9
_TEXT = ("measure", "group", "key", "outlet", "article_id", "cluster", "unit")
NEEDED = ("measure", "group", "key", "outlet", "article_id", "cluster", "value", "base", "unit")


@dataclass(frozen=True, slots=True)
class Block:
    """All keys of one measure and group as matrices: a row an article, a column a key.

    ``units`` holds the unit of each key, ``counts`` the word for what its base counts. The base is 0
    where an article has none; ``events`` is empty unless the frame has a column ``event``.
    ``clusters`` names copies of one text, ``together`` what is dealt and resampled as one: an outlet's
    copies, and its articles by one author.
    """

    measure: str
    group: str
    units: tuple[str, ...]
    counts: tuple[str, ...]
    keys: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: Names
    clusters: Names
    together: Names
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


def is_share(block: Block, column: int) -> bool:
    """Whether the ratios of a key are shares: the unit says so and no value exceeds its base."""
    values, bases = block.numerators[:, column], block.bases[:, column]
    inside = bool(np.all(values >= 0) and np.all(values <= bases + _ROUNDING))
    return block.units[column].startswith("share") and inside


def blocks(frame: pd.DataFrame, *, collapse_copies: bool = False) -> Iterator[Block]:
    """Cut an article-measure frame into one block a measure and group, in order of appearance.

    Args:
        frame: In the form of ``measure.tables.ARTICLE_MEASURE``; columns ``event`` and ``author`` may be added.
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
    # plain lists: a set has many small blocks, and each cut of a frame costs more than a block
    used = used if "counts" in used.columns else used.assign(counts=_counts(used))
    text = {name: used[name].fillna("").astype(str).tolist() for name in (*_TEXT, "counts")}
    events = used["event"].fillna("").astype(str).tolist() if "event" in used.columns else []
    joined = together(used)
    value, base = used["value"].to_numpy(float), used["base"].to_numpy(float)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, name in enumerate(zip(text["measure"], text["group"], strict=True)):
        rows.setdefault(name, []).append(row)
    for (measure, group), here in rows.items():
        keys = {key: i for i, key in enumerate(dict.fromkeys(text["key"][row] for row in here))}
        first = {text["article_id"][row]: row for row in reversed(here)}
        articles = {article: i for i, article in enumerate(sorted(first))}
        cells = [(articles[text["article_id"][row]], keys[text["key"][row]]) for row in here]
        if len(set(cells)) < len(cells):
            twice = here[next(i for i, cell in enumerate(cells) if cell in cells[:i])]
            place = f"{measure} · {group} · {text['key'][twice]}"
            msg = f"two rows for article '{text['article_id'][twice]}' in {place}; sum them first"
            raise ValueError(msg)
        at = tuple(np.array(cells).T)
        values, bases = np.zeros((len(articles), len(keys))), np.zeros((len(articles), len(keys)))
        values[at], bases[at] = value[here], base[here]
        about = [first[article] for article in articles]
        clusters = np.array([text["cluster"][row] for row in about], dtype=object)
        if collapse_copies:
            weight = copy_weights(clusters)[:, None]
            values, bases = values * weight, bases * weight
        units = {text["key"][row]: text["unit"][row] for row in here}
        counted = {text["key"][row]: text["counts"][row] for row in here}
        yield Block(
            measure,
            group,
            tuple(units[key] for key in keys),
            tuple(counted[key] for key in keys),
            tuple(keys),
            tuple(articles),
            np.array([text["outlet"][row] for row in about], dtype=object),
            clusters,
            np.array([joined[article] for article in articles], dtype=object),
            np.array([events[row] for row in about] if events else [], dtype=object),
            values,
            bases,
        )


def together(frame: pd.DataFrame) -> dict[str, str]:
    """Return for each article the name of what it is dealt and resampled with.

    Articles of one outlet belong together if they are copies of one text (``cluster``) or, where
    a column ``author`` names one, have the same author: what an author always does is no
    evidence of what an outlet does. An article with neither is alone.
    """
    cluster = frame["cluster"].fillna("").astype(str)
    articles = frame["article_id"].astype(str)
    if "author" not in frame.columns:
        return dict(zip(articles.tolist(), cluster.tolist(), strict=True))
    columns = (articles, frame["outlet"], cluster, frame["author"].fillna("").astype(str))
    name: dict[str, str] = {}
    members: dict[tuple[str, str, str], list[str]] = {}
    for article, outlet, copies, author in zip(*(column.tolist() for column in columns), strict=True):
        if article in name:
            continue
        name[article] = copies
        if isinstance(outlet, str):  # of an unknown outlet every article is alone
            members.setdefault((outlet, "copies", copies), []).append(article)
            if author:
                members.setdefault((outlet, "author", author), []).append(article)
    # joined through copies and through authors until nothing changes: chains are short
    changed = True
    while changed:
        changed = False
        for some in members.values():
            least = min(name[article] for article in some)
            changed |= any(name[article] != least for article in some)
            name.update(dict.fromkeys(some, least))
    return name


def _counts(frame: pd.DataFrame) -> list[str]:
    """What the bases of listed measures count; of others it is not known."""
    keys = [MeasureKey(*map(str, key)) for key in zip(frame["measure"], frame["group"], frame["key"], strict=True)]
    return [measure_of(key.measure).counted(key) if is_measure(key.measure) else "counted" for key in keys]


def copy_weights(clusters: Names) -> Floats:
    """Return 1 ÷ (articles in its cluster) for each article: the copies of a text weigh one text together."""
    _, codes, counts = np.unique(clusters.astype(str), return_inverse=True, return_counts=True)
    weights: Floats = 1.0 / counts[codes]
    return weights


def join(block: Block, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Joined:
    """Return the units of two sides: articles that belong together on one side are one unit.

    Copies on both sides stay two units. They resemble each other, which makes the test of a
    difference between the sides cautious, never bold.
    """
    events = block.events if len(block.events) else np.full(len(block.outlets), "", dtype=object)
    places: dict[tuple[int, str, str], list[int]] = {}
    for side, chosen in enumerate((first, second)):
        for row in np.flatnonzero(chosen):
            places.setdefault((side, str(events[row]), str(block.together[row])), []).append(int(row))
    members = np.zeros((len(places), len(block.outlets)))
    for unit, rows in enumerate(places.values()):
        members[unit, rows] = 1.0
    return Joined(
        members @ block.numerators,
        members @ block.bases,
        np.array([side == 0 for side, _, _ in places], dtype=bool),
        np.array([event for _, event, _ in places], dtype=object),
    )
