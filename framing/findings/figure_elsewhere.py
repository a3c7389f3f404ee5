"""Whether an article gives another figure for what a figure counts: rounded, for a part, for a year."""

from __future__ import annotations

import re
from functools import cache

from framing.compare.fact_search import content
from framing.findings.context import Context, Row
from framing.lexicons import load

_ROUNDED, _NEAR, _PART = 0.75, 0.5, 1 / 12  # the smaller of two figures, as a part of the larger
_SHARED, _ALIKE = 3, 0.4  # content words that two sentences of one thing have in common; of the shorter's
_TWO = 2  # will do for two sums in one proportion


def gives_another(context: Context, outlet: str, row: Row) -> bool:
    """Tell whether an outlet gives another figure for what a row of the table of numbers counts, in the same unit.

    So near that one is the other rounded; at most twice as much, in a sentence alike; or up to twelve times as much
    where one of the two says that it is of a part, a year, each ("$2.7 trillion over two years", "$1.37 trillion a
    year"). Without such figures, or without texts, not.
    """
    value = float(row["value"])
    return any(
        str(r["unit"]) == str(row["unit"]) and value and _is_another(context, row, r, float(r["value"]) / value)
        for i in context.articles_of(outlet)
        for r in context.rows_of("numbers", i)
    )


def _is_another(context: Context, row: Row, other: Row, ratio: float) -> bool:
    if _ROUNDED <= ratio <= 1 / _ROUNDED:
        return True
    both = len(_around(context, row) & _around(context, other))
    if _NEAR <= ratio <= 1 / _NEAR:
        return alike(context, [row, other]) or (str(row["unit"]).isupper() and both >= _TWO)
    return _PART <= ratio <= 1 / _PART and both >= _TWO and (_is_rate(context, row) or _is_rate(context, other))


def alike(context: Context, rows: list[Row]) -> bool:
    """Tell whether the sentences around one figure have words in common in two articles."""
    one, two = (_around(context, row) for row in rows[:2])
    both = one & two
    return len(both) >= _SHARED and len(both) >= _ALIKE * min(len(one), len(two))


def _around(context: Context, row: Row) -> set[str]:
    """The content words of a figure's sentence without the figure."""
    figure = content(context.printed(str(row["article_id"]), int(row["start"]), int(row["end"])))
    return {w for w in content(sentence_of(context, row)) - figure if not w[0].isdigit()}


def sentence_of(context: Context, row: Row) -> str:
    """Return the sentence that a row of a table stands in, on one line; empty in page furniture."""
    article = str(row["article_id"])
    sentence = context.sentence_at(article, int(row["start"]))
    return context.printed(article, sentence.start, sentence.end) if sentence else ""


def _is_rate(context: Context, row: Row) -> bool:
    """Whether a figure's sentence says that it is of a part or of a length of time."""
    return _rates().search(sentence_of(context, row)) is not None


@cache
def _rates() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in load("quantities")["rates"]["forms"])
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
