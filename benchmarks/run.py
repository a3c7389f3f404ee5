"""All benchmarks as one table: each figure against its peer or limit in the same run.

    python benchmarks/run.py [PART…] [--quick]

Parts: annotation terms growth whole reports kills workers cluster collection permutations sentences edits;
without names, all but ``kills``, ``workers`` (long), ``cluster`` and ``collection`` (need root). Each runs in a
process of its own, with nothing else running if the times by the clock (``whole``, ``reports``) are to mean anything:
some 25 minutes, quick 5.
``sentences`` and ``edits`` take real sentences from the labelled data beside the checkout, or where
``FRAMING_SHARED`` says.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rows import Row

HERE = Path(__file__).resolve().parent
OURS = {
    "annotation": ["annotation.py"],
    "terms": ["terms.py"],
    "growth": ["growth.py"],
    "whole": ["whole_reports.py"],
    "reports": ["reports.py"],
    "kills": ["kills.py"],
    "workers": ["kills.py", "--worker"],
    "cluster": ["cluster.py"],
    "collection": ["collection.py"],
}
QUICK = {
    "growth": ["100", "1000"],
    "whole": ["demo"],
    "reports": ["--sets", "4", "--loop", "1"],
    "kills": ["--times", "5"],
    "workers": ["--times", "5"],
    "sentences": ["20000"],
}
SHARED = Path(os.environ.get("FRAMING_SHARED") or HERE.parents[1] / "shared") / "evaluation"
# Scripts that print words of their own, with the ratio in them: what it is of, the script, where the ratio stands,
# what the ratio has to be.
OTHERS = {
    "permutations": (
        "label permutations against scipy",
        ["permutations.py"],
        r"ratio to the faster of the two: (?P<ratio>[\d.]+)",
        "≥ 50",
    ),
    "sentences": (
        "shared sentences: time of ten times as many",
        ["sentences.py", str(SHARED / "article-sets-allsides.jsonl")],
        r"processor time, ratio (?P<ratio>[\d.]+)",
        "≤ 12",
    ),
    "edits": (
        "word edits of two sentences against difflib",
        ["alignment.py", str(SHARED / "alignment-mtref.jsonl")],
        r"(?P<ratio>[\d.]+) times as fast",
        "≥ 8",
    ),
}
LONG = {"kills", "workers", "cluster", "collection"}


def machine() -> str:
    """Processor, its number of cores, memory, system and Python, in words."""
    cpu, memory = platform.processor() or platform.machine(), ""
    if Path("/proc/cpuinfo").is_file():
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        cpu = found[1].strip() if found else cpu
        total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
        memory = f", {int(total[1]) / 1e6:.0f} GB" if total else ""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores ({cpu}){memory}, {platform.system()}, Python {platform.python_version()}{load}"


def rows_of(part: str, *, quick: bool) -> Iterator[Row]:
    """Run one part and yield its rows; a part that cannot run gives a row that says so."""
    own = part in OURS
    words = OURS[part] if own else OTHERS[part][1]
    more = ["--json"] * (own and part != "growth") + (QUICK.get(part, []) if quick else [])
    done = subprocess.run(
        [sys.executable, str(HERE / words[0]), *words[1:], *more], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        yield Row(part, f"could not be run: {last[:120]}", "", float("nan"), "")
    if not own:
        what, _, pattern, target = OTHERS[part]
        found = re.search(pattern, done.stdout)
        if found:
            said = next(line for line in done.stdout.splitlines() if found[0] in line)
            first = done.stdout.splitlines()[0] if part == "permutations" else said
            yield Row(what, first, "", float(found["ratio"]), target)
        return
    for line in done.stdout.splitlines():
        if part == "growth":
            size, _, figures = line.partition(" articles:")
            yield Row(f"annotating {size.strip()} generated articles", " ".join(figures.split()), "", float("nan"), "")
        else:
            yield Row(**json.loads(line))


def written(row: Row) -> str:
    ratio = "" if row.ratio != row.ratio else f"{row.ratio:.2f}"
    verdict = {True: "yes", False: "NO", None: ""}[row.holds if ratio else None]
    return f"| {row.what} | {row.ours} | {row.peer} | {ratio} | {row.target} | {verdict} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *OURS, *OTHERS])
    parser.add_argument("--quick", action="store_true", help="fewer sets and repetitions")
    asked = parser.parse_args()
    parts = asked.parts or [p for p in (*OURS, *OTHERS) if p not in LONG]
    print(f"{machine()}\n")
    print("| What | Ours | Peer or limit | Ratio | Target | Met |\n|---|---|---|---|---|---|", flush=True)
    failed = False
    for part in parts:
        for row in rows_of(part, quick=asked.quick):
            print(written(row), flush=True)
            failed |= row.holds is False
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
