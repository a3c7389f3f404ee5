"""Quantities in an article, normalised so that two articles' figures can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from framing.text.article import Article
from framing.text.problem import Problem
from framing.text.segment import Layout, lay_out
from framing.text.span import Span

if TYPE_CHECKING:
    from framing.text.parser import Parse

Hedge = Literal["exact", "about", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A quantity as the text gives it: "around 3,000 troops" is 3000, about, "troops".

    ``span`` covers number and unit words together ("around 3,000 troops"); ``value`` and
    ``high`` are equal unless the text gives a range; ``unit`` is what is counted, or the
    currency or "%" or "date".
    """

    span: Span
    value: float
    high: float
    hedge: Hedge
    unit: str


_NUMBER = re.compile(
    r"(?P<hedge>(?:around|about|some|nearly|at least|up to|more than)\s+)?(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s+(?P<unit>[^\W\d_]+)"
)


def find_numbers(
    article: Article, *, layout: Layout | None = None, parse: Parse | None = None
) -> tuple[tuple[NumberClaim, ...], tuple[Problem, ...]]:
    """Return the quantities of ``article`` in order, and those that could not be read."""
    del parse
    layout = layout or lay_out(article)
    hedges: dict[str, Hedge] = {"at least": "at least", "more than": "at least", "up to": "at most"}
    out = []
    for sentence in layout.sentences:
        for m in _NUMBER.finditer(article.text, sentence.start, sentence.end):
            value = float(m["n"].replace(",", ""))
            word = (m["hedge"] or "").strip().lower()
            out.append(
                NumberClaim(
                    Span(*m.span()), value, value, hedges.get(word, "about" if word else "exact"), m["unit"].lower()
                )
            )
    return tuple(out), ()
