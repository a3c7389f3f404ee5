"""The recipe "add a measure", followed to the letter in a copy of the package, and its report made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from outlet_sets import CODEBOOK, OUTLETS, REPORT, texts
from small_notebooks import PARAMETERS, notebook, write
from small_sets import write_set

from framing.findings.read_ledger import read_ledger
from framing.measure.place import Place

ROOT = Path(__file__).parents[2]

# Step 1: how often sentences of the body end in an exclamation mark. It reads the texts themselves.
MEASURE = '''\
"""How often an outlet's sentences shout."""

from framing.measure.measure import CodedSet, Measure, Row, of_outlet
from framing.measure.place import Places, places_in
from framing.measure.row_sentence import Said, times, with_others
from framing.measure.tables import ARTICLE_MEASURE, frame


def _shouted(coded: CodedSet):
    sentences = coded.tables["sentences"].merge(coded.tables["articles"][["article_id", "outlet", "cluster"]])
    body = sentences[sentences["part"] == "body"]
    places = zip(body["article_id"], body["start"], body["end"])
    return body.assign(shouted=[coded.tables.texts[a][s:e].rstrip().endswith("!") for a, s, e in places])


def _rows(coded: CodedSet):
    made = _shouted(coded).groupby(["article_id", "outlet", "cluster"], as_index=False).agg(
        value=("shouted", "sum"), base=("shouted", "size")
    )
    about = {"measure": "exclamation share", "group": "", "key": "exclamation mark", "unit": "share"}
    return frame(ARTICLE_MEASURE, made.assign(**about).to_dict("records"))


def _places(coded: CodedSet, row: Row) -> Places:
    mine = of_outlet(_shouted(coded), row)
    return places_in(mine[mine["shouted"]])


def _clause(said: Said, codebook) -> str:
    return f"{said.outlet} ended its sentences with an exclamation mark in {times(said, said.counts)}"


EXCLAMATIONS = Measure(
    name="exclamation share", rows=_rows, counts="sentences", places=_places, sentence=with_others(_clause)
)
'''


def follow(package: Path) -> None:
    """Steps 1 and 2: a file with a record, and a line in ``MEASURES`` (with its import)."""
    (package / "measure" / "exclamations.py").write_text(MEASURE, encoding="utf-8")
    listed = package / "measure" / "measures.py"
    before = listed.read_text(encoding="utf-8")
    first = "from framing.measure.measure import"
    last = "    TONE,\n)"
    assert before.count(first) == before.count(last) == 1
    after = before.replace(first, f"from framing.measure.exclamations import EXCLAMATIONS\n{first}")
    listed.write_text(after.replace(last, "    TONE,\n    EXCLAMATIONS,\n)"), encoding="utf-8")


def shouting() -> dict[str, str]:
    """The texts of the invented set, where Quay Post shouts two of its four sentences."""
    made = texts()
    return {
        name: text.replace("through the night.", "through the night!").replace("hours.\n", "hours!\n")
        if name.startswith("quay")
        else text
        for name, text in made.items()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipe")
    shutil.copytree(ROOT / "framing", folder / "house" / "framing", ignore=shutil.ignore_patterns("__pycache__"))
    follow(folder / "house" / "framing")
    outlets = {name: OUTLETS[name.split("-")[0]] for name in shouting()}
    write_set(folder / "corpus" / "quay", shouting(), outlets=outlets, codebook=CODEBOOK)
    shown = "from framing.show.finding_lists import finding_list\nfinding_list(found.findings, tables)"
    write(notebook(REPORT, shown, parameters=PARAMETERS), folder / "house" / "notebooks" / "04_report.ipynb")
    (folder / "params.yaml").write_text(
        "article_set: corpus/quay\nout: out\nparser: none\nseed: 1\ndraws: 200\n", encoding="utf-8"
    )
    own = {**os.environ, "PYTHONPATH": str(folder / "house"), "FRAMING_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "framing", "report", "params.yaml"],
        cwd=folder,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return folder


def test_it_is_a_finding_with_sentence_tier_and_places(made: Path) -> None:
    found = json.loads((made / "out" / "findings.json").read_text(encoding="utf-8"))["findings"]
    (one,) = [f for f in found if f["measure"] == "exclamation share" and f["outlet"] == "Quay Post"]
    assert one["sentence"].startswith(
        "Quay Post ended its sentences with an exclamation mark in 12 of 24 sentences (50 %; 95 % interval "
    )
    assert "The other outlets did so in 0 of 48 (0 %)" in one["sentence"]
    # the codebook of this set declares its contrasts: what was not declared stays suggestive
    assert (one["tier"], one["counts"], one["n"], one["estimate"]) == ("suggestive", "sentences", 24, 0.5)
    assert len(one["spans"]) == 12
    printed = shouting()
    assert all(printed[article][start:end].rstrip().endswith("!") for article, start, end in one["spans"])


def test_it_stands_in_the_one_evidence_table_with_the_same_numbers(made: Path) -> None:
    evidence = pd.read_csv(made / "out" / "data" / "evidence.csv", keep_default_na=False)
    mine = evidence[evidence["measure"] == "exclamation share"].set_index("outlet")
    assert set(mine.index) == set(OUTLETS.values())
    assert set(mine["counts"]) == {"sentences"}
    found = json.loads((made / "out" / "findings.json").read_text(encoding="utf-8"))["findings"]
    (one,) = [f for f in found if f["measure"] == "exclamation share" and f["outlet"] == "Quay Post"]
    row = mine.loc["Quay Post"]
    assert (row["tier"], float(row["estimate"])) == (one["tier"], one["estimate"])
    assert float(row["p"]) == pytest.approx(one["p"])
    # it is corrected with all others: the family of a finding on naming counts it too
    assert len({f["n_tested"] for f in found if f["tier"] == "suggestive" and f["n_tested"]}) == 1


def test_its_rows_of_the_ledger_have_their_spans(made: Path) -> None:
    _, sheets, behind = read_ledger(made / "out" / "ledger.jsonl")
    rows = [
        (dict(key)["outlet"], name, behind[name, key, nth])
        for name in ("evidence", "findings")
        for key, nth in sheets[name].rows
        if dict(key)["measure"] == "exclamation share"
    ]
    assert {name for _, name, _ in rows} == {"evidence", "findings"}
    printed = shouting()
    for outlet, _, spans in rows:
        assert len(spans) == (12 if outlet == "Quay Post" else 0)
        assert all(isinstance(p, Place) and printed[p.article_id][p.start : p.end].endswith("!") for p in spans)


def test_the_report_s_page_says_it(made: Path) -> None:
    page = (made / "out" / "index.html").read_text(encoding="utf-8")
    assert "Quay Post ended its sentences with an exclamation mark in 12 of 24 sentences" in page
    assert "Show 12 places" in page
