"""One statement in every article: whole, cut, changed, put in other words, or not there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.figures.chart_style import FAINT, INK, PAPER, SOFT, new_figure, short, styled, wrap
from framing.figures.dot_intervals import empty_figure

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


@styled
def utterance_strip(utterances: pd.DataFrame, *, first_words: Mapping[int, str]) -> Figure:
    """Draw a row for each utterance and a column for each article that has any of them.

    Args:
        utterances: Table of utterances: a row for each utterance and article, absent ones too.
        first_words: Utterance to its first words, for the rows' names; those without get their speaker and number.

    No utterance in two articles gives a figure that says so.
    """
    title = "What became of each statement"
    present = utterances[utterances["status"] != "absent"]
    if present.empty:
        return empty_figure(title, "no statement is quoted in two articles")
    columns = [i for i in dict.fromkeys(utterances["article_id"].astype(str)) if i in set(present["article_id"])]
    rows = [int(u) for u in dict.fromkeys(utterances["utterance"])]
    cut_rows, cut_columns = len(rows) - MOST_ROWS, len(columns) - MOST_COLUMNS
    rows, columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    note = "Measured against the fullest version (outlined), which need not be what was said."
    if cut_rows > 0 or cut_columns > 0:
        note += f" Left out here: {max(cut_rows, 0)} statements, {max(cut_columns, 0)} articles; the data file has all."
    figure = new_figure(
        0.36 * len(rows) + 0.75,
        title=title,
        subtitle="Quoted in full, cut, with words changed inside the marks, in indirect speech, or not at all.",
        note=note,
    )
    axes = figure.subplots()
    speaker = dict(zip(utterances["utterance"], utterances["speaker"], strict=True))
    outlet = dict(zip(utterances["article_id"].astype(str), utterances["outlet"].astype(str), strict=True))
    found = {
        (int(u), str(i)): (str(s), bool(f))
        for u, i, s, f in zip(*(utterances[c] for c in ("utterance", "article_id", "status", "fullest")), strict=True)
    }
    for y, u in enumerate(rows):
        for x, identity in enumerate(columns):
            status, fullest = found.get((u, identity), ("absent", False))
            colour, hatch, ink = _LOOKS[status]
            axes.add_patch(
                Rectangle(
                    (x - 0.47, y - 0.42),
                    0.94,
                    0.84,
                    facecolor=colour,
                    edgecolor=PAPER if status != "absent" else FAINT,
                    hatch=hatch or None,
                    linewidth=0.6,
                )
            )
            if fullest:
                axes.add_patch(Rectangle((x - 0.47, y - 0.42), 0.94, 0.84, fill=False, edgecolor=INK, linewidth=1.4))
            box = {"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None
            word = "–" if status == "absent" else status
            axes.text(
                x, y, word, ha="center", va="center", fontsize=5.5 if len(columns) > _ROOMY else 7, color=ink, bbox=box
            )
    names = [_row_name(u, speaker.get(u), first_words.get(u, "")) for u in rows]
    axes.set_yticks(range(len(rows)), names, fontsize=7.5)
    many = len(columns) > _ROOMY
    heads = [
        wrap(short(i, 26).replace("-", "- "), 9).replace("- ", "-")
        if many
        else f"{wrap(short(outlet[i], 24), 13)}\n{short(i, 15)}"
        for i in columns
    ]
    axes.set_xticks(range(len(columns)), heads, fontsize=6.5 if many else 7)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def _row_name(number: int, speaker: object, words: str) -> str:
    who = "" if speaker is None or pd.isna(speaker) else short(str(speaker), 30)  # type: ignore[call-overload]
    what = f"“{short(words, 34)}”" if words else f"statement {number + 1}"
    return f"{who}\n{what}" if who else what
