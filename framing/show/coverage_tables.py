"""Who carries which statement: tables for notebook 08."""

from __future__ import annotations

from framing.figures.coverage_grid import statement_words
from framing.figures.number_words import counted
from framing.measure.coverage import Coverage, omissions
from framing.measure.place import places_in
from framing.measure.tables import Tables
from framing.show.counted_tables import counted_table
from framing.show.escaped_html import Markup
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Shown, grid, prose


def omission_table(found: Coverage, tables: Tables, *, most: int = 30) -> Shown:
    """Return what outlets did not mention although it was public; each row opens the sentences of those who did."""
    left = omissions(found)
    reader = reader_of(tables)
    statements = {int(r["statement"]): r for r in found.statements.to_dict("records")}
    body = []
    for row in left.head(most).to_dict("records"):
        n = int(row["statement"])
        having = found.by_article[(found.by_article["statement"] == n) & (found.by_article["status"] == "has it")]
        behind = places_in(having)
        body.append(
            [
                statement_words(tables, statements[n], 110),
                str(row["outlet"]),
                "yes" if row["shares_copy"] else "no",
                f"{statements[n]['first']}, {statements[n]['first_outlet']}",
                opens(counted(len(having), "article"), behind, reader, what="has it"),
            ]
        )
    if not body:
        return prose(
            Markup("<p>Nothing that two outlets have was left out by one that appeared after it was public.</p>")
        )
    note = f"{len(left) - most} more in the data files." if len(left) > most else ""
    head = ["Statement", "Not mentioned in", "Shares the copy", "First reported", "Who has it"]
    return grid(head, body, caption="Not mentioned, though already public", numeric=[False] * 5, note=note)


def alone_table(found: Coverage, tables: Tables) -> Shown:
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
