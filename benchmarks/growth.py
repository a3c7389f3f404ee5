"""Annotating many articles: seconds and peak memory as their number grows.

    python benchmarks/growth.py [1000 10000 100000] [--parser auto] [--sentences 4]

Articles are generated: sentences drawn from the demo set's words, with quotations, numbers and
labels in them. Each size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from framing.text.article import Article

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "corpus" / "harbour-blockade"

SHAPES = (
    "The {label} blocked the {noun} on {day} and {number} people watched from the {noun}.",
    "“We will {verb} the {noun} until {day},” said {name}, who speaks for the {label}.",
    "{name} told reporters that the {label} had promised to {verb} the {noun}.",
    "About {number} {label} stayed at the {noun}, according to the port authority.",
    "The {noun} was “a disgrace”, {name} said on {day}.",
    "Officials plan to {verb} the {noun} before {day}.",
)
WORDS = {
    "label": [
        "protesters",
        "activists",
        "blockaders",
        "campaigners",
        "fishers",
        "militants",
        "residents",
        "demonstrators",
    ],
    "noun": [
        "harbour",
        "terminal",
        "ferry",
        "quay",
        "company",
        "bridge",
        "road",
        "market",
        "station",
        "council",
        "office",
        "fleet",
    ],
    "verb": ["keep", "leave", "close", "open", "defend", "sell", "block", "visit"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "name": ["Ana Ruiz", "Tom Birk", "Ida Lund", "Per Holm", "Mia Sand", "Jon Vik"],
}


def article(number: int, sentences: int) -> Article:
    """Generated article ``number``: the same every time."""
    rng = random.Random(number)
    parts = []
    for _ in range(sentences):
        words = {kind: rng.choice(some) for kind, some in WORDS.items()}
        parts.append(rng.choice(SHAPES).format(number=rng.randint(2, 5000), **words))
    head = f"{rng.choice(WORDS['noun']).title()} {rng.choice(WORDS['verb'])} {number}"
    return Article(f"a{number}", head + "\n\n" + "\n\n".join(parts) + "\n", outlet=f"Outlet {number % 50}")


def articles(n: int, sentences: int) -> Iterator[Article]:
    return (article(number, sentences) for number in range(n))


def one(n: int, parser: str, sentences: int) -> dict[str, float]:
    """Annotate ``n`` articles into a file and measure it."""
    from framing.annotate.annotate import annotate
    from framing.annotate.codebook import read_codebook
    from framing.store.open_set import annotate_to_file

    book = read_codebook(DEMO / "codebook.toml")
    annotate(article(0, sentences), codebook=book, parser=parser)  # loads the model
    with tempfile.TemporaryDirectory() as folder:
        start, cpu = time.perf_counter(), time.process_time()
        done = annotate_to_file(articles(n, sentences), Path(folder) / "x.parquet", codebook=book, parser=parser)
        took, cpu = time.perf_counter() - start, time.process_time() - cpu
        size = (Path(folder) / "x.parquet").stat().st_size
    assert done == n
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"articles": n, "seconds": took, "cpu": cpu, "peak_gb": peak, "file_mb": size / 1e6}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--parser", default="auto")
    parser.add_argument("--sentences", type=int, default=4)
    parser.add_argument("--one", action="store_true", help="measure one size in this process, as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.sizes[0], asked.parser, asked.sentences)))
        return
    for n in asked.sizes:
        command = [sys.executable, __file__, str(n), "--one", "--parser", asked.parser]
        done = subprocess.run(
            [*command, "--sentences", str(asked.sentences)], capture_output=True, text=True, check=True
        )
        r = json.loads(done.stdout)
        rate = r["articles"] / r["cpu"]
        print(
            f"{n:>9,} articles: {r['cpu']:8.1f} s of processor ({rate:6.0f} a second), {r['seconds']:8.1f} s in all, "
            f"peak {r['peak_gb']:.2f} GB, file {r['file_mb']:.1f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
