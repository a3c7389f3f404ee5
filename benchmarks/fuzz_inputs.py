"""Ten thousand damaged manifests, codebooks, texts and sources.

    python benchmarks/fuzz_inputs.py [CASES] [FIRST_SEED]

Prints each case that ended in a traceback or touched a file outside its folder, and the
count by kind; the exit status is 1 if there was any. A case is made again by its seed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "sets"))
from fuzzing import CASES, run_case


def main() -> int:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    warnings.simplefilter("error")
    kinds = list(CASES)
    ran: Counter[str] = Counter()
    wrong = 0
    began = time.perf_counter()
    home = Path(tempfile.mkdtemp(prefix="framing-fuzz-"))
    try:
        for seed in range(first, first + cases):
            kind = kinds[seed % len(kinds)]
            folder = home / str(seed)
            folder.mkdir()
            said = run_case(kind, folder, seed)
            ran[kind] += 1
            if said:
                wrong += 1
                print(said, flush=True)
            shutil.rmtree(folder)
            if (seed + 1) % 1000 == 0:
                print(f"{seed + 1 - first} cases, {wrong} wrong, {time.perf_counter() - began:.0f} s", flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(", ".join(f"{kind} {n}" for kind, n in ran.items()), f"— {wrong} wrong of {sum(ran.values())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
