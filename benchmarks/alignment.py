"""Word alignment against human links, and the speed of word edits against difflib.

    python benchmarks/alignment.py PAIRS.jsonl

PAIRS.jsonl holds {"a": words, "b": words, "sure": links, "possible": links}, one pair a line
(MultiMWA-MTRef; not part of this repository). The rules were tuned on the lines with an even
number, from 0; the odd ones are the test.
"""

from __future__ import annotations

import difflib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from framing.compare.align import align_words
from framing.compare.edits import word_edits


def f1(gold: list[dict[str, Any]], found: list[set[tuple[int, int]]], *, changed: bool) -> float:
    """F1 in per cent over all links, or over those between different words."""
    hit = n_found = n_gold = 0
    for d, links in zip(gold, found, strict=True):
        true = {(i, j) for i, j in [*d["sure"], *d["possible"]]}

        def counts(link: tuple[int, int], d: dict[str, Any] = d) -> bool:
            return not changed or d["a"][link[0]].lower() != d["b"][link[1]].lower()

        a, b = set(filter(counts, true)), set(filter(counts, links))
        hit, n_found, n_gold = hit + len(a & b), n_found + len(b), n_gold + len(a)
    return 200 * hit / (n_found + n_gold)


def with_difflib(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(m.a + k, m.b + k) for m in blocks for k in range(m.size)]


def seconds(run: Callable[[list[str], list[str]], object], pairs: list[tuple[list[str], list[str]]]) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for a, b in pairs:
            run(a, b)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    every = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    for name, part in (("tuned on", every[::2]), ("held out", every[1::2])):
        for how, align in (("difflib", with_difflib), ("align_words", align_words)):
            found = [set(align(d["a"], d["b"])) for d in part]
            print(
                f"{name} ({len(part)} pairs), {how}: all links F1 {f1(part, found, changed=False):.1f}, "
                f"different words {f1(part, found, changed=True):.1f}"
            )
    pairs = [(d["a"], d["b"]) for d in every]
    ours, theirs = (
        seconds(word_edits, pairs),
        seconds(lambda a, b: difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes(), pairs),
    )
    print(
        f"word edits: {1e6 * ours / len(pairs):.1f} µs a pair, difflib {1e6 * theirs / len(pairs):.1f} µs: "
        f"{theirs / ours:.1f} times as fast"
    )
    print(f"align_words: {1e6 * seconds(align_words, pairs) / len(pairs):.0f} µs a pair")


if __name__ == "__main__":
    main()
