"""What notebooks 07 and 08 show: who acts, how actors are described, who carries which statement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.figures.chart_style import counted, short
from framing.figures.coverage_grid import MOST, coverage_grid
from framing.figures.dot_intervals import dot_panels
from framing.figures.save_chart import Chart, save
from framing.measure.agency import OWN_VOICE
from framing.measure.coverage import Coverage, omissions
from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, Markup, grid, join, joined
from framing.show.kwic import opens, reader_of
from framing.show.notebook_output import counted_table, places


def agency_chart(evidence: pd.DataFrame, *, out: str | Path, confidence: float, names: dict[str, str]) -> Chart:
    """Draw and keep how often each concept is the one who acts, of the times it acts or is acted upon."""
    rows = evidence[evidence["measure"] == "agent share"]
    drawn = rows.assign(key=rows["key"].map(lambda k: names.get(k, k)))
    title = "Who acts: share of actions in which each is the agent"
    subtitle = f"Of the actions told in the outlet’s own words in which it takes part, with {confidence:.0%} interval"
    figure = dot_panels(
        drawn, title=title, subtitle=subtitle, counts=("action", "actions"), absent="takes part in none"
    )
    alt = (
        "Dot chart, a panel for each outlet, a row for each thing named: share of its actions in which it is the agent."
    )
    return save(figure, rows, out=out, name="agency", alt=alt, title=title)


def passive_chart(evidence: pd.DataFrame, *, out: str | Path, confidence: float, names: dict[str, str]) -> Chart:
    """Draw and keep in which form it is told what is done to each concept, and all passives together."""
    rows = evidence[evidence["measure"].isin(["form share", "agentless passive share"])]
    rows = rows[(rows["measure"] == "agentless passive share") | (rows["key"] == "agentless passive")]
    of = rows["group"].map(lambda g: names.get(g, g)).where(rows["group"] != "", "of all passives")
    title = "Passives that name no agent"
    subtitle = (
        "Of what is done to each, the part told in a passive without agent; of all passives, the part without agent. "
        f"Own words only, with {confidence:.0%} interval. What readers conclude from it is another question."
    )
    drawn = rows.assign(key=of)
    figure = dot_panels(
        drawn, title=title, subtitle=subtitle, counts=("action", "actions"), absent="nothing is done to it"
    )
    alt = "Dot chart, a panel for each outlet, a row for each thing named: share of agentless passives."
    return save(figure, rows, out=out, name="agentless-passives", alt=alt, title=title)


def verb_tables(tables: Tables, names: dict[str, str], *, most: int = 12) -> Html:
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
    return join(made) if made else Html(Markup("<p>No action with a concept of the codebook was found.</p>"))


def epithet_table(tables: Tables, *, most: int = 12) -> Html:
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
        return Html(Markup("<p>No actor is described in two outlets in different words.</p>"))
    reader = reader_of(tables)
    outlets = sorted(map(str, tables["articles"]["outlet"].unique()))

    def cell(mine: pd.DataFrame, name: str, outlet: str) -> Markup:
        if mine.empty:
            return Markup('<span class="none">–</span>')
        uses = mine["description"].value_counts(sort=False)
        ranked = sorted(map(str, uses.index), key=lambda words: (-int(uses[words]), words))
        shown = (
            Markup("{}{}").format(
                opens(words, places(mine[mine["description"] == words]), reader, what=f"{outlet} on {name}"),
                f" ×\u00a0{int(uses[words])}" if uses[words] > 1 else "",
            )
            for words in ranked
        )
        return joined(shown, "<br>")

    body = []
    for actor in sizes.index[:most]:
        mine = kept[kept["actor"] == actor]
        name = str(mine["name"].mode().iloc[0])
        body.append([name, *(cell(mine[mine["outlet"] == outlet], name, outlet) for outlet in outlets)])
    note = f"{counted(len(sizes) - most, 'actor')} more in the data files." if len(sizes) > most else ""
    caption = "How each outlet presents the same actor"
    return grid(["", *outlets], body, caption=caption, numeric=[False] * (1 + len(outlets)), note=note)


def coverage_chart(found: Coverage, tables: Tables, *, out: str | Path) -> Chart:
    """Draw and keep which outlet carries which statement that two outlets or more have."""
    common = found.statements[found.statements["n_outlets"] > 1]
    rows = found.by_article[found.by_article["statement"].isin(list(common["statement"]))]
    outlets = sorted(map(str, tables["articles"]["outlet"].unique()))
    words = {int(r["statement"]): _words(tables, r, 80) for r in common.to_dict("records")}
    title = "Who carries which statement"
    subtitle = f"Statements that two outlets or more have, the first {MOST} by outlets; wording may differ"
    figure = coverage_grid(rows, words, outlets=outlets, title=title, subtitle=subtitle)
    size = f"{min(len(common), MOST)} statements by {len(outlets)} outlets"
    alt = f"Grid of marks, {size}: has it, not mentioned, not yet public, cannot tell."
    return save(figure, rows, out=out, name="coverage", alt=alt, title=title)


def _words(tables: Tables, row: Mapping[Any, Any], width: int) -> str:
    text = tables.texts.get(str(row["article_id"]))
    if text is None:
        return "(text not here)"
    return short(" ".join(text[int(row["start"]) : int(row["end"])].split()), width)


def omission_table(found: Coverage, tables: Tables, *, most: int = 30) -> Html:
    """Return what outlets did not mention although it was public; each row opens the sentences of those who did."""
    left = omissions(found)
    reader = reader_of(tables)
    statements = {int(r["statement"]): r for r in found.statements.to_dict("records")}
    body = []
    for row in left.head(most).to_dict("records"):
        n = int(row["statement"])
        having = found.by_article[(found.by_article["statement"] == n) & (found.by_article["status"] == "has it")]
        behind = [
            Place(str(a), int(s), int(e))
            for a, s, e in zip(having["article_id"], having["start"], having["end"], strict=True)
        ]
        body.append(
            [
                _words(tables, statements[n], 110),
                str(row["outlet"]),
                "yes" if row["shares_copy"] else "no",
                f"{statements[n]['first']}, {statements[n]['first_outlet']}",
                opens(counted(len(having), "article"), behind, reader, what="has it"),
            ]
        )
    if not body:
        return Html(
            Markup("<p>Nothing that two outlets have was left out by one that appeared after it was public.</p>")
        )
    note = f"{len(left) - most} more in the data files." if len(left) > most else ""
    head = ["Statement", "Not mentioned in", "Shares the copy", "First reported", "Who has it"]
    return grid(head, body, caption="Not mentioned, though already public", numeric=[False] * 5, note=note)


def alone_table(found: Coverage, tables: Tables) -> Html:
    """Return how many statements only one outlet has; each number opens them."""
    alone = found.statements[found.statements["n_outlets"] == 1]
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True))
    rows = alone.assign(outlet=alone["article_id"].map(outlets), kind="only this outlet")
    return counted_table(
        tables,
        rows,
        key="kind",
        head="Statements",
        caption="Statements that only one outlet has",
        what=lambda _, outlet: f"{outlet} alone",
    )


def about_coverage(found: Coverage) -> tuple[str, ...]:
    """Say how many statements there are, how many are common, and what grouping by words misses."""
    n, common = len(found.statements), int((found.statements["n_outlets"] > 1).sum())
    method = (
        "Sentences count as one statement when they share copy or an utterance, tell the same action, or have most of "
        "their words in common. A paraphrase in other words is missed and then looks like two statements of one outlet "
        "each. “Not mentioned” is said only where the statement was public before the article appeared; why it is not "
        "there, the texts don’t say."
    )
    return (
        f"The articles make {counted(n, 'statement')}; {counted(common, 'is', 'are')} in two outlets or more.",
        method,
    )


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
