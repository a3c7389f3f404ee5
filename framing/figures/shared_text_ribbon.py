"""Where the sentences that articles share stand in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from framing.figures.chart import Chart
from framing.figures.chart_style import FAINT, INK, PAPER, SKY, SOFT, VERMILION, new_figure, styled, wrap
from framing.figures.dot_intervals import empty_figure
from framing.figures.marks import at
from framing.figures.number_words import counted
from framing.figures.outlet_names import short_names
from framing.measure.tables import Tables

MOST_ARTICLES = 7
_TITLE = "Which sentences the articles share"
_BAR = 0.16  # width of an article's bar, where the distance between two is 1
# Differences that a reader should see from afar; others (marks, spelling) leave a ribbon as it is.
_SEEN = ("label", "number", "cue verb", "detail", "rewrite", "name form")
SAME, CHANGED = SKY, VERMILION


def ribbon_chart(tables: Tables) -> Chart:
    """Chart which sentences the articles share.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.ribbon_chart(tables).title)
    Which sentences the articles share
    """
    families, copies = tables["families"], tables["copies"]
    most = copies.sort_values("share", ascending=False, kind="stable").head(3)
    shares = ", ".join(f"{r['article_id']} {100 * r['share']:.0f} %" for r in most.to_dict("records") if r["n_shared"])
    n = families["family"].nunique()
    return Chart(
        name="shared-sentences",
        title=_TITLE,
        alt=f"Bars for the {families['article_id'].nunique()} articles that share copy, joined by bands where "
        f"sentences descend from one; {counted(n, 'shared sentence')}. "
        f"Largest shares of an article's words: {shares or 'none'}.",
        figure=ribbon(families, tables["articles"], tables["rewordings"]),
        data=families,
    )


@styled
def ribbon(families: pd.DataFrame, articles: pd.DataFrame, rewordings: pd.DataFrame) -> Figure:
    """Draw each article that shares copy as a bar from its first word to its last, shared sentences joined by bands.

    Args:
        families: Table of shared sentences.
        articles: Table of articles; only those in ``families`` are drawn, oldest first, up to ``MOST_ARTICLES``.
        rewordings: Table of rewordings: a band is drawn in the second colour, hatched, where the
            two sentences it joins differ in more than marks and spelling.

    A set without shared sentences gives a figure that says so.
    """
    shown = _columns(families, articles)
    if not shown:
        return empty_figure(_TITLE, "no two articles share copy")
    left_out = len(articles) - len(shown)
    note = (
        f"{left_out} {'article' if left_out == 1 else 'articles'} of the set not drawn: no or less shared copy."
        if left_out
        else ""
    )
    figure = new_figure(
        3.9,
        title=_TITLE,
        subtitle="Each bar is an article from its first word (top) to its last; a band joins sentences that descend "
        "from one sentence. A sentence joined across an article runs behind it.",
        note=note,
    )
    axes = figure.subplots()
    length = dict(zip(articles["article_id"], articles["n_chars"], strict=True))
    longest = max(int(length[i]) for i in shown)
    outlet = dict(zip(articles["article_id"], articles["outlet"], strict=True))
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    differ = _differing(rewordings)
    names = short_names((str(outlet[identity]) for identity in shown), 28)
    _bands(axes, families, shown, differ, longest)
    for x, identity in enumerate(shown):
        mine = families[families["article_id"] == identity]
        _article(
            axes, (x, identity), int(length[identity]), list(zip(mine["start"], mine["end"], strict=True)), longest
        )
        day: str = "" if pd.isna(published[identity]) else f"\n{published[identity]}"
        head = f"{wrap(names[str(outlet[identity])], 14)}{day}"
        axes.text(x, 1.035, head, ha="center", va="bottom", fontsize=7.5, color=INK)
    axes.set(xlim=(-0.5, len(shown) - 0.5), ylim=(-0.02, 1.02))
    axes.axis("off")
    axes.legend(
        handles=[
            Patch(facecolor=SAME, alpha=0.45, label="same words (marks and spelling aside)"),
            Patch(facecolor=CHANGED, alpha=0.45, hatch="////", edgecolor=PAPER, label="words differ"),
        ],
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=2,
    )
    return figure


def _article(axes: Axes, which: tuple[int, str], length: int, shared: Sequence[tuple[int, int]], longest: int) -> None:
    """An article's bar with its shared sentences; ``longest`` is the length of a bar of full height."""
    (x, identity), height = which, length / longest
    left = x - _BAR / 2
    axes.add_patch(
        Rectangle((left, 1 - height), _BAR, height, facecolor=PAPER, edgecolor=SOFT, linewidth=0.8, zorder=3)
    )
    for start, end in shared:
        top, bottom = 1 - int(start) / longest, 1 - int(end) / longest
        axes.add_patch(
            Rectangle(
                (left, bottom),
                _BAR,
                top - bottom,
                facecolor="#3f6f8f",
                edgecolor=PAPER,
                linewidth=0.4,
                zorder=4,
                gid=at(article_id=identity, start=int(start)),
            )
        )


