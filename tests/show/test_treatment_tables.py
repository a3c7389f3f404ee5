"""Notebook 09's tables of treatment and responsibility: counts that open their sentences, and what is not there."""

from __future__ import annotations

import re

from tables_of_texts import tables_of

from framing.figures.treatment_dots import treatment_chart
from framing.findings.find import find
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.measure.treatment import QUOTED_TREATMENT
from framing.show.treatment_tables import about_treatment, responsibility_table, treatment_table
from framing.text.article import Article

ILL = "Chief quits\n\nMara Lund misled the council. Mara Lund took the ferry. “Ivo Holm is a fraud,” said Ada Brook.\n"
WELL = "Chief leaves\n\nMara Lund rescued the port. Mara Lund took a train. “Ivo Holm is late,” said Ada Brook.\n"
HARM = "Fire\n\nA guard injured Ivo Holm, a docker. Mara Lund threatened Ivo Holm. Ivo Holm offered help.\n"


def tables(*texts: tuple[str, str]) -> Tables:
    return tables_of(*(Article(id=f"a{i}", outlet=outlet, text=text) for i, (outlet, text) in enumerate(texts)))


def evidence(read: Tables) -> object:
    return find(read, settings=Settings(draws=40, seed=1)).evidence


def test_a_cell_counts_sentences_ill_and_well_and_says_how_sure() -> None:
    read = tables(("Post", ILL), ("<i>News</i>", WELL))
    shown = treatment_table(evidence(read), read)  # type: ignore[arg-type]
    words = re.sub(r"\s+", " ", shown.html.striptags())
    assert "1 ill, 0 well of 2" in words
    assert "0 ill, 1 well of 2" in words
    assert "one article, no interval; descriptive" in words
    assert "<i>News" not in str(shown.html)


def test_those_named_by_others_only_are_told_under_the_table() -> None:
    body = "“Ivo Holm is a fraud,” said Ada Brook. “Ivo Holm lies,” said Ada Brook.\n"
    read = tables(("Post", ILL + body), ("News", WELL + body))
    made = evidence(read)
    own = treatment_table(made, read)  # type: ignore[arg-type]
    assert "Named in the words of others only: Ivo Holm" in repr(own)
    assert str(own.html).count("only in others’ words") == 2  # and has a row, a cell for each outlet
    others = treatment_table(made, read, measure=QUOTED_TREATMENT, what="Others")  # type: ignore[arg-type]
    assert "Ivo Holm" in repr(others)


def test_the_chart_has_a_row_an_actor_and_says_counts() -> None:
    read = tables(("Post", ILL), ("News", WELL))
    chart = treatment_chart(evidence(read), read, confidence=0.95)  # type: ignore[arg-type]
    assert "Post on Mara Lund 1 of 2" in chart.alt
    assert set(chart.data["key"]) == {"negative", "positive"}


def test_a_threat_is_no_harm_done() -> None:
    words = str(responsibility_table(tables(("Post", HARM))).html)
    assert re.search(r"suffers a harm.*<small>injure</small>", words, re.DOTALL)
    assert "brings a harm about" not in words


def test_without_anybody_named_each_says_so() -> None:
    read = tables(("Post", "Pier\n\nThe pier opens.\n"))
    made = evidence(read)
    assert "nobody is named by two outlets" in repr(treatment_table(made, read))  # type: ignore[arg-type]
    assert "for each of the 0 actors" in treatment_chart(made, read, confidence=0.95).alt  # type: ignore[arg-type]
    assert "No clause" in repr(responsibility_table(read))
    assert len(about_treatment()) == 2
