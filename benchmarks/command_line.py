"""Seconds until a mistake at the command line is answered, each in a process of its own, as a user waits for it.

The mistakes are those of ``tests/cases/mistakes.toml``, which a test holds to their words; here they are timed. The
first line is the cost of starting Python alone. Best of ``--runs``, because a busy machine only ever adds.

    python benchmarks/command_line.py
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from mistakes import make_desk  # noqa: E402 - the folder that the mistakes are made in


def seconds(words: list[str], cwd: Path, *, runs: int) -> float:
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=cwd, env=environment(cwd), capture_output=True, check=False)
        took.append(time.perf_counter() - start)
    return min(took)


def environment(cwd: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "FRAMING_CACHE": str(cwd / "cache")}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    cases = tomllib.loads((ROOT / "tests/cases/mistakes.toml").read_text(encoding="utf-8"))["mistake"]
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        make_desk(desk)
        print(f"{seconds(['-c', 'pass'], desk, runs=runs):6.2f}  python -c pass")
        print(f"{seconds(['-m', 'framing', '--help'], desk, runs=runs):6.2f}  framing --help")
        rows = [(seconds(["-m", "framing", *one["words"]], desk, runs=runs), " ".join(one["words"])) for one in cases]
    for took, line in sorted(rows, reverse=True):
        print(f"{took:6.2f}  framing {line}")
    print(f"{len(rows)} mistakes, {sum(took > 0.5 for took, _ in rows)} over 0.5 s")


if __name__ == "__main__":
    main()
