"""The note of a checked sample inside a chart's own files."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from framing.figures.chart import Chart, save_chart
from framing.figures.footnote import png_with_footnote, write_footnotes
from framing.reports.inline_drawing import inline_drawing

NOTE = "6 of 9 drawn units (of 40) were checked by 2 coders, α .71 <speaker> & more, which runs on over lines. " * 2


def kept(folder: Path) -> None:
    figure = Figure(figsize=(3, 2), layout="constrained")
    figure.add_subplot().plot([1, 2, 3])
    save_chart(Chart("quay", "At the quay", "A line that rises.", figure, pd.DataFrame({"n": [1]})), out=folder)


def test_the_note_stands_in_drawing_and_picture_and_in_what_they_say(tmp_path: Path) -> None:
    kept(tmp_path)
    charts = tmp_path / "charts"
    before = Image.open(io.BytesIO((charts / "quay.png").read_bytes()))
    bare = (charts / "quay.svg").read_text("utf-8")
    write_footnotes(charts, NOTE)
    svg = (charts / "quay.svg").read_text("utf-8")
    picture = Image.open(charts / "quay.png")
    assert "&lt;speaker&gt; &amp; more" in svg
    assert svg.count("were checked by 2 coders") > bare.count("were checked")
    assert NOTE.strip() in picture.text["Description"]  # type: ignore[attr-defined]
    assert picture.text["Title"] == "At the quay"  # type: ignore[attr-defined]
    assert picture.height > before.height
    assert picture.crop((0, 0, *before.size)).tobytes() == before.convert("RGB").tobytes()
    strip = picture.crop((0, before.height, *picture.size)).convert("L")
    assert strip.getextrema()[0] < 150
    margin = picture.crop((picture.width - 8, before.height, *picture.size)).convert("L")
    assert margin.getextrema() == (255, 255), "the note runs out of the picture"
    on_page = inline_drawing(charts / "quay.svg", place="p", alt="A line that rises.")
    assert on_page is not None
    assert "drawn units" in on_page


def test_no_note_no_picture_no_change(tmp_path: Path) -> None:
    kept(tmp_path)
    charts = tmp_path / "charts"
    (charts / "other.svg").write_text("no drawing", encoding="utf-8")
    (charts / "other.png").write_bytes(b"no picture")
    before = {p.name: p.read_bytes() for p in charts.iterdir()}
    write_footnotes(charts, "")
    write_footnotes(tmp_path / "none", NOTE)
    assert {p.name: p.read_bytes() for p in charts.iterdir()} == before
    write_footnotes(charts, NOTE)
    for name in ("other.svg", "other.png"):
        assert (charts / name).read_bytes() == before[name]
    assert png_with_footnote(before["quay.png"], NOTE) == png_with_footnote(before["quay.png"], NOTE)
