"""Grouping and loaded wording on the labelled files. Run: python benchmarks/wording.py SHARED_FOLDER."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from gold import load_scorer

from framing.annotate.quotations.find import find_quotations
from framing.annotate.wording import find_wording
from framing.compare.mention_groups import group_mentions
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span


def grouped(gold: dict[str, Any], parser: str) -> dict[str, Any]:
    found: dict[str, Any] = {i: {"mentions": []} for i in gold}
    for event in sorted({d["event"] for d in gold.values()}):
        articles = [Article(id=i, text=d["text"]) for i, d in gold.items() if d["event"] == event]
        mentions = {a.id: [Span(m["start"], m["end"]) for m in gold[a.id]["mentions"]] for a in articles}
        for k, group in enumerate(group_mentions(articles, mentions, parser=parser)):
            for i, span in group.mentions:
                found[i]["mentions"].append({"start": span.start, "end": span.end, "concept": str(k)})
    return found


def loaded(gold: dict[str, Any], parser: str) -> dict[str, Any]:
    pairs = [(a, lay_out(a)) for a in (Article(id=i, text=d["text"]) for i, d in gold.items())]
    found = {}
    for (article, layout), parse in zip(pairs, get_parser(parser).parse_many(pairs), strict=True):
        quotations, _ = find_quotations(article, layout=layout, parse=parse)
        marks = find_wording(article, layout, parse=parse, quotations=quotations)
        spans = [{"start": m.span.start, "end": m.span.end} for m in marks if m.kind == "loaded"]
        found[article.id] = {"spans": spans}
    return found


def main() -> None:
    folder = Path(sys.argv[1]) / "evaluation"
    score = load_scorer(folder)
    for name, file, read in (
        ("terms", "terms-newswcl50.jsonl", grouped),
        ("loaded", "loaded-basil.jsonl", loaded),
    ):
        gold = score.read(folder / file)
        for parser in ("auto", "none"):
            start = time.perf_counter()
            result = getattr(score, name)(gold, read(gold, parser))
            print(f"{name}, parser {parser}: {result} in {time.perf_counter() - start:.0f} s")
    gold = score.read(folder / "terms-newswcl50.jsonl")
    for event in sorted({d["event"] for d in gold.values()}):
        # Rules that help one event only are fitted to it.
        part = {i: d for i, d in gold.items() if d["event"] == event}
        for parser in ("auto", "none"):
            print(f"terms, event {event}, parser {parser}: {score.terms(part, grouped(part, parser))}")


if __name__ == "__main__":
    main()
