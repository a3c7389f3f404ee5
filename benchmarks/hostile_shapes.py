"""Texts that are shapes and no prose: processor time of annotation as they grow, and its exponent.

    python benchmarks/hostile_shapes.py [--most 40000] [--shape NAME …]

Each shape of tests/cases/hostile_shapes.toml is repeated to a quarter, a half and the whole of ``--most`` code points
and annotated without a parser. Linear work has an exponent of 1; above 1.2 a line is marked.
"""

from __future__ import annotations

import argparse
import gc
import math
import time
import tomllib
from pathlib import Path

from framing.annotate.annotate import annotate_all
from framing.text.article import Article

SHAPES = Path(__file__).parents[1] / "tests/cases/hostile_shapes.toml"


def spent(text: str) -> float:
    """Processor time of one annotation, the less of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        list(annotate_all([Article(id="a", outlet="o", text=text)], parser="none"))
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=40_000)
    parser.add_argument("--shape", nargs="*", default=())
    asked = parser.parse_args()
    shapes = tomllib.loads(SHAPES.read_text(encoding="utf-8"))["shape"]
    spent("A first text loads what is loaded once. " * 20)
    # One collection of all that the libraries hold takes as long as annotating a small text, and falls where it will.
    gc.collect()
    gc.freeze()
    worst = 0.0
    for shape in shapes:
        if asked.shape and shape["name"] not in asked.shape:
            continue
        sizes = (asked.most // 4, asked.most // 2, asked.most)
        times = [spent((shape["text"] * (size // len(shape["text"]) + 1))[:size]) for size in sizes]
        exponent = math.log(times[-1] / times[0]) / math.log(4)
        worst = max(worst, exponent)
        mark = "  more than linear" if exponent > 1.2 else ""
        print(f"{shape['name']:28s} {times[0]:7.3f} {times[1]:7.3f} {times[2]:7.3f} s   {exponent:.2f}{mark}")
    print(f"largest exponent {worst:.2f}")


if __name__ == "__main__":
    main()
