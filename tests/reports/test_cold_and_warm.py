"""A report from an empty cache and one from a filled cache are the same, on sets that lack almost everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_reports import contents
from small_sets import CODEBOOK, TEXTS, write_set

from framing.reports.make_report import run_report
from framing.reports.notebook_suite import find_notebooks

# No label, no quotation, no number, no name: measures without any value.
PLAIN = "It rained on Monday. The sea was calm, the sky was grey, and no ship came by before the night.\n"
SETS: dict[str, tuple[dict[str, str], dict[str, str], str | None]] = {
    "one article": ({"a": TEXTS["quay-post"]}, {"a": "Quay Post"}, CODEBOOK),
    "one outlet": (TEXTS, dict.fromkeys(TEXTS, "Quay Post"), CODEBOOK),
    "no codebook": (TEXTS, {name: name.title() for name in TEXTS}, None),
    "no value": ({"a": PLAIN, "b": PLAIN.replace("Monday", "Friday")}, {"a": "Quay Post", "b": "Bay News"}, CODEBOOK),
}


@pytest.mark.parametrize("name", SETS)
def test_every_notebook_gives_the_same_from_an_empty_and_a_filled_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    texts, outlets, codebook = SETS[name]
    write_set(tmp_path / "quay", texts, outlets=outlets, codebook=codebook)
    params = tmp_path / "quay.yaml"
    params.write_text("article_set: quay\nout: out\nparser: none\ndraws: 100\n", encoding="utf-8")
    report = run_report(params)
    assert [f"{n}.ipynb" for n in (f.stem for f in find_notebooks())] == [n for n, _ in report.notebooks]
    cold = contents(report.out)
    kept = {f: f.stat().st_mtime_ns for f in (tmp_path / "cache").rglob("*.parquet")}
    assert kept
    run_report(params)
    assert {f: f.stat().st_mtime_ns for f in (tmp_path / "cache").rglob("*.parquet")} == kept  # read, not made again
    warm = contents(report.out)
    assert set(warm) == set(cold)
    assert [file for file in cold if cold[file] != warm[file]] == []


def test_without_a_usable_cache_the_report_is_the_same_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_set(tmp_path / "quay", TEXTS, outlets={name: name.title() for name in TEXTS}, codebook=CODEBOOK)
    params = tmp_path / "quay.yaml"
    params.write_text(
        "article_set: quay\nout: out\nparser: none\ndraws: 100\nnotebooks: [04_report]\n", encoding="utf-8"
    )
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    with_cache = contents(run_report(params).out)
    (tmp_path / "file").write_text("no folder can be made here")
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "file" / "cache"))
    said: list[str] = []
    assert contents(run_report(params, tell=said.append).out) == with_cache
    assert any("nothing is kept for the next run" in line for line in said)
