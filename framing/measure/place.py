"""A place in the texts of a set: what stands behind a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class PlacedRows:
    """The rows of a table of places, found by the values of their columns: each column is read once, when it is asked.

    For the ledger, which asks one table thousands of times; equal questions get the same tuple.

    >>> rows = PlacedRows(pd.DataFrame({"article_id": ["b", "a"], "start": [4, 0], "end": [9, 3], "who": ["x", None]}))
    >>> rows.where({"who": "x"}), rows.where({"who": None}), rows.where({"who": "y"}), len(rows.where({}))
    ((Place(article_id='b', start=4, end=9),), (Place(article_id='a', start=0, end=3),), (), 2)
    """

    frame: pd.DataFrame
    _places: tuple[Place, ...] = ()
    _order: list[int] = field(default_factory=list)
    _rows: dict[str, dict[str | None, frozenset[int]]] = field(default_factory=dict)
    _known: dict[tuple[tuple[str, str | None], ...], Places] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the places in order once, so that those of any rows are in order too."""
        spans = zip(*(self.frame[name].tolist() for name in ("article_id", "start", "end")), strict=True)
        places = [Place(str(a), int(s), int(e)) for a, s, e in spans]
        self._order = sorted(range(len(places)), key=places.__getitem__)
        self._places = tuple(places[at] for at in self._order)

    def where(self, wanted: Mapping[str, str | None]) -> Places:
        """Return the places of the rows with all these values, in order; ``None`` is a missing one, no values ask all.

        Raises ``KeyError`` for a column that the table lacks.
        """
        asked = tuple(sorted(wanted.items()))
        if asked not in self._known:
            fitting = sorted((self._column(name).get(value, frozenset()) for name, value in asked), key=len)
            rows = sorted(frozenset.intersection(*fitting)) if fitting else range(len(self._places))
            self._known[asked] = tuple(self._places[at] for at in rows)
        return self._known[asked]

    def any_of(self, wanted: Mapping[str, str | None], column: str, values: Collection[str]) -> Places:
        """Return the places of the rows with all the values wanted and one of ``values`` in a column, in order."""
        return tuple(sorted(place for value in set(values) for place in self.where({**wanted, column: value})))

    def _column(self, name: str) -> dict[str | None, frozenset[int]]:
        if name not in self._rows:
            values, missing = self.frame[name].tolist(), self.frame[name].isna().tolist()
            rows: dict[str | None, set[int]] = {}
            for number, at in enumerate(self._order):
                rows.setdefault(None if missing[at] else str(values[at]), set()).add(number)
            self._rows[name] = {value: frozenset(some) for value, some in rows.items()}
        return self._rows[name]
