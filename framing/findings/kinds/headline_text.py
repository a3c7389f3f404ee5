"""What the comparisons of headlines have in common."""

from __future__ import annotations

from collections.abc import Sequence

from framing.compare.tokens import tokens
from framing.findings.context import Headline


def forms(text: str) -> tuple[str, ...]:
    """Return the folded words of a headline, possessives taken off."""
    return tuple(t.form.removesuffix("'s") for t in tokens(text) if t.is_word)


def all_of_them(headlines: Sequence[Headline]) -> str:
    """Return all headlines of a set in a row, for the fold."""
    return "The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in headlines) + "."
