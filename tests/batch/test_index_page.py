"""The page of a batch and its feed: a card a report, what is new since the run before, found and sorted by script."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from browsing import axe, chromium, serious

from framing.batch.index_page import write_batch_page
from framing.batch.report_cards import FEED
from framing.batch.status import SetStatus, Status

TABLES = "tables"
HOSTILE = "<script>alert(1)</script>"


def report(folder: Path, name: str, *, digest: str = "d", finding: str = "A wrote “mob”.", n: int = 2) -> SetStatus:
    (folder / name).mkdir(parents=True, exist_ok=True)
    found = [{"headline": finding, "tier": "descriptive"}] if finding else []
    (folder / name / "findings.json").write_text(json.dumps({"findings": found}), encoding="utf-8")
    (folder / name / "report.json").write_text(json.dumps({"digest": digest}), encoding="utf-8")
    place = folder / TABLES / "articles" / f"set={name}"
    place.mkdir(parents=True, exist_ok=True)
    rows = [{"outlet": f"Outlet {k}", "published": f"2024-03-0{k + 1}", "event_date": "2024-03-01"} for k in range(n)]
    pd.DataFrame(rows).to_parquet(place / "part.parquet")
    return SetStatus(id=name, title=f"Title of {name}", out=name, state="done")


def written(folder: Path, *sets: SetStatus, finished: bool = True) -> str:
    status = Status(folder / "status.json", {}, sets)
    return write_batch_page(folder, status, tables=TABLES, finished=finished).read_text(encoding="utf-8")


def test_a_card_has_finding_outlets_days_and_number_of_articles(tmp_path: Path) -> None:
    page = written(tmp_path, report(tmp_path, "one", n=3))
    assert '<p class="finding">A wrote “mob”.</p>' in page
    assert '<p class="facts"><span class="badge">descriptive</span> Outlet 0' in page  # not behind what a screen cuts
    facts = "Outlet 0, Outlet 1, Outlet 2 · <span>3 articles</span> · <span>2024-03-01 to 2024-03-03</span>"
    assert facts in page
    assert '<a href="one/index.html">Title of one</a>' in page


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pier reopens", "“Pier reopens”"),
        ("“Pier reopens”", "“Pier reopens”"),
        ('"Pier reopens"', "“Pier reopens”"),
        ("Mayor: “Pier reopens” today", "“Mayor: ‘Pier reopens’ today”"),
        ("“Open”, says mayor, “for good”", "“‘Open’, says mayor, ‘for good’”"),
        ('Mayor calls pier "safe"', "“Mayor calls pier 'safe'”"),
        ("‘Safe’ pier", "“‘Safe’ pier”"),
        ('"', "“'”"),
    ],
)
def test_a_set_without_title_is_known_by_its_oldest_headline_in_one_pair_of_marks(
    tmp_path: Path, title: str, shown: str
) -> None:
    one = replace(report(tmp_path, "one"), title="one")
    place = tmp_path / TABLES / "articles" / "set=one" / "part.parquet"
    pd.read_parquet(place).assign(title=[title, "later"]).to_parquet(place)
    assert f"Oldest headline: {shown} (Outlet 0)" in unescape(written(tmp_path, one))


def test_what_is_new_or_changed_since_the_last_finished_run_is_marked(tmp_path: Path) -> None:
    first = written(tmp_path, report(tmp_path, "one"), report(tmp_path, "two"))
    assert 'class="badge since"' not in first
    again = [report(tmp_path, "one"), report(tmp_path, "two", digest="other"), report(tmp_path, "three")]
    stopped = written(tmp_path, *again, finished=False)
    assert [item["title"] for item in json.loads((tmp_path / FEED).read_text())["items"]] == [
        "Title of one",
        "Title of two",
    ]
    assert written(tmp_path, *again) == stopped
    assert [item["_framing"]["since"] for item in json.loads((tmp_path / FEED).read_text())["items"]] == [
        "",
        "changed",
        "new",
    ]
    assert 'class="badge since"' not in written(tmp_path, *again)


def test_a_stopped_first_run_has_no_feed_and_no_link_to_one(tmp_path: Path) -> None:
    page = written(tmp_path, report(tmp_path, "one"), finished=False)
    assert FEED not in page
    assert not (tmp_path / FEED).exists()


def test_a_report_without_findings_or_tables_has_a_card(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    page = written(tmp_path, report(tmp_path, "quiet", finding=""), SetStatus("bare", "Bare", "bare", state="done"))
    assert page.count("No finding sets these outlets apart.") == 2


def test_findings_and_titles_are_escaped(tmp_path: Path) -> None:
    one = report(tmp_path, "one", finding=HOSTILE)
    page = written(tmp_path, SetStatus(one.id, HOSTILE, one.out, state="done"))
    assert HOSTILE not in page
    assert page.count("<script") == 1


@pytest.mark.browser
def test_cards_are_found_and_sorted_and_axe_finds_nothing_serious(tmp_path: Path) -> None:
    written(tmp_path, report(tmp_path, "one", n=2), report(tmp_path, "two", n=5, finding="B wrote “siege”."))
    with chromium() as browser:
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto((tmp_path / "index.html").as_uri())
        assert page.locator("#controls").is_visible()
        page.fill("#find", "siege")
        assert page.locator("ul.sets > li:visible h3").all_inner_texts() == ["Title of two"]
        page.fill("#find", "")
        page.select_option("#sort", "articles")
        assert page.locator("ul.sets > li:visible h3").all_inner_texts() == ["Title of two", "Title of one"]
        assert serious(axe(page)) == []


@pytest.mark.browser
def test_the_page_s_own_script_is_allowed_by_its_policy(tmp_path: Path) -> None:
    written(tmp_path, report(tmp_path, "one"))
    with chromium() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        assert page.locator("#shown").inner_text() == "1 of 1 shown"
