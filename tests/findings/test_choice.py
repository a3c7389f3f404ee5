"""No sentence credits an outlet with a choice of words that it does not make in its own voice or headline.

All findings of the demo set, of the embassy set and of 40 events without codebook, and of some of these with the draft
that ``suggest`` writes, are walked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.annotate.voice import OWN_VOICE
from framing.findings.context import Context
from framing.findings.finding import MARKED_LABEL, Finding
from framing.findings.kinds.registry import findings_of
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook

ABSENCE = ("does not mention", "never names", "never mentions", "fails to", "failed to", "ignores", "not mentioned")
DRAFTED = 4  # events that are walked with a draft codebook too: each takes seconds


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


def choices(found: list[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding of choice with an outlet whose words it prints as its own."""
    for finding in found:
        if finding.kind == MARKED_LABEL:
            assert finding.outlet
            yield finding, finding.outlet


def faults(context: Context) -> Iterator[str]:
    found = findings_of(context)
    for finding in found:
        if any(words in re.sub("“[^”]*”?", "", finding.headline) for words in ABSENCE):
            yield f"absence without a search: {finding.id}"
    for finding, outlet in choices(found):
        mine = [r for r in finding.readings if r.outlet == outlet]
        if not mine or any(r.voice not in OWN_VOICE for r in mine):
            yield f"no own words shown: {finding.id}"
        for reading in finding.readings:
            quoted = [
                q for q in context.rows("quotations")
                if q["article_id"] == reading.article_id and q["kind"] in ("direct", "partial", "scare")
                and any(q["start"] <= a and b <= q["end"] for a, b in reading.marks)
            ]  # fmt: skip
            if reading.voice in OWN_VOICE and quoted:
                yield f"words of somebody else as {reading.outlet}'s: {finding.id}"


def test_demo(root: Path, tmp_path: Path) -> None:
    context = context_of(root / "corpus" / "harbour-blockade", tmp_path)
    assert any(f.kind == MARKED_LABEL for f in findings_of(context))
    assert not list(faults(context))


def test_embassy(embassy: Context) -> None:
    assert not list(faults(embassy))


def test_forty_events(events: list[dict[str, object]], tmp_path: Path) -> None:
    found: list[str] = []
    for number, event in enumerate(events):
        folder = imported(event, tmp_path)
        found += faults(context_of(folder, tmp_path / "cache"))
        if number < DRAFTED:
            try:
                draft_codebook(folder, out=folder / "codebook.toml")
            except DraftError:
                continue  # nothing competes
            found += faults(context_of(folder, tmp_path / "cache"))
    assert not found
