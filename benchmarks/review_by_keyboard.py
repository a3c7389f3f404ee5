"""A review of the demo in a real browser by keyboard alone: time per unit, a killed server, two coders, a report.

    python -m benchmarks.review_by_keyboard [UNITS]

A sample is drawn from a copy of the demo; UNITS of it (60) are decided by keys: right, no such mark, another speaker,
type, voice, undo. Half way the server is killed without warning; then a second coder joins. Printed: the machine's part
of the time, from the last key of a decision until the next unit shows; what was on the disk when the server died; what
the report, made again by one command, says of the sample. Needs Chromium and playwright.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from framing.sets.corrections import read_corrections
from framing.sets.decided import standing

DEMO = Path(__file__).parents[1] / "corpus" / "harbour-blockade"
_DONE = "document.querySelector('#progress').textContent"
# The keys of one decision, by kind of mark; in turn, so that every form of decision comes.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "quotation": (("a",), ("s", "text:Police", "Enter", "a"), ("a",), ("t", "text:bus", "Enter", "a"), ("x",), ("a",)),
    "mention": (("a",), ("a",), ("v", "ArrowDown", "Enter", "a"), ("a",), ("x",)),
    "sentence": (("a",),),
}


def begin(folder: Path, coder: str) -> tuple[subprocess.Popen[str], str]:
    """Start ``framing review`` and return it with the address that it prints."""
    words = [sys.executable, "-u", "-m", "framing", "review", str(folder), "--queue", "sample", "--coder", coder]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", said.replace("\n", "")):
            return server, found[0]
    msg = f"the review did not begin: {said}"
    raise RuntimeError(msg)


class Desk:
    """One coder's open page."""

    def __init__(self, page: Page) -> None:
        self.page, self.turn, self.waits, self.done = page, 0, [], 0

    def open(self, address: str, coder: str = "") -> None:
        self.page.goto(address)
        self.page.wait_for_function("document.querySelector('#title').textContent !== ''")
        if coder:
            self.page.fill("#coder", coder)
            self.page.press("#coder", "Enter")
        self.page.wait_for_function(f"/{coder or 'a'}/.test({_DONE})")
        self.page.wait_for_selector("#unit:not([hidden])")
        self.done = self.shown()

    def shown(self) -> int:
        return int((self.page.text_content("#progress") or "0").split()[0])

    def mark(self) -> str:
        bar = self.page.text_content("#keys") or ""
        return "sentence" if "missing" in bar else "mention" if "label" in bar else "quotation"

    def decide(self) -> None:
        """Decide on the unit that is shown, by its next form of decision, and wait for the next one."""
        forms = KEYS[self.mark()]
        *before, last = forms[self.turn % len(forms)]
        self.turn += 1
        for key in before:
            if key.startswith("text:"):
                self.page.keyboard.type(key[5:])
            else:
                self.page.keyboard.press(key)
        start = time.perf_counter()
        self.page.keyboard.press(last)
        self.page.wait_for_function(f"n => parseInt({_DONE}) === n + 1", arg=self.done)
        self.waits.append(time.perf_counter() - start)
        self.done += 1

    def undo(self) -> None:
        self.page.keyboard.press("u")
        self.page.wait_for_function(f"n => parseInt({_DONE}) === n - 1", arg=self.done)
        self.done -= 1


def on_disk(folder: Path, coder: str) -> int:
    decisions, faults = read_corrections(folder)
    assert not faults, faults
    return len({one.key for one in standing(decisions) if one.coder == coder})


def review(folder: Path, n: int) -> None:
    def errors_of(page: Page) -> Page:
        page.on("pageerror", lambda error: print("error in the page:", error))
        return page

    server, address = begin(folder, "a")
    with sync_playwright() as play:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        first = Desk(errors_of(browser.new_page()))
        first.open(address)
        begun = time.perf_counter()
        while first.done < n // 2:
            first.decide()
            if first.done % 13 == 0:
                first.undo()
                first.decide()
        server.kill()
        server.wait()
        print(f"server killed: {first.done} shown as done, {on_disk(folder, 'a')} on the disk")
        first.page.keyboard.press("a")
        first.page.wait_for_function("document.querySelector('#message').textContent !== ''")
        print(f"the page then says: {first.page.text_content('#message')!r}")
        server, address = begin(folder, "a")
        first.open(address)
        print(f"begun again: {first.done} done")
        second = Desk(errors_of(browser.new_context().new_page()))
        second.open(address, "b")
        while first.done < n:
            first.decide()
            if second.done < n // 4:
                second.decide()
        took = time.perf_counter() - begun
        browser.close()
    server.kill()
    server.wait()
    for name, desk in (("a", first), ("b", second)):
        print(f"coder {name}: {desk.done} done, {on_disk(folder, name)} on the disk")
        milliseconds = sorted(1000 * wait for wait in desk.waits)
        print(
            f"  from key to next unit: median {statistics.median(milliseconds):.0f} ms, most {milliseconds[-1]:.0f} ms"
        )
    print(f"all of it: {took:.1f} s for {first.done + second.done} decisions, restart included")


def report(work: Path) -> None:
    parameters = work / "params.yaml"
    parameters.write_text("article_set: set\nout: report\ndraws: 500\n", encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "framing", "report", str(parameters)], check=True, capture_output=True)
    findings: dict[str, Any] = json.loads((work / "report" / "findings.json").read_text(encoding="utf-8"))
    said = [line for line in findings["limits"] if "checked" in line]
    print(f"report made again in {time.perf_counter() - start:.0f} s; it says:", *said, sep="\n  ")


if __name__ == "__main__":
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as made:
        os.environ["FRAMING_CACHE"] = str(Path(made) / "cache")
        demo = Path(shutil.copytree(DEMO, Path(made) / "set"))
        subprocess.run([sys.executable, "-m", "framing", "sample", str(demo), "--size", str(2 * units)], check=True)
        review(demo, units)
        report(Path(made))
