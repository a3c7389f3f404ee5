"""Rewordings, statements, figures, descent: tables for the notebook of shared copy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.figures.number_words import counted
from framing.figures.utterance_strip import first_words
from framing.measure.place import Place, places_in
from framing.measure.shared_copy import most_telling
from framing.measure.tables import Tables
from framing.show.escaped_html import Cell, Html, Markup, cell_text, fill, joined
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Shown, grid, prose
from framing.store.written_files import write_csv

MOST_ROWS = 60
_MOST_LABELS = 200  # rows of labels that no concept covers
_NOT_AT_HAND = "(text not at hand)"


def about_copies(tables: Tables) -> tuple[str, ...]:
    """Return what the tables of shared copy say, in sentences.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print("Found:", *fr.about_copies(tables))
    Found: ... of 20 articles share ... sentences with another; ...
    """
    families, copies, rewordings = tables["families"], tables["copies"], tables["rewordings"]
    sharing = copies[copies["n_shared"] > 0]
    n = families["family"].nunique()
    if not n:
        return (f"No two of the {counted(len(copies), 'article')} share a sentence.",)
    groups = copies["cluster"].value_counts()
    together = [f"{k} articles" for k in groups[groups > 1]]
    altered = int((rewordings["inside_quotation"] & (rewordings["kind"] != "punctuation")).sum())
    first = (
        f"{len(sharing)} of {counted(len(copies), 'article')} share {counted(n, 'sentence')} with another; "
        f"{counted(len(rewordings), 'rewording')} in them, {altered} of words inside a quotation."
    )
    second = (
        f"Clusters of copies: {', '.join(together)}. They are not independent evidence: with ‘collapse_copies’ each "
        "cluster counts as one article of an outlet."
        if together
        else "No cluster of copies: the articles may be counted as independent of each other."
    )
    return first, second


def _reading(tables: Tables, rewording: int, side: str, text: object, what: str) -> Html:
    """A reading that opens the sentences it stands in."""
    readings = tables["readings"]
    rows = readings[(readings["rewording"] == rewording) & (readings["side"] == side)]
    shown = _NOT_AT_HAND if text is None or pd.isna(text) else str(text) or "–"  # type: ignore[call-overload]
    return opens(shown, places_in(rows), reader_of(tables), what=what)


def rewording_table(
    tables: Tables,
    *,
    kinds: Collection[str] | None = None,
    most: int = MOST_ROWS,
    telling: int | None = None,
    out: str | Path | None = None,
) -> Shown:
    """Return the rewordings, altered quotations first, then by how much they tell; each reading opens its sentences.

    ``kinds`` keeps only those kinds ("label", "number" …), ``telling`` only so many, the most telling
    ones: three for a front page. With ``out`` all of them are written to ``data/rewordings.csv`` there.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.rewording_table(tables, telling=3).parts[0].caption)
    The most telling rewordings
    """
    every = tables["rewordings"]
    if out is not None:
        write_csv(every, Path(out) / "data" / "rewordings.csv")
    if kinds is not None:
        every = every[every["kind"].isin(list(kinds))]
    if every.empty:
        return prose(Markup("<p>No shared sentence was reworded.</p>"))
    ranked = every.sort_values(["inside_quotation", "rank"], ascending=[False, True], kind="stable")
    frame = most_telling(every, n=telling) if telling else ranked.head(most)
    rows: list[list[Cell]] = []
    for r in frame.to_dict("records"):
        k = int(r["rewording"])
        rows.append(
            [
                fill("{}{}", r["kind"], Markup(" <b>in a quotation</b>") if r["inside_quotation"] else ""),
                _reading(tables, k, "a", r["a_text"], "sentences with the one reading"),
                str(r["a_outlets"]),
                _reading(tables, k, "b", r["b_text"], "sentences with the other reading"),
                str(r["b_outlets"]),
            ]
        )
    left = len(every) - len(frame)
    return grid(
        ["Kind", "Reads", "In", "Against", "In "],
        rows,
        caption="The most telling rewordings" if telling else "Rewordings in shared sentences",
        numeric=[False] * 5,
        note=f"{left:,} more; see the part on shared copy and its data file." if left > 0 else "",
    )


def uncovered_labels(tables: Tables) -> pd.DataFrame:
    """Return label rewordings where neither reading touches a mention of the codebook: candidates for a concept."""
    mentions = tables["mentions"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for i, s, e in zip(mentions["article_id"], mentions["start"], mentions["end"], strict=True):
        spans.setdefault(str(i), []).append((int(s), int(e)))

    def covered(row: Mapping[Any, Any]) -> bool:
        return any(
            s < int(row[f"{side}_end"]) and int(row[f"{side}_start"]) < e
            for side in ("a", "b")
            for s, e in spans.get(str(row[f"{side}_article_id"]), [])
        )

    labels = tables["rewordings"][tables["rewordings"]["kind"] == "label"]
    # An empty list would choose no columns instead of no rows.
    keep = pd.Series([not covered(row) for row in labels.to_dict("records")], index=labels.index, dtype=bool)
    return labels[keep].sort_values("rank").reset_index(drop=True)


def uncovered_table(tables: Tables) -> Shown:
    """Return the candidates of :func:`uncovered_labels` as a table.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.uncovered_table(tables).parts[0].caption)
    Labels exchanged that no concept covers
    """
    found = uncovered_labels(tables)
    if found.empty:
        return prose(Markup("<p>Every label that was exchanged belongs to a concept of the codebook.</p>"))
    rows = [
        [str(r["a_text"]), str(r["a_outlets"]), str(r["b_text"]), str(r["b_outlets"])]
        for r in found.head(_MOST_LABELS).to_dict("records")
    ]
    left = len(found) - len(rows)
    return grid(
        ["Label", "In", "Replaced by", "In "],
        rows,
        caption="Labels exchanged that no concept covers",
        numeric=[False] * 4,
        note=f"{left:,} more; the data file of the rewordings has all." if left else "",
    )


def utterance_table(tables: Tables) -> Shown:
    """Return what was cut from or changed in each statement, article by article; whole versions are left out.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.utterance_table(tables).parts[0].caption)
    Statements cut or changed
    """
    frame = tables["utterances"]
    frame = frame[frame["status"].isin(["trimmed", "altered", "paraphrased"])]
    if frame.empty:
        return prose(Markup("<p>Every statement that two articles quote has the same words in all of them.</p>"))
    words, reader = first_words(tables), reader_of(tables)
    rows: list[list[Cell]] = []
    for r in frame.head(MOST_ROWS).to_dict("records"):
        place = [Place(str(r["article_id"]), int(r["start"]), int(r["end"]))]
        what = [
            f"cut: {r['missing']}" if not pd.isna(r["missing"]) else "",
            f"changed: {r['changed']}" if not pd.isna(r["changed"]) else "",
        ]
        rows.append(
            [
                f"{cell_text(r['speaker'])}: “{words.get(int(r['utterance']), _NOT_AT_HAND)}”",
                str(r["outlet"]),
                opens(str(r["status"]), place, reader, what=f"{r['outlet']}'s version"),
                "; ".join(part for part in what if part) or "in indirect speech",
            ]
        )
    return grid(
        ["Statement (fullest version)", "Outlet", "Is", "How"],
        rows,
        caption="Statements cut or changed",
        numeric=[False] * 4,
    )


def number_table(tables: Tables) -> Shown:
    """Return the figures that answer one question, disagreements first; each opens its sentence.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.number_table(tables).parts[0].caption)
    Figures that answer one question
    """
    frame = tables["number_groups"]
    if frame.empty:
        return prose(Markup("<p>No figure of one article is set beside one of another.</p>"))
    reader = reader_of(tables)
    rows: list[list[Cell]] = []
    for _, group in list(frame.groupby("group", sort=True))[:MOST_ROWS]:
        cells = []
        for r in group.to_dict("records"):
            place = [Place(str(r["article_id"]), int(r["start"]), int(r["end"]))]
            text = tables.texts.get(str(r["article_id"]))
            shown = " ".join(text[int(r["start"]) : int(r["end"])].split()) if text else cell_text(float(r["value"]))
            moment = "" if r["moment"] == "now" else f" ({r['moment']})"
            cells.append(
                fill("{} {}{}", r["outlet"], opens(shown, place, reader, what=f"{r['outlet']}: {shown}"), moment)
            )
        first = group.iloc[0]
        rows.append([str(first["label"]), str(first["verdict"]), joined(cells, "; ")])
    return grid(
        ["What is counted", "The answers", "Who says what"],
        rows,
        caption="Figures that answer one question",
        numeric=[False] * 3,
    )


def lineage_list(tables: Tables) -> Shown:
    """Return the reasoning behind every edge of the graph of descent.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> "(not in the set)" in repr(fr.lineage_list(tables))
    True
    """
    frame = tables["lineage"]
    frame = frame[frame["parent"].notna()]
    if frame.empty:
        return prose(Markup("<p>No article descends from another.</p>"))
    items = [
        fill(
            "<li><b>{} ← {}</b> ({}{}). {}</li>",
            r["child"],
            r["parent"],
            "second parent, " if r["second"] else "",
            r["clarity"],
            "" if pd.isna(r["statement"]) else r["statement"],
        )
        for r in frame.to_dict("records")
    ]
    return prose(fill("<ul>{}</ul>", joined(items)))


def copy_table(tables: Tables) -> Shown:
    """Return the copy share of each article that has any.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.copy_table(tables).parts[0].caption)
    How much of each article is shared copy
    """
    frame = tables["copies"]
    frame = frame[frame["n_shared"] > 0].sort_values("share", ascending=False, kind="stable")
    rows = [
        [
            f"{r['outlet']} ({r['article_id']})",
            f"{int(r['n_words']):,}",
            f"{int(r['n_shared']):,}",
            cell_text(float(r["share"]), "share"),
            str(r["cluster"]),
        ]
        for r in frame.to_dict("records")
    ]
    if not rows:
        return prose(Markup("<p>No article has shared copy.</p>"))
    return grid(
        ["Article", "Words", "Shared", "Share", "Cluster"], rows, caption="How much of each article is shared copy",
        numeric=[False, True, True, True, False],
        note="Words in runs of two and more that another article has in the same sentence.",
    )  # fmt: skip
