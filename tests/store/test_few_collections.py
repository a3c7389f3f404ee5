from __future__ import annotations

import gc
import threading

import pytest

from framing.store.few_collections import few_collections


def test_collections_are_fewer_within_and_as_before_behind() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        with few_collections():
            assert gc.get_threshold() == (50_000, 10, 10)
        assert gc.get_threshold() == (700, 10, 10)
    finally:
        gc.set_threshold(*before)


@pytest.mark.parametrize("often", [0, 90_000])
def test_who_collects_seldom_or_never_is_left_alone(often: int) -> None:
    before = gc.get_threshold()
    gc.set_threshold(often, 10, 10)
    try:
        with few_collections():
            assert gc.get_threshold()[0] == often
    finally:
        gc.set_threshold(*before)


def test_other_threads_leave_it_as_it_is() -> None:
    seen: list[tuple[int, int, int]] = []

    def look() -> None:
        with few_collections():
            seen.append(gc.get_threshold())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [gc.get_threshold()]
