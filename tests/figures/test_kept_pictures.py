"""Pictures from the cache are those that would be drawn, and nothing is trusted that was not written there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from framing.figures import kept_pictures
from framing.figures.chart import Chart, save_chart
from framing.figures.drawn_once import Drawing

Files = tuple[bytes, bytes, bytes, bytes]


def drawn(*, high: float = 3.0) -> Figure:
    figure = Figure(figsize=(2, 1))
    figure.subplots().plot([1, 2], [1, high])
    return figure


def files(out: Path, *, title: str = "T", n: int = 1, high: float = 3.0) -> Files:
    made = save_chart(Chart("dots", title, "Dots.", drawn(high=high), pd.DataFrame({"n": [n]})), out=out)
    return made.png.read_bytes(), made.svg.read_bytes(), made.csv.read_bytes(), made.pictures.screen_png


@pytest.fixture
def drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Drawing]:
    """An empty cache; the drawings of which pictures were made from now on."""
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    seen: list[Drawing] = []
    make = Drawing.picture

    def counted(drawing: Drawing, *, dpi: int) -> object:
        seen.append(drawing)
        return make(drawing, dpi=dpi)

    monkeypatch.setattr(Drawing, "picture", counted)
    return seen


def test_the_same_chart_is_drawn_once_and_its_files_are_the_same(tmp_path: Path, drawings: list[Drawing]) -> None:
    first = files(tmp_path / "a")
    second = files(tmp_path / "b")
    assert (first, len(drawings)) == (second, 1)


@pytest.mark.parametrize("other", [{"title": "U"}, {"n": 2}, {"high": 3.001}])
def test_what_shows_something_else_is_drawn(
    tmp_path: Path, drawings: list[Drawing], other: dict[str, str | int | float]
) -> None:
    files(tmp_path / "a")
    files(tmp_path / "b", **other)  # type: ignore[arg-type]
    assert len(drawings) == 2


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_damaged_entry_is_made_again(tmp_path: Path, drawings: list[Drawing], place: int) -> None:
    first = files(tmp_path / "a")
    (entry,) = (f for f in (tmp_path / "cache" / "charts").rglob("*") if f.is_file())
    content = bytearray(entry.read_bytes())
    content[place] ^= 1
    entry.write_bytes(bytes(content))
    assert files(tmp_path / "b") == first
    assert len(drawings) == 2
    entry.write_bytes(b"")
    assert files(tmp_path / "c") == first


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = files(tmp_path / "a")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "file" / "cache"))
    assert files(tmp_path / "b") == first
    assert len(drawings) == 2


def test_a_shelf_keeps_the_latest(tmp_path: Path, drawings: list[Drawing], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pictures, "_MOST", 2)
    monkeypatch.setattr(kept_pictures, "digest_of", lambda parts: "00" + str(abs(hash(tuple(parts)))).zfill(40))
    for n in range(4):
        files(tmp_path / "a", n=n)
    kept = [f for f in (tmp_path / "cache" / "charts").rglob("*") if f.is_file()]
    assert (len(kept), len(drawings)) == (2, 4)
