"""Pairs of quotation marks.

Which mark opens and which closes is read from what stands around it, not only from its
shape: many texts use straight marks, mix straight and curly ones, or turn a curly one the
wrong way. An apostrophe is never a mark. What cannot be paired is a problem, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.text.problem import Problem
from framing.text.span import Span, trim

Side = Literal["open", "close", "either"]

_OPENING = "“„‟«‹〝「『"
_CLOSING = "”»›〞」』"
# Doubled backticks and apostrophes are the typewriter's double marks.
# Each pattern begins with a class of characters, so that the search skips all others at once.
_DOUBLE = re.compile(
    rf"[`'‘’\"＂{_OPENING}{_CLOSING}](?:(?<=[\"＂{_OPENING}{_CLOSING}])|(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)"
)
_BEFORE_OPENING = re.compile(r"[\s(\[{—–―/:;,…=>\-|*_~\u200b\u200e\u200f\ufeff\"'“‘]")
_SINGLE_OPEN = re.compile(r"['‘‚‹](?<![\w'’‘.,!?…”\")\]]['‘‚‹])(?=[\w“\"…(\[$£€—–#@])")
_SINGLE_CLOSE = re.compile(r"['’›](?<=[\w.,!?…;:\-—–)\]%”\"]['’›])(?![\w'’])")
# 'em, '90s, ’til, 'cause: a letter or figure is left out at the start of the word.
_LEFT_OUT = re.compile(
    r"['‘’](?:\d\ds?\b|(?:em|til|till|cause|tis|twas|twere|n|round|bout|neath|cos|coz|kay)\b)", re.IGNORECASE
)
_AHEAD = 200  # marks behind one that are looked at to tell what it is
_LONGEST_SINGLE = 1500


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks.

    ``outer`` runs from the opening to the closing mark, both included; ``parts`` are the
    words without the marks, one part a paragraph when the quotation reopens in each.
    ``depth`` is 0 at the outside, 1 inside another pair. ``closed`` is false when the
    closing mark is missing and the end of the paragraph was taken for it.
    """

    outer: Span
    parts: tuple[Span, ...]
    depth: int = 0
    single: bool = False
    closed: bool = True


@dataclass(slots=True)
class _Open:
    """A pair in the making: where its mark stands, where its words start, the parts already read."""

    mark: int
    words: int
    parts: list[Span]


def _side(text: str, start: int, end: int) -> Side:
    """Tell what the double mark at ``start`` can be, from its neighbours and its shape."""
    before_open = start == 0 or _BEFORE_OPENING.match(text, start - 1) is not None
    after_gap = end >= len(text) or text[end].isspace() or text[end] in ",.;:!?)]}—–…"
    shape = text[start]
    if before_open and not after_gap:
        # After a dash, a comma or another mark both are possible: “No—” or "We—"he
        if text[start - 1 : start].isspace() or start == 0 or shape in _OPENING:
            return "open"
        return "close" if shape in _CLOSING or text[start:end] in ("''", "’’") else "either"
    if after_gap and not before_open:
        return "close" if shape not in _OPENING or not text[end : end + 1].isspace() else "either"
    if shape in _OPENING or text[start:end] in ("``", "‘‘"):
        return "open"
    return "close" if shape in _CLOSING else "either"


def _is_inch(text: str, start: int) -> bool:
    return text[start] == '"' and start > 0 and text[start - 1].isdigit()


