"""Coding sheets go out blind, come back strictly read, and alpha is what it is by hand."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.store.output_guard import OutputError
from framing.teach.agreement import report_agreement
from framing.teach.agreement_pages import said, write_report
from framing.teach.coder_answers import AnswersError, read_answers
from framing.teach.coding_sheets import places_sheet, safe_cell, sheet
from framing.teach.coding_units import coding_units
from framing.teach.coding_variables import CODING_FORM, COLUMNS, MARKS_FORM, VARIABLES
from framing.teach.write_coding import write_coding

# Krippendorff (2011), section A: two observers, ten units, binary; alpha = 0.095.
FIRST = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
SECOND = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
VOICES = ("outlet", "quoted")


def write_sheet(path: Path, **answers: list[str]) -> Path:
    n = max(len(v) for v in answers.values())
    with path.open("w", encoding="utf-8", newline="") as f:
        rows = csv.DictWriter(f, COLUMNS)
        rows.writeheader()
        for i in range(n):
            row = dict.fromkeys(COLUMNS, "")
            row |= {"unit": f"u{i}", "kind": "term", "sentence": f"Sentence {i}.", "words": "word"}
            row |= {name: values[i] for name, values in answers.items()}
            rows.writerow(row)
    return path


def test_alpha_of_two_coders_as_computed_by_hand(tmp_path: Path) -> None:
    a = write_sheet(tmp_path / "anna.csv", voice=[VOICES[x] for x in FIRST])
    b = write_sheet(tmp_path / "ben.csv", voice=[VOICES[x] for x in SECOND])
    report = report_agreement([a, b])
    (voice,) = report.variables
    # By hand: 4 of 10 units differ, so Do = 8/20; 14 zeros and 6 ones, so De = 2 * 14 * 6 / (20 * 19).
    assert voice.coders.alpha == pytest.approx(1 - (8 / 20) / (2 * 14 * 6 / (20 * 19)))
    assert voice.coders.alpha == pytest.approx(0.095, abs=0.0005)
    assert voice.same == pytest.approx(0.6)
    assert voice.coders.low < voice.coders.alpha < voice.coders.high
    assert [d.unit for d in report.disagreements] == ["u0", "u2", "u5", "u8"]
    assert report.disagreements[0].context == "Sentence 0."
    assert report.disagreements[0].values == {"anna": "outlet", "ben": "quoted"}


def test_leaning_is_an_order(tmp_path: Path) -> None:
    """Against versus for is further apart than against versus neither, so alpha is lower."""
    base = ["against", "neither", "for"] * 4
    near = ["neither", *base[1:]]
    far = ["for", *base[1:]]
    a = write_sheet(tmp_path / "a.csv", leaning=base)
    alphas = [
        report_agreement([a, write_sheet(tmp_path / f"{n}.csv", leaning=other)]).variables[0].coders
        for n, other in (("near", near), ("far", far))
    ]
    assert alphas[0].level == "ordinal"
    assert 1 > alphas[0].alpha > alphas[1].alpha


def test_the_suite_is_compared_with_the_majority_and_ties_are_left_out(tmp_path: Path) -> None:
    files = [
        write_sheet(tmp_path / "a.csv", voice=["outlet", "outlet", "quoted", "quoted", "outlet"]),
        write_sheet(tmp_path / "b.csv", voice=["outlet", "quoted", "quoted", "quoted", "outlet"]),
    ]
    machine = write_sheet(tmp_path / "machine.csv", voice=["outlet", "outlet", "quoted", "outlet", "outlet"])
    (voice,) = report_agreement(files, machine=machine).variables
    assert voice.machine is not None
    assert voice.machine.n_units == 4
    assert voice.machine_same == pytest.approx(3 / 4)


def test_one_value_only_has_no_alpha(tmp_path: Path) -> None:
    files = [write_sheet(tmp_path / f"{n}.csv", voice=["outlet"] * 4) for n in "ab"]
    report = report_agreement(files)
    assert math.isnan(report.variables[0].coders.alpha)
    assert "not defined" in said(report)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: [write_sheet(p / "a.csv", voice=["outlet"])], "two or more"),
        (
            lambda p: [write_sheet(p / "a.csv", voice=["x"]), write_sheet(p / "b.csv", voice=["x"])],
            "line 2: voice is 'x'",
        ),
        (lambda p: [write_sheet(p / "a.csv", voice=["outlet"]), p / "no.csv"], "cannot be read"),
        (lambda p: [p / "a.csv", _text(p / "a.csv", "unit,sentence\nu1,outlet\n")], "or none that is coded"),
        (lambda p: [_text(p / "a.json", '{"form": "other"}'), p / "a.json"], "give one of their files"),
        (lambda p: [_text(p / "a.json", "[" * 100), p / "a.json"], "neither CSV nor JSON"),
        (lambda p: [_text(p / "a.json", json.dumps({"form": CODING_FORM})), p / "a.json"], "damaged"),
        (
            lambda p: [write_sheet(p / "a.csv", voice=["outlet", ""]), write_sheet(p / "b.csv", voice=["", "outlet"])],
            "no unit was coded by two",
        ),
        (lambda p: [write_sheet(p / "a.csv", voice=["outlet"])] * 2, "two files are by 'a'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, make: Callable[[Path], list[Path]], message: str) -> None:
    with pytest.raises(AnswersError, match=message):
        report_agreement(make(tmp_path))


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_sheets_saved_with_semicolons_and_a_mark_at_the_start_are_read(tmp_path: Path) -> None:
    text = ";".join(COLUMNS) + "\nu1;term;A sentence;word;A paragraph;people;Outlet;for;—;—\n"
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (found,) = read_answers(path)
    assert found.given["voice"] == {"u1": "outlet"}
    assert found.given["source_type"] == {}


def test_class_pages_are_compared_word_by_word(tmp_path: Path) -> None:
    def page(coder: str, marks: list[dict[str, Any]], tool: list[dict[str, Any]] | None) -> Path:
        data = {
            "form": MARKS_FORM,
            "set": "s",
            "group": 1,
            "coder": coder,
            "prediction": "",
            "words": {"A": [0, 4, 8, 12]},
        }
        return _text(tmp_path / f"{coder}.json", json.dumps({**data, "marks": marks, "tool": tool}))

    mark = {"text": "A", "line": 1, "start": 4, "end": 11, "words": "the mob", "concept": "c", "voice": "outlet"}
    one = page("one", [{**mark, "leaning": "against"}], [{**mark, "leaning": "discuss"}])
    two = page("two", [{**mark, "end": 7, "words": "the", "leaning": "neither"}], None)
    report = report_agreement([one, two])
    concept = next(v for v in report.variables if v.name == "concept")
    # words: none c c none / none c none none
    # two words were marked by anybody, one of them by both: the others are no agreement, but alpha knows of them
    assert concept.coders.n_units == 2
    assert concept.same == pytest.approx(1 / 2)
    assert concept.coders.alpha == pytest.approx(1 - (2 / 8) / (2 * 3 * 5 / (8 * 7)))
    assert concept.machine is not None
    assert {d.variable for d in report.disagreements} == {"concept", "leaning"}
    # what a third settled counts on a class page too: only the tool marked "mob" with them, nobody undecided
    assert concept.machine_same == pytest.approx(1)
    settled = page("third", [{**mark, "end": 7, "words": "the", "leaning": "neither"}], None)
    again = next(v for v in report_agreement([one, two], adjudicated=settled).variables if v.name == "concept")
    assert again.undecided == 0
    assert again.machine is not None
    assert again.machine.n_units == 2
    assert again.machine_same == pytest.approx(1 / 2)


def test_sheets_are_blind_and_hold_no_answers(demo: Tables, demo_book: Codebook) -> None:
    units = coding_units(demo, demo_book, seed=3)
    assert len({u.id for u in units}) == len(units) > 200
    empty = list(csv.DictReader(io.StringIO(sheet(units))))
    filled = list(csv.DictReader(io.StringIO(sheet(units, filled=True))))
    assert all(row[name] in {"", "—"} for row in empty for name in VARIABLES)
    assert [r["sentence"] for r in empty] == [r["sentence"] for r in filled]
    for outlet in set(demo["articles"]["outlet"]):
        assert not any(outlet in row["sentence"] + row["context"] for row in empty)
    assert coding_units(demo, demo_book, seed=3) == units
    assert coding_units(demo, demo_book, seed=4) != units
    assert len(coding_units(demo, demo_book, sample=5)) == 15
    with pytest.raises(ValueError, match="1 or more"):
        coding_units(demo, demo_book, sample=0)


def test_a_cell_that_could_be_a_formula_is_text() -> None:
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("plain") == "plain"


def test_from_sheets_to_report(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "coding"
    n = write_coding(root / "corpus" / "harbour-blockade", out=out, sample=6)
    assert n == 18
    page = (out / "coding.html").read_text(encoding="utf-8")
    assert '"machine"' not in page
    with pytest.raises(OutputError, match="not overwritten"):
        write_coding(root / "corpus" / "harbour-blockade", out=out, sample=6)
    for coder in ("anna", "ben"):
        (tmp_path / f"{coder}.csv").write_bytes((out / "machine.csv").read_bytes())
    report = report_agreement([tmp_path / "anna.csv", tmp_path / "ben.csv"], machine=out / "machine.csv")
    assert not report.disagreements
    assert all(v.same == v.machine_same == 1 for v in report.variables)
    write_report(report, tmp_path / "agreement")
    assert {p.name for p in (tmp_path / "agreement").iterdir()} >= {
        "index.html",
        "agreement.csv",
        "categories.csv",
        "disagreements.csv",
        "adjudication.csv",
    }


def test_answers_on_two_sheets_are_never_compared(demo: Tables, demo_book: Codebook, tmp_path: Path) -> None:
    """Their numbers may be the same; their units are not."""
    sheets = [coding_units(demo, demo_book, sample=10, seed=seed) for seed in (1, 2)]
    files = []
    for name, units in zip(("anna", "ben"), sheets, strict=True):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(sheet(units, filled=True), encoding="utf-8")
    with pytest.raises(AnswersError, match="give files of one sheet"):
        report_agreement(files)
    again = tmp_path / "carl.csv"
    again.write_text(sheet(sheets[0], filled=True), encoding="utf-8")
    assert report_agreement([files[0], again], draws=100).variables
    with pytest.raises(AnswersError, match="give files of one sheet"):
        report_agreement([files[0], again], machine=files[1])


def test_units_can_be_joined_to_their_articles_again(demo: Tables, demo_book: Codebook) -> None:
    units = coding_units(demo, demo_book, sample=10, seed=1)
    rows = list(csv.DictReader(io.StringIO(places_sheet(demo, units))))
    assert [row["unit"] for row in rows] == [unit.id for unit in units]
    for row, unit in zip(rows, units, strict=True):
        text = demo.texts[row["article_id"]]
        shown = " ".join(text[int(row["start"]) : int(row["end"])].split())
        assert shown == unit.words or "[" in unit.words
        assert len(row["sha256"]) == 64


def test_a_sheet_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """Its types of sources are not today's: they are left out."""
    old = (
        "unit,kind,sentence,words,voice,source_type\nu1,term,A sentence.,word,outlet,—\nu2,quotation,B.,w,—,civilian\n"
    )
    (found,) = read_answers(_text(tmp_path / "old.csv", old))
    assert found.given["voice"] == {"u1": "outlet"}
    assert found.given["speaker"] == found.given["source_type"] == {}


