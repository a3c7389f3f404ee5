"""A place in the texts of a set: what stands behind a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of an article's text, in code points."""

    article_id: str
    start: int
    end: int


Places = tuple[Place, ...]


def places_in(frame: pd.DataFrame, start: str = "start", end: str = "end", article: str = "article_id") -> Places:
    """Return the places of the rows of a table, in order of article and place; no rows give none.

    >>> places_in(pd.DataFrame({"article_id": ["b", "a"], "start": [4, 0], "end": [9, 3]}))
    (Place(article_id='a', start=0, end=3), Place(article_id='b', start=4, end=9))
    """
    rows: Iterable[tuple[object, int, int]] = zip(frame[article], frame[start], frame[end], strict=True)
    return tuple(sorted(Place(str(a), int(s), int(e)) for a, s, e in rows))
