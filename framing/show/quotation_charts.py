"""Charts of who speaks, where speech begins, and with which verbs it is introduced: drawn, described, kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.figures.cue_profile import cue_profile
from framing.figures.chart import Chart, save_chart
from framing.figures.speaker_share import MOST_SPEAKERS, speaker_share
from framing.figures.speech_openings import speech_openings
from framing.measure.tables import Tables

_MOST_VERBS = 2  # examples of a class that fit over its panel


def speaker_chart(evidence: pd.DataFrame, tables: Tables, *, out: str | Path, confidence: float) -> Chart:
    """Draw and keep each speaker's share of quotations and of the words quoted, by outlet.

    ``evidence`` holds rows of the measure "speaker share", as ``compare_outlets`` gives them.
    """
    rows = evidence[evidence["measure"] == "speaker share"]
    known = rows[rows["estimate"] > 0].sort_values(["outlet", "estimate"], ascending=[True, False], kind="stable")
    by_words = known[known["group"] == "words"].set_index(["outlet", "key"])["estimate"]
    first = known[known["group"] == "quotations"].drop_duplicates("outlet")
    said = "; ".join(
        f"{outlet}: {key} {100 * share:.0f} % of quotations, {100 * by_words.get((outlet, key), 0.0):.0f} % of words"
        for outlet, key, share in zip(first["outlet"], first["key"], first["estimate"], strict=True)
    )
    n = min(rows["key"].nunique(), MOST_SPEAKERS)
    alt = (
        f"Dot chart, a panel for each outlet, a row for each of the {n} speakers quoted most; a circle for the share "
        "of the outlet’s quotations, a square for that of the words quoted, lines for their "
        f"{confidence:.0%} intervals. Most quoted: {said or 'nobody'}."
    )
    title = "Who gets to speak, and how much"
    figure = speaker_share(rows, confidence=confidence, outlets=_outlets(tables))
    return save(figure, rows, out=out, name="who-speaks", alt=alt, title=title)


def opening_chart(
    measured: pd.DataFrame, evidence: pd.DataFrame, tables: Tables, *, out: str | Path, confidence: float
) -> Chart:
    """Draw and keep where each article's first quotation begins, and the share of unnamed sources by outlet.

    Args:
        measured: rows as ``measure.sourcing.sourcing`` gives them: the places of first quotations.
        evidence: the same compared by ``compare_outlets``: the measure "unnamed share".
        tables: the set.
        out: folder of the report.
        confidence: level of the intervals.
    """
    first = measured[measured["measure"] == "first quotation"]
    unnamed = evidence[evidence["measure"] == "unnamed share"]
    places = first.assign(estimate=first["value"] / first["base"])
    columns = [
        "measure",
        "group",
        "outlet",
        "article_id",
        "estimate",
        "low",
        "high",
        "unit",
        "n_articles",
        "n_mentions",
    ]
    data = pd.concat([places, unnamed], ignore_index=True).reindex(columns=columns)
    medians = "; ".join(
        f"{outlet} {100 * middle:.0f} %" for outlet, middle in places.groupby("outlet")["estimate"].median().items()
    )
    counted = unnamed[(unnamed["group"] == "quotations") & unnamed["estimate"].notna()]
    hidden = "; ".join(
        f"{outlet} {100 * share:.0f} % of {n:.0f}"
        for outlet, share, n in zip(counted["outlet"], counted["estimate"], counted["n_mentions"], strict=True)
    )
    alt = (
        "Two panels, a row for each outlet. Left, a mark for each article where its first quotation begins; median, of "
        f"the words: {medians or 'no quotations'}. Right, the share of quotations (circle) and of words quoted "
        f"(square) from unnamed sources, with {confidence:.0%} intervals; of the quotations: "
        f"{hidden or 'no quotations'}."
    )
    title = "Where speech begins, and how much of it stays unnamed"
    figure = speech_openings(first, unnamed, confidence=confidence, outlets=_outlets(tables))
    return save(figure, data, out=out, name="openings", alt=alt, title=title)


def cue_profile_chart(evidence: pd.DataFrame, tables: Tables, *, out: str | Path, confidence: float) -> Chart:
    """Draw and keep with which classes of reporting verbs each outlet introduces each kind of speaker.

    ``evidence`` holds rows of the measure "cue class share" by source type, as ``compare_outlets``
    gives them.
    """
    rows = evidence[evidence["measure"] == "cue class share"]
    doubting = rows[(rows["key"] == "doubting") & (rows["estimate"] > 0)]
    doubting = doubting.assign(times=doubting["estimate"] * doubting["n_mentions"])
    most = "; ".join(
        f"{r['group']} sources in {r['outlet']}, {100 * r['estimate']:.0f} % of {r['n_mentions']:.0f}"
        for r in doubting.sort_values("times", ascending=False, kind="stable").head(3).to_dict("records")
    )
    alt = (
        "Dot chart, a panel for each class of reporting verb, a block for each kind of speaker, a row for each outlet: "
        f"the class’s share of the phrases that introduce them, with its {confidence:.0%} interval. "
        f"Doubting verbs stand most often with: {most or 'none'}."
    )
    title = "Who “says” and who “claims”"
    figure = cue_profile(rows, confidence=confidence, outlets=_outlets(tables), verbs=_verbs(tables))
    return save(figure, rows, out=out, name="cue-profile", alt=alt, title=title)


def _outlets(tables: Tables) -> list[str]:
    return tables.outlets


def _verbs(tables: Tables) -> dict[str, list[str]]:
    """Each class's commonest reporting verbs in the set; of equal ones the first in the alphabet."""
    cued = tables["quotations"].dropna(subset=["cue_lemma", "cue_class"])
    sizes = cued.groupby(["cue_class", "cue_lemma"]).size().sort_values(ascending=False, kind="stable")
    made: dict[str, list[str]] = {}
    for kind, verb in sizes.index:
        made.setdefault(str(kind), []).append(str(verb))
    return {kind: verbs[:_MOST_VERBS] for kind, verbs in made.items()}
