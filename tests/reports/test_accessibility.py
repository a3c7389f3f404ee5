"""axe-core finds nothing serious on the report, on a wide screen, on a phone and at 200 % zoom; keys suffice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import axe, axe_script, chromium, serious

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def report(root: Path) -> Path:
    """The demo's report as it is kept."""
    kept = root / "figures" / "demo" / "index.html"
    if not kept.is_file():
        pytest.skip("the demo's report is not there: run 'make report'")
    return kept


@pytest.fixture(params=[(1280, 900), (390, 800), (640, 450)], ids=["wide", "phone", "zoom-200"])
def page(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height})
    asked: list[str] = []
    made = context.new_page()
    made.on("request", lambda r: asked.append(r.url))
    made.goto(report.as_uri())
    yield made
    assert all(url.startswith(("file:", "data:")) for url in asked), asked
    context.close()


def first_number(page: Page) -> Locator:
    """The first number that opens its sentences, the folded parts around it opened as a reader opens them."""
    button = page.locator("main button.opens").first
    button.evaluate(
        "b => { for (let d = b.closest('details'); d; d = d.parentElement.closest('details')) d.open = true }"
    )
    return button


def test_nothing_serious(page: Page) -> None:
    assert serious(axe(page)) == []


def test_nothing_serious_with_sentences_open(page: Page) -> None:
    first_number(page).click()
    assert page.locator(".kwic:popover-open").count() == 1
    assert serious(axe(page)) == []


def test_the_page_is_no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_keys_open_and_close_the_sentences(page: Page) -> None:
    button = first_number(page)
    button.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).cursor") == "pointer"
    page.keyboard.press("Enter")
    assert page.locator(".kwic:popover-open mark").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".kwic:popover-open").count() == 0
    assert page.evaluate("document.activeElement.className") == "opens"


def test_the_first_key_skips_to_the_findings(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


@pytest.fixture
def touched(browser: Browser, report: Path) -> Iterator[Page]:
    """The report on a phone that has no pointer but fingers."""
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    made = context.new_page()
    made.goto(report.as_uri())
    yield made
    context.close()


def test_a_finger_steps_through_the_versions_of_a_passage(touched: Page) -> None:
    steps = touched.locator(".steps").first.locator("label")
    seen = touched.locator(".versions").first.locator(".version:visible blockquote")
    shown = []
    for n in range(2):
        steps.nth(n).tap()
        shown.append([one for one in seen.all_inner_texts() if one])
    assert all(len(one) == 1 for one in shown)
    assert shown[0] != shown[1]
    assert steps.first.evaluate("label => label.getBoundingClientRect().height") >= 24


def test_a_finger_opens_and_closes_the_sentences_of_a_chart_s_mark(touched: Page) -> None:
    mark = touched.locator("figure.chart .plot > button[popovertarget^=ev-]:visible").first
    mark.tap()
    opened = touched.locator(".kwic:popover-open")
    assert opened.get_attribute("id") == mark.get_attribute("popovertarget")
    assert opened.locator("mark").count() > 0
    opened.locator(".close").tap()
    assert touched.locator(".kwic:popover-open").count() == 0


def test_no_mark_of_a_chart_is_too_small_for_a_finger_or_under_another(touched: Page) -> None:
    wrong = touched.evaluate(
        """() => {
            document.querySelectorAll("main details").forEach(part => part.open = true);
            const wrong = [];
            for (const plot of document.querySelectorAll(".plot")) {
                const boxes = [...plot.querySelectorAll("button")].map(mark => mark.getBoundingClientRect());
                boxes.forEach((box, n) => {
                    if (box.width < 23.9 || box.height < 23.9) wrong.push("small");
                    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                    if (boxes.slice(n + 1).some(b => b.left < x && x < b.right && b.top < y && y < b.bottom))
                        wrong.push("covered");
                });
            }
            return wrong;
        }"""
    )
    assert wrong == []


def test_a_finger_on_a_crowd_of_marks_is_asked_which(touched: Page) -> None:
    crowd = touched.locator("figure.chart .plot > button[popovertarget^=marks-]:visible").first
    crowd.tap()
    asked = touched.locator(f"#{crowd.get_attribute('popovertarget')}")
    names = asked.locator("li button").all_inner_texts()
    assert len(set(names)) == len(names) > 1
    asked.locator("li button").last.tap()
    assert touched.locator(".kwic[id^=ev-]:popover-open mark").count() > 0


def test_what_a_finger_can_press_is_large_enough_or_apart(touched: Page) -> None:
    touched.add_script_tag(content=axe_script())
    rule = "{runOnly: {type: 'rule', values: ['target-size']}}"
    found = f"axe.run({rule}).then(r => r.violations.flatMap(one => one.nodes.map(node => node.html)))"
    touched.evaluate('document.querySelectorAll("main details").forEach(part => part.open = true)')
    assert touched.evaluate(found) == []


_SEEN = """(least) => {
    const seen = part => part && part.getBoundingClientRect().bottom <= innerHeight;
    const findings = [...document.querySelectorAll(".finding")].filter(one => seen(one.querySelector(".claim")));
    const whole = findings.filter(one => {
        const words = [...one.querySelectorAll(":scope > .readings > .reading")];
        return words.length > 0 && words.every(seen);
    });
    const titled = ["h1", ".headlines .headline"].every(name => seen(document.querySelector(name)));
    return titled && findings.length >= least.claims && whole.length >= least.whole;
}"""


@pytest.mark.parametrize(
    ("width", "height", "least"), [(1400, 900, {"claims": 2, "whole": 2}), (390, 844, {"claims": 1, "whole": 0})]
)
def test_the_first_screen_has_title_headlines_and_findings_with_their_words(
    browser: Browser, report: Path, width: int, height: int, least: dict[str, int]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    shown = context.new_page()
    shown.goto(report.as_uri())
    assert shown.evaluate(_SEEN, least)
    context.close()


def test_a_title_of_any_length_begins_where_the_page_begins(browser: Browser, report: Path) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    shown = context.new_page()
    shown.goto(report.as_uri())
    shown.evaluate("document.querySelector('h1').textContent = 'Strike'")
    left = "document.querySelector('{}').getBoundingClientRect().left"
    assert shown.evaluate(left.format("h1")) == shown.evaluate(left.format(".kicker"))
    context.close()
