"""Where a batch stands: counted as it goes, and not written after each of many sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.status import STATUS, SetStatus, Status, read_status

STATES = ("waiting", "running", "done", "failed")


def batch(folder: Path, n: int) -> Status:
    return Status(folder / STATUS, {}, [SetStatus(f"quay-{k}", "Quay", f"quay-{k}") for k in range(n)])


def done_on_disk(folder: Path) -> int:
    found = read_status(folder / STATUS)
    return -1 if found is None else int(found["done"])


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(STATES)), max_size=30))
def test_its_counts_are_those_of_its_sets(steps: list[tuple[int, str]]) -> None:
    status = batch(Path(), 5)
    for k, state in steps:
        status.update(f"quay-{k}", state=state)
    for state in STATES:
        assert status.count(state) == sum(one.state == state for one in status)  # type: ignore[arg-type]
    assert len(status) == 5


def test_steps_close_together_are_written_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("framing.batch.status.time.monotonic", lambda: now)
    status = batch(tmp_path, 4)
    seen = []
    for k, pause in enumerate((0.0, 0.0, 60.0, 0.0)):
        now += pause
        status.update(f"quay-{k}", state="done")
        status.write_soon()
        seen.append(done_on_disk(tmp_path))
    assert seen == [1, 1, 3, 3]
    status.write("finished")  # the last word is written whenever it comes
    assert done_on_disk(tmp_path) == 4


def test_a_slow_disk_is_written_to_less_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([100.0, 110.0, 300.0, 311.0])  # a writing takes ten seconds; asked 190 and 201 seconds after it
    monkeypatch.setattr("framing.batch.status.time.monotonic", lambda: next(ticks, 311.0))
    status = batch(tmp_path, 1)
    status.write("running")
    status.update("quay-0", state="done")
    status.write_soon()
    assert done_on_disk(tmp_path) == 0
    status.write_soon()
    assert done_on_disk(tmp_path) == 1
