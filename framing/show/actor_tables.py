"""Who acts and how actors are described: tables for notebook 07."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.annotate.voice import OWN_VOICE
from framing.figures.number_words import counted
from framing.measure.place import places_in
from framing.measure.tables import Tables
from framing.show.counted_tables import counted_table
from framing.show.escaped_html import Cell, Html, Markup, fill, joined
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Shown, grid, join, prose


def verb_tables(tables: Tables, names: Mapping[str, str], *, most: int = 12) -> Shown:
    """Return for each concept what it does, what is done to it, and how the action itself is called, by outlet."""
    roles = tables["roles"]
    own = roles[roles["voice"].isin(OWN_VOICE)]
    made = []
    for concept, name in names.items():
        for column, head in (
            ("agent_concept", "What it does"),
            ("patient_concept", "What is done to it"),
            ("action_concept", "How the act is told"),
        ):
            mine = own[own[column] == concept]
            if column == "action_concept" and not len(mine):
                continue
            mine = mine.assign(told=mine["verb"] + mine["form"].map(lambda f: "" if f == "active" else f" ({f})"))
            if len(mine):
                made.append(
                    counted_table(
                        tables,
                        mine,
                        key="told",
                        head=head,
                        caption=f"{name}: {head[0].lower()}{head[1:]}",
                        most=most,
                        what=lambda verb, outlet: f"{outlet}: “{verb}”" if verb else f"{outlet}: all",
                    )
                )
    return join(made) if made else prose(Markup("<p>No action with a concept of the codebook was found.</p>"))


def epithet_table(tables: Tables, *, most: int = 12) -> Shown:
    """Return how outlets (across) present the actors (down) whom two outlets describe, and not in the same words.

    A cell holds the words, most used first; they open their sentences. What differs is the words,
    and most stand once: a chart of their counts would hide both. Titles before a name are left out.
    """
    epithets = tables["epithets"]
    kept = epithets[epithets["kind"] != "title"]
    kept = kept.assign(description=kept["description"].str.replace("’", "'"))
    by_actor = kept.groupby("actor")
    differ = (by_actor["outlet"].transform("nunique") > 1) & (by_actor["description"].transform("nunique") > 1)
    sizes = kept[differ].groupby("actor")["description"].nunique().sort_values(ascending=False, kind="stable")
    if sizes.empty:
        return prose(Markup("<p>No actor is described in two outlets in different words.</p>"))
    reader = reader_of(tables)
    outlets = sorted(map(str, tables["articles"]["outlet"].unique()))

    def cell(mine: pd.DataFrame, name: str, outlet: str) -> Html:
        if mine.empty:
            return fill('<span class="none">–</span>')
        uses = mine["description"].value_counts(sort=False)
        ranked = sorted(map(str, uses.index), key=lambda words: (-int(uses[words]), words))
        shown = (
            fill(
                "{}{}",
                opens(words, places_in(mine[mine["description"] == words]), reader, what=f"{outlet} on {name}"),
                f" ×\u00a0{int(uses[words])}" if uses[words] > 1 else "",
            )
            for words in ranked
        )
        return joined(shown, "<br>")

    body: list[list[Cell]] = []
    for actor in sizes.index[:most]:
        mine = kept[kept["actor"] == actor]
        name = str(mine["name"].mode().iloc[0])
        body.append([name, *(cell(mine[mine["outlet"] == outlet], name, outlet) for outlet in outlets)])
    note = f"{counted(len(sizes) - most, 'actor')} more in the data files." if len(sizes) > most else ""
    caption = "How each outlet presents the same actor"
    return grid(["", *outlets], body, caption=caption, numeric=[False] * (1 + len(outlets)), note=note)


def about_actors(tables: Tables) -> tuple[str, ...]:
    """Say how many actions and epithets were read, and how well."""
    roles = tables["roles"]
    forms = roles["form"].value_counts()
    passives = int(forms.get("passive", 0) + forms.get("agentless passive", 0))
    agentless, nominal = int(forms.get("agentless passive", 0)), int(forms.get("nominal", 0))
    found = (
        f"{counted(len(roles), 'action')} were read from the parse: {passives} passives, {agentless} of them without "
        f"an agent, and {nominal} nouns made from verbs. {counted(len(tables['epithets']), 'description')} of named "
        "actors were found."
    )
    limits = (
        "Against a hand coding about nine in ten actions are right. A passive without agent may leave out what is "
        "unknown, obvious or told before: the count says how a thing is put, not why."
    )
    return found, limits
