"""A plan written beforehand, and what a report says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_notebooks import PARAMETERS, notebook, write
from small_sets import make_set

from framing.reports.make_report import run_report
from framing.reports.parameters import read_params
from framing.reports.preregistration import PREREGISTRATION, PreregistrationError, departures, preregister
from framing.reports.verify import verify

DAY = date(2026, 11, 25)


def test_a_report_says_whether_it_was_run_as_planned(tmp_path: Path) -> None:
    write(notebook("print(seed)", parameters=PARAMETERS), tmp_path / "notebooks" / "01_print.ipynb")
    folder = make_set(tmp_path / "corpus" / "strike")
    file = tmp_path / "params.yaml"
    file.write_text("article_set: corpus/strike\nout: out\nparser: none\nseed: 7\n", encoding="utf-8")
    assert departures(read_params(file)) is None
    preregister(read_params(file), day=DAY)
    with pytest.raises(PreregistrationError, match="written once"):
        preregister(read_params(file), day=DAY)
    said: list[str] = []
    out = run_report(file, tell=said.append).out
    assert "preregistration of 2026-11-25; run as planned" in "\n".join(said)
    assert "run as planned" in (out / "index.html").read_text(encoding="utf-8")
    assert verify(out, notebooks_from=tmp_path / "notebooks").holds

    file.write_text(file.read_text(encoding="utf-8").replace("seed: 7", "seed: 8"), encoding="utf-8")
    book = folder / "codebook.toml"
    book.write_text(book.read_text(encoding="utf-8").replace("militant*", "militants"), encoding="utf-8")
    found = departures(read_params(file))
    assert found is not None
    assert found[1] == ("setting seed is 8, was 7", "codebook: concept “people-at-the-quay”, label “militants” changed")


def test_fewer_articles_than_planned_are_a_departure(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "strike")
    file = tmp_path / "params.yaml"
    file.write_text("article_set: strike\nout: out\nparser: none\n", encoding="utf-8")
    preregister(read_params(file), day=DAY, articles=5)
    found = departures(read_params(file))
    assert found is not None
    assert "Bay News has 1 articles, 5 were planned" in found[1]
    (folder / PREREGISTRATION).write_text("{}", encoding="utf-8")
    with pytest.raises(PreregistrationError, match="no preregistration"):
        departures(read_params(file))
