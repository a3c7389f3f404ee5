"""Rows of a table as plain values, for what is counted in Python: asking pandas cell by cell costs more than counting.

A set of ten articles has tables of some ten or hundred rows. A mask, a group or a row of such a table as pandas makes
it takes as long as all that is then done with it, and a report or a collection asks for hundreds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

ByArticle = defaultdict[str, list[tuple[Any, ...]]]


def column(table: pd.DataFrame, name: str) -> list[Any]:
    """Return a column as Python's own values; text that is missing is ``None``.

    >>> column(pd.DataFrame({"who": pd.array(["x", pd.NA], dtype="string")}), "who")
    ['x', None]
    """
    cells: list[Any] = table[name].to_numpy(dtype=object).tolist()
    return [None if cell is pd.NA else cell for cell in cells]


def cells(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a table with these columns and no others, in order.

    >>> list(cells(pd.DataFrame({"id": ["a", "b"], "n": [1, 2], "x": 0.5}), "n", "id"))
    [(1, 'a'), (2, 'b')]
    """
    return zip(*(column(table, name) for name in names), strict=True)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table with all their columns by name.

    >>> records(pd.DataFrame({"id": ["a"], "n": [1]}))
    [{'id': 'a', 'n': 1}]
    """
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in cells(table, *names)]


def by_article(table: pd.DataFrame, *names: str) -> ByArticle:
    """Return the rows of each article, in the table's order, with these columns; none for an article without a row.

    >>> table = pd.DataFrame({"article_id": ["a", "b", "a"], "n": [1, 2, 3]})
    >>> by_article(table, "n")["a"]
    [(1,), (3,)]
    """
    found: ByArticle = defaultdict(list)
    for article_id, row in zip(column(table, "article_id"), cells(table, *names), strict=True):
        found[str(article_id)].append(row)
    return found
