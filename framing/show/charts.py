"""A report's charts: drawn, described in words, and kept. One function a chart or family of charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.figures.concept_heatmap import concept_heatmap
from framing.figures.cue_verbs import cue_verbs
from framing.figures.label_share import label_share
from framing.figures.chart import Chart, save_chart
from framing.figures.timeline import timeline
from framing.figures.voice_bars import voice_bars
from framing.figures.who_is_quoted import who_is_quoted
from framing.findings.find import Findings
from framing.measure.concept_mentions import mentions_per_outlet
from framing.measure.tables import Tables
from framing.measure.term_choice import mention_counts
from framing.show.escaped_html import number
from framing.show.notebook_output import names_of

MOST_CONCEPTS = 8


def slug(text: str) -> str:
    """Return ``text`` as the name of a file: lower case, hyphens, letters and digits only."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _outlets(tables: Tables) -> list[str]:
    return tables.outlets


def timeline_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep the strip of dates."""
    articles = tables["articles"]
    days = sorted(str(day) for day in articles["published"].dropna())
    span = f"from {days[0]} to {days[-1]}" if days else "without dates"
    each = ", ".join(f"{outlet} {n}" for outlet, n in articles["outlet"].value_counts().sort_index().items())
    alt = f"Strip chart, a mark for each of {len(articles)} articles on its date, {span}. Articles: {each}."
    columns = ["article_id", "outlet", "published", "certainty", "title", "n_words"]
    title = "When the articles appeared"
    figure = timeline(articles, event_date=tables.event_date)
    return save(figure, articles[columns], out=out, name="timeline", alt=alt, title=title)


def concept_chart(tables: Tables, codebook: Codebook | None, *, out: str | Path) -> Chart:
    """Draw and keep mentions by concept and outlet."""
    frame = mentions_per_outlet(tables, names=names_of(tables, codebook))
    most = frame.sort_values("estimate", ascending=False, kind="stable").head(1)
    peak = "".join(
        f" Densest: {row['outlet']} on {row['key']}, {row['count']} mentions, {number(row['estimate'], digits=1)} "
        "per 1,000 words."
        for row in most.to_dict("records")
    )
    alt = (
        f"Table of shaded cells, {frame['key'].nunique()} concepts by {len(_outlets(tables))} outlets, with the "
        f"number of mentions in each.{peak}"
    )
    title = "How often each outlet names what the codebook lists"
    named = frame.rename(columns={"key": "concept_name", "count": "n_mentions", "estimate": "per_1000_words"})
    figure = concept_heatmap(frame, tables["articles"])
    return save(figure, named, out=out, name="concepts", alt=alt, title=title)


def label_charts(
    evidence: pd.DataFrame,
    tables: Tables,
    codebook: Codebook | None,
    *,
    out: str | Path,
    confidence: float,
    concepts: Sequence[str] | None = None,
) -> list[Chart]:
    """Draw and keep, for each concept, the labels each outlet chooses.

    ``evidence`` holds rows of measure "label share" as ``compare_outlets`` gives them. Without
    ``concepts`` (ids) the ``MOST_CONCEPTS`` most named ones are drawn.
    """
    named = names_of(tables, codebook)
    wanted = list(named)[:MOST_CONCEPTS] if concepts is None else list(concepts)
    shares = evidence[evidence["measure"] == "label share"]
    made = []
    for identity in wanted:
        name = named[identity]
        rows = shares[shares["group"] == identity]
        used = rows[rows.groupby("key")["estimate"].transform("max") > 0]
        figure = label_share(used, concept=name, confidence=confidence)
        alt = (
            f"Dot chart, a panel for each outlet, a row for each label for {name}; the dot is the label’s share of "
            f"the outlet’s mentions, the line its {confidence:.0%} interval. {_favourites(used)}"
        )
        title = f"What each outlet calls: {name}"
        made.append(save(figure, rows, out=out, name=f"label-share-{slug(identity)}", alt=alt, title=title))
    return made


def lead_chart(
    found: Findings, tables: Tables, codebook: Codebook | None, *, out: str | Path, confidence: float
) -> list[Chart]:
    """Draw and keep the label shares of the concept of the first finding, else of the one with most labels."""
    named = names_of(tables, codebook)
    about = [f.group for f in found.findings if f.group in named]
    labels = tables["mentions"].groupby("concept")["variant"].nunique().sort_values(ascending=False, kind="stable")
    about += [str(concept) for concept in labels.index]
    return label_charts(found.evidence, tables, codebook, out=out, confidence=confidence, concepts=about[:1])


def _favourites(rows: pd.DataFrame) -> str:
    """Say each outlet's commonest label."""
    named = rows[rows["estimate"].notna()].sort_values(["outlet", "estimate"], ascending=[True, False], kind="stable")
    first = named.drop_duplicates("outlet")
    said = [
        f"{outlet}: “{key}” {100 * share:.0f} %"
        for outlet, key, share in zip(first["outlet"], first["key"], first["estimate"], strict=True)
    ]
    return f"Commonest: {'; '.join(said)}." if said else "Nobody names it."


