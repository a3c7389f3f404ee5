"""What notebook 06 shows: words that set outlets apart, stance words, tone, readability."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.figures.number_words import counted
from framing.figures.dot_intervals import dot_panels
from framing.figures.keyness import keyness_dots, keyness_map
from framing.figures.chart import Chart, save_chart
from framing.figures.tone import tone_dots
from framing.measure.readability import FORMULAS
from framing.measure.tables import Tables
from framing.measure.wording import KINDS
from framing.show.escaped_html import Html, join
from framing.show.notebook_output import counted_table, table

KIND_NAMES = {
    "hedge": "Hedges (weaken: “perhaps”, “may”)",
    "booster": "Boosters (strengthen: “clearly”, “never”)",
    "doubt": "Doubt (“alleged”, “so-called”, “claimed”)",
    "factive": "Taken as true (“admitted”, “revealed”)",
    "assertive": "Vouched for by a speaker (“warned”, “vowed”)",
    "loaded": "Loaded wording (judges while it reports)",
}


def keyness_chart(ranked: pd.DataFrame, *, out: str | Path, confidence: float) -> Chart:
    """Draw and keep the words and phrases that are typical of each outlet."""
    title = "Words and phrases that set each outlet apart"
    subtitle = (
        f"Log-odds against all other outlets, with {confidence:.0%} interval from resampling articles; names of people "
        "and places, and what stands in quotation marks, are left out"
    )
    first = (
        ranked[ranked["estimate"] > 0].groupby("outlet", sort=True)["term"].apply(lambda terms: ", ".join(terms[:3]))
    )
    said = "; ".join(f"{outlet}: {terms}" for outlet, terms in first.items())
    alt = f"Dot chart, a panel for each outlet, its most typical words, log-odds with intervals. {said or 'No words.'}"
    return save(
        keyness_dots(ranked, title=title, subtitle=subtitle), ranked, out=out, name="keyness", alt=alt, title=title
    )


def keyness_map_chart(paired: pd.DataFrame, tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep the map of the words of the two outlets that wrote most."""
    size = tables["articles"].groupby("outlet")["n_words"].sum().sort_values(ascending=False, kind="stable")
    names = [str(o) for o in size.index]
    two = sorted(names[:2])
    rows = paired[(paired["outlet"] == two[0]) & (paired["against"] == two[-1])] if len(two) > 1 else paired.iloc[:0]
    first, second = (two[0], two[1]) if len(two) > 1 else ("", "")
    title = f"Words of {first} and {second}" if second else "Words of two outlets"
    subtitle = (
        "Each dot is a word or phrase, the diagonal equal use; named are those that differ most for their frequency"
    )
    figure = keyness_map(rows, first=first, second=second, title=title, subtitle=subtitle)
    between = f"{first or 'none'} and {second or 'none'}"
    alt = f"Scatter chart of {len(rows)} words and phrases by their uses in {between}, both axes logarithmic."
    return save(figure, rows, out=out, name="keyness-map", alt=alt, title=title)


def wording_chart(evidence: pd.DataFrame, *, out: str | Path, confidence: float) -> Chart:
    """Draw and keep how often each kind of wording stands in the outlet's own words."""
    rows = evidence[(evidence["measure"] == "wording") & (evidence["group"] == "outlet")]
    # The base is thousands of words; a reader is told words.
    drawn = rows.assign(n_mentions=(rows["n_mentions"] * 1000).round())
    title = "Stance words and loaded wording in each outlet’s own words"
    subtitle = f"Occurrences per 1000 words outside quotation marks, with {confidence:.0%} interval"
    figure = dot_panels(drawn, title=title, subtitle=subtitle, counts=("word", "words"), absent="no words of its own")
    alt = (
        "Dot chart, a panel for each outlet, a row for each kind of wording: "
        + ", ".join(KINDS)
        + "; occurrences per 1000 words."
    )
    return save(figure, rows, out=out, name="wording", alt=alt, title=title)


def wording_tables(tables: Tables) -> Html:
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


def tone_chart(
    evidence: pd.DataFrame, *, out: str | Path, confidence: float, names: dict[str, str] | None = None
) -> Chart:
    """Draw and keep the tone of sentences in the outlet's voice, in quotations, and by concept."""
    rows = evidence[evidence["measure"] == "tone"]
    order = rows.assign(first=rows["group"] != "voice").sort_values(["first", "key", "outlet"], kind="stable")
    title = "Tone of the sentences, by whose words and by what they mention"
    subtitle = f"Mean of VADER’s compound score, −1 to +1, with {confidence:.0%} interval over articles"
    labels = {"outlet": "Sentences of the outlet", "quoted": "Quoted sentences"} | (names or {})
    figure = tone_dots(order, title=title, subtitle=subtitle, names=labels)
    n = order["key"].nunique()
    alt = f"Dot chart around a zero line: mean tone of {counted(n, 'group')} of sentences, a row an outlet."
    return save(figure, order, out=out, name="tone", alt=alt, title=title)


def readability_chart(evidence: pd.DataFrame, *, out: str | Path, confidence: float) -> Chart:
    """Draw and keep the length of sentences and words, and the grade by Flesch and Kincaid, of each outlet's text."""
    keys = ["words per sentence", "letters per word", "Flesch–Kincaid grade"]
    rows = evidence[(evidence["measure"] == "readability") & (evidence["group"] == "body") & evidence["key"].isin(keys)]
    title = "How hard each outlet’s text is to read"
    subtitle = f"Mean over articles, with {confidence:.0%} interval; grades only for articles of 100 words and more"
    drawn = rows.assign(n_mentions=rows["n_articles"])
    figure = dot_panels(drawn, title=title, subtitle=subtitle, counts=("article", "articles"), absent="no text")
    alt = "Dot chart, a panel for each outlet: words per sentence, letters per word, Flesch–Kincaid grade."
    return save(figure, rows, out=out, name="readability", alt=alt, title=title)


def readability_table(evidence: pd.DataFrame) -> Html:
    """Return every readability measure by part of the text and outlet, and what each formula is for."""
    rows = evidence[(evidence["measure"] == "readability")]
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
