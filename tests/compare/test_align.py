from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.align import align_words

WORDS = st.lists(
    st.sampled_from(
        ["the", "army", "armies", "soldiers", "left", "leave", "on", "Monday", ",", ".", "three", "3", "not"]
    ),
    max_size=14,
)


@given(WORDS, WORDS)
@settings(deadline=None, max_examples=80)
def test_links_are_sorted_unique_and_inside(a: list[str], b: list[str]) -> None:
    links = align_words(a, b)
    assert links == sorted(set(links))
    assert all(0 <= i < len(a) and 0 <= j < len(b) for i, j in links)


@given(WORDS)
@settings(deadline=None, max_examples=60)
def test_a_sentence_and_itself_are_aligned_word_by_word(a: list[str]) -> None:
    links = align_words(a, a)
    assert {i for i, _ in links} == set(range(len(a)))
    assert all(a[i] == a[j] for i, j in links)


@pytest.mark.parametrize(
    ("a", "b", "linked"),
    [
        ("the rebels left town", "the fighters left town", ("rebels", "fighters")),
        ("he was attacked at night", "he was attacked by night", ("at", "by")),
        ("police arrest two men", "police arrested 2 men", ("arrest", "arrested")),
        ("police arrest two men", "police arrested 2 men", ("two", "2")),
        ("on Friday the ferry sank", "the ferry sank on Friday", ("Friday", "Friday")),
        ("a war on the Sunni rebels of Zed ended", "a war on the Zed rebel group ended", ("rebels", "rebel")),
        ("the neighbouring state", "the neighboring state", ("neighbouring", "neighboring")),
    ],
)
def test_replaced_inflected_and_moved_words_are_linked(a: str, b: str, linked: tuple[str, str]) -> None:
    x, y = a.split(), b.split()
    assert linked in {(x[i], y[j]) for i, j in align_words(x, y)}


def test_nothing_on_one_side_gives_no_link() -> None:
    assert align_words([], ["word"]) == align_words(["word"], []) == []


def f1(pairs: list[dict[str, Any]], *, changed: bool) -> float:
    hit = total = 0
    for d in pairs:
        a, b = ([w.lower() for w in d[side]] for side in ("a", "b"))
        gold = {(i, j) for i, j in [*d["sure"], *d["possible"]] if not changed or a[i] != b[j]}
        found = {(i, j) for i, j in align_words(d["a"], d["b"]) if not changed or a[i] != b[j]}
        hit, total = hit + 2 * len(gold & found), total + len(gold) + len(found)
    return hit / total


def test_human_links_are_found_as_often_as_promised(shared: Path) -> None:
    lines = (shared / "evaluation" / "alignment-mtref.jsonl").read_text(encoding="utf-8").splitlines()
    held_out = [json.loads(line) for line in lines][1::2]
    assert f1(held_out, changed=False) >= 0.75
    assert f1(held_out, changed=True) >= 0.45
