"""Batches on the workers of a Dask scheduler: the same files, lost workers made good, clear errors."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_reports import contents, workspace

pytest.importorskip("distributed")

from distributed import LocalCluster

import framing
from framing.batch import dask_cluster, tasks
from framing.batch.collection import make_collection
from framing.batch.dask_cluster import ClusterError
from framing.batch.run_batch import run_batch


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own with one thread, as the guide asks.

    The pages that Dask serves about itself take any free port: at a fixed one it warns where another run has it.
    """
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as made:
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


# ---- workers that agree -----------------------------------------------------------------------


@contextlib.contextmanager
def other_worker(folder: Path, scheduler: str) -> Iterator[None]:
    """Start a worker named "odd" whose package has one word more in a list."""
    package = folder / "other" / "framing"
    shutil.copytree(Path(framing.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "lexicons" / "reporting_verbs.toml").open("a", encoding="utf-8") as words:
        words.write("\n# another version\n")
    command = [sys.executable, "-m", "distributed.cli.dask_worker", scheduler, "--nthreads", "1", "--name", "odd"]
    worker = subprocess.Popen(
        [*command, "--no-dashboard", "--no-nanny", "--local-directory", str(folder / "odd")],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(30)


def made_by(folder: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    found = json.loads((folder / "status.json").read_text())
    return found["versions"], found["workers"]


def test_a_worker_with_another_word_list_is_named_and_gets_no_work(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "two", "three")
    run_batch(files, out=tmp_path / "figures")
    versions, nobody = made_by(tmp_path / "figures")
    assert not nobody
    expected = contents(tmp_path / "figures")
    told: list[str] = []
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as made:
        address = made.scheduler_address
        with other_worker(tmp_path, address):
            with made.get_client() as client:
                client.wait_for_workers(2, timeout=60)
            result = run_batch(files, out=tmp_path / "figures", force=True, scheduler=address, tell=told.append)
    assert result.complete
    assert contents(tmp_path / "figures") == expected  # had the odd one made any, its code's digest would stand there
    (refused,) = [line for line in told if "gets no work" in line]
    assert "worker odd at tcp://127.0.0.1" in refused
    assert "framing-suite code" in refused
    ours, workers = made_by(tmp_path / "figures")
    assert ours == versions
    assert [one["name"] for one in workers if one["differs"]] == ["odd"]
    assert len(workers) == 2


def test_a_cluster_in_which_nobody_agrees_makes_nothing(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one")
    with LocalCluster(n_workers=0, dashboard_address=":0") as made, other_worker(tmp_path, made.scheduler_address):
        told: list[str] = []
        with pytest.raises(ClusterError, match=r"no worker agrees(.|\n)*worker odd(.|\n)*framing-suite code"):
            run_batch(files, out=tmp_path / "figures", scheduler=made.scheduler_address, tell=told.append)
    assert any("has no workers yet" in line for line in told)
    assert not (tmp_path / "figures" / "one").exists()


def test_a_scheduler_without_workers_is_waited_for_and_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = workspace(tmp_path, "one")
    with LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address=":0") as made:
        monkeypatch.setattr(dask_cluster, "WORKER_WAIT", 0.2)
        with pytest.raises(ClusterError, match=r"no worker came in 0\.2 s; start one with 'dask worker tcp://"):
            run_batch(files, out=tmp_path / "figures", scheduler=made.scheduler_address)
        monkeypatch.setattr(dask_cluster, "WORKER_WAIT", 60.0)

        def come(line: str) -> None:
            if "has no workers yet" in line:
                made.scale(1)

        assert run_batch(files, out=tmp_path / "figures", scheduler=made.scheduler_address, tell=come).complete


def test_work_that_waits_goes_to_a_worker_that_joins_and_agrees(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "two")
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as made:

        def end_all(line: str) -> None:
            # Its nanny starts another in its place, which has to prove itself anew.
            if line.startswith("[1/2]"):
                os.kill(next(iter(made.workers.values())).pid, signal.SIGKILL)

        assert run_batch(files, out=tmp_path / "figures", scheduler=made.scheduler_address, tell=end_all).complete


def test_the_partitions_of_a_killed_worker_are_made_by_another(tmp_path: Path, cluster: LocalCluster) -> None:
    def text(k: int, outlet: int) -> str:
        return f"Ferry {k} waits\n\n“We will keep quay {outlet} shut,” said Ana Ruiz, who speaks for the dockers.\n"

    rows = [
        {"id": f"e{k}", "articles": [{"id": f"a{o}", "outlet": f"O{o}", "text": text(k, o)} for o in range(2)]}
        for k in range(8)
    ]
    (tmp_path / "sets.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "common.yaml").write_text("parser: none\n")
    killed: list[int] = []

    def kill_one(line: str) -> None:
        if line.startswith("part=") and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    asked = {"common": tmp_path / "common.yaml", "articles": 2}
    made_there = make_collection(
        tmp_path / "sets.jsonl", out=tmp_path / "there", scheduler=cluster.scheduler_address, tell=kill_one, **asked
    )
    made_here = make_collection(tmp_path / "sets.jsonl", out=tmp_path / "here", **asked)
    assert killed
    assert made_there.complete
    assert (made_there.partitions, made_there.articles, made_there.copies) == (8, 16, made_here.copies)
    assert contents(tmp_path / "there" / "tables") == contents(tmp_path / "here" / "tables")
