"""Who carries which statement: words for notebook 08."""

from __future__ import annotations

from framing.figures.number_words import counted
from framing.measure.coverage import Coverage


def about_coverage(found: Coverage) -> tuple[str, ...]:
    """Say how many statements there are, how many are common, and what grouping by words misses."""
    n, common = len(found.statements), int((found.statements["n_outlets"] > 1).sum())
    method = (
        "Sentences count as one statement when they share copy or an utterance, tell the same action, or have most of "
        "their words in common. A paraphrase in other words is missed and then looks like two statements of one outlet "
        "each. “No sentence found” is said only where the statement was public before the article appeared; why it is "
        "not there, the texts don’t say."
    )
    return (
        f"The articles make {counted(n, 'statement')}; {counted(common, 'is', 'are')} in two outlets or more.",
        method,
    )
