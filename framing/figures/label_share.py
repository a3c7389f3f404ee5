"""Which label each outlet chooses for one concept."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from framing.annotate.codebook import Codebook
from framing.figures.chart import Chart
from framing.figures.chart_style import FAINT, bare, marks, new_figure, short, styled
from framing.figures.dot_intervals import commonest, dot, empty_figure, left_out, ordered_keys
from framing.figures.marks import compared
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.findings.find import Findings
from framing.measure.concept_mentions import concept_names
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE
from framing.sets.ids import slug

MOST_CONCEPTS = 8
MOST_LINES = 40
_ROW = 0.2  # inches a line


def label_charts(
    evidence: pd.DataFrame,
    tables: Tables,
    codebook: Codebook | None,
    *,
    confidence: float,
    concepts: Sequence[str] | None = None,
) -> list[Chart]:
    """Chart, for each concept, the labels each outlet chooses.

    ``evidence`` holds rows of measure "label share" as ``compare_outlets`` gives them. Without
    ``concepts`` (ids) the ``MOST_CONCEPTS`` most named ones are drawn.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> compared = fr.compare_outlets(fr.term_choice(tables, codebook=book), draws=100)
    >>> charts = fr.label_charts(compared, tables, book, confidence=0.95, concepts=["fishers"])
    >>> print(charts[0].title)
    What each outlet calls: the people who fish
    """
    named = concept_names(tables, codebook)
    wanted = list(named)[:MOST_CONCEPTS] if concepts is None else list(concepts)
    shares = LABEL_SHARE.of(evidence)
    made = []
    for identity in wanted:
        rows = shares[shares["group"] == identity]
        used = rows[rows.groupby("key")["estimate"].transform("max") > 0]
        made.append(
            Chart(
                name=f"label-share-{slug(identity) or 'x'}",
                title=_title(named[identity]),
                alt=f"Dot chart of labels for {named[identity]}: under each label a row for each outlet that uses it, "
                "with a colour and shape of its own; the dot is the label’s share of the outlet’s mentions, the line "
                f"its {confidence:.0%} interval. {commonest(used)}",
                figure=label_share(used, concept=named[identity], confidence=confidence, outlets=tables.outlets),
                data=rows,
            )
        )
    return made


def lead_chart(found: Findings, tables: Tables, codebook: Codebook | None, *, confidence: float) -> list[Chart]:
    """Chart the label shares of the concept of the first finding, else of the one with most labels; none without."""
    named = concept_names(tables, codebook)
    about = [f.group for f in found.findings if f.group in named]
    labels = tables["mentions"].groupby("concept")["variant"].nunique().sort_values(ascending=False, kind="stable")
    about += [str(concept) for concept in labels.index]
    return label_charts(found.evidence, tables, codebook, confidence=confidence, concepts=about[:1])


def _title(concept: str) -> str:
    return f"What each outlet calls: {concept}"


@styled
def label_share(
    frame: pd.DataFrame, *, concept: str, confidence: float, voices: str = "every voice", outlets: Sequence[str] = ()
) -> Figure:
    """Draw each outlet's share of labels for ``concept`` (its name, for the title), in one panel.

    ``frame`` holds the comparison rows of measure "label share" for that one concept; the
    shares of an outlet sum to one. ``voices`` says whose words are counted. A line for each label
    that an outlet uses, the outlets of a label under each other, each with its own colour and shape;
    labels that an outlet does not use are left out, outlets that name nothing are named in the note.
    Beyond ``MOST_LINES`` the least used labels are only in the data. An empty frame gives a
    figure that says so.
    """
    used = frame[frame["estimate"] > 0]
    every = list(outlets) or list(dict.fromkeys(map(str, frame["outlet"])))
    if used.empty:
        return empty_figure(_title(concept), "not named")
    keys, lines = _lines(used, every)
    figure = new_figure(
        _ROW * len(lines) + 0.4,
        title=_title(concept),
        subtitle=f"Share of the outlet’s mentions, {voices}; labels that it does not use are left out. Line: "
        f"{confidence:.0%} interval over articles; hollow: one article, so no interval.",
        note=_note(frame, every, ordered_keys(used)[len(keys) :]),
    )
    axes = figure.subplots()
    bare(axes)
    axes.set_xlim(-0.03, 1.75)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xticks([0, 0.5, 1], ["0", "50", "100 %"])
    axes.spines["bottom"].set_bounds(0, 1)
    looks, names = marks(every), short_names(every, 26)
    firsts: dict[int, str] = {}
    for y, row in enumerate(lines):
        if row["key"] not in firsts.values():
            firsts[y] = str(row["key"])
            if y:
                axes.axhline(y - 0.5, color=FAINT, linewidth=0.6)
        outlet, value = str(row["outlet"]), float(row["estimate"])
        look = looks[outlet]
        dot(
            axes,
            y,
            value,
            float(row["low"]),
            float(row["high"]),
            colour=look.colour,
            marker=look.marker,
            row=compared(row),
        )
        axes.text(1.19, y, f"{100 * value:.0f} %", ha="right", va="center_baseline", fontsize=7.5, fontweight="bold")
        axes.text(1.22, y, names[outlet], ha="left", va="center_baseline", fontsize=7.5)
    axes.set_yticks(list(firsts), [short(key, 34) for key in firsts.values()])
    return figure


def _lines(used: pd.DataFrame, outlets: Sequence[str]) -> tuple[list[str], list[dict[Hashable, Any]]]:
    """The labels that are drawn, and their rows: by label, then by share, then by outlet."""
    keys: list[str] = []
    lines: list[dict[Hashable, Any]] = []
    for key in ordered_keys(used):
        rows = used[used["key"].astype(str) == key].to_dict("records")
        if keys and len(lines) + len(rows) > MOST_LINES:
            break
        keys.append(key)
        lines += sorted(rows, key=lambda row: (-row["estimate"], outlets.index(str(row["outlet"]))))[:MOST_LINES]
    return keys, lines


def _note(frame: pd.DataFrame, outlets: Sequence[str], rest: list[str]) -> str:
    """What the shares are of, who names nothing, and which labels are not drawn."""
    bases, absent = [], []
    for outlet, name in short_names(outlets, 26).items():
        mine = frame[frame["outlet"] == outlet]
        n, articles = (int(mine[column].max()) if len(mine) else 0 for column in ("n", "n_articles"))
        if n:
            bases.append(f"{name} {n} in {counted(articles, 'article')}")
        else:
            absent.append(name)
    said = f"Mentions: {'; '.join(bases)}."
    return " ".join(
        part for part in (said, f"Not named by {', '.join(absent)}." if absent else "", left_out(rest)) if part
    )
