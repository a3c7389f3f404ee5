"""A difference inside a shared sentence: who has which reading, and where the words that differ stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from framing.findings.context import Context, Row
from framing.text.span import Span


@dataclass(frozen=True, slots=True)
class Side:
    """One reading: the articles that have it, each with the place of the words that differ (empty where they lack)."""

    text: str
    places: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A row of the table of rewordings with its two sides."""

    row: Row
    a: Side
    b: Side


def reworded(context: Context, *kinds: str) -> Iterator[Reworded]:
    """Yield the rewordings of these kinds between two outlets, most telling first."""
    sides: defaultdict[tuple[int, str], list[tuple[str, Span]]] = defaultdict(list)
    for reading in context.rows("readings"):
        place = Span(int(reading["change_start"]), int(reading["change_end"]))
        sides[int(reading["rewording"]), str(reading["side"])].append((str(reading["article_id"]), place))
    for row in sorted(context.rows("rewordings"), key=lambda row: int(row["rank"])):
        number = int(row["rewording"])
        a, b = (Side(str(row[f"{s}_text"]), tuple(sides[number, s])) for s in "ab")
        apart = {context.outlet(i) for i, _ in a.places}.isdisjoint(context.outlet(i) for i, _ in b.places)
        if row["kind"] in kinds and a.places and b.places and apart:
            yield Reworded(row, a, b)
