"""Labels with commas, separators, quotation marks, percent signs and formulas, from codebook to ledger and CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from books import HEAD
from small_sets import write_set

from framing.annotate.codebook import Codebook
from framing.figures.chart import save_chart
from framing.figures.label_share import label_charts
from framing.findings.find import Findings, find
from framing.findings.finding import DIFFERENCE
from framing.findings.ledger_run import run_of
from framing.findings.published_tables import read_sheet
from framing.findings.read_ledger import read_ledger
from framing.findings.row_places import RowPlaces
from framing.findings.write_findings import write_findings
from framing.findings.write_ledger import LEDGER, write_ledger
from framing.measure.declared_contrast import DECLARED, contrast_key, contrast_of, declared_keys
from framing.measure.measure import CodedSet, MeasureKey
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE
from framing.store.open_set import open_set, set_codebook
from framing.store.written_files import write_csv
from framing.text.spreadsheet_cell import from_cell

# label -> how the texts print it
LABELS = {
    "dead, wounded": "casualties",
    "dead": "victims",
    "one | two": "rioters",
    '"so-called" crowd': "crowd",
    "“curly” mob": "mob",
    "50 % of them": "half",
    "100%s": "marchers",
    "=1+1": "pickets",
    "@gate": "guards",
    "<b>&amp;": "porters",
    "back\\slash": "dockers",
    " outer space ": "sailors",
}
A = ["dead, wounded", "one | two", '"so-called" crowd', "50 % of them", "=1+1", "<b>&amp;"]
B = [label for label in LABELS if label not in A]
SETTINGS = Settings(draws=300, seed=2)


def codebook() -> str:
    """One concept with all labels, and the contrast of ``A`` with ``B``; JSON's strings are TOML's."""
    made = HEAD + '[[concept]]\nid = "people"\nname = "the people"\nreferent = "r"\ninclude = "i"\n'
    for label, word in LABELS.items():
        made += f'[[concept.variant]]\nlabel = {json.dumps(label, ensure_ascii=False)}\npatterns = ["{word}"]\n'
    a, b = json.dumps(A, ensure_ascii=False), json.dumps(B, ensure_ascii=False)
    return f'{made}[[contrast]]\nconcept = "people"\na = {a}\nb = {b}\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six articles an outlet: Bay News prints the words of ``A``, the others those of ``B``."""
    made = tmp_path_factory.mktemp("odd") / "quay"
    texts, outlets = {}, {}
    for outlet in ("Bay News", "Quay Post", "Tide Herald"):
        words = [LABELS[label] for label in (A if outlet == "Bay News" else B)]
        for day in range(6):
            name = f"{outlet[:3].lower()}-{day}"
            said = " ".join(f"The {word} came to berth {day + n}." for n, word in enumerate(words))
            texts[name], outlets[name] = f"Port of {outlet} shut on day {day}\n\n{said}\n", outlet
    return write_set(made, texts, outlets=outlets, codebook=codebook())


@pytest.fixture(scope="module")
def opened(folder: Path) -> tuple[Tables, Codebook]:
    book = set_codebook(folder)
    assert book is not None
    return open_set(folder, parser="none", cache=folder / "cache"), book


@pytest.fixture(scope="module")
def found(opened: tuple[Tables, Codebook]) -> Findings:
    return find(opened[0], codebook=opened[1], settings=SETTINGS)


