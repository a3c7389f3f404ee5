"""The same report in 22 environments: byte for byte the same, or refused with a reason.

    python benchmarks/environments.py

Prints a line a trial, and the count; the exit status is 1 if a report was other bytes or ended in a traceback.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from environment_trials import TRIALS, Trial, run_trial
from shared_story import PARAMS, story
from small_reports import contents


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="environments-"))
    os.environ["FRAMING_CACHE"] = str(folder / "cache")
    story(folder / "corpus" / "quay")
    (folder / "params.yaml").write_text(PARAMS.replace("../", ""), encoding="utf-8")
    same = refused = 0
    try:
        done = run_trial(Trial("usual"), folder / "params.yaml", folder / "usual", folder / "cwd")
        if done.returncode:
            print(done.stderr)
            return 1
        expected = contents(folder / "usual")
        for number, trial in enumerate(TRIALS):
            out = folder / f"out-{number}"
            done = run_trial(trial, folder / "params.yaml", out, folder / f"cwd-{number}")
            found = contents(out) if done.returncode == 0 else {}
            differ = [name for name in {*expected, *found} if found.get(name) != expected.get(name)]
            if done.returncode == 0 and not differ:
                same += 1
                said = "the same"
            elif done.returncode and "error: " in done.stderr and "Traceback" not in done.stderr:
                refused += 1
                said = f"refused: {done.stderr.strip().splitlines()[-1][:120]}"
            else:
                said = f"DIFFERS: {', '.join(sorted(differ)[:4])} {done.stderr[-500:] if done.returncode else ''}"
            print(f"{trial.name}: {said}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{same} the same, {refused} refused with a reason, of {len(TRIALS)}")
    return 0 if same + refused == len(TRIALS) else 1


if __name__ == "__main__":
    raise SystemExit(main())
