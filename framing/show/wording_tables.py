"""Stance words, loaded wording and readability: tables and words for notebook 06."""

from __future__ import annotations

import pandas as pd

from framing.figures.number_words import counted
from framing.measure.readability import FORMULAS, READABILITY
from framing.measure.tables import Tables
from framing.measure.wording import KINDS
from framing.show.counted_tables import counted_table, table
from framing.show.shown import Shown, join

KIND_NAMES = {
    "hedge": "Hedges (weaken: “perhaps”, “may”)",
    "booster": "Boosters (strengthen: “clearly”, “never”)",
    "doubt": "Doubt (“alleged”, “so-called”, “claimed”)",
    "factive": "Taken as true (“admitted”, “revealed”)",
    "assertive": "Vouched for by a speaker (“warned”, “vowed”)",
    "loaded": "Loaded wording (judges while it reports)",
}


def wording_tables(tables: Tables) -> Shown:
    """Return, for each kind of wording that occurs, its words by outlet; each number opens its sentences."""
    marks = tables["wording"]
    own = marks[marks["voice"].isin(["outlet", "headline", "attributed"])]
    return join(
        counted_table(
            tables,
            own[own["kind"] == kind],
            key="form",
            head="Words",
            caption=KIND_NAMES[kind],
            most=12,
            what=lambda form, outlet: f"{outlet}: “{form}”" if form else f"{outlet}: all",
        )
        for kind in KINDS
        if (own["kind"] == kind).any()
    )


def readability_table(evidence: pd.DataFrame) -> Shown:
    """Return every readability measure by part of the text and outlet, and what each formula is for."""
    rows = READABILITY.of(evidence)
    wide = rows.pivot_table(index=["group", "key"], columns="outlet", values="estimate", sort=False).reset_index()
    shown = table(wide.rename(columns={"group": "Part", "key": "Measure"}), caption="Readability by part of the text")
    listed = [
        {
            "Formula": f.name,
            "Unit": f.unit,
            "From": f"{counted(f.min_words, 'word')}, {counted(f.min_sentences, 'sentence')}",
            "Source": f.source,
        }
        for f in FORMULAS
    ]
    return join([shown, table(pd.DataFrame(listed), caption="The formulas, and the least text each is given for")])


def about_wording(tables: Tables) -> tuple[str, ...]:
    """Say how many stance words and loaded words there are, and what lists can and cannot do."""
    marks = tables["wording"]
    own = int(marks["voice"].isin(["outlet", "headline", "attributed"]).sum())
    words = int((tables["articles"]["n_words"] - tables["articles"]["n_words_quoted"]).sum())
    found = (
        f"{counted(len(marks), 'word or phrase', 'words and phrases')} of the stance and judgement lists were found, "
        f"{own} of them in the outlets’ own {words:,} words."
    )
    limits = (
        "Lists know no context: “may” permits as well as doubts, and a strong word can be the plain name of a strong "
        "thing. On labelled news the list of loaded wording finds under half of what readers mark and is right in "
        "about one of four places, so its counts compare outlets and prove nothing about a sentence."
    )
    return found, limits
