"""What outlets sum up to under many dealings: values and bases of units, each added once.

In a large set most keys are rare (a speaker whom one article quotes) and most share their base (all quotations of the
article). Rare values are added as a sparse product, a shared base is added once for all keys that have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_RARE = 0.1  # of the units have a value: then a sparse product is the cheaper one


@dataclass(frozen=True, slots=True)
class _SameBase:
    """Neighbouring keys that have one base, which is the ``number``-th of the different ones."""

    keys: slice
    number: int


@dataclass(frozen=True, slots=True)
class KeySums:
    """Keys in an order in which those with one base, and among them the rare ones, are neighbours.

    ``order`` says which of the keys given each one is; ``values`` holds those that are not rare (units × keys),
    ``rare`` the others (a sparse matrix, keys × units), ``ratio`` each key's Σvalue ÷ Σbase over all units, and
    ``bases`` the different bases (units × bases).
    """

    order: NDArray[np.intp]
    n_common: int
    values: Floats
    rare: Any  # scipy.sparse.csr_array, whose stubs leave the dtype open
    ratio: Floats
    bases: Floats
    runs: tuple[_SameBase, ...]

    @classmethod
    def of(cls, values: Floats, bases: Floats) -> KeySums:
        """Make keys ready to be summed.

        Args:
            values: Units × keys.
            bases: Units × keys.
        """
        from scipy.sparse import csr_array

        numbers: dict[bytes, int] = {}
        which = np.array([numbers.setdefault(base.tobytes(), len(numbers)) for base in bases.T], dtype=np.intp)
        rare = np.count_nonzero(values, axis=0) < _RARE * len(values)
        order = np.lexsort((which, rare))
        n_common = int((~rare).sum())
        # one of the keys that have a base, for each base
        firsts = np.unique(which, return_index=True)[1]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.nan_to_num(values.sum(axis=0) / bases.sum(axis=0))
        return cls(
            order,
            n_common,
            np.ascontiguousarray(values[:, order[:n_common]]),
            csr_array(values[:, order[n_common:]].T),
            ratio[order],
            np.ascontiguousarray(bases[:, firsts]),
            tuple(_runs(which[order])),
        )

    def statistics(self, mine: Floats, gap: Floats, surplus: Floats, *, least: float) -> None:
        """Work out the two statistics of each dealing and key, without their sign: see ``permutation.shuffle_test``.

        Args:
            mine: Dealings × units: 1 where the outlet is dealt the unit, else 0.
            gap: Filled, dealings × keys in this order: the difference of the ratios of the two sides; 0 where a side
                is dealt no base.
            surplus: Filled: Σvalue less what the common ratio gives for the base.
            least: A base up to this is none.
        """
        surplus[:, : self.n_common] = mine @ self.values
        if self.n_common < len(self.order):
            surplus[:, self.n_common :] = (self.rare @ mine.T).T
        first, whole = mine @ self.bases, self.bases.sum(axis=0)
        left = whole - first
        both = (first > least) & (left > least)
        per_surplus = np.divide(whole, first * left, out=np.zeros_like(first), where=both)
        for run in self.runs:
            here = surplus[:, run.keys]
            here -= first[:, [run.number]] * self.ratio[run.keys]
            np.abs(here, out=here)
            np.multiply(here, per_surplus[:, [run.number]], out=gap[:, run.keys])


def _runs(which: NDArray[np.intp]) -> Iterator[_SameBase]:
    ends = [*np.flatnonzero(np.diff(which)) + 1, len(which)]
    start = 0
    for end in ends if len(which) else ():
        yield _SameBase(slice(start, int(end)), int(which[start]))
        start = int(end)
