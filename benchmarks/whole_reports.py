"""Whole reports from the command line by the clock: a set of real articles, from nothing and annotated before.

    python benchmarks/whole_reports.py [20 80 320 1000] [--outlets 4] [--texts JSONL …] [--times 1]

Articles are dealt to made-up outlets (see made_sets.py). They come from the labelled data beside the checkout, or where
``FRAMING_SHARED`` says, or from ``--texts``, each text once; where these are too few, more are made of them by putting
half of their words in others' place. Each size has a cache of its own: empty for the first report, then filled; the
second report is written to another folder. Memory is that of the largest process, in units of 1,000 kB. Run it with
nothing else running: these are times by the clock of all processors.
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
from hashlib import sha256
from pathlib import Path

from made_sets import NAMES, articles_of
from rows import Row, hand_over

SHARED = Path(os.environ.get("FRAMING_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "evaluation"
FILES = ("article-sets-allsides", "loaded-basil", "quotes-polnear", "frames-narrative", "quotes-ggt")
# articles and outlets of the whole: seconds from nothing, annotated before, and memory, as asked
LIMITS = {(80, 4): (30, None, None), (80, 20): (60, None, None), (320, 4): (75, None, 1.5), (1000, 4): (240, None, 3.0)}


def different_texts(files: Sequence[Path]) -> list[str]:
    """Every text of the files once, in their order."""
    return list(dict.fromkeys(article.text for file in files for _, article in articles_of(file)))


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


def write_set(place: Path, texts: Sequence[str], outlets: int) -> None:
    """Write the texts as an article set with a codebook, dealt to this many outlets in turn."""
    (place / "texts").mkdir(parents=True)
    entries = [
        f'[set]\nid = "dealt-{len(texts)}"\ntitle = "Dealt articles"\nevent_date = 2025-05-12\nlanguage = "en"\n'
    ]
    for number, words in enumerate(texts):
        text = words.encode("utf-8")
        (place / "texts" / f"a{number}.txt").write_bytes(text)
        entries.append(
            f'[[article]]\nid = "a{number}"\noutlet = "Outlet {number % outlets}"\ntitle = "Number {number}"\n'
            f'attribution = "stated"\nfile = "texts/a{number}.txt"\nsha256 = "{sha256(text).hexdigest()}"\n'
        )
    (place / "articles.toml").write_text("\n".join(entries), encoding="utf-8")
    (place / "codebook.toml").write_text(NAMES, encoding="utf-8")
    (place.parent / "dealt.yaml").write_text(f"article_set: {place.name}\n", encoding="utf-8")


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


def rows_of(size: int, asked: argparse.Namespace) -> Iterator[Row]:
    """The rows of one size: from nothing, annotated before, and memory."""
    texts = filled_up(different_texts([Path(file) for file in asked.texts]), size)
    words = sum(len(text.split()) for text in texts) // size
    limits = LIMITS.get((size, asked.outlets), (None, None, None))
    for _ in range(asked.times):
        with tempfile.TemporaryDirectory() as folder:
            write_set(Path(folder) / "set", texts, asked.outlets)
            for state, limit in zip(("from nothing", "annotated before"), limits[:2], strict=True):
                took, work, memory = report(Path(folder) / "dealt.yaml", Path(folder) / state, Path(folder) / "cache")
                what = f"report of {size} articles ({words} words each) of {asked.outlets} outlets, {state}"
                ours = f"{took:.1f} s, {work:.0f} s of processor time"
                yield Row(what, ours, limited(limit, "s"), ratio(took, limit), "≤ 1" if limit else "")
                if state == "from nothing":
                    yield Row(
                        f"{what}: memory",
                        f"{memory:.2f} GB",
                        limited(limits[2], "GB"),
                        ratio(memory, limits[2]),
                        "≤ 1" if limits[2] else "",
                    )


def limited(limit: float | None, unit: str) -> str:
    return f"{limit} {unit} allowed" if limit else ""


def ratio(figure: float, limit: float | None) -> float:
    return figure / limit if limit else float("nan")


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[80, 320])
    parser.add_argument("--outlets", type=int, default=4)
    parser.add_argument("--texts", nargs="*", default=[str(SHARED / f"{name}.jsonl") for name in FILES])
    parser.add_argument("--times", type=int, default=1)
    asked, _ = parser.parse_known_args()
    for size in asked.sizes:
        yield from rows_of(size, asked)


if __name__ == "__main__":
    if "--child" in sys.argv:
        child(sys.argv[sys.argv.index("--child") + 1 :])
    else:
        hand_over(rows())
