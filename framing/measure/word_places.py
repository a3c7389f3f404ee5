"""Where words stand in an article that is read from a set's tables, and whose words they are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.compare.inflection import stem
from framing.compare.tokens import Token, fold, tokens
from framing.text.span import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is looked for: by its stem, or by its beginning."""

    form: str
    open_end: bool

    @classmethod
    def read(cls, written: str) -> Word:
        """Return what is asked for by a word as written, a star at its end for any ending."""
        return cls(fold(written.rstrip("*")), written.endswith("*"))

    def matches(self, token: Token) -> bool:
        """Tell whether a word of a text is meant."""
        form = token.form.removesuffix("'s")
        return form.startswith(self.form) if self.open_end else form == self.form or stem(form) == stem(self.form)


@dataclass(frozen=True, slots=True)
class ArticlePlaces:
    """Where things stand in one article: its sentences, furniture and whose words are whose."""

    sentences: tuple[tuple[Span, str], ...]
    furniture: tuple[Span, ...]
    quotations: tuple[tuple[str, tuple[Span, ...]], ...]

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame], article_id: str) -> ArticlePlaces:
        """Return them for one article from a set's tables."""

        def mine(name: str) -> list[dict[Any, Any]]:
            table = frames[name]
            return table[table["article_id"] == article_id].to_dict("records")

        def span(row: Mapping[Any, Any]) -> Span:
            return Span(int(row["start"]), int(row["end"]))

        return cls(
            tuple((span(row), str(row["part"])) for row in mine("sentences")),
            tuple(span(row) for row in mine("boilerplate")),
            tuple((str(row["kind"]), _spans(row)) for row in mine("quotations")),
        )

    def is_read(self, place: Span) -> bool:
        """Tell whether a place is outside page furniture."""
        return not any(part.covers(place) for part in self.furniture)

    def sentence(self, place: Span) -> Span:
        """Return the sentence around a place, the place itself where it is in none."""
        return next((span for span, _ in self.sentences if span.start <= place.start < span.end), place)

    def voice(self, place: Span) -> str:
        """Return whose words a place stands in, as :func:`framing.annotate.voice.voice_of` has it."""
        inside = [
            (kind == "indirect", sum(map(len, parts)), kind)
            for kind, parts in self.quotations
            if 2 * sum(max(0, min(place.end, p.end) - max(place.start, p.start)) for p in parts) > len(place)
        ]
        kind = min(inside)[2] if inside else ""
        if kind == "scare":
            return "scare"
        if kind in ("direct", "partial", "nested"):
            return "quoted"
        if any(span.covers(place) and part == "headline" for span, part in self.sentences):
            return "headline"
        return "attributed" if kind else "outlet"


def _spans(row: Mapping[Any, Any]) -> tuple[Span, ...]:
    written = row["parts"]
    if not isinstance(written, str) or not written:
        return (Span(int(row["start"]), int(row["end"])),)
    return tuple(Span(*map(int, part.split("-"))) for part in written.split())


def places_in(text: str, wanted: Sequence[Word]) -> Iterator[Span]:
    """Yield the places where the words stand in a row."""
    every = [t for t in tokens(text) if t.is_word]
    for k in range(len(every) - len(wanted) + 1):
        run = every[k : k + len(wanted)]
        if all(word.matches(token) for word, token in zip(wanted, run, strict=True)):
            yield Span(run[0].span.start, run[-1].span.end)


def beside(text: str, place: Span, around: int) -> tuple[str, str]:
    """Return what stands left and right of a place, on one line, cut to whole words."""
    left, right = text[max(0, place.start - around) : place.start], text[place.end : place.end + around]
    if place.start > around and " " in left:
        left = left[left.index(" ") :]
    if place.end + around < len(text) and " " in right:
        right = right[: right.rindex(" ")]
    return " ".join(left.split()), " ".join(right.split())
