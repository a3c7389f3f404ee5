"""A batch on Dask workers at separate network addresses: two against one.

    sudo python benchmarks/cluster.py [--sets 12]

Each worker stands in a network namespace of its own (``ip netns``, Linux, needs root), so that
nothing goes over the loopback of one host by accident. The folders are shared, as on a cluster.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports import ROOT, set_list
from rows import Row, hand_over

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from small_reports import contents

BRIDGE, NET = "framing0", "10.87.0"
SCHEDULER = f"tcp://{NET}.1:8786"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def network(n: int) -> Iterator[list[str]]:
    """A bridge at .1 and ``n`` namespaces at .11, .12 …; gives their names."""
    names = [f"framing-w{k}" for k in range(1, n + 1)]
    ip("link", "add", BRIDGE, "type", "bridge")
    try:
        ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for k, name in enumerate(names, start=1):
            ip("netns", "add", name)
            ip("link", "add", f"fw{k}", "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", f"fw{k}", "master", BRIDGE)
            ip("link", "set", f"fw{k}", "up")
            ip("-n", name, "addr", "add", f"{NET}.1{k}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)
        subprocess.run(["ip", "link", "del", BRIDGE], check=False, capture_output=True)


@contextmanager
def dask(folder: Path, names: list[str]) -> Iterator[None]:
    """A scheduler at .1 and one worker in each namespace."""
    command = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    started = [
        subprocess.Popen([*command, "scheduler", "--host", f"{NET}.1", "--port", "8786", "--no-dashboard"], **quiet)
    ]
    time.sleep(5)
    for name in names:
        worker = [*command, "worker", SCHEDULER, "--nthreads", "1", "--name", name, "--no-dashboard"]
        started.append(subprocess.Popen(["ip", "netns", "exec", name, *worker], **quiet))
    try:
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def batch(folder: Path, source: Path, name: str) -> float:
    """Seconds of a batch on the cluster, its workers warm."""
    environment = os.environ | {"FRAMING_CACHE": str(folder / f"cache-{name}")}
    command = [sys.executable, "-m", "framing", "batch", "--scheduler", SCHEDULER, "--sets"]
    start = time.perf_counter()
    subprocess.run([*command, str(source), "--out", str(folder / name)], cwd=folder, check=True, env=environment)
    return time.perf_counter() - start


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=12)
    asked, _ = parser.parse_known_args()
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    os.environ["FRAMING_CACHE"] = str(folder / "cache")
    try:
        what, source = set_list(folder, asked.sets)
        took = {}
        for n in (1, 2):
            shutil.rmtree(folder / "cache", ignore_errors=True)
            with network(n) as names, dask(folder, names):
                took[n] = batch(folder, source, f"out{n}")
        one, two = (contents(folder / f"out{n}") for n in (1, 2))
        assert one == two, "one worker and two wrote different reports"
        yield Row(
            f"{asked.sets} {what} on two Dask workers at two addresses, against one worker",
            f"{took[2]:.0f} s",
            f"{took[1]:.0f} s",
            took[1] / took[2],
            "",
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    hand_over(rows())
