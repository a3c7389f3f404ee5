"""What a cell shows is styled by the page's rules, only those it needs, and only inside its own output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import chromium
from markupsafe import Markup

from framing.show.notebook_style import in_notebook
from framing.show.sentence_list import Line, SentenceList
from framing.show.shown import grid, prose, say

OPENED = SentenceList("ev-0123456789ab", "Star: “said”", (Line("Star", "2025-01-02", "one", "She ", "said", " so."),))


def rules(shown: object) -> str:
    return str(shown).partition("<style>")[2].partition("</style>")[0]


def test_a_cell_has_the_rules_of_what_it_holds_and_no_others() -> None:
    assert ".fr-shown .kwic " not in rules(say("nothing opens here")._repr_html_())
    styled = rules(in_notebook(OPENED.html()))
    assert ".fr-shown .kwic .close{" in styled
    assert ".fr-shown .tier" not in styled
    table = rules(grid(["Outlet", "n"], [["Star", "1"]], caption="Articles")._repr_html_())
    assert ".fr-shown caption{" in table
    assert ".fr-shown .num{" in table
    assert len(table) < 3_000


def test_no_rule_reaches_beyond_the_output() -> None:
    every = in_notebook(OPENED.html() + Markup('<p class="note c0 dots finding unit tier supported versions">…</p>'))
    flat = re.sub(r"@[^{]+\{", "", rules(every))
    selectors = [one for part in re.findall(r"([^{}]+)\{", flat) for one in re.split(r",(?![^(]*\))", part)]
    assert len(selectors) > 25
    assert [one for one in selectors if not one.strip().startswith(".fr-shown")] == []


def test_the_page_itself_gets_no_rules_of_a_cell() -> None:
    assert "<style>" not in str(prose(OPENED.html()).html)


def test_words_of_an_article_add_no_rule_of_their_own() -> None:
    hostile = "</style><script>alert(1)</script> .x{color:red}"
    shown = say(hostile)._repr_html_()
    assert "<script>" not in shown
    assert shown.count("</style>") == 1


@pytest.mark.browser
def test_the_list_that_opens_is_styled_in_a_browser(tmp_path: Path) -> None:
    button = Markup('<button class="opens" popovertarget="{}">1</button>').format(OPENED.id)
    (tmp_path / "cell.html").write_text(in_notebook(button + OPENED.html()), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "cell.html").as_uri())
        page.click(".opens")
        looks = page.evaluate(
            "[getComputedStyle(document.querySelector('.kwic ol')).listStyleType,"
            " getComputedStyle(document.querySelector('.kwic header')).display,"
            " getComputedStyle(document.querySelector('.opens')).borderTopWidth]"
        )
        page.close()
    assert looks == ["none", "flex", "0px"]
