from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.common_words import Run, common_runs

WORDS = st.lists(st.sampled_from("abcdef"), max_size=16)


@given(WORDS, WORDS, st.integers(1, 4))
@settings(deadline=None)
def test_runs_are_common_long_enough_and_use_no_word_twice(a: list[str], b: list[str], least: int) -> None:
    runs = common_runs(a, b, least=least)
    assert list(runs) == sorted(runs)
    in_a = [r.a + k for r in runs for k in range(r.n)]
    in_b = [r.b + k for r in runs for k in range(r.n)]
    assert len(in_a) == len(set(in_a))
    assert len(in_b) == len(set(in_b))
    assert all(r.n >= least and a[r.a : r.a + r.n] == b[r.b : r.b + r.n] for r in runs)


@given(WORDS, WORDS)
@settings(deadline=None)
def test_the_longest_common_run_is_among_them(a: list[str], b: list[str]) -> None:
    starts = [(i, j, n) for n in range(1, len(a) + 1) for i in range(len(a)) for j in range(len(b)) if i + n <= len(a)]
    longest = max((n for i, j, n in starts if a[i : i + n] == b[j : j + n]), default=0)
    assert max((r.n for r in common_runs(a, b, least=1)), default=0) == longest


def test_a_moved_clause_is_found() -> None:
    moved, main = ["on", "monday", "night"], ["the", "ship", "sank"]
    assert common_runs([*moved, *main], [*main, *moved]) == (Run(0, 3, 3), Run(3, 0, 3))


@given(WORDS, st.integers(1, 4))
@settings(deadline=None)
def test_a_sentence_and_its_copy_have_one_run_as_any_two_that_are_nearly_so(a: list[str], least: int) -> None:
    almost = common_runs([*a, "x"], [*a, "y"], least=least)
    assert common_runs(a, list(a), least=least) == almost
