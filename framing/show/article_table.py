"""The articles of a set, as a table."""

from __future__ import annotations

import pandas as pd

from framing.findings.stray_texts import stray_sentence, stray_texts
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, fill
from framing.show.sentences_behind import date_words
from framing.show.shown import Shown, grid

_NOTE = "Words are counted outside page furniture; “in quotations” is their part inside direct quotations."


def article_table(tables: Tables) -> Shown:
    """Return the articles of the set: outlet, date, title, length; the title leads to the address, if known.

    Below it stands which texts do not seem to be the articles under their headlines: they are counted all the same.
    """
    ordered = tables["articles"].sort_values(["outlet", "published", "article_id"])
    rows: list[list[str | Html]] = []
    names = ("outlet", "published", "certainty", "title", "article_id", "url", "wire", "n_words", "n_words_quoted")
    for outlet, published, certainty, title, identity, url, wire, words, quoted in zip(
        *(ordered[name] for name in names), strict=True
    ):
        shown = fill("{}", identity if pd.isna(title) else title)
        if not pd.isna(url) and str(url).startswith(("https://", "http://")):
            shown = fill('<a href="{}" rel="noopener noreferrer">{}</a>', url, shown)
        credit = fill(" <small>({})</small>", wire) if not pd.isna(wire) else ""
        rows.append(
            [
                str(outlet),
                fill('<span class="date">{}</span>', date_words(published, str(certainty))),
                fill("{}{}", shown, credit),
                f"{int(words):,}",
                f"{100 * int(quoted) / int(words):.0f} %" if words else "–",
            ]
        )
    return grid(
        ["Outlet", "Date", "Title", "Words", "In quotations"],
        rows,
        caption="The articles",
        numeric=[False, False, False, True, True],
        note=f"{_NOTE} {stray_sentence(tables, stray_texts(tables))}".strip(),
    )
