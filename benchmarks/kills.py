"""Kill a batch at random moments, resume it, and compare with an undisturbed run, byte for byte.

    python benchmarks/kills.py [--times 50] [--sets 6] [--seed 1] [--worker]

``--worker`` kills one of two workers of a Dask cluster instead of the batch; its nanny starts it again.
Small notebooks are used (those of the tests), so that a kill meets every step of a report.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rows import Row, hand_over

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from small_reports import contents, workspace


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "framing", "batch", "--out", str(folder / "figures"), *more]


def run(folder: Path, *more: str) -> None:
    done = subprocess.run(command(folder, *more), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)


def killed_batch(folder: Path, files: list[str], after: float, jobs: int) -> bool:
    """Start a batch, kill it ``after`` seconds; tell whether it was still at work."""
    process = subprocess.Popen(
        command(folder, *files, "--jobs", str(jobs)), cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def differing(folder: Path, expected: dict[str, bytes]) -> bool:
    """Tell whether the batch's files differ from those expected, and which do."""
    found = contents(folder / "figures")
    names = sorted(n for n in {*found, *expected} if found.get(n) != expected.get(n))
    if names:
        print(f"differ: {', '.join(names[:5])}", file=sys.stderr, flush=True)
    return bool(names)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Numbers of the worker processes below a nanny."""
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False).stdout
    return [int(n) for n in found.split()]


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--sets", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worker", action="store_true")
    asked, _ = parser.parse_known_args()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    os.environ["FRAMING_CACHE"] = str(folder / "cache")
    os.environ["FRAMING_TRUSTED"] = str(folder)  # its notebooks are ours
    try:
        yield (kill_workers if asked.worker else kill_batches)(folder, asked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kill_batches(folder: Path, asked: argparse.Namespace) -> Row:
    files = [str(f) for f in workspace(folder, *(f"s{k}" for k in range(asked.sets)))]
    start = time.perf_counter()
    run(folder, *files, "--jobs", "2")
    whole = time.perf_counter() - start
    expected = contents(folder / "figures")
    rng = random.Random(asked.seed)
    met = same = 0
    for _ in range(asked.times):
        shutil.rmtree(folder / "figures")
        shutil.rmtree(folder / "cache", ignore_errors=True)
        met += killed_batch(folder, files, rng.uniform(0.2, 1.0) * whole, 2)
        time.sleep(0.2)
        if (folder / "figures" / "status.json").exists():
            run(folder, "--resume", "--jobs", "2")
        else:
            run(folder, *files, "--jobs", "2")
        same += not differing(folder, expected)
    return Row(
        f"kill -9 of a batch at {asked.times} random moments ({met} at work), then --resume: outputs that differ",
        f"{asked.times - same}",
        "none allowed",
        float(asked.times - same),
        "≤ 0",
    )


def kill_workers(folder: Path, asked: argparse.Namespace) -> Row:
    files = [str(f) for f in workspace(folder, *(f"s{k}" for k in range(asked.sets)))]
    run(folder, *files)
    expected = contents(folder / "figures")
    port = "18786"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    address = f"tcp://127.0.0.1:{port}"
    cluster = [subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"], **quiet)]
    time.sleep(3)
    nannies = [
        subprocess.Popen([*dask, "worker", address, "--nthreads", "1", "--no-dashboard"], **quiet) for _ in range(2)
    ]
    rng = random.Random(asked.seed)
    same = killed = 0
    try:
        run(folder, *files, "--force", "--scheduler", address)  # warms the workers
        start = time.perf_counter()
        run(folder, *files, "--force", "--scheduler", address)
        whole = time.perf_counter() - start
        for _ in range(asked.times):
            shutil.rmtree(folder / "figures")
            batch = subprocess.Popen(
                command(folder, *files, "--scheduler", address), stderr=subprocess.DEVNULL, cwd=folder
            )
            time.sleep(rng.uniform(0.3, 1.0) * whole)
            victims = workers_of(rng.choice(nannies))
            for victim in victims:
                os.kill(victim, signal.SIGKILL)
            killed += bool(victims) and batch.poll() is None
            if batch.wait():
                run(folder, "--resume", "--scheduler", address)
            else:
                run(folder, "--resume")  # clears away drafts of the dead
            same += not differing(folder, expected)
    finally:
        for process in [*nannies, *cluster]:
            process.terminate()
            process.wait()
    return Row(
        f"kill -9 of a Dask worker at {asked.times} random moments ({killed} met it at work): outputs that differ",
        f"{asked.times - same}",
        "none allowed",
        float(asked.times - same),
        "≤ 0",
    )


if __name__ == "__main__":
    hand_over(rows())
