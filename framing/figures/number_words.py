"""Numbers as a reader wants them, in charts, tables and prose alike."""

from __future__ import annotations

import math


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "article"), counted(3000, "article"), counted(2, "is", "are")
    ('1 article', '3,000 articles', '2 are')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float, *, digits: int = 2) -> str:
    """Return a number: whole ones whole, thousands grouped, a missing one as a dash.

    >>> number(1200.0), number(-0.456), number(math.nan)
    ('1,200', '−0.46', '–')
    """
    if math.isnan(value):
        return "–"
    shown = f"{int(value):,}" if value == int(value) else f"{value:,.{digits}f}"
    return shown.replace("-", "−")
