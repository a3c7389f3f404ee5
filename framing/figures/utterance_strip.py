"""One statement in every article: whole, cut, changed, put in other words, or not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.figures.chart import Chart
from framing.figures.chart_style import FAINT, INK, PAPER, SOFT, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.tables import Tables

_TITLE = "What became of each statement"
MOST_ROWS = 24
MOST_COLUMNS = 10
_ROOMY = 6  # columns that leave room for the outlet's name
# Shade, hatch and word: any one of them is enough.
_LOOKS: Mapping[str, tuple[str, str, str]] = {
    "whole": ("#0b4f80", "", PAPER),
    "trimmed": ("#a9cbe0", "", INK),
    "altered": ("#f2b48c", "////", INK),
    "paraphrased": ("#e9e2cf", "....", INK),
    "absent": (PAPER, "", SOFT),
}
# Where columns are narrow a sign stands for the word, and a line above says for which.
_SIGNS: Mapping[str, str] = {"whole": "●", "trimmed": "◐", "altered": "≠", "paraphrased": "“ ”"}
_WORDS = "Quoted in full, cut, with words changed inside the marks, in indirect speech, or not at all."
_IN_SIGNS = "● quoted in full, ◐ cut, ≠ words changed inside the marks, “ ” in indirect speech, – not at all."


def utterance_chart(tables: Tables) -> Chart:
    """Chart what became of each statement.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.utterance_chart(tables).title)
    What became of each statement
    """
    utterances = tables["utterances"]
    counts = utterances.loc[utterances["status"] != "absent", "status"].value_counts()
    each = ", ".join(f"{n} {status}" for status, n in counts.items())
    return Chart(
        name="utterances",
        title=_TITLE,
        alt=f"Grid of {counted(utterances['utterance'].nunique(), 'statement')} by article, each cell saying how the "
        f"article has it: {each or 'no statement is quoted twice'}.",
        figure=utterance_strip(
            utterances, articles=tables["articles"]["article_id"].astype(str).tolist(), first_words=first_words(tables)
        ),
        data=utterances,
    )


def first_words(tables: Tables) -> dict[int, str]:
    """Return utterance to the first words of its fullest version; those without text at hand are left out."""
    utterances = tables["utterances"]
    full = utterances[utterances["fullest"]]
    return {
        int(u): " ".join(tables.texts[str(i)][int(s) : int(e)].split())[:80]
        for u, i, s, e in zip(full["utterance"], full["article_id"], full["start"], full["end"], strict=True)
        if str(i) in tables.texts
    }


@styled
def utterance_strip(utterances: pd.DataFrame, *, articles: Sequence[str], first_words: Mapping[int, str]) -> Figure:
    """Draw a row for each utterance and a column for each article that has any of them.

    Args:
        utterances: Table of utterances; an article without a row for a statement does not have it.
        articles: Ids in the set's order.
        first_words: Utterance to its first words, for the rows' names; those without get their speaker and number.

    No utterance in two articles gives a figure that says so.
    """
    present = utterances[utterances["status"] != "absent"]
    if present.empty:
        return empty_figure(_TITLE, "no statement is quoted in two articles")
    having = set(present["article_id"].astype(str))
    columns = [i for i in articles if i in having]
    rows = [int(u) for u in dict.fromkeys(present["utterance"])]
    cut_rows, cut_columns = len(rows) - MOST_ROWS, len(columns) - MOST_COLUMNS
    rows, columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    many = len(columns) > _ROOMY
    note = "Measured against the fullest version (outlined), which need not be what was said."
    if cut_rows > 0 or cut_columns > 0:
        note += f" Left out here: {max(cut_rows, 0)} statements, {max(cut_columns, 0)} articles; the data file has all."
    figure = new_figure(
        0.36 * len(rows) + 0.75,
        title=_TITLE,
        subtitle=_IN_SIGNS if many else _WORDS,
        note=note,
    )
    axes = figure.subplots()
    speaker = dict(zip(utterances["utterance"], utterances["speaker"], strict=True))
    outlet = dict(zip(utterances["article_id"].astype(str), utterances["outlet"].astype(str), strict=True))
    found = {
        (int(u), str(i)): (str(s), bool(f))
        for u, i, s, f in zip(*(present[c] for c in ("utterance", "article_id", "status", "fullest")), strict=True)
    }
    for y, u in enumerate(rows):
        for x, identity in enumerate(columns):
            status, fullest = found.get((u, identity), ("absent", False))
            word = "–" if status == "absent" else _SIGNS[status] if many else status
            _cell(axes, x, y, status, word, fullest=fullest)
            axes.patches[-1].set_gid(at(utterance=u, article_id=identity))
    names = [_row_name(u, speaker.get(u), first_words.get(u, "")) for u in rows]
    axes.set_yticks(range(len(rows)), names, fontsize=7.5)
    names_of = short_names(outlet.values(), 24)
    heads = [
        wrap(short(i, 26).replace("-", "- "), 9).replace("- ", "-")
        if many
        else f"{wrap(names_of[outlet[i]], 13)}\n{short(i, 15)}"
        for i in columns
    ]
    axes.set_xticks(range(len(columns)), heads, fontsize=6.5 if many else 7)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def _cell(axes: Axes, x: int, y: int, status: str, word: str, *, fullest: bool) -> None:
    """What one article has of one statement, in a shade, a hatch and a word."""
    colour, hatch, ink = _LOOKS[status]
    box = (x - 0.47, y - 0.42), 0.94, 0.84
    edge = PAPER if status != "absent" else FAINT
    axes.add_patch(Rectangle(*box, facecolor=colour, edgecolor=edge, hatch=hatch or None, linewidth=0.6))
    if fullest:
        axes.add_patch(Rectangle(*box, fill=False, edgecolor=INK, linewidth=1.4))
    behind = {"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None
    axes.text(x, y, word, ha="center", va="center", fontsize=7, color=ink, bbox=behind)


def _row_name(number: int, speaker: object, words: str) -> str:
    who = "" if speaker is None or pd.isna(speaker) else short(str(speaker), 30)  # type: ignore[call-overload]
    what = f"“{short(words, 34)}”" if words else f"statement {number + 1}"
    return f"{who}\n{what}" if who else what
