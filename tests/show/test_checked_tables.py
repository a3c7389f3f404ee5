"""What a report shows of a checked sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from outlet_sets import CODEBOOK
from small_sets import write_set

from framing.findings.find import find
from framing.measure.settings import Settings
from framing.review.draw_sample import draw_sample
from framing.sets.corrections import Correction, append_corrections
from framing.show.checked_tables import checked_tables
from framing.store.open_set import open_set, set_codebook


def test_word_checked_never_stands_without_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    said = {"bay": "The militants held the quay.", "quay": "The strikers held the quay."}
    texts = {
        f"{o}-{i}": f"Day {i}\n\n{words} {words} “We stay,” said Ana Ruiz.\n"
        for o, words in said.items()
        for i in range(5)
    }
    folder = write_set(tmp_path / "s", texts, outlets={n: n.split("-")[0].title() for n in texts}, codebook=CODEBOOK)
    settings = Settings(draws=200)

    def shown() -> str:
        tables = open_set(folder, parser="none")
        found = find(tables, codebook=set_codebook(folder), settings=settings)
        return str(checked_tables(found, tables, settings, out=tmp_path / "out").html)

    assert not shown()
    sample = draw_sample(folder, size=1000, parser="none").sample
    assert "No mark of this set was checked" in shown()
    decisions = [
        Correction(
            id=f"{coder}{u.unit}",
            mark=u.mark,
            decision="accept",
            article=u.article,
            sha256=u.sha256,
            at=u.at,
            coder=coder,
            date=date(2026, 1, 2),
        )
        for coder in ("a", "b")
        for u in sample.units
    ]
    append_corrections(folder, decisions)
    page = shown()
    n = len(sample.units)
    assert f"{n} of {n} drawn units (of {n}) were checked by 2 coders" in page
    assert "Shares corrected by hand" in page
    assert (tmp_path / "out" / "data" / "corrected_shares.csv").is_file()
