"""Labels by outlet: every label of a concept, and the one each outlet uses most."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.measure.concept_mentions import concept_names, first_choices
from framing.measure.place import places_in
from framing.measure.tables import Tables
from framing.show.about_set import no_labels
from framing.show.counted_tables import counted_table
from framing.show.escaped_html import Html, fill
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Heading, Shown, grid, join, prose, say


def label_tables(tables: Tables, codebook: Codebook | None, *, concepts: Sequence[str] | None = None) -> Shown:
    """Return a table of labels by outlet: mentions, those in the outlet's own voice in brackets.

    One for each of ``concepts`` (ids); for every concept that is named if omitted.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> shown = fr.label_tables(tables, book, concepts=["fishers"])
    >>> print(shown.parts[-1].caption)
    Labels for the people who fish: mentions, and in brackets those in the outlet’s own voice
    """
    rules = {c.id: c for c in codebook.concepts} if codebook is not None else {}
    named = concept_names(tables, codebook)
    mentions = tables["mentions"]
    parts = []
    for identity in named if concepts is None else concepts:
        name = named[identity]
        parts.append(Shown((Heading(3, name[:1].upper() + name[1:]),)))
        if identity in rules:
            parts.append(prose(fill('<p class="referent">{}</p>', rules[identity].referent)))
        parts.append(_label_table(tables, mentions[mentions["concept"] == identity], name))
    return join(parts) if parts else say(no_labels(codebook))


def _label_table(tables: Tables, mine: pd.DataFrame, name: str) -> Shown:
    def cell(rows: pd.DataFrame) -> tuple[str, str]:
        own = int(rows["voice"].isin(OWN_VOICE).sum())
        return f"{len(rows):,}", f" ({own})"

    return counted_table(
        tables,
        mine,
        key="variant",
        head="Label",
        caption=f"Labels for {name}: mentions, and in brackets those in the outlet’s own voice",
        cell=cell,
        what=lambda label, outlet: f"{outlet} on {name}: “{label}”" if label else f"{outlet} on {name}: all labels",
    )


def favourite_table(tables: Tables, codebook: Codebook | None, *, most: int = 10) -> Shown:
    """Return for each concept (down) and outlet (across) the label that the outlet itself uses most.

    Own voice only, headlines included; equal labels stand side by side. The number behind it,
    of all own-voice mentions of the concept, opens the sentences.
    """
    reader, outlets = reader_of(tables), tables.outlets
    mentions = tables["mentions"]
    own = mentions[mentions["voice"].isin(OWN_VOICE)]
    names = list(concept_names(tables, codebook).items())[:most]
    if not names:
        return say(no_labels(codebook))

    def cell(concept: str, name: str, outlet: str) -> Html:
        mine = own[(own["concept"] == concept) & (own["outlet"] == outlet)]
        if mine.empty:
            return fill('<span class="none">–</span>')
        sizes = {str(label): int(n) for label, n in mine["variant"].value_counts().items()}
        first = first_choices(sizes)
        shown = f"{sizes[first[0]]} of {len(mine)}" + (" each" if len(first) > 1 else "")
        behind = places_in(mine[mine["variant"].isin(first)])
        said = ", ".join(first[:2]) + (" …" if len(first) > 2 else "")  # noqa: PLR2004  (what a cell holds)
        return fill("{}<br><small>{}</small>", said, opens(shown, behind, reader, what=f"{outlet} on {name}"))

    return grid(
        ["", *outlets],
        [[name, *(cell(concept, name, outlet) for outlet in outlets)] for concept, name in names],
        caption="The label each outlet uses most in its own voice",
        numeric=[False] * (1 + len(outlets)),
        note="“4 of 7” means 4 of the outlet’s 7 own mentions; a dash, that it does not name this in its own voice.",
    )
