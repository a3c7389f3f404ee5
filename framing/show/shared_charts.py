"""Charts of shared copy: drawn, described in words, and kept."""

from __future__ import annotations

from pathlib import Path

from framing.figures.number_words import counted
from framing.figures.lineage_graph import lineage_graph
from framing.figures.number_claims import number_claims
from framing.figures.chart import Chart, save_chart
from framing.figures.shared_text_ribbon import ribbon
from framing.figures.utterance_strip import utterance_strip
from framing.measure.tables import Tables


def ribbon_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep which sentences the articles share."""
    families, copies = tables["families"], tables["copies"]
    most = copies.sort_values("share", ascending=False, kind="stable").head(3)
    shares = ", ".join(f"{r['article_id']} {100 * r['share']:.0f} %" for r in most.to_dict("records") if r["n_shared"])
    n = families["family"].nunique()
    alt = (
        f"Bars for the {families['article_id'].nunique()} articles that share copy, joined by bands where "
        f"sentences descend from one; {counted(n, 'shared sentence')}. "
        f"Largest shares of an article's words: {shares or 'none'}."
    )
    figure = ribbon(families, tables["articles"], tables["rewordings"])
    return save(figure, families, out=out, name="shared-sentences", alt=alt, title="Which sentences the articles share")


def lineage_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep who has the text from whom."""
    lineage = tables["lineage"]
    edges = lineage[lineage["parent"].notna()]
    said = "; ".join(f"{r['child']} from {r['parent']} ({r['clarity']})" for r in edges.head(12).to_dict("records"))
    alone = int(lineage["parent"].isna().sum())
    said = said or "No article descends from another"
    alt = f"Graph of descent. {said}. {counted(alone, 'article')} without shared copy."
    figure = lineage_graph(lineage, tables["articles"])
    return save(figure, lineage, out=out, name="lineage", alt=alt, title="Who has the text from whom")


def utterance_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep what became of each statement."""
    utterances = tables["utterances"]
    counts = utterances.loc[utterances["status"] != "absent", "status"].value_counts()
    each = ", ".join(f"{n} {status}" for status, n in counts.items())
    alt = (
        f"Grid of {counted(utterances['utterance'].nunique(), 'statement')} by article, each cell saying how the "
        f"article has it: {each or 'no statement is quoted twice'}."
    )
    figure = utterance_strip(utterances, first_words=first_words(tables))
    return save(figure, utterances, out=out, name="utterances", alt=alt, title="What became of each statement")


def number_chart(tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep the figures that differ."""
    groups = tables["number_groups"]
    differ = groups[groups["verdict"] != "agree"]
    said = "; ".join(
        f"{rows['label'].iloc[0]}: " + ", ".join(f"{v:,.0f}" for v in sorted(set(rows["value"])))
        for _, rows in list(differ.groupby("group"))[:6]
    )
    said = said or "Nothing differs"
    alt = f"Dots on lines, a panel for each thing counted differently, a line for each article. {said}."
    return save(number_claims(groups), groups, out=out, name="numbers", alt=alt, title="Figures that differ")


def first_words(tables: Tables) -> dict[int, str]:
    """Return utterance to the first words of its fullest version; those without text at hand are left out."""
    utterances = tables["utterances"]
    full = utterances[utterances["fullest"]]
    return {
        int(u): " ".join(tables.texts[str(i)][int(s) : int(e)].split())[:80]
        for u, i, s, e in zip(full["utterance"], full["article_id"], full["start"], full["end"], strict=True)
        if str(i) in tables.texts
    }
