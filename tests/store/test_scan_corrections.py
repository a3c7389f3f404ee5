"""A reader's decisions in ``scan``: real articles' gold given as corrections."""

from __future__ import annotations

import importlib.util
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from framing.annotate.annotate import annotate_all
from framing.review.exchange.marks import CodedMark, decisions_from_marks
from framing.sets.corrections import CORRECTIONS, append_corrections
from framing.store.scan import scan_paths
from framing.text.article import Article

DAY = date(2026, 11, 25)


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold_marks(article: dict[str, Any], speakers: dict[str, Any]) -> list[CodedMark]:
    """The labelled quotations of an article as somebody's marks; one without a single character is no mark."""
    made = []
    text, hulls = article["text"], [(q["content"][0][0], q["content"][-1][1]) for q in article["quotes"]]
    for q, who, (start, end) in zip(article["quotes"], speakers["quotes"], hulls, strict=True):
        if start == end:
            continue
        marked = re.search('["“”]', text[max(0, start - 1) : end + 1])
        inside = any(s <= start and end <= e and (s, e) != (start, end) for s, e in hulls)
        # Reported speech within somebody's quotation counts of its own in this labelled set: words of a second voice.
        fields = {"kind": "direct" if marked else "partial" if inside else "indirect", "speaker": who["speaker"]}
        fields |= {name: who[name] for name in ("source_type", "identified") if who[name]}
        made.append(CodedMark(article["id"], "quotation", tuple((s, e) for s, e in q["content"]), fields))
    return made


def test_the_gold_given_as_corrections_is_what_scan_says(shared: Path, tmp_path: Path) -> None:
    """Replay: whatever the machine got wrong, a reader can put right, one mark at a time."""
    spec = importlib.util.spec_from_file_location("score", shared / "evaluation" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    file = shared / "evaluation" / "quotes-ggt.jsonl"
    gold, who = score.read(file), score.read(shared / "evaluation" / "speakers-ggt.jsonl")
    articles = [Article(name, one["text"]) for name, one in gold.items()]
    decisions = []
    for n, annotation in enumerate(annotate_all(articles, parser="none")):
        name = annotation.article.id
        marks = gold_marks(gold[name], who[name])
        decisions += decisions_from_marks(annotation, marks, coder="gold", day=DAY, first_id=f"{n}-")
    append_corrections(tmp_path, decisions)
    said: list[str] = []
    before, after, again = (tmp_path / name for name in ("before.jsonl", "after.jsonl", "again.jsonl"))
    scan_paths([file], out=before, parser="none")
    scan_paths([file], out=after, parser="none", corrections=tmp_path, say=said.append)
    assert not said
    for one in gold.values():  # one labelled quotation has no character at all: nothing can be paired with it
        one["quotes"] = [q for q in one["quotes"] if q["content"][0][0] < q["content"][-1][1]]
    found = score.quotes(gold, score.read(after))
    for level in ("overlap>0.3", "overlap>0.8", "iou>0.5", "iou>0.8"):
        assert found[level]["f1"] == 100.0, level
    for one in who.values():
        one["quotes"] = [q for q in one["quotes"] if q["content"][0][0] < q["content"][-1][1]]
    told = score.speakers(who, score.read(after))
    assert (told["speaker_accuracy"], told["type_accuracy"], told["identified_accuracy"]) == (100.0, 100.0, 100.0)
    (tmp_path / CORRECTIONS).unlink()
    scan_paths([file], out=again, parser="none")
    assert again.read_bytes() == before.read_bytes()
    assert after.read_bytes() != before.read_bytes()
