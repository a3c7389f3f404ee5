"""Columns of text as numbers: large frames repeat few names, and numbers are told apart faster than texts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
_LIST = 8  # numbers up to so many times as large as there are of them are counted in a list


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text: each row's number in ``codes``, and the text behind a number in ``names``."""

    codes: Numbers
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series) -> Coded:
        """Read a column; what is missing reads as "".

        >>> Coded.of(pd.Series(["b", "a", "b"])).names
        ('b', 'a')
        """
        starts = _run_starts(column)
        some = column if starts is None else column.iloc[starts]
        codes, names = pd.factorize(some)
        if (len(codes) and int(codes.min()) < 0) or not all(isinstance(name, str) for name in names):
            # only what is text already need not be made text, and equals nothing that would be another
            codes, names = pd.factorize(column.fillna("").astype(str))
        elif starts is not None:
            codes = np.repeat(codes, np.diff(starts, append=len(column)))
        return cls(codes.astype(np.intp), tuple(map(str, names)))

    def sorted(self) -> Coded:
        """Return the same column with its names in order of the alphabet."""
        order = sorted(range(len(self.names)), key=self.names.__getitem__)
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.arange(len(order))
        return Coded(place[self.codes], tuple(self.names[at] for at in order))

    def at(self, rows: Numbers) -> list[str]:
        """Return the texts of some rows."""
        return [self.names[code] for code in self.codes[rows].tolist()]


def joint_codes(columns: Sequence[Coded]) -> Numbers:
    """Return a number for each row that rows have in common where all of these columns say the same.

    >>> joint_codes([Coded.of(pd.Series(["b", "a", "b", "b"])), Coded.of(pd.Series(["x", "x", "y", "x"]))]).tolist()
    [0, 2, 1, 0]
    """
    first, *others = columns
    codes = first.codes
    for column in others:
        codes = codes * max(1, len(column.names)) + column.codes
    return codes


def _run_starts(column: pd.Series) -> Numbers | None:
    """Where a value follows another one; ``None`` where this tells little, or cannot be told.

    An article has a row for every key: millions of rows say the article, the measure and the unit of the row before.
    """
    held = column.dtype
    if not pd.api.types.is_object_dtype(held) and not (isinstance(held, pd.StringDtype) and held.storage == "python"):
        return None
    values = column.to_numpy(dtype=object)
    try:
        differs = np.asarray(values[1:] != values[:-1], dtype=bool)
    except (TypeError, ValueError):  # of a missing value nothing is said
        return None
    starts = np.concatenate([[0], np.flatnonzero(differs) + 1]) if len(values) else np.zeros(0, dtype=np.intp)
    return starts if len(starts) * 2 < len(values) else None


@dataclass(frozen=True, slots=True)
class Different:
    """The different ones of some numbers: which of them each is (``at``), and where each first and last stands."""

    at: Numbers
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, codes: Numbers, *, as_they_come: bool) -> Different:
        """Count them in the order in which they come, or else from the least number.

        >>> Different.of(np.array([7, 3, 7]), as_they_come=True).at.tolist()
        [0, 1, 0]
        """
        first, at, last = _few(codes) if _are_few(codes) else _any_codes(codes)
        if not as_they_come:
            return cls(at, first, last)
        order = np.argsort(first)
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.arange(len(order))
        return cls(place[at], first[order], last[order])


def _are_few(codes: Numbers) -> bool:
    """Whether the numbers are small enough to be counted in a list of their own, without sorting them."""
    return bool(len(codes)) and 0 <= int(codes.min()) <= int(codes.max()) < _LIST * len(codes)


def _few(codes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Where each different number stands first, which of them each is, and where each stands last."""
    size, places = int(codes.max()) + 1, np.arange(len(codes))
    there = np.zeros(size, dtype=bool)
    there[codes] = True
    number = np.cumsum(there) - 1
    first, last = np.empty(size, dtype=np.intp), np.empty(size, dtype=np.intp)
    first[codes[::-1]] = places[::-1]  # of places for one number the one that is put down last stays
    last[codes] = places
    return first[there], number[codes], last[there]


def _any_codes(codes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The same for any numbers."""
    _, first, at = np.unique(codes, return_index=True, return_inverse=True)
    return first, at, len(codes) - 1 - np.unique(codes[::-1], return_index=True)[1]


def rows_of_each(codes: Numbers) -> list[Numbers]:
    """Return the rows of each different number, in the order in which the numbers come.

    >>> [rows.tolist() for rows in rows_of_each(np.array([5, 2, 5]))]
    [[0, 2], [1]]
    """
    at = Different.of(codes, as_they_come=True).at
    order = np.argsort(at, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(at[order])) + 1) if len(order) else []
