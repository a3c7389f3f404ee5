"""Marks of charts open the sentences that they stand for, by mouse, touch and keys, each list once on a page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from browsing import chromium
from markupsafe import Markup
from matplotlib.figure import Figure
from small_sets import CODEBOOK, TEXTS, write_set

from framing.figures.chart import Chart, save_chart
from framing.figures.label_share import label_charts
from framing.figures.marks import at, cells_at
from framing.findings.find import find
from framing.findings.row_places import RowPlaces
from framing.measure.concept_mentions import concept_names
from framing.measure.measure import CodedSet
from framing.measure.settings import Settings
from framing.reports.chart_marks import ChartMarks, marks_of
from framing.reports.inline_drawing import inline_drawing
from framing.reports.page_sections import Section, shared_lists
from framing.show.sentence_list import Line, SentenceList
from framing.show.sentences_behind import reader_of
from framing.store.open_set import open_set, set_codebook

HOSTILE = '"><script>alert(1)</script>&outlet=x'


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[ChartMarks, Chart]:
    folder = tmp_path_factory.mktemp("marks")
    write_set(folder / "set", TEXTS, outlets={name: f"Outlet {name}" for name in TEXTS}, codebook=CODEBOOK)
    tables = open_set(folder / "set", parser="none", cache=folder / "cache")
    book = set_codebook(folder / "set", codebook=None)
    found = find(tables, codebook=book, settings=Settings(draws=100))
    chart = label_charts(found.evidence, tables, book, confidence=0.95)[0]
    save_chart(chart, out=folder)
    places = RowPlaces(CodedSet(tables, book, Settings()))
    return ChartMarks(folder, places, reader_of(tables), concept_names(tables, book)), chart


def test_each_dot_lies_in_the_drawing_and_opens_its_label_s_sentences(drawn: tuple[ChartMarks, Chart]) -> None:
    marks, chart = drawn
    used = chart.data[chart.data["estimate"] > 0]
    placed = marks_of(marks.draft / "charts" / f"{chart.name}.svg")
    assert {(m.cells["outlet"], m.cells["key"]) for m in placed} == set(zip(used["outlet"], used["key"], strict=True))
    assert all(0 < m.x < 100 and 0 < m.y < 100 for m in placed)
    buttons, listed, lists = marks.over(chart.name, title=chart.title, place="p-1")
    assert buttons.count("<button") <= len(placed)
    every, *crowds = listed.split("<section")[1:]
    assert set(re.findall(r'popovertarget="(ev-\w+)"', every)) == {one.id for one in lists}
    # each is reached by a touch on the drawing too: its own button, or one of a crowd that lists it
    assert set(re.findall(r'"(ev-\w+)"', buttons + "".join(crowds))) == {one.id for one in lists}
    for one in lists:
        label, *_, outlet = one.what.split(" · ")
        assert {line.outlet for line in one.lines} == {outlet}
        assert all(line.marked for line in one.lines), label


def test_a_chart_without_such_marks_opens_nothing(drawn: tuple[ChartMarks, Chart]) -> None:
    marks, _ = drawn
    figure = Figure()
    figure.subplots().plot([1], [1], "o")
    save_chart(Chart("plain", "x", "x", figure, pd.DataFrame({"outlet": ["A"]})), out=marks.draft)
    assert marks.over("plain", title="x", place="p-2") == ("", "", ())
    assert marks.over("absent", title="x", place="p-3") == ("", "", ())


def test_marks_drawn_in_one_go_stand_each_for_its_own_row(tmp_path: Path) -> None:
    figure = Figure()
    figure.subplots().plot([1, 2, 3], [1, 1, 1], "o", gid=at(article_id=["a", "b", "c"]))
    saved = save_chart(Chart("row", "x", "x", figure, pd.DataFrame()), out=tmp_path)
    found = marks_of(saved.svg)
    assert [m.cells["article_id"] for m in found] == ["a", "b", "c"]
    assert found[0].x < found[1].x < found[2].x


def test_any_cell_comes_back_as_it_was() -> None:
    assert cells_at(at(outlet=HOSTILE, key="a b|é")) == {"outlet": [HOSTILE], "key": ["a b|é"]}


def test_strokes_of_one_look_are_one_path_and_specks_of_a_hatch_are_squares(tmp_path: Path) -> None:
    speck = "M 1 2 C 1 2.2 0.8 2.2 0.8 2 C 0.8 1.8 1 1.8 1 2 z"
    stroke = '<path style="fill: none; stroke: red" d="{}"/>'
    strokes = "".join(map(stroke.format, ("M 1 1 L 1 4", "M 2 1 L 5 1", "M 3 1 L 4 2")))
    whole = f'<defs><pattern id="h"><path d="{speck}"/></pattern></defs><rect fill="url(#h)"/>{strokes}'
    (tmp_path / "x.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{whole}</svg>', encoding="utf-8")
    made = str(inline_drawing(tmp_path / "x.svg", place="x", alt="x"))
    assert '<path d="M1 1V4M2 1H5M3 1L4 2"/>' in made
    assert '<path d="M.8 1.8H1v.4H.8z"/>' in made


def section(**of: object) -> Section:
    empty = Section("s", "t", Markup(""), (), {}, {}, Markup(""), folded=False, notebook="n.ipynb")
    return replace(empty, **of)  # type: ignore[arg-type]


def test_the_same_sentences_are_one_list_which_says_all_that_it_is() -> None:
    line = Line("Bay News", "2020-01-01", "a", "The ", "mob", " came.")
    number = SentenceList("ev-" + "1" * 12, "Bay News: mob", (line,))
    other = SentenceList("ev-" + "2" * 12, "Bay News: all", (line,))
    mark = SentenceList("ev-" + "3" * 12, "mob · Bay News", (line,))
    alone = SentenceList("ev-" + "4" * 12, "crowd", tuple(replace(line, before="w " * 200) for _ in range(9)))
    body = Markup("").join(Markup('<button popovertarget="{}">').format(x.id) for x in (number, other, mark, alone))
    marked = {one.id: one for one in (mark, alone)}
    (made,), lists = shared_lists([section(body=body, opened={number.id: number, other.id: other}, marked=marked)])
    assert re.findall(r'"(ev-\d+)"', made.body) == ["ev-0"] * 3 + ["ev-1"]
    assert [one.id for one in lists] == ["ev-0", "ev-1"]
    assert [one.what for one in lists] == ["Bay News: mob / Bay News: all", "crowd"]
    assert len(lists[1].lines) + lists[1].more == 9
    assert all(one.before.startswith("… w") and len(one.before) < 130 for one in lists[1].lines)


@pytest.mark.browser
def test_a_mark_opens_by_mouse_and_from_the_list_by_keys(drawn: tuple[ChartMarks, Chart], tmp_path: Path) -> None:
    marks, chart = drawn
    buttons, listed, lists = marks.over(chart.name, title=chart.title, place="p-1")
    rules = ".plot{position:relative;width:816px;height:600px}.plot>button{position:absolute;width:24px;height:24px}"
    style = f"<style>{rules}</style>"
    shown = Markup("").join(one.html() for one in lists)
    page = f'<!doctype html>{style}<div class="plot">{buttons}</div>{listed}{shown}'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with chromium() as browser:
        view = browser.new_page()
        view.goto((tmp_path / "page.html").as_uri())
        first = view.locator(".plot > button[popovertarget^=ev-]").first
        opened = view.locator(f"#{first.get_attribute('popovertarget')}")
        first.click()
        assert opened.is_visible()
        view.keyboard.press("Escape")
        assert not opened.is_visible()
        for key in ("Tab", "Enter", "Tab", "Tab", "Enter"):
            view.keyboard.press(key)
        assert view.locator(".kwic[id^=ev-]:popover-open").count() == 1
