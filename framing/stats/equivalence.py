"""Is there no difference, or only none that was found? The first is said only after a test of its own.

Two one-sided tests (Schuirmann 1987, *J. Pharmacokin. Biopharm.* 15: 657-680; Lakens 2017,
*Soc. Psychol. Pers. Sci.* 8: 355-362): differences are shown to be smaller than the smallest
effect of interest when their interval at confidence 1 - 2 × level lies inside it, on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.05
SMALLEST_EFFECT = 0.2  # 20 points


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Whether all differences are shown to be smaller than ``smallest``, and the largest that is not ruled out."""

    smallest: float
    shown: bool
    not_ruled_out: float


def joint_confidence(comparisons: int, *, level: float = LEVEL) -> float:
    """Return the confidence that each interval needs so that ``comparisons`` of them hold together (Bonferroni).

    Example:
        >>> joint_confidence(1), joint_confidence(4)
        (0.9, 0.975)
    """
    return 1 - 2 * level / max(comparisons, 1)


def equivalent(intervals: Sequence[tuple[float, float]], *, smallest: float = SMALLEST_EFFECT) -> Equivalence:
    """Return whether differences with these intervals are all smaller than the smallest effect of interest.

    Args:
        intervals: Of the differences, at :func:`joint_confidence`. One that is missing (NaN) rules out nothing.
        smallest: The smallest difference that would matter, in the measure's unit, above 0.

    Returns:
        See :class:`Equivalence`. No intervals show nothing.

    Raises:
        ValueError: ``smallest`` is not above 0.

    Example:
        >>> equivalent([(-0.1, 0.05), (-0.02, 0.15)])
        Equivalence(smallest=0.2, shown=True, not_ruled_out=0.15)
    """
    if not smallest > 0:
        msg = f"smallest effect of interest is {smallest}; give a difference above 0, e.g. 0.2 for 20 points"
        raise ValueError(msg)
    ends = [max(abs(low), abs(high)) for low, high in intervals]
    if not ends or any(map(math.isnan, ends)):
        return Equivalence(smallest, shown=False, not_ruled_out=math.nan)
    return Equivalence(smallest, shown=max(ends) < smallest, not_ruled_out=max(ends))
