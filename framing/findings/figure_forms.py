"""A figure in another form: a share as a fraction, "one in five", "half", and a count in "dozens"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from framing.annotate.numbers import PERCENT, RATIO
from framing.annotate.numerals import FIGURE, read_figure
from framing.lexicons import load

_NEARLY = 0.1  # "nearly half" is 45 per cent and more, "a third" is 30 to 37
_HUNDRED = 100.0
_HALF = re.compile(r"\bhal(?:f|ves|ved)\b", re.IGNORECASE)


def shares_said(text: str) -> tuple[float, ...]:
    """Return the shares, 0 to 1, that a text gives in words other than per cent; none gives an empty tuple.

    >>> shares_said("One in five ferries was late, three out of four on Mondays, and half were full.")
    (0.5, 0.2, 0.75)
    """
    fractions = load("quantities")["fractions"]
    out = [0.5] if _HALF.search(text) else []
    for m in _in().finditer(text):
        part, whole = read_figure(m["part"]), read_figure(m["whole"])
        if part and whole and part < whole:
            out.append(part / whole)
    for m in _fraction().finditer(text):
        under = fractions["denominators"][(m["under"] or m["many"]).lower()]
        out.append(fractions["numerators"][m["top"].lower()] / under)
    return tuple(out)


@cache
def _in() -> re.Pattern[str]:
    return re.compile(rf"(?P<part>{FIGURE})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{FIGURE})", re.IGNORECASE)


@cache
def _fraction() -> re.Pattern[str]:
    """A fraction, not an ordinal: "a third of", "nearly a third", "two-thirds", "a quarter"; no "third man"."""
    lists = load("quantities")["fractions"]
    tops, parts = "|".join(lists["numerators"]), "|".join(lists["denominators"])
    hedges = "|".join(h for key in ("about", "at_least", "at_most") for h in load("quantities")["hedges"][key])
    return re.compile(
        rf"\b(?P<hedge>(?:{hedges})\s+)?(?P<top>{tops})[-‐‑\s]"
        rf"(?:(?P<under>{parts})\b(?(hedge)(?!-)|(?=\s+of\b))|(?P<many>{parts})s\b)",
        re.IGNORECASE,
    )


def is_in_other_form(value: float, unit: str, ranges: Iterable[tuple[float, float]], shares: Iterable[float]) -> bool:
    """Tell whether a figure may be told by one of the ranges of a text, or a share in per cent by one of its shares.

    Args:
        value: The figure looked for.
        unit: What it counts; shares are looked at for per cent and ratios only.
        ranges: Lowest and highest of the quantities a text gives, "dozens" among them; equal ends give no range.
        shares: As of :func:`shares_said`. Nothing in either gives false.

    >>> is_in_other_form(89, "boats", [(24, 120)], []), is_in_other_form(35, "%", [], [1 / 3])
    (True, True)
    """
    if any(low < high and low <= value <= high for low, high in ranges):
        return True
    wanted = {PERCENT: value / _HUNDRED, RATIO: value}.get(unit)
    return wanted is not None and any(abs(share - wanted) <= _NEARLY * wanted for share in shares)
