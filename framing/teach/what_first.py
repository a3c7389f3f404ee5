"""The exercise "What comes first?": in which printed line of each text an aspect of the event first comes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from framing.annotate.indicator_book import aspect_book
from framing.measure.aspects import WEIGHTS, placed_aspects
from framing.measure.tables import Tables
from framing.teach.blind_texts import BlindText

MOST_ASPECTS = 5


@dataclass(frozen=True, slots=True)
class FirstLine:
    """Where a text first has an aspect: its printed line and the word there; line 0 where none was found in print."""

    letter: str
    line: int
    word: str


@dataclass(frozen=True, slots=True)
class AspectLines:
    """One row of the exercise: an aspect, and for each text where it first comes up."""

    name: str
    meaning: str
    firsts: tuple[FirstLine, ...]


def aspect_lines(tables: Tables, texts: Sequence[BlindText]) -> tuple[AspectLines, ...]:
    """Return the aspects that two texts or more place most differently, at most ``MOST_ASPECTS``.

    Only what is printed counts. An aspect that no text has, or that all have in the same line, is no exercise.
    """
    found = placed_aspects(tables)
    found = found[found["article_id"].isin([t.article_id for t in texts])]
    weights = found.assign(weight=found["zone"].map(WEIGHTS).astype(float)).groupby("entry")["weight"].sum().to_dict()
    rows: list[tuple[float, AspectLines]] = []
    for entry in aspect_book().entries:
        firsts = tuple(_first(tables, text, found[found["entry"] == entry.id]) for text in texts)
        if len({f.line for f in firsts}) > 1:
            rows.append((float(weights[entry.id]), AspectLines(entry.name, entry.meaning, firsts)))
    rows.sort(key=lambda row: (-row[0], row[1].name))
    return tuple(row for _, row in rows[:MOST_ASPECTS])


def _first(tables: Tables, text: BlindText, marks: pd.DataFrame) -> FirstLine:
    mine = marks[marks["article_id"] == text.article_id].sort_values("start")
    source = tables.texts[text.article_id]
    for start, end in zip(mine["start"], mine["end"], strict=True):
        line = text.line_of(int(start))
        if line is not None:
            return FirstLine(text.letter, line, " ".join(source[int(start) : int(end)].split()))
    return FirstLine(text.letter, 0, "")