class _Pairing:
    """One pass over the double marks of all blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[Marked] = []
        self.problems: list[Problem] = []

    def block(self, block: Span, following: Span | None) -> None:
        """Pair the marks of one paragraph; ``following`` is the next one, which may reopen the quotation."""
        marks = [(m.start(), m.end(), _side(self.text, *m.span())) for m in _DOUBLE.finditer(self.text, *_ends(block))]
        for k, (start, end, side) in enumerate(marks):
            if self.stack and start == block.start and self.stack[-1].mark < block.start:
                self.stack[-1].words = end  # the mark that reopens
            elif side == "open" or (not self.stack and (side == "either" or start == block.start)):
                self._open(start, end, marks[k + 1 : k + 1 + _AHEAD])
            elif self.stack:
                self._close(start, end)
            elif not _is_inch(self.text, start):
                self._stray(start, end, marks[k + 1 : k + 1 + _AHEAD])
        self._finish(block, following)

    def _open(self, start: int, end: int, later: list[tuple[int, int, Side]]) -> None:
        if self.stack and not self._closes_twice(start, later):
            # One closing mark for two opening ones: the quotation was opened again before it was closed.
            self.problems.append(Problem(Span(start, end), "unbalanced-quotation-marks", "read as one quotation"))
            return
        self.stack.append(_Open(start, end, []))

    def _closes_twice(self, start: int, later: list[tuple[int, int, Side]]) -> bool:
        """Tell whether a pair that opens inside an open one has a closing mark of its own."""
        outer, inner = self.text[self.stack[-1].mark], self.text[start]
        if outer != inner and later and later[0][2] != "open":
            # Straight marks outside and curly ones inside, or the reverse: the shapes pair up.
            return (self.text[later[0][0]] in _CLOSING) == (inner in _OPENING)
        depth = 0
        for _, _, side in later:
            depth += 1 if side == "open" else -1
            if depth == -1 - len(self.stack):
                return True
        return False

    def _stray(self, start: int, end: int, later: list[tuple[int, int, Side]]) -> None:
        """A closing mark with nothing open: typed the wrong way round if a closing one follows, else left alone."""
        turned = self.text[start] in _CLOSING + _OPENING and self.text[end : end + 1].strip() != ""
        if turned and later and later[0][2] != "open":
            self.stack.append(_Open(start, end, []))
        else:
            self.problems.append(Problem(Span(start, end), "unopened-quotation", "left out"))

    def _close(self, start: int, end: int) -> None:
        opened = self.stack.pop()
        self._add(opened, Span(max(opened.words, 0), max(start, opened.words)), end)

    def _add(self, opened: _Open, last: Span, end: int, *, closed: bool = True) -> None:
        parts = tuple(p for p in (*opened.parts, trim(self.text, last)) if len(p))
        if parts:
            self.found.append(Marked(Span(opened.mark, end), parts, min(len(self.stack), 1), closed=closed))

    def _finish(self, block: Span, following: Span | None) -> None:
        """At the end of a paragraph: go on if the next one reopens, else close what is open."""
        while len(self.stack) > 1:
            self._unclosed(block)
        if not self.stack:
            return
        reopens = following is not None and _DOUBLE.match(self.text, following.start) is not None
        if reopens:
            opened = self.stack[-1]
            opened.parts.append(trim(self.text, Span(min(opened.words, block.end), block.end)))
            opened.words = block.end
        else:
            self._unclosed(block)

    def _unclosed(self, block: Span) -> None:
        opened = self.stack.pop()
        note = "taken to run to the end of its paragraph"
        self.problems.append(Problem(Span(opened.mark, opened.mark + 1), "unclosed-quotation", note))
        self._add(opened, Span(min(opened.words, block.end), block.end), block.end, closed=False)


def _ends(block: Span) -> tuple[int, int]:
    return block.start, block.end


def _single(text: str, block: Span) -> list[Marked]:
    """Pairs of single marks in one paragraph; one that finds no partner is an apostrophe."""
    out: list[Marked] = []
    at = block.start
    closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, block.start, block.end)]
    if not closes:
        return out
    opens = [
        m.start() for m in _SINGLE_OPEN.finditer(text, block.start, block.end) if not _LEFT_OUT.match(text, m.start())
    ]
    k = 0
    for i, start in enumerate(opens):
        if start < at:
            continue
        limit = min(opens[i + 1] if i + 1 < len(opens) else block.end, start + _LONGEST_SINGLE)
        while k < len(closes) and closes[k] <= start + 1:
            k += 1
        candidates = []
        j = k
        while j < len(closes) and closes[j] < limit:
            candidates.append(closes[j])
            j += 1
        end = _best_close(text, candidates)
        if end is not None:
            out.append(Marked(Span(start, end + 1), (Span(start + 1, end),), single=True))
            at = end + 1
    return out


def _best_close(text: str, candidates: Sequence[int]) -> int | None:
    """The first closing mark that is not the apostrophe of a plural ("the workers' demands")."""
    for at in candidates:
        plural = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()
        if not plural:
            return at
    return candidates[0] if candidates else None


def find_marked(text: str, blocks: Sequence[Span]) -> tuple[tuple[Marked, ...], tuple[Problem, ...]]:
    """Return the words between quotation marks in ``blocks`` of ``text``, and the marks that could not be paired.

    Args:
        text: The whole article.
        blocks: Its paragraphs, headings included, in order; a pair of marks stands in one
            block, or runs over several if each of them opens with a mark again.

    Returns:
        The pairs in text order (an outer pair before the pairs inside it) and the problems
        in text order. No mark gives two empty tuples.
    """
    pairing = _Pairing(text)
    singles: list[Marked] = []
    for i, block in enumerate(blocks):
        pairing.block(block, blocks[i + 1] if i + 1 < len(blocks) else None)
        singles.extend(_single(text, block))
    doubles = pairing.found
    doubles.sort(key=lambda m: (m.outer.start, -m.outer.end))
    found = sorted([*doubles, *_settled(singles, doubles)], key=lambda m: (m.outer.start, -m.outer.end))
    return tuple(found), tuple(sorted(pairing.problems))


def _settled(singles: Sequence[Marked], doubles: Sequence[Marked]) -> list[Marked]:
    """Single pairs with their depth; one that crosses the edge of a double pair is dropped."""
    out: list[Marked] = []
    k = 0
    reach: list[Marked] = []  # double pairs that may still cover what comes
    for single in singles:
        while k < len(doubles) and doubles[k].outer.start < single.outer.end:
            reach.append(doubles[k])
            k += 1
        reach = [d for d in reach if d.outer.end > single.outer.start]
        inside = [d for d in reach if d.outer.covers(single.outer)]
        around = [d for d in reach if single.outer.covers(d.outer)]
        if len(inside) + len(around) == len(reach):
            out.append(Marked(single.outer, single.parts, 1 if inside else 0, single=True))
    return out
