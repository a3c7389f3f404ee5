"""Articles are joined to units as they are one by one, to the last digit."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray
from simulated import rows_of

from framing.stats.resampling_units import Block, Joined, blocks, copy_weights, join


def random_block(seed: int, *, largest: int) -> Block:
    """Articles of three outlets, some of which are copies or of one event; whole numbers."""
    rng = np.random.default_rng(seed)
    rows = rows_of({o: [(float(rng.integers(0, 4)), float(rng.integers(4, 9))) for _ in range(12)] for o in "ABC"})
    rows["cluster"] = [f"c{i}" for i in rng.integers(0, 36 // largest, len(rows))]
    rows["event"] = [f"e{i}" for i in rng.integers(0, 2, len(rows))] if seed % 2 else ""
    return next(blocks(rows if seed % 2 else rows.drop(columns="event")))


def one_by_one(block: Block, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Joined:
    """Each unit's articles gathered under its name, and summed by one matrix of ones."""
    events = [str(e) for e in block.events] if len(block.events) else [""] * len(block.outlets)
    units: list[list[int]] = []
    n_first = 0
    for chosen in (first, second):
        of_name: dict[tuple[str, str], list[int]] = {}
        for row in np.flatnonzero(chosen).tolist():
            of_name.setdefault((events[row], str(block.together[row])), []).append(row)
        units += of_name.values()
        n_first = n_first if chosen is second else len(units)
    members = np.zeros((len(units), len(block.outlets)))
    for unit, rows in enumerate(units):
        members[unit, rows] = 1.0
    of_unit = np.array([events[rows[0]] for rows in units], dtype=object)
    return Joined(members @ block.numerators, members @ block.bases, np.arange(len(units)) < n_first, of_unit)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("largest", [1, 2, 6])
def test_units_are_those_made_one_by_one(seed: int, largest: int) -> None:
    whole = random_block(seed, largest=largest)
    weight = copy_weights(whole.clusters)[:, None]
    parts = dataclasses.replace(whole, numerators=whole.numerators * weight, bases=whole.bases * weight)
    for block in (whole, parts):
        mine = block.outlets == "A"
        for first, second in ((mine, ~mine), (mine, mine & False), (mine, block.outlets == "B")):
            got, wanted = join(block, first, second), one_by_one(block, first, second)
            for name in ("numerators", "bases", "first", "events"):
                assert np.array_equal(getattr(got, name), getattr(wanted, name)), name
