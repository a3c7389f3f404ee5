"""No sentence credits an outlet with a choice of words that it does not make in its own voice or headline.

All findings of all kinds are walked: of the demo set, of the embassy set, of ten events without codebook and one with
the draft that ``suggest`` writes; of all forty where FRAMING_ALL_EVENTS is set.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.annotate.voice import OWN_VOICE
from framing.findings.context import Context
from framing.findings.finding import JUDGEMENT, MARKED_LABEL, TREATMENT, Finding, Reading
from framing.findings.kinds.registry import findings_of
from framing.measure.tables import read_spans
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook
from framing.text.span import Span

ABSENCE = ("does not mention", "never names", "never mentions", "fails to", "failed to", "ignores", "not mentioned")
EVENTS, DRAFTED = 10, 1  # events that are walked, and those with a draft codebook too: each takes a second or more


def context_of(folder: Path, cache: Path) -> Context:
    return Context(open_set(folder, cache=cache), set_codebook(folder))


@pytest.fixture(scope="session")
def events(shared: Path) -> list[dict[str, object]]:
    path = shared / "evaluation" / "article-sets-allsides.jsonl"
    if not path.is_file():
        pytest.skip("the labelled data are not beside this checkout")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def imported(event: dict[str, object], folder: Path) -> Path:
    source = folder / f"{event['id']}.jsonl"
    source.write_text("\n".join(json.dumps(a) for a in event["articles"]), encoding="utf-8")  # type: ignore[attr-defined]
    import_articles(source, folder / str(event["id"]))
    return folder / str(event["id"])


# Kinds whose sentence says that marked words are the outlet's own, and not only that they stand in it.
OWN_WORDS = frozenset((MARKED_LABEL, JUDGEMENT, TREATMENT))


def own_readings(finding: Finding) -> Iterator[Reading]:
    """The readings whose marked words a finding gives out as the outlet's own."""
    for reading in finding.readings:
        if finding.kind in OWN_WORDS and reading.marks and reading.voice in OWN_VOICE:
            yield reading


def not_its_own(context: Context, finding: Finding, reading: Reading) -> str:
    """Whose else the marked words of a reading are; empty where they are the outlet's own."""
    # A headline is the outlet's own choice also where it tells what somebody says.
    told = ("direct", "partial", "scare", *(["indirect"] if reading.voice == "outlet" else []))
    # The name of whom a judgement is about may stand in anybody's words.
    marks = [m for m in reading.marks if finding.kind != TREATMENT or m not in names(context, reading)]
    if reading.text or finding.kind not in OWN_WORDS:
        return ""
    inside = [
        q["kind"] for q in context.rows("quotations")
        if q["article_id"] == reading.article_id and q["kind"] in told
        # what is said around a quotation's parts is the reporter's
        and any(p.start <= a and b <= p.end for p in read_spans(q["parts"]) for a, b in marks)
    ]  # fmt: skip
    if inside:
        return f"{inside[0]} words"
    if any(context.is_agency_copy(reading.article_id, Span(a, b)) for a, b in marks):
        return "an agency's words"
    return ""


def names(context: Context, reading: Reading) -> set[tuple[int, int]]:
    return {
        (int(row["start"]), int(row["end"]))
        for row in context.rows("treatments")
        if row["article_id"] == reading.article_id
    }


def faults(context: Context) -> Iterator[str]:
    for finding in findings_of(context):
        if any(words in re.sub("“[^”]*”?", "", finding.headline) for words in ABSENCE):
            yield f"absence without a search: {finding.id}"
        if finding.kind == MARKED_LABEL:
            mine = [r for r in finding.readings if r.outlet == finding.outlet]
            if not mine or any(r.voice not in OWN_VOICE for r in mine):
                yield f"no own words shown: {finding.id}"
        for reading in own_readings(finding):
            whose = not_its_own(context, finding, reading)
            if whose:
                yield f"{whose} as {reading.outlet}'s: {finding.id}"


def test_demo(root: Path, tmp_path: Path) -> None:
    context = context_of(root / "corpus" / "harbour-blockade", tmp_path)
    assert any(f.kind == MARKED_LABEL for f in findings_of(context))
    assert not list(faults(context))


def test_embassy(embassy: Context) -> None:
    assert not list(faults(embassy))


def test_events(events: list[dict[str, object]], tmp_path: Path) -> None:
    found: list[str] = []
    walked = events if os.environ.get("FRAMING_ALL_EVENTS") else random.Random(4711).sample(events, EVENTS)
    for number, event in enumerate(walked):
        folder = imported(event, tmp_path)
        found += faults(context_of(folder, tmp_path / "cache"))
        if number < DRAFTED:
            try:
                draft_codebook(folder, out=folder / "codebook.toml")
            except DraftError:
                continue  # nothing competes
            found += faults(context_of(folder, tmp_path / "cache"))
    assert not found