def voice_chart(tables: Tables, codebook: Codebook | None, *, out: str | Path) -> Chart:
    """Draw and keep the voices in which each outlet names each concept."""
    counts = mention_counts(tables)
    names = list(names_of(tables, codebook).items())[:MOST_CONCEPTS]
    own = counts[counts["voice"].isin(["outlet", "headline"])].groupby("outlet")["n_mentions"].sum()
    every = counts.groupby("outlet")["n_mentions"].sum()
    said = "; ".join(f"{outlet} {int(own.get(outlet, 0))} of {int(n)}" for outlet, n in every.items())
    alt = (
        f"Stacked bars, a panel for each of {len(names)} concepts and a bar for each outlet, divided by voice. "
        f"Mentions in the outlet’s own voice, headlines included: {said}."
    )
    title = "In whose voice each outlet speaks"
    figure = voice_bars(counts, concepts=names, outlets=_outlets(tables))
    return save(figure, counts, out=out, name="voices", alt=alt, title=title)


def source_chart(evidence: pd.DataFrame, *, out: str | Path, confidence: float, by: str = "quotations") -> Chart:
    """Draw and keep the source types each outlet quotes.

    ``evidence`` holds rows of the measure "source type share", as ``compare_outlets`` gives them.
    """
    evidence = evidence[(evidence["measure"] == "source type share") & (evidence["group"] == by)]
    figure = who_is_quoted(evidence, confidence=confidence, by=by)
    what = "quotations" if by == "quotations" else "quoted words"
    alt = (
        "Dot chart, a panel for each outlet, a row for each type of source; the dot is the type’s share of the "
        f"outlet’s {what}, the line its {confidence:.0%} interval. {_favourites(evidence)}"
    )
    title = f"Whom each outlet quotes, by {by}"
    name = "who-is-quoted" if by == "quotations" else f"who-is-quoted-by-{slug(by)}"
    return save(figure, evidence, out=out, name=name, alt=alt, title=title)


def cue_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep the reporting verbs of each outlet."""
    quotations = tables["quotations"]
    cued = quotations[quotations["cue_lemma"].notna()]
    counts = (
        cued.groupby(["cue_lemma", "cue_class", "outlet"], as_index=False, dropna=False)
        .size()
        .rename(columns={"size": "n_quotations"})
        .sort_values(["n_quotations", "cue_lemma", "outlet"], ascending=[False, True, True], kind="stable")
    )
    first = counts.drop_duplicates("outlet").sort_values("outlet")
    said = "; ".join(f"{o} “{v}”" for o, v in zip(first["outlet"], first["cue_lemma"], strict=True))
    alt = (
        f"Table of shaded cells, {cued['cue_lemma'].nunique()} reporting verbs by {len(_outlets(tables))} outlets, "
        f"with the number of quotations in each. Commonest: {said or 'none'}."
    )
    title = "How each outlet introduces what others say"
    return save(
        cue_verbs(quotations, outlets=_outlets(tables)), counts, out=out, name="cue-verbs", alt=alt, title=title
    )
