from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.compare import statement_pairs
from framing.compare.run_bounds import RunBounds
from framing.compare.statement_pairs import pairs_to_read

STATEMENTS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcdefghij"), max_size=9), st.integers(0, 3), st.booleans()), max_size=14
)


@given(STATEMENTS, st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4), st.sampled_from([2, 4, 400]))
def test_the_pairs_are_those_that_reading_each_with_each_would_keep(
    said: list[tuple[list[str], int, bool]], related: set[tuple[int, int]], telling: int
) -> None:
    near = related | {(b, a) for a, b in related}
    stems = [frozenset(words) for words, _, _ in said]
    bounds = RunBounds([words for words, _, _ in said])

    def may_cover(i: int, j: int, share: float) -> bool:
        return bool(bounds.may_cover(np.array([i]), np.array([j]), np.array([share])).all())

    def worth(i: int, j: int) -> bool:
        (_, article, quoted), (_, other, quoted_too) = said[i], said[j]
        x, y = stems[i], stems[j]
        rare = {word for word in x & y if sum(word in some for some in stems) <= telling}
        if article == other or not rare:
            return False
        if quoted and quoted_too:
            close = (article, other) in near
            return (len(x & y) > 1 or close) and may_cover(i, j, 0.3 if close else 0.6)
        return (quoted or quoted_too) and len(x & y) > 3 and len(x & y) >= 0.5 * min(len(x), len(y))

    had = statement_pairs._TELLING, statement_pairs._ROWS
    statement_pairs._TELLING, statement_pairs._ROWS = telling, 3
    try:
        found = list(pairs_to_read(stems, [s[0] for s in said], [s[1] for s in said], [s[2] for s in said], near))
    finally:
        statement_pairs._TELLING, statement_pairs._ROWS = had
    assert found == [(i, j) for i, j in combinations(range(len(said)), 2) if worth(i, j)]
