"""Which word of one version of a sentence stands for which word of the other.

Three steps, each a rule a reader can check. Words alike by form are linked, the surest
first: likeness, what stands around the two, and how far they moved decide between several.
Function words follow their neighbours. What is left on both sides between the same linked
neighbours is paired as replacement: word for word from the right, since the head of an
English phrase comes last, or as a phrase when one word stands for several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.compare.inflection import function_words, likeness
from framing.compare.tokens import fold

_NEIGHBOURS = ((1, 1.0), (2, 0.5), (3, 0.25))  # distance, weight
_LONGEST_GAP = 7
_PHRASE = 3  # one word is taken for at most so many


@dataclass(slots=True)
class _Table:
    """The two sentences, how alike their words are, and the links made so far."""

    a: list[str]
    b: list[str]
    alike: list[list[float]]
    light_a: list[bool]
    light_b: list[bool]
    to_b: dict[int, int]
    to_a: dict[int, int]

    def link(self, i: int, j: int) -> None:
        self.to_b[i], self.to_a[j] = j, i


def _table(a: Sequence[str], b: Sequence[str]) -> _Table:
    fa, fb = [fold(w) for w in a], [fold(w) for w in b]
    light = function_words()

    def is_light(word: str) -> bool:
        return word in light or not any(c.isalnum() for c in word)

    alike = [[likeness(x, y) for y in fb] for x in fa]
    return _Table(fa, fb, alike, [is_light(x) for x in fa], [is_light(y) for y in fb], {}, {})


def _context(t: _Table, i: int, j: int) -> float:
    """How well the neighbours of ``i`` and ``j`` go together, 0 to 1; both at an end counts a little."""
    n, m, total = len(t.a), len(t.b), 0.0
    for distance, weight in _NEIGHBOURS:
        for step in (-distance, distance):
            p, q = i + step, j + step
            if (p < 0 and q < 0) or (p >= n and q >= m):
                total += 0.6 * weight
            elif 0 <= p < n and 0 <= q < m and t.alike[p][q] >= 0.5:  # noqa: PLR2004 alike at all
                total += weight * t.alike[p][q] * (0.5 if t.light_a[p] else 1.0)
    return total / 3.5  # both sides' weights together


def _link_content(t: _Table) -> None:
    n, m = len(t.a), len(t.b)
    ranked = []
    for i in range(n):
        for j in range(m):
            v = t.alike[i][j]
            if v >= 0.5 and not (t.light_a[i] and t.light_b[j]):  # noqa: PLR2004 alike at all
                score = v + 0.5 * _context(t, i, j) - 0.6 * abs(i / n - j / m)
                if score > 0.55:  # noqa: PLR2004 a far, lonely likeness is chance
                    ranked.append((-score, i, j))
    for _, i, j in sorted(ranked):
        if i not in t.to_b and j not in t.to_a:
            t.link(i, j)


def _stray(t: _Table, i: int, j: int) -> float:
    """How far ``j`` is from where the nearest linked neighbours of ``i`` expect it, in words."""
    for k in range(1, len(t.a)):
        strays = [
            abs((j - t.to_b[p]) - (i - p))
            for p in (i - k, i + k)
            if p in t.to_b and not (t.light_a[p] and k > 2)  # noqa: PLR2004 light words vouch only for neighbours
        ]
        if strays:
            return min(strays)
    return abs(i / len(t.a) - j / len(t.b)) * max(len(t.a), len(t.b))


def _link_function(t: _Table) -> None:
    ranked = []
    for i in range(len(t.a)):
        for j in range(len(t.b)):
            v = t.alike[i][j]
            if v >= 0.3 and t.light_a[i] and t.light_b[j] and i not in t.to_b and j not in t.to_a:  # noqa: PLR2004 same class
                score = v - 0.12 * _stray(t, i, j) + 0.3 * _context(t, i, j)
                if score >= (0.55 if v == 1 else 0.3):
                    ranked.append((-score, i, j))
    for _, i, j in sorted(ranked):
        if i not in t.to_b and j not in t.to_a:
            t.link(i, j)


def _opposite(t: _Table, start: int, end: int) -> tuple[int, int, bool] | None:
    """The unlinked stretch of ``b`` that stands where ``a[start:end]`` stands, and whether both ends say so."""
    n, m = len(t.a), len(t.b)
    left = t.to_b.get(start - 1, -1 if start == 0 else None)
    right = t.to_b.get(end, m if end == n else None)
    found: list[tuple[int, int]] = []
    if left is not None:
        q = left + 1
        while q < m and q not in t.to_a:
            q += 1
        found.append((left + 1, q))
    if right is not None:
        q = right
        while q > 0 and q - 1 not in t.to_a:
            q -= 1
        found.append((q, right))
    both = len(found) == 2 and found[0] == found[1]  # noqa: PLR2004 one from each side
    for p, q in found:
        if p < q:
            return p, q, both
    return None


def _content_pairs(ca: list[int], cb: list[int]) -> set[tuple[int, int]]:
    if min(len(ca), len(cb)) == 1 and max(len(ca), len(cb)) <= _PHRASE:
        return {(x, y) for x in ca for y in cb}
    return set(zip(reversed(ca), reversed(cb), strict=False))


def _replacements(t: _Table, start: int, end: int, p: int, q: int, *, both: bool) -> set[tuple[int, int]]:
    """Links between two stretches that replaced each other."""
    longest = _LONGEST_GAP if both else _PHRASE
    if end - start > longest or q - p > longest:
        return set()
    ca = [x for x in range(start, end) if not t.light_a[x]]
    cb = [y for y in range(p, q) if not t.light_b[y]]
    la = [x for x in range(start, end) if t.light_a[x]]
    lb = [y for y in range(p, q) if t.light_b[y]]
    out = _content_pairs(ca, cb) if ca and cb else set()
    if la and lb:
        if not (ca or cb) and min(len(la), len(lb)) == 1:
            out |= {(x, y) for x in la for y in lb}
        else:
            out |= set(zip(la, lb, strict=False))
    elif (la and cb and not ca) or (lb and ca and not cb):
        xs, ys = la or ca, lb or cb
        if max(len(xs), len(ys)) <= 2:  # noqa: PLR2004 "to" for "in order", not more
            out |= {(x, y) for x in xs for y in ys}
    if both:
        out |= _phrase(ca, la, cb, lb)
    return out


def _phrase(ca: list[int], la: list[int], cb: list[int], lb: list[int]) -> set[tuple[int, int]]:
    """The function words of a phrase go with the one word that stands for it ("refuse to accept", "rejected")."""
    if len(cb) == 1 and 0 < len(ca) <= 2 and not lb:  # noqa: PLR2004 a short phrase
        return {(x, cb[0]) for x in la}
    if len(ca) == 1 and 0 < len(cb) <= 2 and not la:  # noqa: PLR2004 a short phrase
        return {(ca[0], y) for y in lb}
    return set()


def align_words(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the links between two versions of a sentence.

    Args:
        a: Words and marks of the one version, as printed.
        b: Those of the other.

    Returns:
        Pairs ``(i, j)``, sorted: word ``i`` of ``a`` stands for word ``j`` of ``b``:
        identical, inflected, moved, or replaced by it. A word may have several links when
        a phrase replaced it, and none when it was added or cut. Nothing on one side gives
        an empty list. The links of ``(b, a)`` are nearly but not always the mirror image.

    The measure of ``benchmarks/alignment.py`` is F1 over human links of MultiMWA-MTRef
    (Lan, Jiang and Xu 2021).

    >>> align_words(["Police", "shut", "the", "road"], ["Police", "closed", "the", "road"])
    [(0, 0), (1, 1), (2, 2), (3, 3)]
    """
    if not a or not b:
        return []
    t = _table(a, b)
    _link_content(t)
    _link_function(t)
    links = set(t.to_b.items())
    start = 0
    while start < len(t.a):
        if start in t.to_b:
            start += 1
            continue
        end = start
        while end < len(t.a) and end not in t.to_b:
            end += 1
        found = _opposite(t, start, end)
        if found:
            links |= _replacements(t, start, end, found[0], found[1], both=found[2])
        start = end
    return sorted(links)
