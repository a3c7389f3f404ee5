from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from framing.compare import statement_pairs
from framing.compare.statement_pairs import pairs_to_read

STATEMENTS = st.lists(
    st.tuples(st.frozensets(st.sampled_from("abcdefghij"), max_size=9), st.integers(0, 3), st.booleans()), max_size=14
)


@given(STATEMENTS, st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4), st.sampled_from([2, 4, 400]))
def test_the_pairs_are_those_that_reading_each_with_each_would_keep(
    said: list[tuple[frozenset[str], int, bool]], related: set[tuple[int, int]], telling: int
) -> None:
    near = related | {(b, a) for a, b in related}

    def worth(i: int, j: int) -> bool:
        (x, article, quoted), (y, other, quoted_too) = said[i], said[j]
        rare = {word for word in x & y if sum(word in words for words, _, _ in said) <= telling}
        if article == other or not rare:
            return False
        if quoted and quoted_too:
            return len(x & y) > 1 or (article, other) in near
        return (quoted or quoted_too) and len(x & y) > 3 and len(x & y) >= 0.5 * min(len(x), len(y))

    had = statement_pairs._TELLING, statement_pairs._ROWS
    statement_pairs._TELLING, statement_pairs._ROWS = telling, 3
    try:
        found = list(pairs_to_read([s[0] for s in said], [s[1] for s in said], [s[2] for s in said], near))
    finally:
        statement_pairs._TELLING, statement_pairs._ROWS = had
    assert found == [(i, j) for i, j in combinations(range(len(said)), 2) if worth(i, j)]