def _columns(families: pd.DataFrame, articles: pd.DataFrame) -> list[str]:
    """Ids of the articles to draw: those with most shared sentences, oldest first."""
    counts = families["article_id"].value_counts()
    chosen = set(counts.head(MOST_ARTICLES).index) if len(counts) else set()
    ordered = articles.sort_values(["published", "article_id"], kind="stable")
    return [str(i) for i in ordered["article_id"] if i in chosen]


def _differing(rewordings: pd.DataFrame) -> Mapping[tuple[int, frozenset[str]], bool]:
    """Family and pair of articles whose sentences differ in a way to be seen."""
    out: dict[tuple[int, frozenset[str]], bool] = {}
    for family, kind, a, b in zip(
        *(rewordings[c] for c in ("family", "kind", "a_articles", "b_articles")), strict=True
    ):
        if kind in _SEEN:
            for x in str(a).split(" | "):
                for y in str(b).split(" | "):
                    out[(int(family), frozenset((x, y)))] = True
    return out


def _bands(
    axes: Axes,
    families: pd.DataFrame,
    shown: list[str],
    differ: Mapping[tuple[int, frozenset[str]], bool],
    longest: int,
) -> None:
    column = {identity: x for x, identity in enumerate(shown)}
    for family, rows in families[families["article_id"].isin(shown)].groupby("family"):
        places = sorted(
            (column[str(i)], int(s), int(e), str(i))
            for i, s, e in zip(rows["article_id"], rows["start"], rows["end"], strict=True)
        )
        for (x, s, e, i), (y, p, q, j) in pairwise(places):
            changed = differ.get((int(str(family)), frozenset((i, j))), False)
            corners = (
                (x + _BAR / 2, 1 - s / longest),
                (y - _BAR / 2, 1 - p / longest),
                (y - _BAR / 2, 1 - q / longest),
                (x + _BAR / 2, 1 - e / longest),
            )
            axes.add_patch(_band(*corners, changed=changed))


def _band(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float], *, changed: bool
) -> PathPatch:
    """A band with curved edges from the side a–d to the side b–c."""
    middle = (a[0] + b[0]) / 2
    path = Path(
        [a, (middle, a[1]), (middle, b[1]), b, c, (middle, c[1]), (middle, d[1]), d, a],
        [
            Path.MOVETO,
            Path.CURVE4,
            Path.CURVE4,
            Path.CURVE4,
            Path.LINETO,
            Path.CURVE4,
            Path.CURVE4,
            Path.CURVE4,
            Path.CLOSEPOLY,
        ],
    )
    return PathPatch(
        path, facecolor=CHANGED if changed else SAME, alpha=0.4, edgecolor=FAINT if not changed else PAPER,
        linewidth=0.3, hatch="////" if changed else None, zorder=1,
    )  # fmt: skip
