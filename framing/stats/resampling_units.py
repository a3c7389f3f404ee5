"""What is resampled and shuffled: articles; copies of one text, and articles of one author, as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.measure import MeasureKey
from framing.measure.measures import is_measure, measure_of
from framing.stats.text_codes import Coded, Different, joint_codes, rows_of_each

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


def shares_among(block: Block) -> list[bool]:
    """Whether the ratios of each key are shares: the unit says so and no value exceeds its base."""
    outside = np.count_nonzero((block.numerators < 0) | ~(block.numerators <= block.bases + _ROUNDING), axis=0)
    return [unit.startswith("share") and n == 0 for unit, n in zip(block.units, np.atleast_1d(outside), strict=True)]


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
    used = used if "counts" in used.columns else used.assign(counts=_counts(used))
    text = {name: Coded.of(used[name]) for name in (*_TEXT, "counts", *(["event"] if "event" in used.columns else []))}
    text["article_id"] = text["article_id"].sorted()
    joined = together(used)
    value, base = used["value"].to_numpy(float), used["base"].to_numpy(float)
    for here in rows_of_each(joint_codes([text["measure"], text["group"]])):
        keys = Different.of(text["key"].codes[here], as_they_come=True)
        articles = Different.of(text["article_id"].codes[here], as_they_come=False)
        cells = articles.at * len(keys.first) + keys.at
        filled = np.zeros(len(articles.first) * len(keys.first), dtype=bool)
        filled[cells] = True
        if np.count_nonzero(filled) < len(cells):
            twice = here[np.setdiff1d(np.arange(len(cells)), np.unique(cells, return_index=True)[1])[:1]]
            place = " · ".join(text[name].at(twice)[0] for name in ("measure", "group", "key"))
            msg = f"two rows for article '{text['article_id'].at(twice)[0]}' in {place}; sum them first"
            raise ValueError(msg)
        values, bases = (np.zeros((len(articles.first), len(keys.first))) for _ in range(2))
        values[articles.at, keys.at], bases[articles.at, keys.at] = value[here], base[here]
        about = here[articles.first]
        clusters = np.array(text["cluster"].at(about), dtype=object)
        if collapse_copies:
            weight = copy_weights(clusters)[:, None]
            values, bases = values * weight, bases * weight
        names = text["article_id"].at(about)
        yield Block(
            text["measure"].at(here[:1])[0],
            text["group"].at(here[:1])[0],
            tuple(text["unit"].at(here[keys.last])),
            tuple(text["counts"].at(here[keys.last])),
            tuple(text["key"].at(here[keys.first])),
            tuple(names),
            np.array(text["outlet"].at(about), dtype=object),
            clusters,
            np.array([joined[article] for article in names], dtype=object),
            np.array(text["event"].at(about) if "event" in text else [], dtype=object),
            values,
            bases,
        )


def together(frame: pd.DataFrame) -> dict[str, str]:
    """Return for each article the name of what it is dealt and resampled with.

    Articles of one outlet belong together if they are copies of one text (``cluster``) or, where
    a column ``author`` names one, have the same author: what an author always does is no
    evidence of what an outlet does. An article with neither is alone.
    """
    signed = "author" in frame.columns
    frame = frame.drop_duplicates("article_id", keep="first" if signed else "last")
    cluster = frame["cluster"].fillna("").astype(str)
    articles = frame["article_id"].astype(str)
    if not signed:
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
    keys = list(zip(*(frame[name].astype(str).tolist() for name in ("measure", "group", "key")), strict=True))
    word = {key: measure_of(key[0]).counted(MeasureKey(*key)) if is_measure(key[0]) else "counted" for key in set(keys)}
    return [word[key] for key in keys]


def copy_weights(clusters: Names) -> Floats:
    """Return 1 ÷ (articles in its cluster) for each article: the copies of a text weigh one text together."""
    return weights_of_copies(np.unique(clusters.astype(str), return_inverse=True)[1])


def weights_of_copies(codes: NDArray[np.intp]) -> Floats:
    """Return what :func:`copy_weights` gives for clusters that are numbered already."""
    weights: Floats = 1.0 / np.bincount(codes)[codes]
    return weights


def sums_of_keys(matrix: Floats) -> list[float]:
    """Return the sum of each key (column), added up in the order in which the key alone would be.

    >>> sums_of_keys(np.array([[1.0, 0.5], [2.0, 0.25]]))
    [3.0, 0.75]
    """
    sums: list[float] = np.ascontiguousarray(matrix.T).sum(axis=1).tolist()
    return sums


def join(block: Block, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Joined:
    """Return the units of two sides: articles that belong together on one side are one unit.

    Copies on both sides stay two units. They resemble each other, which makes the test of a
    difference between the sides cautious, never bold.
    """
    codes, events = unit_codes(block)
    return join_rows(codes, events, (block.numerators, block.bases), first, second)


def unit_codes(block: Block) -> tuple[NDArray[np.intp], Names]:
    """Return a number for each article that its unit on either side has, and its event ("" where there are none)."""
    codes, events = pd.factorize(block.together)[0], np.full(len(block.outlets), "", dtype=object)
    if len(block.events):
        events = np.array([str(event) for event in block.events], dtype=object)
        of_event, names = pd.factorize(events)
        codes = codes * len(names) + of_event
    return codes.astype(np.intp), events


def join_rows(
    codes: NDArray[np.intp],
    events: Names,
    matrices: tuple[Floats, Floats],
    first: NDArray[np.bool_],
    second: NDArray[np.bool_],
) -> Joined:
    """Do what :func:`join` does for articles whose units are numbered already; ``matrices`` are numerators, bases."""
    sides = [np.flatnonzero(chosen) for chosen in (first, second)]
    dealt = [Different.of(codes[rows], as_they_come=True) for rows in sides]
    n_first, n_units = len(dealt[0].first), sum(len(units.first) for units in dealt)
    firsts = np.concatenate([rows[units.first] for rows, units in zip(sides, dealt, strict=True)])
    if n_units == sum(map(len, sides)):
        values, bases = (matrix[firsts] for matrix in matrices)
    else:
        rows, unit = np.concatenate(sides), np.concatenate([dealt[0].at, dealt[1].at + n_first])
        values, bases = (_summed(matrix, rows, unit, n_units) for matrix in matrices)
    return Joined(values, bases, np.arange(n_units) < n_first, events[firsts])


def _summed(matrix: Floats, rows: NDArray[np.intp], unit: NDArray[np.intp], n_units: int) -> Floats:
    """The sums of some rows by unit, the same to the last digit whichever way they are added up."""
    members = np.bincount(unit, minlength=n_units)
    if np.isfinite(matrix).all() and (members.max() <= 2 or (matrix == np.rint(matrix)).all()):  # noqa: PLR2004
        # whole numbers, or two: no order of adding up gives another sum
        order = np.argsort(unit, kind="stable")
        return np.add.reduceat(matrix[rows[order]], np.concatenate([[0], np.cumsum(members)[:-1]]), axis=0)
    dealt = np.zeros((n_units, len(matrix)))
    dealt[unit, rows] = 1.0
    summed: Floats = dealt @ matrix
    return summed
