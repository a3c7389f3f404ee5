"""A text as a reader sees it: without the characters that nobody sees, and without the line ends of a typewriter.

Soft hyphens, zero-width characters and byte order marks hide labels and split names; ligatures and
decomposed accents do the same; hard-wrapped lines end quotations in the middle; link labels that have grown
into a sentence are nobody's words. Everything that is
looked for is looked for in this view, and every place found in it is given back as a place in the
text as its file has it.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from framing.text.article import Article
from framing.text.inline_links import inline_links
from framing.text.span import Span

T = TypeVar("T")

# Byte order mark, soft hyphen, zero-width space, non-joiner, joiner and no-break space, word joiner, direction marks.
_UNSEEN = "\ufeff\u00ad\u200b\u200c\u200d\u2060\u200e\u200f\u061c"
_LIGATURE = "\ufb00-\ufb06"
_SPECIAL = re.compile(rf"[{_UNSEEN}{_LIGATURE}\u0300-\u036f\u0130]|\r\n")
_NARROWEST, _WIDEST = 40, 100  # characters of the longest line, where a program has wrapped lines
_LEAST_BREAKS = 3
_WRAPPED = 0.8  # of the line ends inside paragraphs come where the next word had no room


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A text to look for things in, and where each of its characters stands in the text as it is.

    ``starts`` and ``ends`` hold, for each character of ``text``, the part of the original that it
    stands for; both are empty where nothing differs.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    length: int = 0

    def place(self, span: Span) -> Span:
        """Return the place in the original text of a span of this view."""
        if not self.starts:
            return span
        start = self.starts[span.start] if span.start < len(self.starts) else self.length
        return Span(start, max(start, self.ends[span.end - 1]) if span.end > span.start else start)


def reading_view(text: str) -> ReadingView:
    r"""Return ``text`` as it reads.

    Example:
        >>> view = reading_view("a free\u00addom fighter")
        >>> view.text, view.place(Span(2, 9))
        ('a freedom fighter', Span(start=2, end=10))
    """
    breaks = _wrapped_breaks(text)
    links = {run.start: run.end for run in inline_links(text)}
    if not breaks and not links and not _SPECIAL.search(text):
        return ReadingView(text, length=len(text))
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(shown: str, start: int, end: int) -> None:
        made.append(shown)
        starts.extend([start] * len(shown))
        ends.extend([end] * len(shown))

    at = 0
    while at < len(text):
        here = text[at]
        if at in links:
            at = links[at]
        elif here == "\r" and text[at : at + 2] == "\r\n":
            put(" " if at + 1 in breaks else "\n", at, at + 2)
            at += 2
        elif here == "\n" and at in breaks:
            put(" ", at, at + 1)
            at += 1
        elif here in _UNSEEN:
            at += 1
        else:
            end = at + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            put(_composed(text[at:end]), at, end)
            at = end
    return ReadingView("".join(made), tuple(starts), tuple(ends), len(text))


def has_unseen(text: str) -> bool:
    """Whether a text has characters that its reading view has not (line ends apart)."""
    return bool(_SPECIAL.search(text) or inline_links(text))


def _composed(part: str) -> str:
    if "\ufb00" <= part[0] <= "\ufb06":
        return unicodedata.normalize("NFKC", part)
    whole = part if len(part) == 1 else unicodedata.normalize("NFC", part)
    # The Turkish capital: folded to lower case it would be two characters, and match nothing.
    return unicodedata.normalize("NFC", whole.replace("\u0130", "I"))


def _wrapped_breaks(text: str) -> frozenset[int]:
    """Places of the line ends that a program made because the next word had no room in the line.

    None where lines are long (a paragraph a line), or where they end for other reasons: a list
    or a poem is not wrapped.
    """
    lines = _lines(text)
    widest = max((end - start for start, end in lines), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return frozenset()
    inside = [
        (first, second)
        for first, second in pairwise(lines)
        if text[slice(*first)].strip() and text[slice(*second)].strip()
    ]
    full = [(first, second) for first, second in inside if _no_room(text, first, second, widest)]
    if len(inside) < _LEAST_BREAKS or len(full) < _WRAPPED * len(inside):
        return frozenset()
    return frozenset(second[0] - 1 for _, second in full)


def _lines(text: str) -> Sequence[tuple[int, int]]:
    """Where each line begins and ends, without its line end."""
    found, start = [], 0
    for m in re.finditer(r"\r?\n", text):
        found.append((start, m.start()))
        start = m.end()
    return [*found, (start, len(text))]


def _no_room(text: str, first: tuple[int, int], second: tuple[int, int], widest: int) -> bool:
    word = text[slice(*second)].split(maxsplit=1)[0]
    return first[1] - first[0] + 1 + len(word) > widest


def relocated(found: T, view: ReadingView) -> T:
    """Return a record made of spans (in tuples and other records too) with each span's place in the original text."""
    if not view.starts:
        return found
    moved: object = found
    if isinstance(found, Span):
        moved = view.place(found)
    elif isinstance(found, tuple):
        moved = tuple(relocated(one, view) for one in found)
    elif dataclasses.is_dataclass(found) and not isinstance(found, type | Article):
        old = {f.name: getattr(found, f.name) for f in dataclasses.fields(found) if f.init}
        new = {name: relocated(value, view) for name, value in old.items()}
        changed = {name: value for name, value in new.items() if value != old[name]}
        moved = dataclasses.replace(found, **changed) if changed else found
    return moved  # type: ignore[return-value]  # the same type as what came in
