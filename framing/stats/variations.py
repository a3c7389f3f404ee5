"""The articles of one comparison as settings leave them: one left out, the copies of a text counted once.

A thousand articles have two thousand variations, each all of them but one. What a variation is takes a few words to
keep; its matrices are made when they are asked for, and nothing that all variations share is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.stats.resampling_units import Block, Floats, weights_of_copies

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Variation:
    """The articles of ``whole`` without the one at ``place`` (below 0: with all), copies counted once or not.

    ``copies`` has a number for each article's cluster.
    """

    whole: Block
    copies: Places
    place: int
    collapse: bool

    @property
    def kept(self) -> Places:
        """The places of the articles that are in."""
        every = np.arange(len(self.copies))
        return every if self.place < 0 else np.delete(every, self.place)

    def matrices(self) -> tuple[Floats, Floats]:
        """Return numerators and bases of the articles that are in."""
        kept = self.kept
        numerators, bases = self.whole.numerators[kept], self.whole.bases[kept]
        if self.collapse:
            weight = weights_of_copies(self.copies[kept])[:, None]
            if (weight < 1).any():
                return numerators * weight, bases * weight
        return numerators, bases


def variations_of(block: Block, *, leave_out: bool) -> Iterator[Variation]:
    """Yield the variations: every article counted, then copies once; in each all articles in, then each left out."""
    copies = np.unique(block.clusters.astype(str), return_inverse=True)[1].astype(np.intp)
    for collapse in (False, True):
        for place in (-1, *(range(len(block.articles)) if leave_out else ())):
            yield Variation(block, copies, place, collapse)
