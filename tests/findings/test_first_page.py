"""First pages on invented news, one article an outlet: ``tests/cases/first_page.toml`` and ``whose_words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.finding import Finding
from framing.findings.kinds.outlet_groups import outlet_groups
from framing.findings.kinds.registry import findings_of
from framing.findings.limits import limits_of
from framing.sets.manifest import load_set
from framing.sets.set_problems import SetError
from framing.store.open_set import open_set

FILES = ("first_page.toml", "whose_words.toml")
HERE = Path(__file__).parents[1] / "cases"
CASES = [case for name in FILES for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]]


def page(folder: Path, articles: Mapping[str, str], manifest: str = "") -> Context:
    made = make_set(folder / "quay", texts={name.lower(): text for name, text in articles.items()}, codebook=None)
    listed = made / "articles.toml"
    listed.write_text(listed.read_text(encoding="utf-8") + manifest, encoding="utf-8")
    return Context(open_set(made, cache=folder))


@dataclass(frozen=True)
class FirstPage:
    context: Context
    findings: tuple[Finding, ...]


@cache
def read(number: int) -> FirstPage:
    """The case of that number and all that is found in it, read once for the tests that only look at it."""
    with TemporaryDirectory() as folder:
        context = page(Path(folder), CASES[number]["articles"])
        return FirstPage(context, tuple(findings_of(context)))


EACH_CASE = pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])


@EACH_CASE
def test_what_a_first_page_says(number: int) -> None:
    case, context = CASES[number], read(number).context
    found = [f for f in read(number).findings if f.kind == case["kind"]]
    said = [f.headline for f in found]
    if case.get("none"):
        assert said == []
    for part in case.get("says", ()):
        assert any(part in sentence for sentence in said), said
    for part in case.get("never", ()):
        assert not any(part in sentence for sentence in said), said
    shown = [context.tables.texts[r.article_id][r.start : r.end] for f in found for r in f.readings]
    for part in case.get("shows", ()):
        assert any(part in words for words in shown), shown
    for part in case.get("hides", ()):
        assert not any(part in words for words in shown), shown


@EACH_CASE
def test_every_quoted_word_stands_in_a_text_and_every_mark_in_its_reading(number: int) -> None:
    for finding in read(number).findings:
        assert_shown(finding, read(number).context)


def assert_shown(finding: Finding, context: Context) -> None:
    for reading in finding.readings:
        text = context.tables.texts[reading.article_id]
        assert 0 <= reading.start <= reading.end <= len(text)
        assert all(reading.start <= a < b <= reading.end for a, b in reading.marks if not reading.text)


TALL = "Vote\n\nThe law bans nets after six weeks of open season, with fines for skippers.\n"
SHORT = "Vote\n\nThe council voted on Tuesday.\n"
GROUPED = """
[outlets.Herald]
leaning = "left"
rater = "a survey"

[outlets.Courier]
leaning = "left"
rater = "a survey"
aliases = ["The Courier"]

[outlets.Ledger]
leaning = "right"
rater = "a survey"
"""


def test_a_group_of_the_manifest_is_set_against_the_others(tmp_path: Path) -> None:
    other = "Vote\n\nAfter six weeks of open season nets are banned, and skippers face fines.\n"
    context = page(tmp_path, {"Herald": TALL, "Courier": other, "Ledger": SHORT}, GROUPED)
    (finding,) = outlet_groups(context)
    assert finding.headline.startswith(
        "The outlets with leaning “left”, rated by a survey (Herald and Courier) all say"
    )
    assert finding.headline.endswith("in Ledger no sentence with it was found.")


def test_without_groups_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert (
        outlet_groups(page(tmp_path, {"Herald": TALL, "Courier": TALL.replace("Vote", "Law"), "Ledger": SHORT})) == []
    )


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ('[outlets.Herald]\nleaning = "left"\n', "a leaning without its rater"),
        ('[outlets.Herald]\ncolour = "red"\n', "outlet 'Herald': colour"),
        ('[outlets.Herald]\naliases = ["H"]\n[outlets.Courier]\naliases = ["h"]\n', "stands for both"),
        ('[outlets]\nHerald = "left"\n', "outlet 'Herald'"),
    ],
)
def test_faults_of_outlets_name_the_outlet(manifest: str, said: str, tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay", texts={"herald": TALL, "ledger": SHORT}, codebook=None)
    listed = folder / "articles.toml"
    listed.write_text(listed.read_text(encoding="utf-8") + "\n" + manifest, encoding="utf-8")
    with pytest.raises(SetError) as raised:
        load_set(folder)
    assert said in str(raised.value)


def test_excerpts_and_a_missing_codebook_are_among_the_limits(tmp_path: Path) -> None:
    context = page(tmp_path, {"Herald": TALL.rstrip() + " The skippers...", "Ledger": SHORT})
    said = " ".join(limits_of(context.tables, context.evidence))
    assert "1 text is an excerpt (ending in an ellipsis)" in said
    assert "framing suggest SET" in said


NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def test_length_and_share_of_whole_texts(tmp_path: Path) -> None:
    quay = "The crews hauled {} nets on the quay and the owners of the boats stood by in silence."
    about = "On the wall Ada Quill spoke of {} nets, and then Quill went down to the boats of the harbour."
    long = "Vote\n\n" + "\n\n".join(about.format(n) for n in NUMBERS)
    other = "Vote\n\n" + "\n\n".join(quay.format(n) for n in NUMBERS) + "\n\nIn the end Quill came.\n"
    found = findings_of(page(tmp_path, {"Herald": long, "Ledger": other}))
    said = [f.headline for f in found if f.kind == "length and share"]
    assert said == ["Sentences that name Ada Quill: 11 of 11 in Herald; 1 of 12 in Ledger."]
