"""What ``framing scan`` says of those a text names, and of the places that its input asks about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from framing.annotate.annotate import Annotation
from framing.annotate.treatment.find import treatments_of
from framing.annotate.treatment.record import SpeakingWord
from framing.annotate.voice import voice_of
from framing.text.span import Span


def treatments_json(annotation: Annotation) -> list[dict[str, Any]]:
    """Return how each sentence treats those it names, in text order: who, how, by which words, in whose voice.

    ``voice`` is that of the place where the name stands; ``content`` are the spans of the quotation whose words they
    are, none for the article's own; ``reported`` tells of a judgement passed by somebody else.
    """
    return [
        {
            "start": t.target.start,
            "end": t.target.end,
            "actor": t.actor,
            "kind": t.kind,
            "polarity": t.polarity,
            "words": _words(t.words),
            "voice": voice_of(t.target, annotation.layout, annotation.quotations),
            "content": [[s.start, s.end] for s in annotation.quotations[t.quotation].content]
            if t.quotation >= 0
            else [],
            "reported": t.reported,
            "by": t.by,
        }
        for t in annotation.treatments
    ]


def targets_asked(paths: Iterable[Path]) -> dict[str, tuple[Span, ...]]:
    """Return the targets that lines of JSONL files ask about, by the line's id; lines without ``targets`` ask nothing.

    A target is an object with ``start`` and ``end``, code points of the line's text. What is no target is left out:
    the file's other faults are told where its texts are read.
    """
    asked: dict[str, tuple[Span, ...]] = {}
    for path in paths:
        if path.suffix != ".jsonl" or not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if '"targets"' in line and (found := _targets(line)) is not None:
                    asked[found[0]] = found[1]
    return asked


def _targets(line: str) -> tuple[str, tuple[Span, ...]] | None:
    try:
        record = json.loads(line)
        spans = tuple(Span(t["start"], t["end"]) for t in record["targets"])
        return str(record["id"]), tuple(s for s in spans if 0 <= s.start < s.end <= len(record["text"]))
    except (ValueError, KeyError, TypeError):
        return None


def targets_json(text: str, targets: Sequence[Span], *, parser: str) -> list[dict[str, Any]]:
    """Return how ``text`` treats the one named at each target, whole sentences read; without a parser nothing."""
    if parser == "none":
        return []
    return [
        {"start": t.target.start, "end": t.target.end, "polarity": t.polarity, "words": _words(t.words)}
        for t in treatments_of(text, targets, parser=parser)
    ]


def _words(words: Iterable[SpeakingWord]) -> list[dict[str, Any]]:
    return [
        {"start": w.span.start, "end": w.span.end, "value": w.value, "relation": w.relation, "why": w.why}
        for w in words
    ]
