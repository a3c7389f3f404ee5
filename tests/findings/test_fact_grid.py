"""The fact grid: who says it, who says it differently, and what no sentence was found for after looking."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.fact_grid import DIFFERENTLY, NOT_FOUND, SAYS, TO_CHECK, FactGrid, fact_grid
from framing.store.open_set import open_set

TOP = "Ferry strike\n\n"
FACT = "Police counted 2,400 passengers of the ferry at the harbour gate on Tuesday morning.\n"

OTHER_WORDS = "In the early hours the harbour police counted passengers of the stopped ferry, no fewer than ever.\n"


def grid_of(tmp_path: Path, **texts: str) -> FactGrid:
    folder = make_set(tmp_path / "quay", texts=texts, codebook=None)
    return fact_grid(Context(open_set(folder, cache=tmp_path)))


def cells(found: FactGrid, fact: int = 0) -> dict[str, str]:
    mine = found.cells[found.cells["fact"] == fact]
    return dict(zip(mine["outlet"], mine["cell"], strict=True))


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        (FACT.replace("2,400", "3,900"), DIFFERENTLY),
        (FACT.replace("2,400", "2,410"), SAYS),
        ("Nobody sailed.\n", NOT_FOUND),
        (OTHER_WORDS, TO_CHECK),
    ],
)
def test_each_outlet_has_one_cell(tmp_path: Path, third: str, expected: str) -> None:
    found = grid_of(tmp_path, a=TOP + FACT, b=TOP + FACT, c=TOP + third)
    assert cells(found) == {"A": SAYS, "B": SAYS, "C": expected}
    (first, *_) = found.facts.to_dict("records")
    assert first["who"] == "Police"
    assert first["did"] == "count"
    assert "2,400" in str(first["numbers"])


def test_every_fact_has_a_cell_an_outlet_and_a_place(tmp_path: Path) -> None:
    found = grid_of(tmp_path, a=TOP + FACT, b=TOP + "“We stay,” said Ana Ruiz, who leads the crews.\n")
    assert len(found.cells) == 2 * len(found.facts)
    said = found.cells[found.cells["cell"].isin([SAYS, DIFFERENTLY])]
    assert (said["end"] > said["start"]).all()
    assert (found.cells[~found.cells["cell"].isin([SAYS, DIFFERENTLY])]["end"] == 0).all()


def test_without_texts_there_is_no_grid(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay", texts={"a": TOP + FACT}, codebook=None)
    tables = open_set(folder, cache=tmp_path)
    assert fact_grid(Context(type(tables)(tables.set_id, "", "", tables.frames))).facts.empty
