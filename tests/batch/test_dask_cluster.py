"""Batches on the workers of a Dask scheduler: the same files, lost workers made good, clear errors."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_reports import contents, workspace

pytest.importorskip("distributed")

from distributed import LocalCluster

from framing.batch import tasks
from framing.batch.dask_cluster import ClusterError
from framing.batch.run_batch import run_batch


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own with one thread, as the guide asks."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


def test_a_cluster_makes_the_reports_that_one_machine_makes(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = workspace(tmp_path, "one", "broken", "two")
    here = run_batch(files, out=tmp_path / "figures")
    expected = contents(tmp_path / "figures")
    # So that annotation is shared out too.
    monkeypatch.setattr(tasks, "LARGE", 2)
    monkeypatch.setattr(tasks, "PART", 1)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "other"))
    there = run_batch(files, out=tmp_path / "figures", force=True, scheduler=cluster.scheduler_address)
    assert (there.done, there.failed) == (here.done, here.failed) == (2, 1)
    assert contents(tmp_path / "figures") == expected


def test_the_work_of_a_killed_worker_is_done_by_another(tmp_path: Path, cluster: LocalCluster) -> None:
    files = workspace(tmp_path, "one", "two", "three")
    run_batch(files, out=tmp_path / "figures")
    expected = contents(tmp_path / "figures")
    killed: list[int] = []

    def kill_one(line: str) -> None:
        if line.startswith("[1/3]"):
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    result = run_batch(files, out=tmp_path / "figures", force=True, scheduler=cluster.scheduler_address, tell=kill_one)
    assert killed
    assert result.complete
    run_batch(resume=True, out=tmp_path / "figures")  # clears away the draft of the dead
    assert contents(tmp_path / "figures") == expected


def test_no_scheduler_at_the_address_is_said(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one")
    with socket.socket() as taken:  # bound and never listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ClusterError, match="no Dask scheduler answers"):
            run_batch(files, out=tmp_path / "figures", scheduler=address)