@pytest.fixture(scope="module")
def out(opened: tuple[Tables, Codebook], found: Findings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report's folder: findings, a chart with its data, the evidence and the ledger."""
    made = tmp_path_factory.mktemp("out")
    tables, book = opened
    write_findings(found, made)
    write_csv(found.evidence, made / "data" / "evidence.csv")
    (chart,) = label_charts(found.evidence, tables, book, confidence=0.95)
    save_chart(chart, out=made)
    run = run_of(tables, codebook=book, parameters={"seed": SETTINGS.seed}, parser="none")
    write_ledger(made, run, RowPlaces(CodedSet(tables, book, SETTINGS)))
    return made


def test_the_codebook_keeps_each_label_whole(opened: tuple[Tables, Codebook]) -> None:
    tables, book = opened
    assert [v.label for v in book.concept("people").variants] == list(LABELS)
    assert set(tables["mentions"]["variant"]) == set(LABELS)
    (key,) = declared_keys(book)
    assert contrast_of(key, book) == book.contrasts[0]


def test_two_contrasts_that_would_read_alike_have_two_keys(opened: tuple[Tables, Codebook]) -> None:
    contrast = opened[1].contrasts[0]
    sides = [(("a, b",), ("c",)), (("a", "b"), ("c",)), (("a",), ("b | c",)), (("a | b",), ("c",)), (('"a"',), ("c",))]
    keys = [contrast_key(contrast.model_copy(update={"a": a, "b": b})) for a, b in sides]
    assert len(set(keys)) == len(sides)


def test_the_declared_contrast_is_a_finding_that_opens_its_places(
    found: Findings, opened: tuple[Tables, Codebook], folder: Path
) -> None:
    (one,) = [
        f for f in found.findings if f.kind == DIFFERENCE and f.measure == DECLARED.name and f.outlet == "Bay News"
    ]
    assert one.tier == "supported"
    assert MeasureKey(one.measure, one.group, one.key) == declared_keys(opened[1])[0]
    for label in LABELS:
        assert f"“{label}”" in one.sentence  # whole, and no part of it as a label of its own
    assert "“wounded”" not in one.sentence
    printed = [
        (folder / "texts" / f"{p.article_id}.txt").read_text(encoding="utf-8")[p.start : p.end] for p in one.spans
    ]
    assert sorted(printed) == sorted(6 * [LABELS[label] for label in A])


def test_the_chart_draws_each_label_and_its_csv_holds_it(out: Path) -> None:
    svg = (out / "charts" / "label-share-people.svg").read_text(encoding="utf-8")
    assert "<b>" not in svg
    with (out / "data" / "label-share-people.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["key"] for row in csv.DictReader(file)]
    assert {from_cell(cell) for cell in cells} == set(LABELS)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]  # a spreadsheet runs none


def test_the_ledger_is_read_back_as_it_was_written(out: Path, found: Findings, folder: Path) -> None:
    _, sheets, behind = read_ledger(out / LEDGER)
    published = read_sheet(out / "data" / "evidence.csv")
    assert sheets["evidence"].rows == published.rows
    assert len(published.rows) == len(found.evidence)
    used = {(label, "Bay News" if label in A else "Quay Post") for label in LABELS}
    seen = set()
    for (table, key, nth), places in behind.items():
        cells = {name: from_cell(value) for name, value in key}
        which = cells.get("key", ""), cells.get("outlet", "")
        if table != "evidence" or cells.get("measure") != LABEL_SHARE.name or which not in used:
            continue
        seen.add(which)
        assert nth == 0
        texts = [
            (folder / "texts" / f"{p.article_id}.txt").read_text(encoding="utf-8")[p.start : p.end] for p in places
        ]
        assert texts == 6 * [LABELS[which[0]]]
    assert seen == used
    (declared,) = [
        places
        for (table, key, _), places in behind.items()
        if table == "evidence" and {("measure", DECLARED.name), ("outlet", "Bay News")} <= set(key)
    ]
    assert len(declared) == 6 * len(A)


def test_findings_json_gives_keys_that_the_codebook_knows(out: Path, opened: tuple[Tables, Codebook]) -> None:
    given = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    declared = [f for f in given if f["measure"] == DECLARED.name and f["outlet"]]
    assert declared
    for one in declared:
        assert contrast_of(MeasureKey.of(one), opened[1]) == opened[1].contrasts[0]
        assert one["spans"]