def test_few_units_are_never_called_firm(tmp_path: Path) -> None:
    files = [write_sheet(tmp_path / f"{n}.csv", voice=["outlet", "quoted", "outlet"]) for n in "ab"]
    assert "too few units to say: 3 coded twice" in said(report_agreement(files))


def test_units_that_nobody_decided_are_counted_and_can_be_settled(tmp_path: Path) -> None:
    files = [
        write_sheet(tmp_path / "a.csv", voice=["outlet", "outlet", "quoted", ""]),
        write_sheet(tmp_path / "b.csv", voice=["outlet", "quoted", "quoted", "outlet"]),
    ]
    machine = write_sheet(tmp_path / "machine.csv", voice=["outlet", "outlet", "quoted", "quoted"])
    report = report_agreement(files, machine=machine)
    (voice,) = report.variables
    assert (voice.machine_same, voice.undecided) == (1.0, 1)
    assert "(1 unit left out that nobody decided)" in said(report)
    assert {(p.first, p.second): p.same for p in voice.pairs} == {
        ("a", "b"): pytest.approx(2 / 3),
        ("a", "machine"): 1.0,
        ("b", "machine"): pytest.approx(2 / 4),
    }
    write_report(report, tmp_path / "out")
    sheet_of_three = tmp_path / "out" / "adjudication.csv"
    rows = list(csv.DictReader(io.StringIO(sheet_of_three.read_text(encoding="utf-8-sig"))))
    assert [row["voice"] for row in rows] == ["outlet", "", "quoted"]
    settled = write_sheet(tmp_path / "settled.csv", voice=["outlet", "quoted", "quoted"])
    (again,) = report_agreement(files, machine=machine, adjudicated=settled).variables
    assert (again.machine_same, again.undecided) == (pytest.approx(2 / 3), 0)
    quoted = next(c for c in again.categories if c.value == "quoted")
    assert (quoted.n_decided, quoted.n_machine, quoted.n_both) == (2, 1, 1)
    assert (quoted.precision, quoted.recall) == (1.0, 0.5)


