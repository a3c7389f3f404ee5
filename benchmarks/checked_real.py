"""Corrected differences over real errors: labelled articles play the human, the checked sample is drawn many times.

    python -m benchmarks.checked_real SHARED [RUNS]

Articles of a labelled set are dealt to two sides by outlet; in each run 30 articles a side are drawn with replacement,
60 marks and 60 sentences a side are checked by the labels. Printed by set and share: the machine's difference less the
labels', the corrected one's, coverage, and width of the interval against the hand sample's alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.corrected_estimates import report
from framing.annotate.annotate import Annotation, annotate_all
from framing.review.exchange.marks import CodedMark, decisions_from_marks, in_order
from framing.text.article import Article

ARTICLES, CHECKED = 30, 60


@dataclass(frozen=True, slots=True)
class Read:
    """One article: base and numerator by machine, then by hand, of each mark; by hand, of each sentence's misses."""

    side: int
    marks: tuple[tuple[float, float, float, float], ...]
    sentences: tuple[tuple[float, float], ...]


def _kind(text: str, at: Sequence[Sequence[int]]) -> str:
    around = "".join(text[max(0, s - 1) : e + 1] for s, e in at)
    return "direct" if re.search('["“”]', around) else "indirect"


def read(side: int, annotation: Annotation, gold: dict[str, Any], types: dict[str, Any] | None, hit: str) -> Read:
    """An article's marks beside its labels; ``hit`` is ``indirect`` or a source type."""
    text = annotation.article.text
    marks = []
    for n, q in enumerate(gold["quotes"]):
        at = in_order(q["content"])
        facts = {"kind": _kind(text, at)}
        if types is not None and types["quotes"][n]["source_type"]:
            facts["source_type"] = types["quotes"][n]["source_type"]
        if at:
            marks.append(CodedMark(annotation.article.id, "quotation", at, facts))
    found = {tuple((s.start, s.end) for s in q.content): q for q in annotation.quotations}
    rows, missed = [], {}
    for one in decisions_from_marks(annotation, marks, coder="gold", day=date(2026, 1, 1)):
        by_hand = one.new.get("kind" if hit == "indirect" else "source_type") == hit
        if one.decision == "add":
            missed.setdefault(min(one.at)[0], []).append(by_hand)
            continue
        q = found[one.at]
        counts = q.kind in ("direct", "partial", "indirect")
        said = q.kind == "indirect" if hit == "indirect" else q.source_type == hit
        stands = one.decision != "delete"
        rows.append((float(counts), float(counts and said), float(stands), float(stands and by_hand)))
    sentences = []
    for s in annotation.layout.sentences:
        inside = [hits for at, hits in missed.items() if s.start <= at < s.end]
        sentences.append((float(sum(map(len, inside))), float(sum(sum(h) for h in inside))))
    return Read(side, tuple(rows), tuple(sentences))


def drawn(articles: Sequence[Read], rng: np.random.Generator) -> pd.DataFrame:
    """Units of 30 articles a side, drawn with replacement, of which some are checked."""
    parts = []
    for side in (0, 1):
        mine = [a for a in articles if a.side == side]
        some = [mine[i] for i in rng.integers(0, len(mine), ARTICLES)]
        marks = [(f"{side}-{n}", *m) for n, a in enumerate(some) for m in a.marks]
        sentences = [(f"{side}-{n}", 0.0, 0.0, *s) for n, a in enumerate(some) for s in a.sentences]
        for kind, rows in (("mark", marks), ("sentence", sentences)):
            frame = pd.DataFrame(rows, columns=["article", "base", "value", "hand_base", "hand_value"])
            chosen = rng.choice(len(frame), min(CHECKED, len(frame)), replace=False)
            frame["checked"] = np.isin(np.arange(len(frame)), chosen)
            frame[["hand_base", "hand_value"]] *= frame[["checked"]].to_numpy(float)
            parts.append(frame.assign(side=side, stratum=f"{side} {kind}"))
    return pd.concat(parts, ignore_index=True)


def truth(articles: Sequence[Read]) -> float:
    """The labels' difference of the two sides."""
    shares = []
    for side in (0, 1):
        mine = [a for a in articles if a.side == side]
        base = sum(m[2] for a in mine for m in a.marks) + sum(s[0] for a in mine for s in a.sentences)
        hits = sum(m[3] for a in mine for m in a.marks) + sum(s[1] for a in mine for s in a.sentences)
        shares.append(hits / base)
    return shares[0] - shares[1]


def main() -> None:
    """Print the figures of both labelled sets."""
    shared, runs = Path(sys.argv[1]) / "evaluation", int(sys.argv[2]) if len(sys.argv) > 2 else 300
    types = {r["id"]: r for r in map(json.loads, (shared / "speakers-ggt.jsonl").open(encoding="utf-8"))}
    for name, hits in (("quotes-ggt", ("indirect", "government")), ("quotes-polnear", ("indirect",))):
        gold = {r["id"]: r for r in map(json.loads, (shared / f"{name}.jsonl").open(encoding="utf-8"))}
        outlets = sorted({str(g.get("outlet", "")) for g in gold.values()})
        counts = {o: sum(str(g.get("outlet", "")) == o for g in gold.values()) for o in outlets}
        first = max(counts, key=lambda o: counts[o])
        made = list(annotate_all(Article(i, g["text"]) for i, g in gold.items()))
        for hit in hits:
            read_all = [
                read(int(str(gold[a.article.id].get("outlet", "")) != first), a, gold[a.article.id],
                     types.get(a.article.id), hit)
                for a in made
            ]  # fmt: skip
            got = report(lambda run, every=read_all: drawn(every, np.random.default_rng(run)), truth(read_all), runs)
            print(f"{name}, {hit}: truth {truth(read_all):+.3f}, " + ", ".join(f"{k} {v:.3f}" for k, v in got.items()))


if __name__ == "__main__":
    main()
