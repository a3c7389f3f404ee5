"""Corrections for asking many questions of one set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def holm(p: Floats) -> Floats:
    """Holm's adjusted p values (1979, *Scand. J. Statist.* 6: 65-70): the chance of any false alarm in the family."""
    n = len(p)
    order = np.argsort(p, kind="stable")
    raised = np.maximum.accumulate(p[order] * np.arange(n, 0, -1)) if n else p
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(raised, 1.0)
    return adjusted


def benjamini_hochberg(p: Floats) -> Floats:
    """Benjamini and Hochberg's adjusted p values (1995, *JRSS B* 57: 289-300): the expected share of false alarms."""
    n = len(p)
    order = np.argsort(p, kind="stable")
    raised = np.minimum.accumulate((p[order] * n / np.arange(1, n + 1))[::-1])[::-1] if n else p
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(raised, 1.0)
    return adjusted


def reachable(least_p: Floats, *, level: float = 0.05) -> tuple[int, NDArray[np.bool_]]:
    """Tarone's count (1990, *Biometrics* 46: 515-522): which tests can reach ``level`` after correction at all.

    A label used in one article cannot give a small p however articles are dealt to outlets, so it
    costs the others nothing. What a test could reach depends on the articles alone, not on who
    published them, which is why leaving it out is fair.

    Returns:
        The number k to correct for (at least 1), and a flag for each test: its least p is at most ``level`` ÷ k.
    """
    k = 1
    while np.count_nonzero(least_p <= level / k) > k:
        k += 1
    return k, least_p <= level / k


def adjust(p: Floats, least_p: Floats, *, correction: str, level: float = 0.05) -> tuple[Floats, int]:
    """Adjust a family of p values.

    Args:
        p: Unadjusted p values, no NaN.
        least_p: The least p each test could have given.
        correction: ``"holm"`` (any false alarm, with Tarone's count) or ``"bh"`` (share of false alarms).
        level: The level at which tests count as reachable.

    Returns:
        Adjusted p values, and the number of tests that could reach ``level`` at all; where too few draws let none
        reach it, all of them were still tried and count.

    Raises:
        ValueError: for another ``correction``.
    """
    tried = int(np.count_nonzero(least_p <= level)) or len(p)
    if correction == "holm":
        k, able = reachable(least_p, level=level)
        adjusted = np.minimum(p * max(k, 1), 1.0)
        adjusted[able] = holm(p[able])
        return adjusted, tried
    if correction == "bh":
        able = least_p <= level
        adjusted = np.minimum(p * max(int(np.count_nonzero(able)), 1), 1.0)
        adjusted[able] = benjamini_hochberg(p[able])
        return adjusted, tried
    msg = f"correction '{correction}' is not known; use 'holm' (declared comparisons) or 'bh' (exploring)"
    raise ValueError(msg)
