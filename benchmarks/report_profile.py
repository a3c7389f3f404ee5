"""A whole report by stage: processor time and peak memory as articles and outlets grow.

    python benchmarks/report_profile.py [5 20 80 320] [--outlets 4] [--parser auto] [--sentences 30] [--texts JSONL …]

Articles are generated (see growth.py) and labelled by the demo's codebook; with ``--texts`` they are real ones, dealt
to made-up outlets (see made_sets.py). Each size runs in a process of its own with a cache of its own, all notebooks in
that process, so that time and peak memory are its own. A stage's time is what is spent in its function, wherever that
is called from, less that of stages inside it; "the rest" is everything else, imports included. ``again`` is the whole
report once more in a new process, with the cache that the first one filled.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from growth import DEMO, article
from made_sets import NAMES, different_texts, write_dealt

# stage: module that calls the function, and the function's name there
STAGES = {
    "annotation": ("framing.reports.make_report", "open_set"),
    "measures": ("framing.findings.cached_findings", "report_rows"),
    "findings": ("framing.findings.cached_findings", "find"),
    "facts": ("framing.findings.fact_grid", "fact_grid"),
    "curves": ("framing.figures.specification", "specification_charts"),
    "drawing": ("framing.show.show_chart", "save_chart"),
    "ledger": ("framing.findings.write_ledger", "write_ledger"),
    "page": ("framing.reports.report_page", "write_page"),
}


def timed(call: Callable[..., Any], stage: str, spent: dict[str, float], inside: list[float]) -> Callable[..., Any]:
    """The function, with its processor time added to the stage's; ``inside`` counts stages within those running."""

    def inner(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any function's)
        start = time.process_time()
        inside.append(0.0)
        try:
            return call(*args, **kwargs)
        finally:
            took = time.process_time() - start
            spent[stage] += took - inside.pop()
            if inside:
                inside[-1] += took

    return inner


def some_texts(n: int, sentences: int, files: list[str]) -> list[str]:
    """The first ``n`` different texts of the files; without files, generated ones."""
    if not files:
        return [article(number, sentences).text for number in range(n)]
    found = different_texts([Path(file) for file in files])
    if len(found) < n:
        sys.exit(f"the files have {len(found)} different articles, not {n}")
    return found[:n]


def names_to_code(files: list[str]) -> str:
    """The codebook that suits the texts."""
    return NAMES if files else (DEMO / "codebook.toml").read_text(encoding="utf-8")


def one(n: int, asked: argparse.Namespace) -> dict[str, object]:
    """Make the report of ``n`` articles in this process and measure it."""
    from framing.reports.make_report import run_report
    from framing.reports.parameters import make_params

    start, spent, inside = time.process_time(), defaultdict[str, float](float), list[float]()
    for stage, (module, name) in STAGES.items():
        where = importlib.import_module(module)
        setattr(where, name, timed(getattr(where, name), stage, spent, inside))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "set"
        write_dealt(place, some_texts(n, asked.sentences, asked.texts), asked.outlets, names_to_code(asked.texts))
        given = {"article_set": str(place), "out": str(Path(folder) / "out"), "parser": asked.parser}
        report = run_report(make_params(given, base=Path(folder), where="report_profile"))
    whole = time.process_time() - start
    notebooks = {name.removesuffix(".ipynb"): round(seconds, 1) for name, seconds in report.notebooks}
    return {
        "articles": n,
        "whole": whole,
        **spent,
        "the rest": whole - sum(spent.values()),
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "notebooks": notebooks,
    }


def in_own_process(n: int, asked: argparse.Namespace, cache: str) -> dict[str, Any]:
    """What :func:`one` measures, in a new process with this cache."""
    options = ["--outlets", str(asked.outlets), "--parser", asked.parser, "--sentences", str(asked.sentences)]
    texts = ["--texts", *asked.texts] if asked.texts else []
    done = subprocess.run(
        [sys.executable, __file__, str(n), "--one", *options, *texts],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"FRAMING_CACHE": cache},
    )
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def main() -> None:
    """Print a line for each size, and a line with the seconds of each notebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[5, 20, 80, 320])
    parser.add_argument("--outlets", type=int, default=4)
    parser.add_argument("--parser", default="auto")
    parser.add_argument("--sentences", type=int, default=30)
    parser.add_argument("--texts", nargs="*", default=[], help="JSONL of real articles, a set or an article a line")
    parser.add_argument("--one", action="store_true", help="measure one size in this process, as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.sizes[0], asked)))
        return
    for n in asked.sizes:
        with tempfile.TemporaryDirectory() as cache:
            r, again = (in_own_process(n, asked, cache) for _ in range(2))
        stages = ", ".join(f"{stage} {r.get(stage, 0.0):.1f}" for stage in (*STAGES, "the rest"))
        print(f"{n:>5} articles: {r['whole']:7.1f} s of processor ({stages}), peak {r['peak_gb']:.2f} GB")
        print(f"      again: {again['whole']:.1f} s, peak {again['peak_gb']:.2f} GB")
        print("      " + ", ".join(f"{name} {seconds}" for name, seconds in r["notebooks"].items()), flush=True)


if __name__ == "__main__":
    main()
