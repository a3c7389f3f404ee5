"""What is said where nothing was found is as true as what is: counted anew from the mentions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from negative_sentences import untrue
from outlet_sets import make_set

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings, find
from framing.findings.finding import NO_DIFFERENCE
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook

QUICK = Settings(draws=200, seed=2)
EVENTS = 3  # drafted here; all forty are in benchmarks/negative_findings.py


def looked_at(folder: Path, cache: Path, *, declared: bool = True) -> tuple[Findings, Tables, Codebook]:
    tables, book = open_set(folder, parser="none", cache=cache), set_codebook(folder)
    assert book is not None
    book = book if declared else book.model_copy(update={"contrasts": ()})
    return find(tables, codebook=book, settings=QUICK), tables, book


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "exploring"])
@pytest.mark.parametrize("name", ["harbour-blockade", "iraq-embassy-2020", "invented"])
def test_every_negative_sentence_is_true(*, name: str, declared: bool, root: Path, tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay") if name == "invented" else root / "corpus" / name
    found, tables, book = looked_at(folder, tmp_path / "cache", declared=declared)
    assert not list(untrue(found, tables, book))


def test_a_false_sentence_is_seen(tmp_path: Path) -> None:
    found, tables, book = looked_at(make_set(tmp_path / "quay"), tmp_path / "cache")
    negative = next(f for f in found.findings if f.kind == NO_DIFFERENCE)
    forged = replace(negative, sentence=negative.sentence.replace("from ", "from 1", 1))
    assert list(untrue(replace(found, findings=(forged,)), tables, book))


def test_events_of_others(shared: Path, tmp_path: Path) -> None:
    path = shared / "evaluation" / "article-sets-allsides.jsonl"
    if not path.is_file():
        pytest.skip("the labelled data are not beside this checkout")
    drafted = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        source = tmp_path / f"{event['id']}.jsonl"
        source.write_text("\n".join(json.dumps(a) for a in event["articles"]), encoding="utf-8")
        folder = tmp_path / str(event["id"])
        import_articles(source, folder)
        try:
            draft_codebook(folder, out=folder / "codebook.toml")
        except DraftError:
            continue  # nothing competes
        found, tables, book = looked_at(folder, tmp_path / "cache")
        assert not list(untrue(found, tables, book))
        drafted += 1
        if drafted == EVENTS:
            return
