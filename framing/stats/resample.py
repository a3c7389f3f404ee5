"""Bootstrap over articles as one matrix product."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@lru_cache(maxsize=64)
def _drawn(units: int, draws: int, seed: int) -> NDArray[np.unsignedinteger[Any]]:
    """The weights in as few bytes as they need: what is kept for a set of hundreds of articles is large."""
    generator = np.random.default_rng([seed, units, draws])
    drawn = generator.multinomial(units, np.full(units, 1 / units), size=draws)
    return drawn.astype(np.uint8 if units <= np.iinfo(np.uint8).max else np.uint16)


def resampling_weights(units: int, draws: int, seed: int) -> Floats:
    """How often each unit is drawn: ``draws`` rows of ``units`` counts, each row summing to ``units``.

    The same arguments give equal arrays, which are not writeable.
    """
    weights = _drawn(units, draws, seed).astype(np.float64)
    weights.setflags(write=False)
    return weights


def bootstrap_ratios(values: Floats, bases: Floats, *, draws: int, seed: int) -> Floats:
    """Resampled ratios Σvalues ÷ Σbases: one per draw, or draws × columns if ``values`` and ``bases`` are matrices.

    Units are rows and are drawn whole, so the words of an article stay together. All bases must
    be above 0, at least one unit.
    """
    weights = resampling_weights(len(bases), draws, seed)
    ratios: Floats = (weights @ values) / (weights @ bases)
    return ratios
