"""Bootstrap over articles as one matrix product."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@lru_cache(maxsize=64)
def resampling_weights(units: int, draws: int, seed: int) -> Floats:
    """How often each unit is drawn: ``draws`` rows of ``units`` counts, each row summing to ``units``.

    The same arguments give the same array (kept, and not writeable).
    """
    generator = np.random.default_rng([seed, units, draws])
    weights = generator.multinomial(units, np.full(units, 1 / units), size=draws).astype(np.float64)
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
