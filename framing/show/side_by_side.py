"""Two articles side by side: shared sentences joined, changed words marked, altered quotations flagged.

One page without script or network: numbers are links between the texts, so it is read with
the keyboard, and it prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import pandas as pd

from framing.figures.number_words import counted
from framing.measure.tables import Tables
from framing.show.changed_words import ChangedWords, with_changes
from framing.show.escaped_html import Markup
from framing.show.page_templates import render, template_text


@dataclass(frozen=True, slots=True)
class _Pair:
    """One family's sentences in the two articles, and what differs between them."""

    family: int
    left: tuple[int, int]
    right: tuple[int, int]
    marks_left: tuple[ChangedWords, ...]
    marks_right: tuple[ChangedWords, ...]
    changes: tuple[Mapping[str, str], ...]
    altered: bool


def _changes(tables: Tables, a: str, b: str) -> dict[int, list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]]:
    """By family: each rewording between the two articles, with its reading in either."""
    readings: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["readings"].to_dict("records"):
        if row["article_id"] in (a, b):
            readings[int(row["rewording"])].append({str(k): v for k, v in row.items()})
    out: defaultdict[int, list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for row in tables["rewordings"].to_dict("records"):
        mine = readings[int(row["rewording"])]
        for one in (r for r in mine if r["article_id"] == a):
            for two in (r for r in mine if r["article_id"] == b and r["side"] != one["side"]):
                out[int(row["family"])].append(({str(k): v for k, v in row.items()}, one, two))
                break
    return out


def _rows(frame: pd.DataFrame, article_id: str) -> list[dict[Any, Any]]:
    """The rows of one article, in text order where they have a start."""
    mine = frame[frame["article_id"] == article_id]
    return (mine.sort_values("start") if "start" in mine.columns else mine).to_dict("records")


def _pairs(tables: Tables, a: str, b: str) -> list[_Pair]:
    families = tables["families"]
    left, right = ({int(r["family"]): r for r in _rows(families, i)} for i in (a, b))
    changes = _changes(tables, a, b)
    texts = tables.texts
    out = []
    for family, x in left.items():
        if family not in right:
            continue
        y = right[family]
        found = changes.get(family, [])

        def marks(which: int, found: Sequence[Any] = found) -> tuple[ChangedWords, ...]:
            return tuple(
                ChangedWords(
                    int(c[which]["change_start"]),
                    int(c[which]["change_end"]),
                    str(c[0]["kind"]),
                    bool(c[0]["inside_quotation"]),
                )
                for c in found
            )

        def words(reading: Mapping[str, Any]) -> str:
            return (
                " ".join(texts[str(reading["article_id"])][int(reading["start"]) : int(reading["end"])].split()) or "–"
            )

        out.append(
            _Pair(
                family,
                (int(x["start"]), int(x["end"])),
                (int(y["start"]), int(y["end"])),
                marks(1),
                marks(2),
                tuple({"kind": str(c[0]["kind"]), "left": words(c[1]), "right": words(c[2])} for c in found),
                any(bool(c[0]["inside_quotation"]) for c in found),
            )
        )
    return out


def _blocks(
    tables: Tables, article_id: str, places: Sequence[tuple[int, int, int, tuple[ChangedWords, ...]]], side: str
) -> list[dict[str, Any]]:
    """The article by headline and paragraphs, shared sentences numbered and linked to their pair."""
    text = tables.texts[article_id]
    sentences = tables["sentences"]
    mine = sentences[sentences["article_id"] == article_id].sort_values("start")
    blocks: list[dict[str, Any]] = []
    last: object = None
    for start, end, paragraph, part in zip(mine["start"], mine["end"], mine["paragraph"], mine["part"], strict=True):
        body = _linked(text, int(start), int(end), places, side)
        heading = part != "body"
        if blocks and not heading and last == paragraph:
            blocks[-1]["body"] += Markup(" ") + body
        else:
            blocks.append({"heading": heading, "body": body})
        last = None if heading else paragraph
    return blocks


def _linked(
    text: str, start: int, end: int, places: Sequence[tuple[int, int, int, tuple[ChangedWords, ...]]], side: str
) -> Markup:
    out: list[Markup] = []
    at = start
    for number, s, e, marks in sorted(places, key=lambda p: p[1]):
        if s < at or e > end:
            continue
        out.append(Markup("{}").format(text[at:s]))
        out.append(
            Markup(
                '<span class="shared" id="{}-{}">{}'
                '<sup><a href="#pair-{}" aria-label="shared sentence {}">{}</a></sup></span>'
            ).format(side, number, with_changes(text, s, e, marks), number, number, number)
        )
        at = e
    out.append(Markup("{}").format(text[at:end]))
    return Markup("").join(out)


def _side(
    tables: Tables, article_id: str, places: Sequence[tuple[int, int, int, tuple[ChangedWords, ...]]], side: str
) -> dict[str, Any]:
    about = _rows(tables["articles"], article_id)[0]
    copies = _rows(tables["copies"], article_id)[0]
    n, shared = int(copies["n_words"]), int(copies["n_shared"])
    return {
        "article_id": article_id,
        "outlet": str(about["outlet"]) or article_id,
        "date": str(about["published"]) if isinstance(about["published"], str) else "undated",
        "share": f"{100 * shared / n:.0f} % of {n:,} words shared with the set" if n else "no words",
        "blocks": _blocks(tables, article_id, places, side),
    }


def reader_page(tables: Tables, a: str, b: str) -> str:
    """Return a page that sets two articles of a set side by side.

    Args:
        tables: Of the set, with the texts of both.
        a: Id of the article at the left.
        b: Id of that at the right.

    Returns:
        A complete HTML page without script; everything from the articles is escaped.

    Raises:
        KeyError: No such article, or its text is not at hand (a set read from its annotation pack).
    """
    known = set(map(str, tables["articles"]["article_id"]))
    for identity in (a, b):
        if identity not in known:
            msg = f"no article '{identity}' in the set; it has {', '.join(sorted(known))}"
            raise KeyError(msg)
        if identity not in tables.texts:
            msg = f"the text of '{identity}' is not at hand: put the set's texts beside its manifest"
            raise KeyError(msg)
    pairs = _pairs(tables, a, b)
    numbered = list(enumerate(pairs, start=1))
    rows = [
        {
            "number": k,
            "left": with_changes(tables.texts[a], *p.left, p.marks_left),
            "right": with_changes(tables.texts[b], *p.right, p.marks_right),
            "changes": p.changes,
            "altered": p.altered,
        }
        for k, p in numbered
    ]
    altered = sum(p.altered for p in pairs)
    same = sum(not p.changes for p in pairs)
    summary = f"{counted(len(pairs), 'shared sentence')}, {same} of them with the same words."
    if altered:
        summary += (
            f" In {counted(altered, 'sentence')} words inside a quotation differ: at least one of the two altered it."
        )
    style = template_text("side_by_side.css")
    return render(
        "side_by_side.html.j2",
        language="en",
        title=tables.title,
        left=_side(tables, a, [(k, *p.left, p.marks_left) for k, p in numbered], "left"),
        right=_side(tables, b, [(k, *p.right, p.marks_right) for k, p in numbered], "right"),
        rows=rows,
        summary=summary,
        style=Markup(style),
        version=metadata.version("framing-suite"),
    )
