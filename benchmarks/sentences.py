"""Shared sentences at size: time, growth, memory and recall against comparing every pair.

    python benchmarks/sentences.py TEXTS.jsonl [N]

TEXTS.jsonl holds objects with "articles": [{"text"}] or with "text", one a line: real sentences to
make the synthetic ones from. N (100,000 by default) sentences are made in articles of 20: half of
them descend from another by edits (words replaced, cut, added, clauses moved, two merged), half
are shuffles of real sentences' words in pieces, so that common phrases stay common.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path

from framing.compare.candidate_pairs import candidate_pairs
from framing.compare.sentence_links import find_links, grade
from framing.compare.set_sentences import Unit, units
from framing.text.article import Article
from framing.text.sentences import split_sentences
from framing.text.span import Span


def real_sentences(path: Path) -> list[str]:
    """Sentences of 8 to 45 words."""
    out: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for text in [a["text"] for a in record.get("articles", [record])]:
            for block in text.splitlines():
                for span in split_sentences(block, Span(0, len(block))):
                    if 8 <= span.of(block).count(" ") + 1 <= 45:
                        out.add(span.of(block))
    return sorted(out)


def edited(sentence: str, others: list[str], rng: random.Random) -> str:
    """A sentence that descends from ``sentence``."""
    words = sentence.rstrip(".").split()
    for _ in range(rng.randint(0, max(1, len(words) // 6))):
        k = rng.randrange(len(words))
        what = rng.random()
        if what < 0.5:
            words[k] = rng.choice(rng.choice(others).rstrip(".").split())
        elif what < 0.75 and len(words) > 8:
            del words[k]
        else:
            words.insert(k, rng.choice(rng.choice(others).rstrip(".").split()))
    if rng.random() < 0.15:
        k = rng.randint(len(words) // 3, 2 * len(words) // 3)
        words = words[k:] + words[:k]
    if rng.random() < 0.1:
        words += ["and", *rng.choice(others).rstrip(".").split()]
    return " ".join(words) + "."


def shuffled(others: list[str], rng: random.Random) -> str:
    """A new sentence of pieces of real ones: it shares phrases with many and descends from none."""
    out: list[str] = []
    while len(out) < 12 or rng.random() < 0.6:
        words = rng.choice(others).rstrip(".").split()
        k = rng.randrange(len(words))
        out += words[k : k + rng.randint(1, 4)]
    return " ".join(out) + "."


def make(n: int, real: list[str], seed: int) -> list[Article]:
    """Articles of 20 sentences each, ``n`` sentences in all."""
    rng = random.Random(seed)
    originals = [shuffled(real, rng) for _ in range(n // 2)]
    every = originals + [edited(rng.choice(originals), real, rng) for _ in range(n - len(originals))]
    rng.shuffle(every)
    return [Article(str(k), "\n".join(every[k : k + 20])) for k in range(0, n, 20)]


def timed(n: int, real: list[str]) -> tuple[float, list[Unit]]:
    """Processor seconds for the links of ``n`` sentences."""
    articles = make(n, real, seed=n)
    every = units(articles)
    # Processor time: on a shared machine the clock measures the neighbours.
    start = time.process_time()
    find_links(every)
    return time.process_time() - start, list(every)


def recall(every: list[Unit], sample: int, seed: int) -> tuple[int, int]:
    """Of the pairs of some sentences with all others that the grader accepts, how many were candidates."""
    rng = random.Random(seed)
    chosen = rng.sample(range(len(every)), sample)
    rows, cols = candidate_pairs([u.forms for u in every])
    found = set(zip(rows.tolist(), cols.tolist(), strict=True))
    true = hit = 0
    for i in chosen:
        mine = set(every[i].forms)
        for j, other in enumerate(every):
            if other.doc == every[i].doc or len(mine & set(other.forms)) < 4:
                continue
            graded = grade(every[i], other)
            if graded and graded[1] != "possible":
                true += 1
                hit += (min(i, j), max(i, j)) in found or every[i].forms == other.forms
    return hit, true


def main() -> None:
    real = real_sentences(Path(sys.argv[1]))
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    small, _ = timed(n // 10, real)
    large, every = timed(n, real)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{len(real):,} real sentences; {n // 10:,}: {small:.1f} s, {n:,}: {large:.1f} s of processor time, "
        f"ratio {large / small:.1f}"
    )
    print(f"peak memory {peak:.2f} GB (with texts and units)")
    hit, true = recall(every, 300, seed=1)
    print(f"recall of candidates on 300 sentences against all pairs: {hit}/{true} = {hit / max(1, true):.4f}")


if __name__ == "__main__":
    main()
