"""Places to touch: every mark in one, none smaller than a finger, none over another, whatever the chart looks like."""

from __future__ import annotations

import random

import pytest

from framing.reports.touch_targets import TARGET, Box, touch_targets

WIDTH, HEIGHT = 816.0, 600.0
HAIR = 1e-6


def scattered(n: int, *, seed: int) -> list[Box]:
    """Dots, and bars among them, anywhere on a chart."""
    draw = random.Random(seed)
    made = []
    for _ in range(n):
        x, y, half = draw.uniform(0, WIDTH), draw.uniform(0, HEIGHT), draw.choice([0, 0, 0, 30])
        made.append(Box(max(x - half, 0), y, min(x + half, WIDTH), y))
    return made


@pytest.mark.parametrize("n", [1, 7, 60, 400])
@pytest.mark.parametrize("seed", range(3))
def test_every_mark_has_one_place_and_no_place_lies_over_another(n: int, seed: int) -> None:
    marks = scattered(n, seed=seed)
    made = touch_targets(marks, width=WIDTH, height=HEIGHT)
    assert sorted(i for _, inside in made for i in inside) == list(range(n))
    for k, (box, inside) in enumerate(made):
        assert min(box.right - box.left, box.bottom - box.top) >= TARGET - HAIR
        assert 0 <= box.left < box.right <= WIDTH
        assert 0 <= box.top < box.bottom <= HEIGHT
        for i in inside:
            assert box.left - HAIR <= (marks[i].left + marks[i].right) / 2 <= box.right + HAIR
            assert box.top - HAIR <= (marks[i].top + marks[i].bottom) / 2 <= box.bottom + HAIR
        for other, _ in made[:k]:
            beside = box.right <= other.left + HAIR or other.right <= box.left + HAIR
            assert beside or box.bottom <= other.top + HAIR or other.bottom <= box.top + HAIR


def test_marks_a_finger_apart_are_not_put_together() -> None:
    rows = [Box(x, y, x, y) for x in (100.0, 300.0) for y in range(20, 20 + 25 * 20, 25)]
    assert all(len(inside) == 1 for _, inside in touch_targets(rows, width=WIDTH, height=HEIGHT))


def test_a_crowd_without_gaps_is_cut_into_places_of_a_few_marks() -> None:
    crowd = [Box(x, 50.0, x, 50.0) for x in range(100, 700, 2)]
    made = touch_targets(crowd, width=WIDTH, height=HEIGHT)
    assert len(made) > 600 / 50
    assert max(len(inside) for _, inside in made) <= 25


def test_a_long_bar_keeps_its_length_beside_dots() -> None:
    bar, dot = Box(100, 50, 400, 60), Box(420, 55, 420, 55)
    (long, _), _ = touch_targets([bar, dot], width=WIDTH, height=HEIGHT)
    assert (long.left, long.right) == (100, 400)


def test_a_chart_smaller_than_a_finger_is_one_place_and_no_marks_are_none() -> None:
    assert touch_targets([Box(2, 2, 2, 2), Box(8, 8, 8, 8)], width=10, height=10) == [(Box(0, 0, 10, 10), (0, 1))]
    assert touch_targets([], width=WIDTH, height=HEIGHT) == []
