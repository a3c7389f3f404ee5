"""The settings of an analysis: one record for what measures, statistics, findings and charts are asked to do."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Settings:
    """How a set is analysed. Everything that is computed of it takes this record, so that one report has one answer.

    ``draws`` are shuffles and bootstrap draws; ``seed`` starts every random draw; ``confidence`` is
    the level of the intervals; ``collapse_copies`` counts articles that share copy as one text;
    ``include_headline`` says whether mentions in headlines count; ``smallest_effect`` is the
    smallest difference of shares that would matter (0.2 is 20 points): "no difference" is said only where larger
    ones are ruled out.

    >>> Settings(draws=500, seed=7)
    Settings(draws=500, seed=7, confidence=0.95, collapse_copies=False, include_headline=True, smallest_effect=0.2)
    """

    draws: int = 2000
    seed: int = 0
    confidence: float = 0.95
    collapse_copies: bool = False
    include_headline: bool = True
    smallest_effect: float = 0.2


def at_most(settings: Settings, draws: int) -> Settings:
    """Return the same settings with no more than ``draws``, for what is drawn many times over."""
    return replace(settings, draws=min(settings.draws, draws))
