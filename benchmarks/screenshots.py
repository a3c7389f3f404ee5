"""Pictures of pages as readers see them: on a wide screen, a tablet and a phone, light and dark, and printed.

    python benchmarks/screenshots.py figures/demo --to /tmp/shots

A page is a report's folder, a batch's, a class packet's, or one ``.html`` file. For each, one line a
view says what can be counted: how long it is, how wide beyond the screen, what it asked for, how
many stops a keyboard makes before the findings. To be looked at; the counts are in the tests too.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = {"wide": (1400, 900), "tablet": (800, 1000), "phone": (390, 844)}
_LONGEST = 12_000  # pixels of a picture of a whole page; more nobody scrolls through


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window; an error that says how to get what is missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium on this machine: install chromium, then run this again")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit("playwright is not installed: pip install -e '.[dev]'")
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


def pages_of(given: Path) -> list[Path]:
    """Return the pages of a folder, its ``index.html`` first, or the one page given; an error where there is none."""
    if given.suffix == ".html":
        return [given]
    found = sorted(given.glob("*.html"), key=lambda page: (page.name != "index.html", page.name))
    if not found:
        sys.exit(f"{given}: no page in this folder; give a report's folder or an .html file")
    return found


def alone(page: Path) -> Path:
    """Return a copy of the page in an empty folder, as a mail brings it."""
    return Path(shutil.copy(page, Path(tempfile.mkdtemp(prefix="alone-")) / "index.html"))


def shoot(page: Path, name: str, to: Path, made: Browser) -> None:
    """Take every view of a page and print what was counted."""
    kept = alone(page)
    for view, (width, height) in VIEWS.items():
        for scheme in ("light", "dark"):
            context = made.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            shown = context.new_page()
            failed: list[object] = []
            shown.on("requestfailed", lambda request, into=failed: into.append(request))
            start = time.perf_counter()
            shown.goto(kept.as_uri())
            opened = time.perf_counter() - start
            shown.screenshot(path=to / f"{name}-{view}-{scheme}-first.png")
            long = int(shown.evaluate("document.documentElement.scrollHeight"))
            if scheme == "light":
                clip = {"x": 0, "y": 0, "width": width, "height": min(long, _LONGEST)}
                shown.screenshot(path=to / f"{name}-{view}-whole.png", full_page=True, clip=clip)  # type: ignore[arg-type]
            over = int(shown.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
            print(
                f"{name} {view} {scheme}: {long:,} px long, {max(over, 0)} px too wide, {len(failed)} requests failed, "
                f"open in {opened:.2f} s, {page.stat().st_size / 1e6:.2f} MB, {stops(shown)} stops before the findings"
            )
            context.close()
    printed = made.new_page()
    printed.goto(kept.as_uri())
    printed.pdf(path=to / f"{name}.pdf", prefer_css_page_size=True)
    printed.close()
    shutil.rmtree(kept.parent)


def stops(page: Page, most: int = 60) -> int:
    """Return how often a reader presses Tab before the first finding is reached; 0 where there are none."""
    if not page.locator("main").count():
        return 0
    for n in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('main') !== null"):
            return n
    return most


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("pages", nargs="+", type=Path, help="folders of reports, or .html files")
    parser.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    with browser() as made:
        for given in asked.pages:
            for page in pages_of(given):
                place = page.resolve()
                name = place.parent.name if place.stem == "index" else f"{place.parent.name}-{place.stem}"
                shoot(page, name, asked.to, made)


if __name__ == "__main__":
    main()
