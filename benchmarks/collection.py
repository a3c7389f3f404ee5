"""A collection of generated articles on Dask workers at separate network addresses: tables, and copy across sets.

    sudo python benchmarks/collection.py [--articles 2000] [--per-event 10] [--hosts 2] [--keep FOLDER]

Generated articles (``growth.py``), ten an event if not said otherwise, the words of each event its own but for
sentences that are planted in two to four events each, half of them with a word replaced. Each host is a network
namespace with one worker, as in ``cluster.py``. The rate is that of the workers' processor time, since a shared
machine's clock measures neighbours too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from cluster import SCHEDULER, dask, network
from growth import DEMO, article
from rows import Row, hand_over

SENTENCES = 4
Place = tuple[str, str, int]  # set, article, start
# Before these each event puts a word of its own: its sentences have no run of words in common with another's.
_BROKEN = ("the", "said", "plan", "people", "told", "stayed", "was", "speaks", "promised", "watched", "before", "on")
PLANTED = 100  # articles for each planted sentence
_SOUNDS = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "sa", "tu", "ve", "ko", "ly", "zan", "mor")


def word(rng: random.Random) -> str:
    return "".join(rng.choice(_SOUNDS) for _ in range(3))


def planted(n: int, per_event: int) -> dict[int, list[tuple[int, str]]]:
    """Sentence numbers and sentences by event, for a collection of ``n`` articles."""
    rng = random.Random(1)
    events = n // per_event
    found: dict[int, list[tuple[int, str]]] = {}
    for number in range(n // PLANTED):
        words = [word(rng) for _ in range(18)]
        words[5], words[10], words[14] = "of", "and", "with"  # of invented words alone, a short text is not English
        for place, event in enumerate(rng.sample(range(events), min(events, rng.randint(2, 4)))):
            own = list(words)
            if number % 2 and place:
                own[rng.randrange(18)] = word(rng)
            found.setdefault(event, []).append((number, " ".join(own).capitalize() + "."))
    return found


def write_list(path: Path, n: int, per_event: int) -> set[frozenset[Place]]:
    """Write the list of events; returns the pairs of places at which one planted sentence stands."""
    here = planted(n, per_event)
    stands: dict[int, list[Place]] = {}
    with path.open("w", encoding="utf-8") as lines:
        for event in range(n // per_event):
            rng = random.Random(-1 - event)
            names = {one: f"{word(rng)} {one}" for one in _BROKEN}
            articles = []
            for k in range(per_event):
                one = article(event * per_event + k, SENTENCES)
                head, _, text = one.text.partition("\n\n")
                text = " ".join(names.get(w, w) for w in text.split(" "))
                articles.append({"id": one.id, "outlet": one.outlet, "text": f"{head}\n\n{text}"})
            for place, (number, sentence) in enumerate(here.get(event, ())):
                # each to an article of its own, as far as there are any
                to = articles[(event + place) % per_event]
                to["text"] += f"\n{sentence}\n"
                stands.setdefault(number, []).append((f"event-{event}", to["id"], to["text"].index(sentence)))
            lines.write(json.dumps({"id": f"event-{event}", "articles": articles}) + "\n")
    return {frozenset(pair) for places in stands.values() for pair in combinations(places, 2)}


def workers() -> list[int]:
    """The processes of the workers, among those that this script began and those that they began."""
    children: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(place.name))
    ours = [os.getpid()]
    for number in ours:  # grows as it is read
        ours += children.get(number, ())
    return [number for number in ours if {"worker", "multiprocessing"} & set(words_of(number))]


def words_of(number: int) -> list[str]:
    """The words of a process's command; none if it is gone."""
    try:
        return re.findall(r"[a-z]+", Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8"))
    except OSError:
        return []


class Watch(threading.Thread):
    """The greatest resident memory of a worker's process and of the batch's own, looked at once a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worker = self.batch = 0.0
        self.used: dict[int, float] = {}  # seconds of processor, by worker's process
        self.number = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(1.0):
            for number in workers():
                self.worker = max(self.worker, peak(number))
                self.used[number] = used(number)
            self.batch = max(self.batch, peak(self.number))


def used(number: int) -> float:
    """The seconds of processor that a process has had so far; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(number: int) -> float:
    """The greatest resident memory so far of a process, in GB; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{number}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e6 for line in lines if line.startswith("VmHWM")), 0.0)


def collect(folder: Path, source: Path, watch: Watch) -> tuple[float, float, float, float]:
    """Seconds until the tables were there and until all was, each by the clock and of the workers' processors."""
    (folder / "common.yaml").write_text(f"parser: none\ncodebook: {DEMO / 'codebook.toml'}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "framing",
        "batch",
        "--only-tables",
        "--scheduler",
        SCHEDULER,
        "--sets",
        str(source),
    ]
    command += ["--common", str(folder / "common.yaml"), "--out", str(folder / "out")]
    log = folder / "log"
    log.touch()
    start, tabled, worked = time.perf_counter(), 0.0, 0.0
    with log.open("a", encoding="utf-8") as told:
        run = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        watch.number = run.pid
        for line in run.stderr or ():
            told.write(line)
            told.flush()
            if "articles of" in line and " so far" in line:
                tabled, worked = time.perf_counter() - start, sum(watch.used.values())
    assert run.wait() in (0, 1), log.read_text(encoding="utf-8")[-2000:]  # 1: an event was noted as failed
    return tabled, worked, time.perf_counter() - start, sum(watch.used.values())


def found_pairs(out: Path) -> set[frozenset[Place]]:
    from framing.batch.query import query

    sql = """SELECT set, article_id, start, other_set, other_article_id, other_start FROM copies_across_sets"""
    answer = query(sql, tables=out / "tables").itertuples(index=False, name=None)
    return {frozenset(((a, b, c), (d, e, f))) for a, b, c, d, e, f in answer}


def rows() -> Iterator[Row]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--per-event", type=int, default=10)
    parser.add_argument("--hosts", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    asked, _ = parser.parse_known_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="collection-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["FRAMING_CACHE"] = str(folder / "cache")
    try:
        pairs = write_list(folder / "events.jsonl", asked.articles, asked.per_event)
        watch = Watch()
        with network(asked.hosts) as names, dask(folder, names):
            watch.start()
            tabled, worked, took, all_worked = collect(folder, folder / "events.jsonl", watch)
            watch.over.set()
        what = f"{asked.articles:,} generated articles, {asked.per_event} an event, on {asked.hosts} Dask workers"
        size = sum(f.stat().st_size for f in (folder / "out").rglob("*") if f.is_file()) / 1e6
        record = json.loads((folder / "out" / "collection.json").read_text(encoding="utf-8"))
        failed = len(record["failed"])
        yield Row(f"{what}: events noted as failed", f"{failed:,}", "none", failed, "≤ 0")
        rate = f"{asked.articles / worked:.0f} articles a second of one processor"
        yield Row(f"{what}: tables", rate, f"{tabled:.0f} s by the clock, {size:.0f} MB in all", float("nan"), "")
        copies = f"{all_worked - worked:.0f} s of processor, {took - tabled:.0f} s by the clock"
        compared = f"{record['copies']:,} of {record['compared']:,} pairs compared, {record['crowded']:,} keys crowded"
        yield Row(f"{what}: copy across sets", copies, compared, float("nan"), "")
        found = len(pairs & found_pairs(folder / "out"))
        yield Row(f"{what}: planted pairs found", f"{found:,}", f"{len(pairs):,}", found / len(pairs), "≥ 0.98")
        yield Row(
            f"{what}: peak memory of a worker",
            f"{watch.worker:.2f} GB",
            f"of the batch itself {watch.batch:.2f} GB",
            watch.worker,
            "≤ 1",
        )
    finally:
        if asked.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    hand_over(rows())
