"""Article rows made by column: a set of many speakers has a row for each of them in every article.

One dictionary a row, as :func:`framing.measure.tables.frame` takes them, costs more than all that is counted.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.tables import ARTICLE_MEASURE, frame

Floats = NDArray[np.float64]
_NAMES = ("measure", "group", "key")


class RowsByColumn:
    """Rows of one article after another, all of one ``unit``: begin an article, then add what it has.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "cluster": ["a", "b"]})
    >>> rows = RowsByColumn("share")
    >>> for value in (1.0, 2.0):
    ...     rows.begin()
    ...     rows.one("label share", "ship", "vessel", value, 4.0)
    >>> rows.frame(articles)[["key", "outlet", "value", "base"]].values.tolist()
    [['vessel', 'X', 1.0, 4.0], ['vessel', 'Y', 2.0, 4.0]]
    """

    def __init__(self, unit: str) -> None:  # noqa: D107 - the class says it
        self._unit = unit
        self._keys: dict[tuple[str, str, str], int] = {}
        self._codes: list[NDArray[np.intp]] = []
        self._values: list[Floats] = []
        self._bases: list[Floats] = []
        self._lengths: list[int] = []

    def begin(self) -> None:
        """Go on with the next article."""
        self._lengths.append(0)

    def numbers_of(self, keys: Iterable[tuple[str, str, str]]) -> NDArray[np.intp]:
        """Return a number for each (measure, group, key)."""
        return np.array([self._keys.setdefault(key, len(self._keys)) for key in keys], dtype=np.intp)

    def add(self, codes: NDArray[np.intp], values: Floats, base: float) -> None:
        """Add a row for each of some keys, all with one base."""
        self._codes.append(codes)
        self._values.append(values)
        self._bases.append(np.full(len(codes), base))
        self._lengths[-1] += len(codes)

    def one(self, measure: str, group: str, key: str, value: float, base: float) -> None:
        """Add one row."""
        self.add(self.numbers_of([(measure, group, key)]), np.array([value]), base)

    def frame(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Return the rows in the ``ARTICLE_MEASURE`` form; ``articles`` in the order in which they were begun."""
        if not self._codes:
            return frame(ARTICLE_MEASURE, [])
        whose, codes = np.repeat(np.arange(len(self._lengths)), self._lengths), np.concatenate(self._codes)
        names = zip(*self._keys, strict=True)
        text = {n: pd.Series(list(k), dtype="string").take(codes) for n, k in zip(_NAMES, names, strict=True)}
        text |= {name: articles[name].astype("string").take(whose) for name in ("outlet", "article_id", "cluster")}
        columns: dict[str, object] = {name: column.array for name, column in text.items()}
        columns |= {"value": np.concatenate(self._values), "base": np.concatenate(self._bases)}
        unit = pd.Series([self._unit], dtype="string").take(np.zeros(len(codes), dtype=np.intp)).array
        return pd.DataFrame({**columns, "unit": unit})[[column.name for column in ARTICLE_MEASURE]]
