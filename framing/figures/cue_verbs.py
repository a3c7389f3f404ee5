"""With which reporting verbs each outlet introduces what others say."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from framing.figures.chart import Chart
from framing.figures.heatmap import heat
from framing.figures.number_words import counted
from framing.measure.tables import Tables

MOST_VERBS = 16
_TITLE = "How each outlet introduces what others say"


def cue_verb_chart(tables: Tables) -> Chart:
    """Chart the reporting verbs of each outlet.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.cue_verb_chart(tables).title)
    How each outlet introduces what others say
    """
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
    return Chart(
        name="cue-verbs",
        title=_TITLE,
        alt=f"Table of shaded cells, {cued['cue_lemma'].nunique()} reporting verbs by {len(tables.outlets)} outlets, "
        f"with the number of quotations in each. Commonest: {said or 'none'}.",
        figure=cue_verbs(quotations, outlets=tables.outlets),
        data=counts,
    )


def cue_verbs(quotations: pd.DataFrame, *, outlets: list[str]) -> Figure:
    """Draw how often each outlet uses each reporting verb.

    Args:
        quotations: the set's table of quotations; those without a cue are left out.
        outlets: the columns, also outlets that quote nobody.

    Rows are grouped by class (neutral first), inside a class by use; the count is of quotations,
    the shade is the verb's part of the outlet's cues. Verbs beyond ``MOST_VERBS`` are summed up in
    the note.
    """
    cued = quotations[quotations["cue_lemma"].notna()]
    uses = cued.groupby(["cue_class", "cue_lemma"], dropna=False).size().sort_values(ascending=False, kind="stable")
    classes = {str(lemma): str(kind) for kind, lemma in uses.index}
    ranked = list(dict.fromkeys(str(lemma) for _, lemma in uses.index))
    kept = sorted(ranked[:MOST_VERBS], key=lambda lemma: (class_rank(classes[lemma]), ranked.index(lemma)))
    totals = cued.groupby("outlet").size()
    pairs = cued.groupby(["cue_lemma", "outlet"]).size()
    n = {outlet: int(totals.get(outlet, 0)) for outlet in outlets}
    frame = pd.DataFrame(
        [
            {
                "key": lemma,
                "outlet": outlet,
                "count": int(pairs.get((lemma, outlet), 0)),
                "estimate": pairs.get((lemma, outlet), 0) / n[outlet] if n[outlet] else float("nan"),
            }
            for lemma in kept
            for outlet in outlets
        ],
        columns=["key", "outlet", "count", "estimate"],
    )
    rest = len(ranked) - len(kept)
    return heat(
        frame,
        title=_TITLE,
        subtitle="Number: quotations introduced with this verb. Shade: its part of the outlet’s reporting verbs. "
        "n: quotations with one.",
        rows=kept,
        outlets=outlets,
        bases={outlet: f"n = {n[outlet]:,}" for outlet in outlets},
        aside={lemma: classes[lemma] for lemma in kept},
        note=f"{counted(rest, 'verb')} used less often: see the CSV." if rest else "",
        key="cue_lemma",
    )


_ORDER = ("neutral", "structuring", "endorsing", "doubting", "directive", "emotive")


def class_rank(kind: str) -> int:
    """Return the place of a class of reporting verbs in a chart: neutral first, unclassed last."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
