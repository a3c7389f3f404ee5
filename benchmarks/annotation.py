"""Annotation of articles, everything included, against the bare parser on the same texts.

python benchmarks/annotation.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from rows import Row, best, hand_over

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import read_codebook
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.parser import LEFT_OUT, MODELS

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "corpus" / "harbour-blockade"


def some_articles() -> tuple[str, list[Article]]:
    """Real articles where they are beside the checkout, else the demo's."""
    shared = Path(os.environ.get("FRAMING_SHARED") or ROOT.parent / "shared")
    file = shared / "evaluation" / "article-sets-allsides.jsonl"
    if file.is_file():
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return "news articles", [Article(a["id"], a["text"], a["outlet"]) for row in rows for a in row["articles"]][:60]
    return "demo articles", list(load_set(DEMO).articles) * 3


def rows() -> Iterator[Row]:
    import importlib.util

    module = next(m for m in MODELS if importlib.util.find_spec(m))
    nlp = importlib.import_module(module).load(exclude=list(LEFT_OUT))
    what, articles = some_articles()
    book = read_codebook(DEMO / "codebook.toml")
    texts = [a.text for a in articles]

    def bare() -> None:
        for _ in nlp.pipe(texts, batch_size=32):
            pass

    def ours() -> None:
        for _ in annotate_all(articles, codebook=book):
            pass

    bare()
    ours()
    # In turns, so that a change of the machine's pace meets both.
    pairs = [(best(bare, 1), best(ours, 1)) for _ in range(3)]
    theirs, mine = min(p[0] for p in pairs), min(p[1] for p in pairs)
    size = sum(map(len, texts)) / 1000
    yield Row(
        f"annotation against the bare parser ({len(texts)} {what})",
        f"{mine:.1f} s ({size / mine:.0f} kB/s)",
        f"{theirs:.1f} s",
        mine / theirs,
        "≤ 1.25",
    )


if __name__ == "__main__":
    hand_over(rows())
