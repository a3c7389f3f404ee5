"""What the audit notebook shows: verdicts, flow, outlets, warnings, lengths, shared text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path

import pandas as pd

from framing.figures.number_words import counted
from framing.figures.lengths import lengths
from framing.figures.chart import Chart, save_chart
from framing.figures.shared_text import shared_text
from framing.sets.audit import Audit
from framing.show.escaped_html import Html
from framing.show.kwic import say_date
from framing.show.notebook_output import say, table

_LONGEST = 160


def verdict_table(found: Audit) -> Html:
    """Return what the set can and cannot support."""
    rows = pd.DataFrame([(verdict.use, verdict.answer, verdict.why) for verdict in found.verdicts])
    rows.columns = pd.Index(["use", "answer", "why"])
    return table(rows, caption="What this set supports", columns={"use": "To", "answer": "", "why": "Because"})


def flow_table(found: Audit) -> Html:
    """Return how many articles came how far."""
    columns = {"step": "Step", "articles": "Articles", "not these": "Not these"}
    return table(found.flow, caption="From the manifest to the comparison", columns=columns)


def outlet_table(found: Audit) -> Html:
    """Return each outlet's articles, words and days."""
    shown = found.outlets.assign(days=[_days(row) for row in found.outlets.to_dict("records")])
    columns = {"outlet": "Outlet", "articles": "Articles", "with text": "With text", "independent": "Independent"}
    return table(
        shown,
        caption="Outlets",
        columns={**columns, "words": "Words", "days": "Days", "credit a wire": "Credit a wire"},
        note="Independent: articles that share a fifth of their text or more are counted as one.",
    )


def _days(row: Mapping[Hashable, object]) -> str:
    first, last = (say_date(row[name], "day") if isinstance(row[name], str) else "" for name in ("first", "last"))
    return first if first == last else f"{first} to {last}"


def warning_table(found: Audit) -> Html:
    """Return the articles with a warning; a line saying so if there are none."""
    if not found.articles["text"].any():
        return say("The texts are not here: no article was looked over.")
    warned = found.articles[found.articles["warnings"] != ""]
    if warned.empty:
        return say(f"None of {counted(len(found.articles), 'article')} has a warning.")
    columns = {"article_id": "Article", "outlet": "Outlet", "words": "Words", "warnings": "Warnings"}
    return table(warned, caption="Articles to look at", columns=columns)


def block_table(found: Audit) -> Html:
    """Return the paragraphs that several articles of an outlet have; a line saying so if there are none."""
    if found.blocks.empty and not found.articles["text"].any():
        return say()
    if found.blocks.empty:
        return say("No paragraph returns in several articles of one outlet.")
    shown = found.blocks.assign(
        block=found.blocks["block"].map(lambda text: text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
    )
    columns = {"outlet": "Outlet", "articles": "Articles", "block": "Paragraph"}
    return table(shown, caption="Paragraphs that return", columns=columns)


def length_chart(found: Audit, *, out: str | Path) -> Chart:
    """Draw and keep the articles' lengths."""
    known = found.articles["words"].dropna().astype(int)
    span = f"from {known.min()} to {known.max()} words" if len(known) else "none with a text"
    alt = f"Strip chart of the length of {counted(len(known), 'article')} by outlet, {span}."
    columns = ["article_id", "outlet", "words", "furniture"]
    title = "How long the articles are"
    return save(lengths(found.articles), found.articles[columns], out=out, name="lengths", alt=alt, title=title)


def shared_chart(found: Audit, *, out: str | Path) -> Chart:
    """Draw and keep how much text each two articles share."""
    most = found.pairs.head(1).to_dict("records")
    peak = f" Most: {most[0]['one']} and {most[0]['two']}, {most[0]['contained']:.0%}." if most else ""
    alt = f"Table of shaded cells: {counted(len(found.pairs), 'pair')} of articles that have text in common.{peak}"
    figure = shared_text(found.pairs, order=[str(id_) for id_ in found.articles["article_id"]])
    return save(figure, found.pairs, out=out, name="shared-text", alt=alt, title="Which articles share text")
