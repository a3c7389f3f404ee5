"""A text that is not the article under its headline is left out of what compares texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tables_of_texts import tables_of

from framing.compare.own_text import LEAST_WORDS, Printed, strays
from framing.findings.context import Context
from framing.findings.find import find
from framing.findings.finding import BEGINNINGS
from framing.findings.stray_texts import stray_sentence, stray_texts, strays_of, without
from framing.measure.tables import OWN_TEXTS, Tables, frame
from framing.show.article_table import article_table
from framing.show.front_page import headline_panel
from framing.text.article import Article

HEADS = {
    "post": "Ferry Aurelia runs aground off Pellworth harbour",
    "news": "Pellworth ferry grounding: captain Imre Falk questioned",
    "herald": "Aurelia captain questioned after ferry grounding",
}
ABOUT = {
    "post": "The ferry Aurelia ran aground off Pellworth harbour, and its captain was questioned.",
    "news": "Police questioned captain Imre Falk of the ferry Aurelia after its grounding at Pellworth.",
    "herald": "The captain of the Aurelia was questioned about the grounding of the ferry near Pellworth harbour.",
}
SAID = " “Nobody slept on that long night on deck,” said Odile Brandt."
STRANGE = (
    "Goat cheese won first prize at the mountain fair on Sunday. Judges tasted ninety kinds and praised a farm that "
    "matures its wheels in an old mine. “Salt and patience make this cheese,” said Berta Kolm, who keeps forty goats."
)


def text(article: str, *, strange: bool = False) -> str:
    said = STRANGE if strange else ABOUT[article] + (SAID if article != "herald" else "")
    return "\n\n".join([HEADS[article], *[said] * (4 if strange else 9)]) + "\n"


def articles(*strange: str, among: tuple[str, ...] = tuple(HEADS)) -> list[Article]:
    return [Article(id=i, outlet=i.title(), title=HEADS[i], text=text(i, strange=i in strange)) for i in among]


def made(*strange: str, among: tuple[str, ...] = tuple(HEADS)) -> Tables:
    return tables_of(*articles(*strange, among=among), parser="none")


def test_a_text_of_another_matter_is_found_and_no_text_of_the_event() -> None:
    assert stray_texts(made("herald")) == ("herald",)
    assert stray_texts(made("post")) == ("post",)
    assert stray_texts(made()) == ()


def test_the_check_of_a_set_finds_what_the_report_leaves_out() -> None:
    assert [a.id for a in strays_of(articles("herald"))] == ["herald"]
    assert strays_of(articles()) == ()
    assert strays_of([replace(a, outlet="Post") for a in articles("herald")]) == ()
    assert strays_of([replace(a, language="de") for a in articles("herald")]) == ()
    assert strays_of([]) == ()


@pytest.mark.parametrize(
    "tables", [made("herald", among=("post", "herald")), made("post", "herald")], ids=["two articles", "two strange"]
)
def test_nothing_is_said_where_nobody_can_know_which_text_is_the_strange_one(tables: Tables) -> None:
    assert stray_texts(tables) == ()


def test_a_short_text_and_a_headline_of_one_word_are_never_strange() -> None:
    every = {i: Printed(HEADS[i], text(i)) for i in HEADS}
    long = " ".join([STRANGE] * 4)
    assert strays(every | {"herald": Printed(HEADS["herald"], long)}) == ("herald",)
    short = " ".join(long.split()[: LEAST_WORDS - 1])
    assert strays(every | {"herald": Printed(HEADS["herald"], short)}) == ()
    assert strays(every | {"herald": Printed("Grounded", long)}) == ()


def test_the_strange_text_takes_part_in_no_comparison_of_texts_and_its_headline_in_one() -> None:
    found = find(made("herald"))
    notes = [(f.kind, r.outlet) for f in found.findings for r in f.readings if r.note != "headline"]
    assert all(outlet != "Herald" for _, outlet in notes)
    assert any(r.outlet == "Herald" for f in found.findings for r in f.readings if r.note == "headline")
    assert all("Kolm" not in f.headline for f in found.findings)
    assert any("Herald" in f.headline and "no sentence" in f.headline for f in find(made()).findings)


def test_the_row_of_beginnings_names_the_text_that_it_does_not_show() -> None:
    first = {
        "post": "Rescue divers in heavy suits searched the flooded engine room of the ferry Aurelia all night long.",
        "news": "Furious islanders blamed cheap owners for the grounding of the ferry after eleven broken promises.",
    }
    every = [
        replace(a, text=f"{HEADS[a.id]}\n\n{first[a.id]}\n\n{text(a.id)}") if a.id in first else a
        for a in articles("herald")
    ]
    said = [f.headline for f in find(tables_of(*every, parser="none")).findings if f.kind == BEGINNINGS]
    assert len(said) == 1
    assert said[0].endswith("; the text of Herald does not seem to be the article under its headline.")


def test_the_page_says_once_in_its_limits_and_at_the_headlines_what_is_left_out() -> None:
    tables = made("herald")
    said = stray_sentence(tables, stray_texts(tables))
    assert said.startswith("The text of Herald does not seem to be the article under its headline")
    assert find(tables).limits.count(said) == 1
    assert said in str(headline_panel(Context(tables)).html)
    assert "does not seem" not in str(headline_panel(Context(made())).html)
    assert stray_sentence(tables, ()) == ""


def test_the_manifest_overrules_it() -> None:
    tables = made("herald")
    sure = frame(OWN_TEXTS, [{"article_id": "herald"}])
    known = replace(tables, frames={**tables.frames, "own_texts": sure})
    assert stray_texts(known) == ()
    assert strays_of(articles("herald"), sure={"herald"}) == ()
    assert "own_text = true" in stray_sentence(tables, ["herald"])
    assert "does not seem" in str(article_table(tables).html)
    assert "does not seem" not in str(article_table(known).html)


def test_a_set_without_an_article_has_no_row_of_it() -> None:
    left = without(made("herald"), ["herald"])
    assert set(left["articles"]["article_id"]) == set(left.texts) == {"post", "news"}
    for rows in left.frames.values():
        assert not rows.astype(str).isin(["herald"]).any(axis=None)
