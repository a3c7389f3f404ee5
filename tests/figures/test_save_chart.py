from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from framing.figures.chart import Chart, save_chart
from framing.figures.dot_intervals import dot_panels
from framing.store.written_files import write_csv

ROWS = pd.DataFrame(
    {
        "key": ["mob", "crowd"],
        "outlet": ["A", "A"],
        "estimate": [0.25, 0.75],
        "low": [0.1, 0.5],
        "high": [0.5, 0.9],
        "unit": ["share", "share"],
        "n_articles": [3, 3],
        "n": [4, 4],
    }
)


def drawn() -> Figure:
    return dot_panels(ROWS, title="A <title> & $more$", subtitle="how to read it")


def chart(*, name: str = "labels", title: str = "", alt: str = "Dots.") -> Chart:
    return Chart(name, title, alt, drawn(), ROWS)


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    first = save_chart(chart(title="T"), out=tmp_path / "a")
    second = save_chart(chart(title="T"), out=tmp_path / "b")
    for one, other in ((first.png, second.png), (first.svg, second.svg), (first.csv, second.csv)):
        assert one.read_bytes() == other.read_bytes()


def test_a_layout_is_solved_once_and_holds_for_every_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    solved: list[Figure] = []
    solve = ConstrainedLayoutEngine.execute

    def counted(engine: ConstrainedLayoutEngine, figure: Figure) -> object:
        solved.append(figure)
        return solve(engine, figure)

    monkeypatch.setattr(ConstrainedLayoutEngine, "execute", counted)
    made = chart()
    canvas, dpi = made.figure.canvas, made.figure.dpi
    first, second = save_chart(made, out=tmp_path / "a"), save_chart(made, out=tmp_path / "b")
    assert solved == [made.figure]
    assert first.svg.read_bytes() == second.svg.read_bytes()
    assert first.png.read_bytes() == second.png.read_bytes()
    assert (made.figure.canvas, made.figure.dpi) == (canvas, dpi)


def test_files_carry_no_date_and_no_leftovers(tmp_path: Path) -> None:
    made = save_chart(chart(), out=tmp_path)
    assert not re.search(r"20\d\d-\d\d-\d\dT", made.svg.read_text(encoding="utf-8"))
    assert b"Software" not in made.png.read_bytes()[:2000]
    written = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file())
    assert written == ["charts/labels.png", "charts/labels.svg", "data/labels.csv"]


def test_alt_text_is_in_both_pictures_escaped(tmp_path: Path) -> None:
    alt = "Dots: <b>mob</b> & “crowd”"
    made = save_chart(chart(alt=alt, title="A & B"), out=tmp_path)
    root = ET.fromstring(made.svg.read_text(encoding="utf-8"))  # noqa: S314 (written a line above)
    spaces = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:desc", namespaces=spaces) == alt
    assert root.findtext("s:title", namespaces=spaces) == "A & B"
    assert root.get("role") == "img"
    with Image.open(made.png) as picture:
        assert picture.info["Description"] == alt
        assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("name", ["", "Label share", "../x", "a/b", "a--b", "-a", "ä"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="lower-case"):
        save_chart(chart(name=name), out=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_chart_without_alt_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="alt text"):
        save_chart(chart(alt=" "), out=tmp_path)


def test_formula_cells_are_made_harmless_and_numbers_kept(tmp_path: Path) -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain", None]
    write_csv(pd.DataFrame({"=head": cells, "n": [-1.5, 2, 3, 4, 5, 6, None]}), tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["'=head", "n"]
    assert [row[0] for row in rows] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "plain", ""]
    assert [row[1] for row in rows] == ["-1.5", "2.0", "3.0", "4.0", "5.0", "6.0", ""]
