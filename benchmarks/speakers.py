"""Measure who speaks: speaker, kind of source and how it is identified, against labelled articles.

    python benchmarks/speakers.py EVALUATION_DIR [--errors look]

EVALUATION_DIR holds ``score.py``, ``quotes-ggt.jsonl``, ``speakers-ggt.jsonl`` and ``speakers-iraq.jsonl``. Articles
fall into two halves by a digest of their ids. ``--errors`` lists the wrong speakers of one half, so that the rules are
written with the errors of the look half in view and the check half says what they are worth elsewhere. Quotations are
counted as the labels have them: the outermost ones, without words set apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from gold import load_scorer

from framing.annotate.annotate import annotate_all
from framing.annotate.speakers.canonical import canonical_speakers
from framing.store.scan import as_json
from framing.text.article import Article

_SETS = {"ggt": "speakers-ggt.jsonl", "iraq": "speakers-iraq.jsonl"}


def half_of(article_id: str) -> str:
    """Return "look" or "check", by the article's id alone."""
    return "look" if hashlib.sha256(article_id.encode()).digest()[0] % 2 else "check"


def _outermost(quotes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [q for q in quotes if q["kind"] not in ("scare", "nested") and q["inside"] is None]


def _read(folder: Path, name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The labels and the texts of a set, by article."""
    lines = (folder / _SETS[name]).read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    if name == "ggt":
        rows = map(json.loads, (folder / "quotes-ggt.jsonl").read_text(encoding="utf-8").splitlines())
        return gold, {row["id"]: row["text"] for row in rows}
    return gold, {i: row["text"] for i, row in gold.items()}


def _predict(texts: Mapping[str, str], *, as_a_set: bool) -> dict[str, dict[str, Any]]:
    """The outermost quotations of each article as ``scan`` writes them; named across all of them ``as_a_set``."""
    found = list(annotate_all(Article(i, text) for i, text in texts.items()))
    if as_a_set:
        named = canonical_speakers([(a.article, a.quotations) for a in found])
        found = [replace(a, quotations=quotations) for a, (_, quotations) in zip(found, named, strict=True)]
    rows = [as_json(a) for a in found]
    # The five embassy articles have every statement labelled, those inside others too.
    return {row["id"]: row | {"quotes": row["quotes"] if as_a_set else _outermost(row["quotes"])} for row in rows}


def _list_errors(scorer: ModuleType, text: str, gold: dict[str, Any], found: dict[str, Any]) -> None:
    for x, y in scorer.pair_up(gold["quotes"], found["quotes"]):
        a, b = gold["quotes"][x], found["quotes"][y]
        if a.get("speaker") and not scorer.same_name(a["speaker"], b.get("speaker")):
            source = " ".join(text[s:e] for s, e in b["source"])
            start = a["content"][0][0]
            print(f"  [{a['how']}] {a['speaker']!r} read as {b['speaker']!r} ({b.get('speaker_reason')}, {b['kind']})")
            print(f"      source {source!r} at {start} of {gold['id']}")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--errors", choices=["look", "check"])
    given = reader.parse_args()
    scorer = load_scorer(given.folder)
    for name in _SETS:
        gold, texts = _read(given.folder, name)
        found = _predict(texts, as_a_set=name == "iraq")
        for part in ("look", "check", "all"):
            ids = [i for i in gold if part in ("all", half_of(i))]
            right = {i: gold[i] for i in ids}
            if given.errors == part:
                print(f"{name}, {part}:")
                for i in ids:
                    _list_errors(scorer, texts[i], gold[i], found[i])
            scored = scorer.speakers(right, {i: found[i] for i in ids})
            kept = {k: v for k, v in scored.items() if k not in ("types", "confusions")}
            print(json.dumps({"set": name, "part": part} | kept))


if __name__ == "__main__":
    main()