def test_speakers_agree_whatever_form_of_the_name_is_written(tmp_path: Path) -> None:
    a = write_sheet(tmp_path / "a.csv", speaker=["Ada Brook", "none", "a docker"])
    b = write_sheet(tmp_path / "b.csv", speaker=["Brook", "none", "Ivo Lund"])
    (speaker,) = report_agreement([a, b]).variables
    assert speaker.same == pytest.approx(2 / 3)


def test_a_unit_shows_where_its_speaker_stands(demo: Tables, demo_book: Codebook) -> None:
    units = [u for u in coding_units(demo, demo_book, seed=3) if u.kind == "quotation"]
    named = [u for u in units if u.machine["speaker"] != "none"]
    seen = [u for u in named if u.machine["speaker"].split()[-1] in u.context]
    assert len(seen) > 0.9 * len(named)
    assert sum(u.machine["speaker"].split()[-1] in u.sentence for u in named) < len(seen)


def test_unmarked_sentences_hold_no_mark(demo: Tables, demo_book: Codebook) -> None:
    units = [u for u in coding_units(demo, demo_book, seed=3) if u.kind == "sentence"]
    assert len(units) >= 20
    for name in ("mentions", "quotations"):
        for article, start, end in demo[name][["article_id", "start", "end"]].itertuples(index=False):
            assert not any(u.place[0] == article and u.place[1] < end and start < u.place[2] for u in units)


def test_what_was_marked_with_the_suites_marks_in_view_does_not_count(tmp_path: Path) -> None:
    mark = {"text": "A", "line": 1, "start": 4, "end": 7, "words": "mob", "concept": "c", "voice": "outlet"}
    mark["leaning"] = "against"
    data = {"form": MARKS_FORM, "set": "s", "group": 1, "coder": "kim", "words": {"A": [0, 4]}, "tool": [mark]}
    path = _text(tmp_path / "kim.json", json.dumps({**data, "marks": [mark], "before": []}))
    mine, _ = read_answers(path)
    assert mine.given["leaning"] == {}


def test_pages_of_other_texts_are_never_compared(tmp_path: Path) -> None:
    data = {"form": MARKS_FORM, "set": "s", "group": 1, "words": {"A": [0, 4]}, "marks": []}
    files = [
        _text(tmp_path / f"{coder}.json", json.dumps({**data, "coder": coder, "digest": digest}))
        for coder, digest in (("kim", "a1"), ("lee", "b2"))
    ]
    with pytest.raises(AnswersError, match="no unit was coded by two"):
        report_agreement(files)
