"""The first page of the embassy set tells the set's story: what a reader would find by reading all five reports."""

from __future__ import annotations

import shutil
from pathlib import Path

from framing.findings.context import Context
from framing.findings.finding import ALTERED_QUOTATION, LINEAGE, MARKED_LABEL, NUMBERS_DISAGREE
from framing.findings.kinds.registry import findings_of
from framing.findings.ranking import front_page, ranked
from framing.store.open_set import open_set, set_codebook


def test_first_five(embassy: Context) -> None:
    first = ranked(findings_of(embassy))[:5]
    by_kind = {f.kind: f for f in reversed(first)}
    altered = by_kind[ALTERED_QUOTATION].headline
    assert "Fuad Hussein" in altered
    assert "Al Arabiya English and MEPEI print “ISIS” where The New Arab prints “the Islamic State" in altered
    copied = by_kind[LINEAGE].headline
    assert copied.startswith("MEPEI carries Al Arabiya English’s text")
    assert "“ISIS”" in copied
    numbers = by_kind[NUMBERS_DISAGREE].headline
    assert [n for n in ("3,000", "5,000", "5,200") if n not in numbers] == []
    label = by_kind[MARKED_LABEL].headline
    assert "Press TV writes “anti-terror groups” in its own voice" in label
    assert "Sputnik prints" in label
    assert "“militias” only in the words of others" in label


def test_side_by_side(embassy: Context) -> None:
    (altered,) = [f for f in findings_of(embassy) if f.kind == ALTERED_QUOTATION]
    assert {r.outlet for r in altered.readings} == {"Al Arabiya English", "MEPEI", "The New Arab"}
    for reading in altered.readings:
        (mark,) = reading.marks
        assert reading.start <= mark[0] < mark[1] <= reading.end


def test_the_front_page_is_seven_of_several_kinds(embassy: Context) -> None:
    front = front_page(ranked(findings_of(embassy)))
    assert len(front) == 7
    assert len({f.kind for f in front}) >= 4


def test_from_the_pack_alone_nothing_is_said_that_needs_the_texts(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "iraq-embassy-2020"
    shutil.copytree(root / "corpus" / "iraq-embassy-2020", folder, ignore=shutil.ignore_patterns("texts"))
    context = Context(open_set(folder, cache=tmp_path), set_codebook(folder))
    found = ranked(findings_of(context))
    kinds = {f.kind for f in front_page(found)}
    assert {NUMBERS_DISAGREE, MARKED_LABEL, LINEAGE} <= kinds
    for finding in found:
        assert "“”" not in finding.headline
        assert "no sentence" not in finding.headline
