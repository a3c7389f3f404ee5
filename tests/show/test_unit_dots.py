"""The first screen's chart: a dot a sentence, of the concept that outlets name most differently."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from books import HEAD, concept
from small_sets import CODEBOOK, TEXTS, make_set, write_set

from framing.findings.context import Context
from framing.show.unit_dots import MOST_OUTLETS, unit_dots
from framing.store.open_set import open_set, set_codebook

ROW = re.compile(
    r'tabindex="-1" class="unit c(\d)" popovertarget="([^"]+)">'
    r'<b>([^<]*)</b> <span class="count"><span[^>]*>([●○]*)</span> <small>(\d+)</small></span>'
)


def shown(folder: Path, *, book: bool = True) -> str:
    tables = open_set(folder, parser="none", cache=folder.parent / "cache")
    return str(unit_dots(Context(tables, set_codebook(folder, codebook=None) if book else None)).html)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shown(make_set(tmp_path_factory.mktemp("dots") / "quay"))


def test_each_use_in_own_voice_is_one_dot_that_opens_its_sentence(page: str) -> None:
    rows = [(name, dots, n) for _, _, name, dots, n in ROW.findall(page)]
    one, two = ("●", "1"), ("●●", "2")
    assert rows == [("dock workers", *one), ("strikers", *one), ("militants", *one), ("strikers", *two)]
    assert "<b>What each outlet itself calls: People at the quay</b>" in page
    for _, opened, *_ in ROW.findall(page):
        assert f'id="{opened}"' in page


def test_keys_stop_at_the_chart_once_and_reach_every_row_from_there(page: str) -> None:
    figure, listed = page.split('<section popover class="kwic" id="unit-rows"', 1)
    assert re.findall(r'<button class="opens" popovertarget="([^"]+)"', figure) == ["unit-rows"]
    rows = re.findall(r'<button class="opens" popovertarget="([^"]+)">([^<]*)<', listed.split("</section>", 1)[0])
    assert rows == [(opened, f"{name} ({n})") for _, opened, name, _, n in ROW.findall(page)]


def test_one_name_has_one_colour_wherever_it_stands(page: str) -> None:
    colours = {name: colour for colour, _, name, _, _ in ROW.findall(page)}
    assert len(set(colours.values())) == len(colours)


def test_without_a_codebook_the_dots_are_quotations_by_speaker(tmp_path: Path) -> None:
    page = shown(make_set(tmp_path / "quay", codebook=None), book=False)
    assert "<b>Whom each outlet quotes most</b>" in page
    assert {name for _, _, name, _, _ in ROW.findall(page)} >= {"Ana Ruiz"}


def test_whom_outlets_quote_are_those_with_a_name(tmp_path: Path) -> None:
    said = "“We will stay on this quay until the pact is signed,” {} said.\n"
    texts = {
        "one": f"Strike\n\n{said.format('Ada Brook')}\n{said.format('members')}",
        "two": f"Strike\n\n{said.format('Ivo Marsh')}",
    }
    page = shown(make_set(tmp_path / "quay", texts=texts, codebook=None), book=False)
    assert {name for _, _, name, _, _ in ROW.findall(page)} == {"Ada Brook", "Ivo Marsh"}


def test_outlets_that_all_use_one_name_are_no_chart_of_names(tmp_path: Path) -> None:
    texts = dict.fromkeys(("one", "two"), "Strike\n\nThe strikers stayed on the quay until the evening.\n")
    assert shown(make_set(tmp_path / "quay", texts=texts)) == ""


def test_many_uses_share_a_dot_and_it_says_so(tmp_path: Path) -> None:
    texts = {
        "one": "Strike\n\n" + "The strikers stayed on the quay. " * 40,
        "two": "Strike\n\nThe militants stayed on the quay.\n",
    }
    page = shown(make_set(tmp_path / "quay", texts=texts))
    assert "One dot: up to 5 " in page
    assert ("strikers", "●" * 8, "40") in {(name, dots, n) for _, _, name, dots, n in ROW.findall(page)}


def test_more_outlets_than_fit_are_counted_and_those_that_use_a_name_come_first(tmp_path: Path) -> None:
    texts = {f"silent-{k}": "Weather\n\nIt rained all day on the hills.\n" for k in range(MOST_OUTLETS)} | TEXTS
    page = shown(make_set(tmp_path / "quay", texts=texts))
    assert page.count("<li><p") == MOST_OUTLETS
    assert "3 more outlets further down." in page
    assert len(ROW.findall(page)) == 4


def test_names_from_a_codebook_and_of_outlets_are_escaped(tmp_path: Path) -> None:
    book = HEAD + concept("crew", ("{0} <b>", "strikers"), ("mob", "militants"), called="{} crew <script>")
    texts = {"one": "Strike\n\nThe strikers stayed.\n", "two": "Strike\n\nThe militants stayed.\n"}
    folder = write_set(tmp_path / "quay", texts, outlets={"one": "<script>", "two": "B"}, codebook=book)
    page = shown(folder)
    assert "<script" not in page
    assert "{0} &lt;b&gt;" in page


def test_no_articles_in_common_words_give_nothing(tmp_path: Path) -> None:
    texts = {"one": "Strike\n\nIt rained.\n", "two": "Strike\n\nIt snowed.\n"}
    assert shown(make_set(tmp_path / "quay", texts=texts, codebook=CODEBOOK)) == ""
