"""Samples drawn for checking, what comes back, and what a report makes of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from outlet_sets import CODEBOOK
from small_sets import write_set

from framing.findings.checked_evidence import with_checked_tiers
from framing.findings.find import find
from framing.findings.limits import checked_sentence
from framing.findings.write_findings import write_findings
from framing.measure.settings import Settings
from framing.review.draw_sample import draw_sample
from framing.sets.checked_sample import SAMPLE, SampledUnit, read_sample
from framing.sets.corrections import Correction, append_corrections
from framing.sets.manifest import SetError, load_set
from framing.show.checked_tables import checked_tables
from framing.show.finding_lists import limit_list
from framing.stats.checked_marks import checked_quality, coder_reliability, confusions, said_of_sample
from framing.store.open_set import open_set, set_codebook

DAY = date(2026, 11, 25)
N = 8
LINES = {
    "bay": "The militants held the quay. Militants sang on. The militants waited.",
    "quay": "The strikers held the quay. Strikers sang on. The strikers waited.",
}


def make(folder: Path, n: int = N) -> Path:
    """Two outlets × n articles of three mentions each: one says militants, the other strikers."""
    texts = {
        f"{o}-{i}": f"Day {i} at the port {'x' * i}\n\n{LINES[o]} Number {i} “We stay,” said Ana Ruiz.\n"
        for o in LINES
        for i in range(n)
    }
    outlets = {name: name.split("-")[0].title() for name in texts}
    return write_set(folder, texts, outlets=outlets, codebook=CODEBOOK)


@pytest.fixture
def strike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    return make(tmp_path / "strike")


def said(unit: SampledUnit, decision: str, coder: str = "mb", **more: object) -> Correction:
    base = {"id": f"{coder}-{unit.unit}-{decision}", "article": unit.article, "sha256": unit.sha256, "unit": unit.unit}
    about = {"mark": unit.mark, "at": unit.at, "coder": coder, "date": DAY, "decision": decision}
    return Correction.model_validate({**base, **about, **more})


def test_a_sample_is_the_same_again_grows_with_its_set_and_with_its_size(strike: Path) -> None:
    first = draw_sample(strike, size=40, seed=3, parser="none").sample
    again = draw_sample(strike, size=40, parser="none")
    assert again.n_new == 0
    assert again.sample == first
    larger = draw_sample(strike, size=90, parser="none").sample
    assert {u.unit for u in first.units} < {u.unit for u in larger.units}
    make(strike, N + 3)
    grown = draw_sample(strike, size=40, parser="none").sample
    assert {u.unit for u in larger.units} < {u.unit for u in grown.units}
    assert grown.head.thresholds == larger.head.thresholds
    assert {u.mark for u in grown.units} == {"quotation", "mention", "sentence"}
    assert all(u.number <= grown.head.thresholds[u.stratum] for u in grown.units)
    with pytest.raises(ValueError, match="seed 3"):
        draw_sample(strike, seed=4, parser="none")


def test_a_difference_that_the_machine_made_up_loses_its_tier(strike: Path) -> None:
    """A reader sees that half of what counts as “militants” is another word: the difference does not outlast that."""
    tables = open_set(strike, parser="none")
    settings = Settings(draws=300)
    before = find(tables, codebook=set_codebook(strike), settings=settings)
    about = {"measure": "label share", "group": "people", "key": "militants", "outlet": "Bay"}

    def row(found: object) -> dict[str, object]:
        table = found.evidence  # type: ignore[attr-defined]
        return dict(table[(table[list(about)] == list(about.values())).all(axis=1)].iloc[0])

    assert row(before)["tier"] in ("supported", "suggestive")
    sample = draw_sample(strike, size=4000, parser="none").sample
    right = [u for u in sample.units if u.mark != "mention"]
    wrong = [u for u in sample.units if u.mark == "mention" and u.seen["variant"] == "militants"]
    also = [u for u in sample.units if u.mark == "mention" and u.seen["variant"] != "militants"]
    relabel = {"old": {"variant": "militants"}, "new": {"variant": "strikers"}}
    decisions = [said(u, "accept") for u in (*right, *also)]
    decisions += [said(u, "change", **relabel) for u in wrong[:-2]] + [said(u, "accept") for u in wrong[-2:]]
    append_corrections(strike, decisions)
    after = find(open_set(strike, parser="none"), codebook=set_codebook(strike), settings=settings)
    assert "checked" not in str(row(before)["reason"])
    assert row(after)["tier"] not in ("supported", "suggestive")
    assert any("units (of" in limit and "checked by one coder" in limit for limit in after.limits)


def test_checked_never_stands_without_its_number(strike: Path, tmp_path: Path) -> None:
    """Without a sample, with one that nobody looked at, and with one that was: in findings, limits, page and tables."""
    book, settings = set_codebook(strike), Settings(draws=200)
    for stage in ("none", "drawn", "decided"):
        if stage != "none":
            sample = draw_sample(strike, size=4000, parser="none").sample
        if stage == "decided":
            append_corrections(strike, [said(u, "accept") for u in sample.units])
        tables = open_set(strike, parser="none")
        found = find(tables, codebook=book, settings=settings)
        write_findings(found, tmp_path / stage)
        shown = checked_tables(found, tables, settings, out=tmp_path / stage)._repr_html_()
        texts = [re.sub(r"<[^>]+>", " ", shown), limit_list(found)._repr_html_(), checked_sentence(tables)]
        texts += [p.read_text("utf-8") for p in (tmp_path / stage).rglob("*") if p.suffix in (".json", ".csv")]
        spoken = [one for text in texts for one in re.split(r"[.!?](?=\s)|\n", text)]
        sentences = [one for one in spoken if re.search(r"(?<!\bn )\bchecked\b", one)]  # "n checked" heads a column
        assert sentences, stage
        for one in sentences:
            assert re.search(r"\d", one), f"{stage}: {one}"


def test_a_difference_that_outlasts_the_check_says_so(strike: Path) -> None:
    sample = draw_sample(strike, size=4000, parser="none").sample
    append_corrections(strike, [said(u, "accept") for u in sample.units])
    found = find(open_set(strike, parser="none"), codebook=set_codebook(strike), settings=Settings(draws=300))
    own = found.evidence[(found.evidence["key"] == "militants") & (found.evidence["outlet"] == "Bay")]
    spoken = own[own["tier"].isin(["supported", "suggestive"])]
    assert len(spoken)
    told = spoken[spoken["measure"].isin(["label share", "own-voice label share"])]["reason"]
    assert len(told)
    assert all("units that were checked: 100 % against 0 %" in reason for reason in told), told.tolist()


def test_a_tier_goes_where_the_corrected_interval_holds_zero() -> None:
    key = {"measure": "label share", "group": "people", "key": "militants", "outlet": "Bay"}
    evidence = pd.DataFrame([{**key, "tier": "supported", "reason": "p = .01"}] * 2).astype("string")
    evidence["outlet"] = ["Bay", "Quay"]
    about = {"corrected": 0.6, "rest": 0.5, "n_checked": 60, "n_units": 300, "misses": True}
    rows = [
        {**key, **about, "difference_low": -0.1, "difference_high": 0.3},
        {**key, **about, "outlet": "Quay", "difference_low": 0.02, "difference_high": 0.3},
    ]
    made = with_checked_tiers(evidence, pd.DataFrame(rows))
    assert made["tier"].tolist() == ["descriptive", "supported"]
    assert made["reason"].iloc[0].startswith("was supported as counted by program; corrected by the 60 of 300 units")
    assert made["reason"].iloc[0].endswith("which holds zero")
    assert made["reason"].iloc[1].startswith("p = .01; corrected by the 60 of 300")


def test_precision_recall_confusion_and_agreement(strike: Path) -> None:
    sample = draw_sample(strike, size=4000, twice=1.0, parser="none").sample
    mentions = [u for u in sample.units if u.mark == "mention"]
    others = [u for u in sample.units if u.mark != "mention"]
    decisions = [said(u, "delete" if i < 6 else "accept") for i, u in enumerate(mentions)]
    decisions += [said(u, "accept") for u in others]
    decisions += [said(u, "delete" if i < 3 else "accept", coder="kt") for i, u in enumerate(mentions)]
    append_corrections(strike, decisions)
    tables = open_set(strike, parser="none")
    quality = checked_quality(tables["units"], tables["codings"])
    (precision,) = quality[
        (quality["what"] == "precision of mentions") & (quality["group"] == "all") & (quality["outlet"] == "all")
    ].to_dict("records")
    assert precision["estimate"] == pytest.approx(1 - 4.5 / len(mentions))  # on three of them the two differ
    assert precision["low"] < precision["estimate"] < precision["high"]
    assert precision["n"] == pytest.approx(len(mentions))
    table = coder_reliability(tables["units"], tables["codings"], draws=100)
    (alpha,) = table[(table["what"] == "mention: whether it is one") & (table["first"] == "all coders")].to_dict(
        "records"
    )
    assert alpha["n"] == len(mentions)
    assert alpha["same"] == pytest.approx(1 - 3 / len(mentions))
    assert {"machine"} <= set(table["second"])
    assert confusions(tables["units"], tables["codings"])["n"].sum() > 0
    assert "checked by 2 coders" in said_of_sample(tables["units"], tables["codings"])
    assert open_set(strike, parser="none")["corrections"]["state"].str.startswith("coders differ").sum() == 3


def test_a_missed_mark_in_a_finished_sentence_counts_in_recall(strike: Path) -> None:
    sample = draw_sample(strike, size=4000, parser="none").sample
    sentence = next(u for u in sample.units if u.mark == "sentence" and min(u.at)[0] > 0)
    start = min(sentence.at)[0]
    new = {"concept": "people", "variant": "strikers", "voice": "outlet"}
    missed = said(sentence, "add", mark="mention", at=((start, start + 3),), id="miss", new=new)
    append_corrections(strike, [said(u, "accept") for u in sample.units] + [missed])
    tables = open_set(strike, parser="none")
    quality = checked_quality(tables["units"], tables["codings"])
    (recall,) = quality[
        (quality["what"] == "recall of mentions") & (quality["group"] == "all") & (quality["outlet"] == "all")
    ].to_dict("records")
    n = sum(u.mark == "mention" for u in sample.units)
    assert recall["estimate"] == pytest.approx(n / (n + 1))


def test_a_damaged_sample_names_its_line(strike: Path) -> None:
    draw_sample(strike, size=40, parser="none")
    lines = (strike / SAMPLE).read_text(encoding="utf-8").splitlines()
    (strike / SAMPLE).write_text("\n".join([lines[0], lines[1], "{"]), encoding="utf-8")
    with pytest.raises(SetError, match=r"sample.jsonl, line 3"):
        load_set(strike)
    (strike / SAMPLE).unlink()
    assert read_sample(strike) == (None, ())
