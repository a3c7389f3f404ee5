"""Reports: the warm engine and batches against papermill as it comes.

    python benchmarks/reports.py [--sets 40] [--loop 2] [--jobs 2]

Article sets are real ones where they lie beside the checkout, else copies of the demo set with
changed words. The peer is the papermill command, once a notebook, over the same notebooks and
parameters, with a cache of its own; it is run on ``--loop`` sets and scaled up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_notebook
from rows import Row, hand_over

from framing.batch.set_lists import find_sets
from framing.reports.make_report import notebook_values
from framing.reports.notebook_suite import find_notebooks
from framing.reports.parameters import make_params
from framing.sets.manifest import load_set

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "corpus" / "harbour-blockade"
COMMAND = [sys.executable, "-m", "papermill"]
MANY = 40  # sets, so that beginning the processes no longer counts for much


def set_list(folder: Path, n: int) -> tuple[str, Path]:
    """A JSONL file of ``n`` sets."""
    shared = Path(os.environ.get("FRAMING_SHARED") or ROOT.parent / "shared")
    file = shared / "evaluation" / "article-sets-allsides.jsonl"
    target = folder / "sets.jsonl"
    if file.is_file():
        lines = file.read_text(encoding="utf-8").splitlines()[:n]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return "news sets", target
    rows = []
    for k in range(n):
        articles = [
            {"id": a.id, "outlet": a.outlet, "title": a.title, "text": a.text.replace("harbour", f"harbour{k}")}
            for a in load_set(DEMO).articles
        ]
        rows.append(json.dumps({"id": f"demo-{k}", "articles": articles}))
    target.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return "demo sets", target


def timed(command: list[str], folder: Path, cache: Path) -> float:
    start = time.perf_counter()
    environment = os.environ | {"FRAMING_CACHE": str(cache)}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def loop(source: Path, folder: Path, n: int) -> float:
    """Seconds of the papermill command over the suite, for one set on average."""
    total = 0.0
    for place in list(find_sets(source, folder=folder / "loop-sets"))[:n]:
        out = folder / "loop" / place.name
        params = make_params({"article_set": str(place), "out": str(out)}, base=folder, where="loop")
        (out / "notebooks").mkdir(parents=True)
        given = out / "params.yaml"
        given.write_text(yaml.safe_dump(notebook_values(params)))
        for notebook in find_notebooks(near=ROOT / "params"):
            name = out / "notebooks" / notebook.name
            command = [*COMMAND, str(notebook), str(name), "-f", str(given), "--cwd", str(name.parent), "-k", "python3"]
            total += timed(command, folder, folder / "loop-cache")
    return total / n


def empty_notebook(folder: Path) -> Path:
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    nb.metadata["language_info"] = {"name": "python"}
    nb.cells = [new_code_cell("import pandas, matplotlib.pyplot"), new_code_cell("1 + 1")]
    path = folder / "empty.ipynb"
    path.write_text(nbformat.writes(nb), encoding="utf-8")
    return path


def engine(folder: Path) -> Iterator[Row]:
    """Seconds of a notebook that does nothing: in a warm process, and with the standard engine."""
    import papermill

    from framing.reports.warm_processes import warm_up

    warm_up()
    source = str(empty_notebook(folder))

    def seconds(name: str, times: int) -> float:
        took = []
        for _ in range(times):
            start = time.perf_counter()
            papermill.execute_notebook(source, str(folder / "o.ipynb"), engine_name=name, progress_bar=False)
            took.append(time.perf_counter() - start)
        return min(took)

    seconds("framing", 1)
    ours, theirs = seconds("framing", 10), seconds("nbclient", 3)
    yield Row("overhead of one notebook in a batch", f"{ours:.3f} s", "0.4 s allowed", ours / 0.4, "≤ 1")
    yield Row(
        "warm engine against the standard engine, empty notebook", f"{ours:.3f} s", f"{theirs:.1f} s", theirs / ours, ""
    )


def batches(folder: Path, *, sets: int, looped: int, jobs: int) -> Iterator[Row]:
    what, source = set_list(folder, sets)
    out = folder / "batch"
    command = [sys.executable, "-m", "framing", "batch", "--sets", str(source), "--out", str(out), "--jobs", str(jobs)]
    common = folder / "common.yaml"
    common.write_text("parser: auto\n")
    first = timed(command, folder, folder / "cache")
    second = timed(command, folder, folder / "cache")
    made = len(list(out.glob("*/notebooks/*.ipynb")))
    asked = sets * len(find_notebooks(near=ROOT / "params"))
    yield Row("notebook runs lost in it", f"{asked - made} of {asked}", "none allowed", float(asked - made), "≤ 0")
    yield Row(
        "the same batch with nothing changed",
        f"{second:.1f} s ({second / sets:.3f} s a set)",
        "0.1 s a set allowed",
        second / sets / 0.1,
        "≤ 1",
    )
    one = loop(source, folder, looped)
    yield Row(
        f"batch of {sets} {what}, {jobs} processes, against a loop of the papermill command",
        f"{first:.0f} s ({first / sets:.1f} s a set)",
        f"{one:.1f} s a set (mean of {looped})",
        one * sets / first,
        "≥ 20" if sets >= MANY else "≥ 5",
    )
    if sets >= MANY:
        yield Row(
            f"batch of {sets} {what}, {jobs} processes, by the clock",
            f"{first:.0f} s",
            "2.5 s a set allowed",
            first / sets / 2.5,
            "≤ 1",
        )


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=40)
    parser.add_argument("--loop", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    asked, _ = parser.parse_known_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:4]))
    try:
        yield from engine(folder)
        yield from batches(folder, sets=asked.sets, looped=asked.loop, jobs=asked.jobs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    hand_over(rows())
