"""The edits that turn one sentence into another, exactly.

Every character is in a token: words, runs of white space, single marks. Edits therefore
replay: applied to the one sentence they give the other, character for character. What the
edits *mean* is read elsewhere (``changed_places.py``); this is the ledger's arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from framing.text.span import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """``a`` of the one text was replaced by ``b`` of the other; one of the two may be empty."""

    a: Span
    b: Span


def edits(a: str, b: str, *, in_a: Span | None = None, in_b: Span | None = None) -> tuple[Edit, ...]:
    """Return the edits from ``a`` to ``b``, or from a part of one text to a part of another, in order.

    Args:
        a: The text edited.
        b: What it became.
        in_a: Part of ``a`` to compare; all of it by default.
        in_b: Part of ``b``.

    Returns:
        Edits whose spans count code points of the whole texts; no two touch. Equal texts
        give none. The fewest words, marks and gaps change (longest common subsequence).
    """
    # An empty span is false: asked for nothing is not asked for all.
    pa = Span(0, len(a)) if in_a is None else in_a
    pb = Span(0, len(b)) if in_b is None else in_b
    ta, tb = _TOKEN.findall(a, pa.start, pa.end), _TOKEN.findall(b, pb.start, pb.end)
    at, bt = _ends(ta, pa.start), _ends(tb, pb.start)
    return tuple(Edit(Span(at[i], at[k]), Span(bt[j], bt[m])) for i, k, j, m in word_edits(ta, tb))


def word_edits(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the edits from one list of words to another as ``(start, end, start, end)``: positions in ``a``, in ``b``.

    They are in order, do not touch, and are the fewest words deleted and inserted (longest
    common subsequence, bit-parallel: Hyyrö 2004). Equal lists give none.
    """
    out: list[tuple[int, int, int, int]] = []
    i = j = 0
    for at_a, at_b, n in Indel.editops(a, b).as_matching_blocks():
        if at_a > i or at_b > j:
            out.append((i, at_a, j, at_b))
        i, j = at_a + n, at_b + n
    return out


def _ends(words: list[str], start: int) -> list[int]:
    """Where each token begins, and where the last one ends."""
    return list(accumulate(map(len, words), initial=start))


def replay(a: str, b: str, changes: Iterable[Edit], *, in_a: Span | None = None) -> str:
    """Return ``a`` (or its part ``in_a``) with ``changes`` made, taking the new words from ``b``.

    The changes must be in order and not overlap, as :func:`edits` gives them.
    """
    part = Span(0, len(a)) if in_a is None else in_a
    out: list[str] = []
    at = part.start
    for change in changes:
        out += [a[at : change.a.start], change.b.of(b)]
        at = change.a.end
    return "".join([*out, a[at : part.end]])
