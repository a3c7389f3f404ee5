"""What differences a set of this size would find, in sentences: said before any test, and beside what was found."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import pandas as pd

from framing.measure.term_choice import OWN_VOICE_LABEL_SHARE
from framing.stats.power import Power, power

GAPS = (0.2, 0.4, 0.6)
_USUAL_MENTIONS = 4.0  # of one thing in a news report, where no codebook says


def power_sentence(articles: Sequence[int], *, mentions: float = _USUAL_MENTIONS) -> str:
    """Say how often sets like this one find differences between the middle outlet and the others.

    Args:
        articles: How many articles each outlet has.
        mentions: Mentions of a thing in an article that names it.

    Returns:
        One sentence; empty for one outlet, or where most outlets have one article.

    Example:
        >>> power_sentence([5, 5, 5, 5])[:56]
        'Of sets like this one, 24 in 100 would find a difference'
    """
    middle = int(statistics.median_low(sorted(articles))) if articles else 0
    rest = sum(articles) - middle
    if len(articles) < 2 or middle < 2:  # noqa: PLR2004 - nothing is tested
        return ""
    made = [power(gap, articles=(middle, rest), mentions=mentions) for gap in GAPS]
    if not any(one.found for one in made):
        return "No difference, however large, could be told from chance with so few articles."
    parts = [_said(one, first=not number) for number, one in enumerate(made)]
    return f"Of sets like this one, {', '.join(parts)}, if it is the one declared."


def _said(one: Power, *, first: bool) -> str:
    points = f"{100 * one.gap:.0f} points"
    times = f"{100 * one.found:.0f} in 100"
    if not first:
        return f"{times} one of {points}"
    shown = f" (and show it as {100 * one.gap * one.exaggeration:.0f} points on average)" if one.found else ""
    return f"{times} would find a difference of {points} in how often a label is chosen{shown}"


def mentions_per_article(evidence: pd.DataFrame) -> float:
    """Return the usual number of mentions of a concept in an article that names it; 4 without a codebook."""
    named = OWN_VOICE_LABEL_SHARE.of(evidence)
    named = named[named["n_articles"] > 0]
    return float((named["n"] / named["n_articles"]).median()) if len(named) else _USUAL_MENTIONS
