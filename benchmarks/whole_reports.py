"""Whole reports from the command line by the clock: from nothing, and annotated before.

    python benchmarks/whole_reports.py [demo iraq 80 80x20 100 320 1000] [--texts JSONL …] [--times 1]

``demo`` and ``iraq`` are the parameters of the repository; the latter is left out where its texts are not imported. A
number is a set of so many real articles, dealt to 4 made-up outlets or to as many as stand behind the ``x`` (see
made_sets.py). They come from the labelled data beside the checkout, or where ``FRAMING_SHARED`` says, or from
``--texts``, each text once; where these are too few, more are made of them by exchanging half of their words in small
letters. Each report has a cache of its own: empty for the first time, then filled; the second is written to another
folder. Memory is that of the largest process, in units of 1,000 kB. Run it with nothing else running: these are times
by the clock of all processors.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from growth import article as generated
from made_sets import different_texts, write_dealt
from rows import Row, hand_over

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("FRAMING_SHARED") or ROOT.parent / "shared") / "evaluation"
# In this order: news of several outlets first. The last are shorter.
FILES = ("article-sets-allsides", "loaded-basil", "quotes-polnear", "frames-narrative", "quotes-ggt")
OWN = {"demo": "demo.yaml", "iraq": "iraq-embassy-2020.yaml"}
# seconds from nothing and annotated before, and GB, as asked
LIMITS = {
    "demo": (14, 10, None),
    "iraq": (14, 10, None),
    "80": (30, None, None),
    "80x20": (60, None, None),
    "320": (75, None, 1.5),
    "1000": (240, None, 3.0),
}
TIMES = (("100", "1000"), 12)  # ten times the articles, and the most that they may cost


def some_texts(files: Sequence[Path]) -> list[str]:
    """Every text of the files once; without files some generated ones (see growth.py)."""
    return different_texts(files) if files else [generated(number, 30).text for number in range(100)]


def filled_up(texts: Sequence[str], size: int) -> list[str]:
    """The first ``size`` texts, and after the last one again from the first, in other words (the same each time)."""
    stock = [word for text in texts for word in text.split() if word.isalpha() and word.islower()]
    rng = random.Random(size)
    made = list(texts[:size])
    while len(made) < size:
        text = texts[len(made) % len(texts)]
        made.append("\n\n".join(" ".join(other_words(p.split(), stock, rng)) for p in text.split("\n\n")))
    return made


def other_words(words: Sequence[str], stock: Sequence[str], rng: random.Random) -> Iterator[str]:
    """The words, half of those in small letters exchanged for others of the stock: names, marks and ends stay."""
    for word in words:
        yield rng.choice(stock) if word.isalpha() and word.islower() and rng.random() < 0.5 else word


def report(params: Path, out: Path, cache: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor time, and memory of the largest process in GB, of one report."""
    command = [sys.executable, "-m", "framing", "report", str(params), "--out", str(out)]
    measured = [sys.executable, __file__, "--child", *command]
    start = time.perf_counter()
    done = subprocess.run(
        measured, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"FRAMING_CACHE": str(cache)}
    )
    took = time.perf_counter() - start
    work, memory = done.stdout.split()[-2:]
    return took, float(work), float(memory)


def child(command: Sequence[str]) -> None:
    """Run the command and print what it and its processes used: a process of its own, so that nothing else counts."""
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6)
    sys.exit(done.returncode)


def rows_of(name: str, files: Sequence[Path], spent: dict[str, float]) -> Iterator[Row]:
    """The rows of one report: from nothing, annotated before, and memory; its seconds are put down in ``spent``."""
    with tempfile.TemporaryDirectory() as folder:
        params, what = ROOT / "params" / OWN.get(name, ""), f"report of the set '{name}'"
        if name not in OWN:
            size, outlets = (int(n) for n in f"{name}x4".split("x")[:2])
            texts = filled_up(some_texts(files), size)
            write_dealt(Path(folder) / "set", texts, outlets)
            words = sum(len(text.split()) for text in texts) // size
            params = Path(folder) / "dealt.yaml"
            params.write_text("article_set: set\n", encoding="utf-8")
            what = f"report of {size} articles ({words} words each) of {outlets} outlets"
        limits = LIMITS.get(name, (None, None, None))
        for state, limit in zip(("from nothing", "annotated before"), limits[:2], strict=True):
            took, work, memory = report(params, Path(folder) / state, Path(folder) / "cache")
            ours = f"{took:.1f} s, {work:.0f} s of processor time"
            yield limited(f"{what}, {state}", ours, took, limit, "s")
            if state == "from nothing":
                spent[name] = took
                yield limited(f"{what}: memory", f"{memory:.2f} GB", memory, limits[2], "GB")


def limited(what: str, ours: str, figure: float, limit: float | None, unit: str) -> Row:
    if limit is None:
        return Row(what, ours, "", float("nan"), "")
    return Row(what, ours, f"{limit} {unit} allowed", figure / limit, "≤ 1")


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", default=["demo", "iraq", "80", "80x20", "100", "320", "1000"])
    real = [file for name in FILES if (file := SHARED / f"{name}.jsonl").is_file()]
    parser.add_argument("--texts", nargs="*", type=Path, default=real)
    parser.add_argument("--times", type=int, default=1)
    asked, _ = parser.parse_known_args()
    spent: dict[str, float] = {}
    for name in asked.reports:
        if name == "iraq" and not (ROOT / "corpus" / "iraq-embassy-2020" / "texts").is_dir():
            continue
        for _ in range(asked.times):
            yield from rows_of(name, asked.texts, spent)
    (few, many), most = TIMES
    if few in spent and many in spent:
        yield Row(
            "ten times the articles: time of the report",
            f"{many} articles: {spent[many]:.1f} s",
            f"{few}: {spent[few]:.1f} s",
            spent[many] / spent[few],
            f"≤ {most}",
        )


if __name__ == "__main__":
    if "--child" in sys.argv:
        child(sys.argv[sys.argv.index("--child") + 1 :])
    else:
        hand_over(rows())
