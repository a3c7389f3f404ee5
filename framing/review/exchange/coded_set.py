"""What goes from one coding tool to another: texts, and the marks of several coders on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.review.exchange.marks import CodedMark
from framing.sets.corrections import Mark, MarkPlace
from framing.text.article import Article

MACHINE = "machine"
PARTS = ("cue", "source")  # of a quotation, besides its content


class ExchangeError(ValueError):
    """A file of another tool that cannot be read; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class CodedSet:
    """Articles, the marks on them, and ``problems``: what stood in a file and could not be placed."""

    articles: Mapping[str, Article]
    marks: tuple[CodedMark, ...]
    problems: tuple[str, ...] = ()


def named_marks(marks: Sequence[CodedMark]) -> list[tuple[str, CodedMark]]:
    """Return each mark with a name that is unique in the file: its own id if it has one of its own, else its number."""
    taken: set[str] = set()
    made = []
    for n, mark in enumerate(marks):
        name = mark.id if mark.id and mark.id not in taken else f"m{n}"
        taken.add(name)
        made.append((name, mark))
    return made


def placed(text: str, start: int, end: int, words: str | None = None) -> tuple[int, int] | None:
    """Return a span in code points; ``None`` if it lies outside the text or its words are others.

    Tools that count UTF-16 units are told by the words: if they don't stand at the offsets as code points, they are
    looked for at the offsets as units.

    >>> placed("a 𝒷 c", 2, 3, "𝒷"), placed("a 𝒷 c", 5, 6, "c"), placed("a b", 0, 9)
    ((2, 3), (4, 5), None)
    """
    if 0 <= start < end <= len(text) and (words is None or text[start:end] == words):
        return start, end
    units = text.encode("utf-16-le")
    if words is None or not 0 <= start < end <= len(units) // 2:
        return None
    before = units[: 2 * start].decode("utf-16-le", "replace")
    at = len(before)
    return (at, at + len(words)) if text[at : at + len(words)] == words else None


def mark_kind(word: object) -> Mark:
    """Return ``mention`` for that word, else ``quotation``."""
    return "mention" if word == "mention" else "quotation"


def words_of(text: str, at: MarkPlace) -> str:
    """Return the words at a place, parts separated by an ellipsis."""
    return " … ".join(text[s:e] for s, e in at)


def spans_of(mark: CodedMark, part: str) -> MarkPlace:
    """Return a part of a quotation: ``content``, ``cue`` or ``source``; a mention has only its content."""
    if part == "content":
        return mark.at
    return tuple((int(s), int(e)) for s, e in mark.fields.get(part) or ())
