"""What the audit says of a set: verdicts, flow, outlets, warnings, paragraphs that return."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from framing.figures.number_words import counted
from framing.sets.audit import Audit
from framing.show.counted_tables import table
from framing.show.sentences_behind import date_words
from framing.show.shown import Shown, say

_LONGEST = 160


def verdict_table(found: Audit) -> Shown:
    """Return what the set can and cannot support."""
    rows = pd.DataFrame([(verdict.use, verdict.answer, verdict.why) for verdict in found.verdicts])
    rows.columns = pd.Index(["use", "answer", "why"])
    return table(rows, caption="What this set supports", columns={"use": "To", "answer": "", "why": "Because"})


def flow_table(found: Audit) -> Shown:
    """Return how many articles came how far."""
    columns = {"step": "Step", "articles": "Articles", "not these": "Not these"}
    return table(found.flow, caption="From the manifest to the comparison", columns=columns)


def outlet_table(found: Audit) -> Shown:
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
    first, last = (date_words(row[name], "day") if isinstance(row[name], str) else "" for name in ("first", "last"))
    return first if first == last else f"{first} to {last}"


def warning_table(found: Audit) -> Shown:
    """Return the articles with a warning; a line saying so if there are none."""
    if not found.articles["text"].any():
        return say("The texts are not here: no article was looked over.")
    warned = found.articles[found.articles["warnings"] != ""]
    if warned.empty:
        return say(f"None of {counted(len(found.articles), 'article')} has a warning.")
    columns = {"article_id": "Article", "outlet": "Outlet", "words": "Words", "warnings": "Warnings"}
    return table(warned, caption="Articles to look at", columns=columns)


def block_table(found: Audit) -> Shown:
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
