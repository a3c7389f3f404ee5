from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.edits import edits, replay, word_edits
from framing.text.span import Span

if TYPE_CHECKING:
    from conftest import Compared

TEXT = st.text(alphabet="ab ,.“”’\n\u00a0é👍", max_size=40)
WORDS = st.lists(st.sampled_from("abcd"), max_size=10)


@given(TEXT, TEXT)
@settings(deadline=None)
def test_edits_replay_to_the_character(a: str, b: str) -> None:
    assert replay(a, b, edits(a, b)) == b


@given(TEXT, TEXT, st.data())
@settings(deadline=None)
def test_edits_of_parts_replay(a: str, b: str, data: st.DataObject) -> None:
    def part(text: str) -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    pa, pb = part(a), part(b)
    found = edits(a, b, in_a=pa, in_b=pb)
    assert replay(a, b, found, in_a=pa) == pb.of(b)
    assert all(pa.covers(e.a) and pb.covers(e.b) for e in found)


def fewest(a: list[str], b: list[str]) -> int:
    """Words deleted and inserted, by the textbook's table."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    return len(a) + len(b) - 2 * table[-1][-1]


@given(WORDS, WORDS)
@settings(deadline=None)
def test_word_edits_are_the_fewest_and_do_not_touch(a: list[str], b: list[str]) -> None:
    found = word_edits(a, b)
    assert sum(k - i + m - j for i, k, j, m in found) == fewest(a, b)
    assert all(k < i or m < j for (_, k, _, m), (i, _, j, _) in pairwise(found))


def test_equal_texts_have_no_edits() -> None:
    assert edits("the same words", "the same words") == ()


def test_every_pair_of_a_shared_sentence_replays(demo: Compared, iraq_set: Compared) -> None:
    n = 0
    for found in (demo, iraq_set):
        for family in found.comparison.families:
            for x, y in combinations(family.members, 2):
                a, b = found.texts[x.article_id], found.texts[y.article_id]
                assert replay(a, b, edits(a, b, in_a=x.span, in_b=y.span), in_a=x.span) == y.span.of(b)
                n += 1
    assert n > 50
