import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.span import Span, hull, merge, trim

spans = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda t: Span(t[0], t[0] + t[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_impossible_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_hull_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="covers nothing"):
        hull([])


@given(st.lists(spans))
def test_merge_covers_the_same_places_without_overlap(given_spans: list[Span]) -> None:
    merged = merge(given_spans)
    places = {i for s in given_spans for i in range(s.start, s.end)}
    assert {i for s in merged for i in range(s.start, s.end)} == places
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))


@given(spans, spans)
def test_overlap_means_a_shared_place(a: Span, b: Span) -> None:
    assert a.overlaps(b) == bool(set(range(a.start, a.end)) & set(range(b.start, b.end)))
    assert hull([a, b]).covers(a)
    assert hull([a, b]).covers(b)


@given(st.text(alphabet=" \n\tab\u00a0", max_size=30))
def test_trim_removes_exactly_the_outer_white_space(text: str) -> None:
    assert trim(text, Span(0, len(text))).of(text) == text.strip()
