# ruff: noqa: E501 - a forgery a line is a table that can be read
"""Ways to forge a report: each changes a folder as somebody might who wants it to say something else.

A careless forger edits a file. A careful one writes the new digests into ``report.json`` too, that of the whole and
the one printed on the page among them (:func:`relist`).
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.reports.output_folder import listing_text
from framing.reports.report_digest import FIELD, PAGE, PLACE, blanked, digest_of_report, filled
from framing.store.written_files import file_digest

AFTER, TOGETHER = "edited after the report was made", "edited together with its digest"
Forge = Callable[[Path], None]
TABLE = "data/label-share-people-at-the-quay.csv"
WORDS = "data/rewordings.csv"
READER = "reader/bay-news--quay-post.html"


@dataclass(frozen=True, slots=True)
class Forgery:
    """What is done, the file that must be named, and words of the cause."""

    name: str
    forge: Forge
    file: str
    cause: str
    also: str = ""  # words that the place must be told with


def listing_of(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return found


def write_listing(out: Path, listing: dict[str, Any]) -> None:
    (out / "report.json").write_text(listing_text(listing), encoding="utf-8")


def relist(out: Path, *, every: bool = False) -> None:
    """Write digests of the files as they now stand into the record and onto the page; of ``every`` file there is."""
    listing = listing_of(out)
    page = out / PAGE
    if page.is_file():
        page.write_bytes(blanked(page.read_bytes(), listing[FIELD]))
    names = list(listing["files"])
    if every:
        names = [f.relative_to(out).as_posix() for f in sorted(out.rglob("*")) if f.is_file()]
        names.remove("report.json")
    listing["files"] = {name: file_digest(out / name) or "" for name in names if (out / name).is_file()}
    listing[FIELD] = digest_of_report(listing, listing["files"])
    if page.is_file():
        page.write_bytes(filled(page.read_bytes(), listing[FIELD]))
        listing["files"][PAGE] = file_digest(page)
    write_listing(out, listing)


def text(name: str, change: Callable[[str], str]) -> Forge:
    def forge(out: Path) -> None:
        before = (out / name).read_bytes().decode("utf-8")
        after = change(before)
        assert after != before, name
        (out / name).write_bytes(after.encode("utf-8"))

    return forge


def swap(name: str, pattern: str, new: str, *, n: int = 1) -> Forge:
    return text(name, lambda t: re.sub(pattern, new, t, count=n, flags=re.DOTALL))


def data(name: str, change: Callable[[Any], None], **style: object) -> Forge:
    """Change a JSON file and write it as it was written."""

    def forge(out: Path) -> None:
        found = json.loads((out / name).read_text(encoding="utf-8"))
        change(found)
        options = {"ensure_ascii": False, "indent": 1} | style
        (out / name).write_text(json.dumps(found, **options) + "\n", encoding="utf-8")

    return forge


def careful(forge: Forge, *, every: bool = False) -> Forge:
    def both(out: Path) -> None:
        forge(out)
        relist(out, every=every)

    return both


def rows(name: str, change: Callable[[list[str]], list[str]]) -> Forge:
    return text(name, lambda t: "\n".join([t.split("\n")[0], *change(t.rstrip("\n").split("\n")[1:]), ""]))


def findings(change: Callable[[list[dict[str, Any]]], None]) -> Forge:
    return data("findings.json", lambda whole: change(whole["findings"]))


def notebook(number: int, change: Callable[[dict[str, Any]], None]) -> Forge:
    """A change of one of the cells that have outputs: exercises at the end have none in a report."""
    return data(
        "notebooks/02_term_choice.ipynb", lambda book: change([c for c in book["cells"] if c.get("outputs")][number])
    )


def record(change: Callable[[dict[str, Any]], object], *, digest: bool = False) -> Forge:
    def forge(out: Path) -> None:
        listing = listing_of(out)
        change(listing)
        write_listing(out, listing)
        if digest:
            relist(out)

    return forge


def put(name: str, content: bytes = b"<p>Outlets agree.</p>") -> Forge:
    def forge(out: Path) -> None:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)

    return forge


def remove(name: str) -> Forge:
    return lambda out: (out / name).unlink()


def link(name: str) -> Forge:
    def forge(out: Path) -> None:
        (out / name).rename(out.parent / "elsewhere")
        (out / name).symlink_to(out.parent / "elsewhere")

    return forge


def all_supported(found: list[dict[str, Any]]) -> None:
    for one in found:
        one.update(tier="supported", p="< .001")


def invented(found: list[dict[str, Any]]) -> None:
    found.insert(0, {**found[0], "id": "f-invented", "sentence": "Bay News never quotes strikers.", "headline": "No."})


def spans(found: list[dict[str, Any]]) -> None:
    one = next(f for f in found if f["spans"])
    one["spans"] = [[one["spans"][0][0], 0, 5]]


def png_words(out: Path) -> None:
    """Another description inside a picture whose pixels stay."""
    file = out / "charts" / "timeline.png"
    said = file.read_bytes()
    chunk = b"tEXt" + b"Description\0Nothing to see"
    made = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    file.write_bytes(said[:33] + made + said[33:])


def png_pixels(out: Path) -> None:
    (out / "charts" / "timeline.png").write_bytes((out / "charts" / "concepts.png").read_bytes())


def another_digest_on_the_page(out: Path) -> None:
    page = out / PAGE
    listing = listing_of(out)
    page.write_bytes(filled(blanked(page.read_bytes(), listing[FIELD]), "ab" * 32))
    assert PLACE.encode() not in page.read_bytes()


def ledger(kind: str, change: Callable[[dict[str, Any]], object]) -> Forge:
    def edit(whole: str) -> str:
        lines = whole.split("\n")
        at = max(i for i, line in enumerate(lines) if line.startswith(f'{{"kind":"{kind}"'))
        one = json.loads(lines[at])
        change(one)
        lines[at] = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        return "\n".join(lines)

    return text("ledger.jsonl", edit)


_RECORD = "report.json was edited after the report was made"
_NO_RUN = "no run wrote it"
_NUMBER = r",(\d\.\d+),"

# What was tried first, as somebody in a hurry would: 25 forgeries of which 16 once passed.
KNOWN = (
    Forgery("every tier supported", findings(all_supported), "findings.json", AFTER, "tier: supported"),
    Forgery("a sentence's count", swap("findings.json", r'("sentence": "[^"]*?)\b\d+\b', r"\g<1>99"), "findings.json", AFTER, "sentence"),
    Forgery("an invented finding", findings(invented), "findings.json", AFTER, "f-invented"),
    Forgery("other evidence", findings(spans), "findings.json", AFTER, "spans"),
    Forgery("a tier in a table", swap(TABLE, "descriptive|not testable|suggestive", "supported"), TABLE, AFTER, "tier"),
    Forgery("swapped rows", rows(WORDS, lambda r: [r[1], r[0], *r[2:]]), WORDS, AFTER, "order of rows"),
    Forgery("an added page", put("reader/extra.html"), "reader/extra.html", _NO_RUN),
    Forgery("an added page with its digest", careful(put("reader/extra.html"), every=True), "reader/extra.html", "added together"),
    Forgery("a number on the page", swap("index.html", r"\b3 articles", "9 articles"), "index.html", AFTER),
    Forgery("a number on the page with its digest", careful(swap("index.html", r"\b3 articles", "9 articles")), "index.html", TOGETHER, "9 articles"),
    Forgery("a chart with its digest", careful(swap("charts/voices.svg", r"(<path d=\"M )(\d)", r"\g<1>9\2")), "charts/voices.svg", TOGETHER),
    Forgery("a side-by-side page with its digest", careful(swap(READER, "250", "950")), READER, TOGETHER, "950"),
    Forgery("no files listed", record(lambda r: r["files"].clear()), "report.json", _RECORD, "does not list"),
    Forgery("a finding left out", findings(lambda f: f.pop(0) and None), "findings.json", AFTER),
    Forgery("findings in another order", findings(lambda f: f.reverse()), "findings.json", AFTER, "place"),
    Forgery("a headline", swap("findings.json", r'("headline": ")', r"\g<1>Shocking: "), "findings.json", AFTER, "headline: Shocking"),
    Forgery("a number in a table", swap(TABLE, _NUMBER, ",0.999,"), TABLE, AFTER, "0.999"),
    Forgery("a row left out", rows(TABLE, lambda r: r[1:]), TABLE, AFTER, "row"),
    Forgery("a row twice", rows(TABLE, lambda r: [*r, r[0]]), TABLE, AFTER, "row"),
    Forgery("a column renamed", text(TABLE, lambda t: t.replace("outlet", "source", 1)), TABLE, AFTER, "columns"),
    Forgery("a notebook's output", notebook(-1, lambda c: c["outputs"].clear()), "notebooks/02_term_choice.ipynb", AFTER, "outputs"),
    Forgery("another picture", png_pixels, "charts/timeline.png", AFTER, "the picture"),
    Forgery("a number in the ledger", ledger("number", lambda one: one.update(value="0.123")), "ledger.jsonl", AFTER),
    Forgery("a span in the ledger", ledger("spans", lambda one: one.update(spans=[["bay-news", 0, 3]])), "ledger.jsonl", AFTER),
    Forgery("the seed in the record", record(lambda r: r["parameters"].update(seed=7)), "report.json", _RECORD, "parameters"),
)  # fmt: skip

# And with more care, or from other sides.
MORE = (
    Forgery("limits left out", data("findings.json", lambda whole: whole["limits"].clear()), "findings.json", AFTER, "limits"),
    Forgery("every tier supported, with digests", careful(findings(all_supported)), "findings.json", TOGETHER, "tier"),
    Forgery("an outlet's name in a table, with digests", careful(swap(TABLE, "Bay News", "Quay Post")), TABLE, TOGETHER, "outlet"),
    Forgery("a number in table and ledger, with digests", careful(swap(TABLE, _NUMBER, ",0.999,")), TABLE, TOGETHER),
    Forgery("a field twice", text("findings.json", lambda t: t.replace('"tier":', '"tier": "supported",\n   "tier":', 1)), "findings.json", AFTER),
    Forgery("a field twice, with digests", careful(text("findings.json", lambda t: t.replace('"tier":', '"tier": "supported",\n   "tier":', 1))), "findings.json", TOGETHER),
    Forgery("a file that is a link", link(TABLE), TABLE, "removed after", "link"),
    Forgery("a page removed", remove(READER), READER, "removed after", "missing"),
    Forgery("a page removed from the record too", careful(remove(READER)), READER, "removed together", "missing"),
    Forgery("a table removed from the record too", careful(remove(WORDS)), WORDS, "removed together", "missing"),
    Forgery("an added table with its digest", careful(put("data/more.csv", b"a,b\n1,2\n"), every=True), "data/more.csv", "added together"),
    Forgery("the digest in the record", record(lambda r: r.update(digest="ab" * 32)), "index.html", TOGETHER),
    Forgery("the digest on the page", another_digest_on_the_page, "index.html", AFTER, "abababab"),
    Forgery("versions in the record", record(lambda r: r["versions"].update(pandas="9.9")), "report.json", "edited after", "digest"),
    Forgery("versions in the record, with digests", record(lambda r: r["versions"].update(pandas="9.9"), digest=True), "ledger.jsonl", "edited after", "version of pandas"),
    Forgery("a parameter in the ledger", ledger("run", lambda one: one["parameters"].update(seed=7)), "ledger.jsonl", AFTER, "its id"),
    Forgery("a parameter in the ledger, with digests", careful(ledger("run", lambda one: one["parameters"].update(seed=7))), "ledger.jsonl", "edited", "parameter seed"),
    Forgery("a text's hash in the ledger", careful(ledger("run", lambda one: one["texts"].update({"bay-news": "0" * 64}))), "ledger.jsonl", TOGETHER, "its id"),
    Forgery("what it was made from", record(lambda r: r.update(made_from="0" * 64), digest=True), "report.json", _RECORD, "made_from"),
    Forgery("a chart's description", careful(swap("charts/voices.svg", "<desc>", "<desc>Outlets agree. ")), "charts/voices.svg", TOGETHER, "Outlets agree"),
    Forgery("words inside a picture", careful(png_words), "charts/timeline.png", TOGETHER, "beside the picture"),
    Forgery("a notebook's code", careful(notebook(-1, lambda c: c.update(source="print(1)"))), "notebooks/02_term_choice.ipynb", TOGETHER, "source"),
    Forgery("a notebook's parameters", careful(data("notebooks/04_report.ipynb", lambda b: b["metadata"]["papermill"]["parameters"].update(seed=7))), "notebooks/04_report.ipynb", TOGETHER),
    Forgery("a hidden file", put(".htaccess", b"Redirect / /x"), ".htaccess", _NO_RUN),
    Forgery("a script on the page", careful(swap("index.html", "</main>", "<script>alert(1)</script></main>")), "index.html", TOGETHER, "<script>"),
    Forgery("the title in the record", record(lambda r: r.update(title="Riot"), digest=True), "report.json", _RECORD, "title is Riot"),
    Forgery("fewer notebooks in the record", record(lambda r: r["notebooks"].pop(), digest=True), "report.json", _RECORD, "notebooks"),
    Forgery("another set in the record", record(lambda r: r["parameters"].update(article_set="../x")), "report.json", _RECORD, "article_set"),
    Forgery("a name twice in the record", text("report.json", lambda t: t.replace(' "title":', ' "title": "Riot",\n "title":', 1)), "report.json", "a name twice"),
    Forgery("a number by a hair", careful(swap(TABLE, r",(\d\.\d{3,})\d,", r",\g<1>00000001,")), TABLE, TOGETHER),
    Forgery("one that looks alike", careful(swap(READER, "Militants", "Мilitants")), READER, TOGETHER),
    Forgery("quotes around cells", careful(text(WORDS, lambda t: t.replace("bay-news", '"bay-news"', 1))), WORDS, TOGETHER),
    Forgery("line ends", careful(text(WORDS, lambda t: t.replace("\n", "\r\n"))), WORDS, TOGETHER),
    Forgery("a whole number made real", careful(swap("findings.json", r'"n_articles": (\d+)', r'"n_articles": \g<1>.0')), "findings.json", TOGETHER, "n_articles"),
    Forgery("a field more", careful(findings(lambda f: f[0].update(rating="bad"))), "findings.json", TOGETHER, "rating"),
    Forgery("a digest of one file", record(lambda r: r["files"].update({TABLE: "0" * 64})), "report.json", _RECORD, TABLE),
    Forgery("a cell too many", careful(rows(TABLE, lambda r: [r[0] + ",more", *r[1:]])), TABLE, TOGETHER, "cells"),
)  # fmt: skip
