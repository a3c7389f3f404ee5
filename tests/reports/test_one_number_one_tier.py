"""One number has one meaning in a report: the same estimate, p and tier in every table and in the findings."""

from __future__ import annotations

import csv
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.findings.find import find
from framing.findings.finding import DIFFERENCE
from framing.measure.measure import MeasureKey
from framing.measure.settings import Settings
from framing.reports.make_report import run_report
from framing.stats.tiers import TIERS
from framing.store.open_set import open_set, set_codebook
from framing.text.spreadsheet_cell import from_cell

# The notebooks that publish rows with a tier.
NOTEBOOKS = ("02_term_choice", "03_quotations", "04_report", "06_wording", "07_actors", "80_robustness")

SEED, DRAWS = 5, 100

Number = tuple[MeasureKey, str]
Told = tuple[str, float | None, float | None]


def number(cell: object) -> float | None:
    return None if cell in ("", None) else float(str(cell))


def told(row: dict[str, object]) -> tuple[Number, Told]:
    """Which number a row is of, and what it says: tier, p, estimate."""
    cells = {name: from_cell(value) if isinstance(value, str) else value for name, value in row.items()}
    which = MeasureKey.of(cells), str(cells["outlet"])
    return which, (str(cells["tier"]), number(cells["p"]), number(cells["estimate"]))


def tables(out: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Rows with a tier of every table under ``data/``, with the table's name; rankings of words have no measure."""
    for path in sorted((out / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if rows and {"tier", "measure"} <= rows[0].keys():
            yield from ((path.name, dict(row)) for row in rows)


@pytest.fixture(scope="module", params=["demo", "embassy"])
def out(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The report of the demo set and that of the real one, without a parse and with few draws: quicker, same tables."""
    base = tmp_path_factory.mktemp("report")
    if request.param == "demo":
        shutil.copytree(root / "corpus" / "harbour-blockade", base / "set")
    else:
        texts: Path = request.getfixturevalue("iraq") / "texts"
        ours = root / "corpus" / "iraq-embassy-2020"
        shutil.copytree(ours, base / "set", ignore=shutil.ignore_patterns("texts"))
        shutil.copytree(texts, base / "set" / "texts")
    params = base / "set.yaml"
    params.write_text(
        f"article_set: set\nout: out\nparser: none\nseed: {SEED}\ndraws: {DRAWS}\n"
        f"notebooks: [{', '.join(NOTEBOOKS)}]\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(base / "cache"))
        yield run_report(params).out


def test_every_table_and_the_findings_say_what_the_one_comparison_says(out: Path) -> None:
    compared = find(
        open_set(out.parent / "set", parser="none", cache=out.parent / "cache"),
        codebook=set_codebook(out.parent / "set"),
        settings=Settings(draws=DRAWS, seed=SEED),
    ).evidence
    plain = compared.astype(object).where(compared.notna(), "")
    one = dict(told({str(k): v for k, v in row.items()}) for row in plain.to_dict("records"))
    assert len(one) == len(compared)
    published = [(name, *told(row)) for name, row in tables(out)]
    found = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    published += [("findings.json", *told(row)) for row in found if row["kind"] == DIFFERENCE]
    assert [(name, which, what, one.get(which)) for name, which, what in published if one.get(which) != what] == []
    # not an empty promise: most tables of the report take part, with hundreds of rows
    assert len(published) > 300
    assert len({name for name, _, _ in published}) >= 8
    assert {what[0] for _, _, what in published} >= {"descriptive", "not testable"}


def test_two_tables_of_a_report_say_the_same_of_a_number(out: Path) -> None:
    said: defaultdict[Number, dict[str, Told]] = defaultdict(dict)
    for name, row in tables(out):
        which, what = told(row)
        assert what[0] in (*TIERS, ""), (name, which)
        assert said[which].setdefault(name, what) == what, f"{name} has {which} twice"
    for row in json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]:
        if row["kind"] == DIFFERENCE:
            which, what = told(row)
            said[which]["findings.json"] = what
    assert {which: files for which, files in said.items() if len(set(files.values())) > 1} == {}


def test_no_table_gives_a_tier_to_a_number_that_was_not_tested(out: Path) -> None:
    for name, row in tables(out):
        _, (tier, p, _) = told(row)
        assert p is None or tier != "", (name, row)
        assert tier not in ("supported", "suggestive") or p is not None, (name, row)


def test_words_are_ranked_and_never_tested(out: Path) -> None:
    for name in ("keyness.csv", "keyness-map.csv"):
        with (out / "data" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["tier"] for row in rows} == {"descriptive"}
        assert "p" not in rows[0]
