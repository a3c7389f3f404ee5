"""Where two versions of a sentence differ, as places a reader would point at.

The exact edits (``edits.py``) fall apart into words and spaces, and a moved clause costs
twice. Here words in common are found wherever they stand, and what lies unmatched between
the same neighbours on both sides is one change: words replaced, added or cut, or only the
marks between two words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from framing.compare.common_words import common_runs
from framing.compare.inflection import function_words
from framing.compare.tokens import Token

_SHORT = 3  # words


@dataclass(frozen=True, slots=True)
class Change:
    """Words ``a_start`` to ``a_end`` of the one version stand where ``b_start`` to ``b_end`` of the other stand.

    One of the two may be empty (words added or cut). ``marks`` is true when the words agree
    and only punctuation between the two neighbours differs; then both stretches hold one
    word on each side of the place.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    marks: bool = False


def _anchors(a: Sequence[str], b: Sequence[str]) -> dict[int, int]:
    """Words in common, ``a`` to ``b``: runs of two and more anywhere, then single words in the gaps between them."""
    to_b = {r.a + k: r.b + k for r in common_runs(a, b, least=2) for k in range(r.n)}
    taken = set(to_b.values())
    for i, word in enumerate(a):
        if i in to_b:
            continue
        before = max((k for k in to_b if k < i), default=None)
        after = min((k for k in to_b if k > i), default=None)
        low = to_b[before] + 1 if before is not None else 0
        high = to_b[after] if after is not None else len(b)
        found = next((j for j in range(low, high) if b[j] == word and j not in taken), None)
        if found is None and word not in function_words() and a.count(word) == b.count(word) == 1:
            found = b.index(word)  # a single content word that moved
        if found is not None:
            to_b[i] = found
            taken.add(found)
    return _without_islands(a, b, to_b)


def _without_islands(a: Sequence[str], b: Sequence[str], to_b: dict[int, int]) -> dict[int, int]:
    """Drop one or two function words that agree in the middle of words that don't: chance, not common copy."""
    light = function_words()
    out = dict(to_b)
    i = 0
    while i < len(a):
        if i not in out:
            i += 1
            continue
        k = i + 1
        while k < len(a) and k in out and out[k] == out[k - 1] + 1:
            k += 1
        j, m = out[i], out[k - 1] + 1
        if k - i <= 2 and all(a[x] in light for x in range(i, k)):  # noqa: PLR2004 see above
            taken = set(out.values())
            before = (_free(out, len(a), i - 1), _free(taken, len(b), j - 1))
            after = (_free(out, len(a), k), _free(taken, len(b), m))
            if _between_changes(before, sure=k - i > 1) and _between_changes(after, sure=k - i > 1):
                for x in range(i, k):
                    del out[x]
        i = k
    return out


def _free(matched: Collection[int], n: int, at: int) -> bool | None:
    """Whether word ``at`` is unmatched; ``None`` beyond the ends."""
    return at not in matched if 0 <= at < n else None


def _between_changes(sides: tuple[bool | None, bool | None], *, sure: bool) -> bool:
    """Both versions differ here, or (unless ``sure``) one does where the other begins or ends."""
    return sides == (True, True) if sure else False not in sides and True in sides


def _gaps(n: int, matched: set[int]) -> list[tuple[int, int]]:
    out, k = [], 0
    while k < n:
        if k in matched:
            k += 1
            continue
        m = k
        while m < n and m not in matched:
            m += 1
        out.append((k, m))
        k = m
    return out


def _marks_between(text: str, words: Sequence[Token], i: int) -> str:
    """The marks between word ``i`` and the next, folded; quotation marks and white space left out."""
    gap = text[words[i].span.end : words[i + 1].span.start]
    return "".join(sorted("-" if c in "–—-" else c for c in gap if not c.isspace() and c not in "\"'“”‘’«»„‚`"))


def changes(a_text: str, a: Sequence[Token], b_text: str, b: Sequence[Token]) -> tuple[Change, ...]:
    """Return the changes from one version of a sentence to another, in the order of the first.

    Args:
        a_text: The text the first version stands in.
        a: Its words, without marks.
        b_text: The other text.
        b: Its words.

    Returns:
        Changes that overlap nowhere. Case, kinds of quotation marks and white space are no
        change; equal sentences give none.
    """
    fa, fb = [t.form for t in a], [t.form for t in b]
    to_b = _anchors(fa, fb)
    to_a = {j: i for i, j in to_b.items()}
    gaps_b = dict(_gaps(len(fb), set(to_a)))
    out: list[Change] = []
    used: set[int] = set()
    for start, end in _gaps(len(fa), set(to_b)):
        at = _opposite(_neighbours(to_b, start, end, len(fa), len(fb)), end - start, gaps_b, used)
        out.append(Change(start, end, at, gaps_b.get(at, at)))
        if at in gaps_b:
            used.add(at)
    for start, end in gaps_b.items():
        if start not in used:
            left = to_a.get(start - 1)
            right = to_a.get(end)
            at = left + 1 if left is not None else right if right is not None else 0
            out.append(Change(at, at, start, end))
    for i in range(len(fa) - 1):
        j = to_b.get(i)
        together = j is not None and to_b.get(i + 1) == j + 1
        if together and j is not None and _marks_between(a_text, a, i) != _marks_between(b_text, b, j):
            out.append(Change(i, i + 2, j, j + 2, marks=True))
    return tuple(sorted(out, key=lambda c: (c.a_start, c.a_end, c.b_start)))


def _neighbours(to_b: dict[int, int], start: int, end: int, n: int, m: int) -> tuple[int | None, int | None]:
    """Where in ``b`` the words before and after a stretch of ``a`` say that it stands: right after, right before."""
    left = to_b.get(start - 1) if start else -1
    right = to_b.get(end) if end < n else m
    return (left + 1 if left is not None else None), right


def _opposite(neighbours: tuple[int | None, int | None], length: int, gaps_b: dict[int, int], used: set[int]) -> int:
    """Where in ``b`` an unmatched stretch of ``a`` stands: at the start of a gap, or between two words."""
    after_left, right = neighbours
    before_right = next((start for start, end in gaps_b.items() if end == right), None)
    both = after_left is not None and after_left == before_right
    for at in (after_left, before_right):
        if at is None or at not in gaps_b or at in used:
            continue
        # Where only one neighbour agrees, two long stretches are not each other's replacement.
        if both or max(length, gaps_b[at] - at) <= _SHORT:
            return at
    return after_left if after_left is not None else right if right is not None else 0
