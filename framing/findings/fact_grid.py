"""Facts aligned over outlets: who did what to whom, with names, numbers, dates and places, and who says it how.

A fact is a group of sentences that say the same (see ``measure.coverage``), or one sentence with a figure or a
quotation to check it by. Each outlet ``says`` it, ``says differently`` (figures of one unit that cannot both be right),
or ``no sentence found``: none in the group, and none with most of its words, its figures and names, in other forms.
Where the search finds something of it, the cell is ``to check``: a reader decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.findings.absence import articles_saying, has_number
from framing.findings.context import Context, Row
from framing.findings.names import articles_naming, is_place, names_in
from framing.measure.coverage import coverage
from framing.measure.tables import Column, frame, read_spans

SAYS, DIFFERENTLY, NOT_FOUND, TO_CHECK = "says", "says differently", "no sentence found", "to check"
CELLS = (SAYS, DIFFERENTLY, NOT_FOUND, TO_CHECK)
_FOUND = 0.5  # of a fact's content words in one sentence or two in a row: it may be said in other words
_APART = 0.1  # of the larger figure: closer ones may be one, rounded
_SPEECH = frozenset(("direct", "partial"))

FACTS: tuple[Column, ...] = (
    Column("fact", "count", "", "number, from 0: most outlets first, then by place in the article"),
    Column("who", "text", "", "who acts, as printed; missing if the sentence says no such thing"),
    Column("did", "text", "", "the action, in its dictionary form; missing likewise"),
    Column("whom", "text", "", "whom or what it befalls, as printed; missing likewise"),
    Column("names", "text", "", "names in it, ', ' between; missing if none"),
    Column("numbers", "text", "", "figures as printed; missing if none"),
    Column("dates", "text", "", "dates as printed; missing if none"),
    Column("places", "text", "", "countries, peoples and capitals; missing if none"),
    Column("article_id", "text", "", "the article whose sentence stands for it"),
    Column("start", "count", "code points", "first code point of that sentence"),
    Column("end", "count", "code points", "one past its last"),
    Column("n_outlets", "count", "outlets", "outlets that say it, also differently"),
)
SAID: tuple[Column, ...] = (
    Column("fact", "count", "", "number of the fact"),
    Column("outlet", "text", "", "every outlet of the set"),
    Column("cell", "text", "", "says, says differently, no sentence found or to check"),
    Column("article_id", "text", "", "the article with the sentence; missing if none was found"),
    Column("start", "count", "code points", "its first code point; 0 if none"),
    Column("end", "count", "code points", "one past its last; 0 if none"),
)


@dataclass(frozen=True, slots=True)
class FactGrid:
    """``facts`` has a row each (``FACTS``), ``cells`` a row a fact and outlet (``SAID``)."""

    facts: pd.DataFrame
    cells: pd.DataFrame


def fact_grid(context: Context) -> FactGrid:
    """Return the facts of a set and how each outlet has them. Needs the texts: without them both tables are empty."""
    if not context.whole or not context.articles:
        return FactGrid(frame(FACTS, []), frame(SAID, []))
    found = coverage(context.tables)
    having: defaultdict[int, list[Row]] = defaultdict(list)
    for row in found.having.to_dict("records"):
        having[int(row["statement"])].append(row)
    facts: list[dict[str, object]] = []
    cells: list[dict[str, object]] = []
    for statement in found.statements.to_dict("records"):
        fact = _fact(context, statement)
        several = int(statement["n_outlets"]) > 1
        if not (several and (fact["did"] or fact["numbers"] or fact["names"])) and not _to_check_by(
            context, statement, fact
        ):
            continue
        number = len(facts)
        looked = _look(context, fact)
        mine = [_cell(context, outlet, looked, having[int(statement["statement"])]) for outlet in context.outlets]
        cells += [{"fact": number, **cell} for cell in mine]
        n = sum(cell["cell"] in (SAYS, DIFFERENTLY) for cell in mine)
        facts.append({"fact": number, **fact, "n_outlets": n})
    return FactGrid(frame(FACTS, facts), frame(SAID, cells))


def _inside(context: Context, table: str, at: Mapping[Any, Any]) -> list[Row]:
    """Rows of a table that stand in a sentence."""
    return [
        row
        for row in context.rows_of(table, at["article_id"])
        if at["start"] <= row["start"] and row["end"] <= at["end"]
    ]


def _fact(context: Context, at: Row) -> dict[str, object]:
    article, start, end = str(at["article_id"]), int(at["start"]), int(at["end"])
    numbers = _inside(context, "numbers", at)
    names = names_in(context.printed(article, start, end))
    acting = sorted(
        (r for r in _inside(context, "roles", at) if isinstance(r["agent"], str)),
        key=lambda r: (not isinstance(r["patient"], str), r["start"]),
    )
    role = acting[0] if acting else None
    return {
        "who": _phrase(context, article, role["agent_spans"]) if role else None,
        "did": str(role["verb"]) if role else None,
        "whom": _phrase(context, article, role["patient_spans"]) if role else None,
        "names": ", ".join(n for n in names if not is_place(n)) or None,
        "numbers": ", ".join(_printed(context, article, (n for n in numbers if n["unit"] != "date"))) or None,
        "dates": ", ".join(_printed(context, article, (n for n in numbers if n["unit"] == "date"))) or None,
        "places": ", ".join(n for n in names if is_place(n)) or None,
        "article_id": article,
        "start": start,
        "end": end,
    }


def _phrase(context: Context, article: str, spans: object) -> str | None:
    read = read_spans(spans if isinstance(spans, str) else None)
    return " ".join(context.printed(article, s.start, s.end) for s in read) or None


def _printed(context: Context, article: str, rows: Iterable[Row]) -> list[str]:
    return [context.printed(article, int(r["start"]), int(r["end"])) for r in rows]


def _to_check_by(context: Context, at: Row, fact: Mapping[str, object]) -> bool:
    """Whether a sentence of one outlet has a figure, or words between quotation marks, to check it by."""
    return bool(fact["numbers"]) or any(q["kind"] in _SPEECH for q in _inside(context, "quotations", at))


@dataclass(frozen=True, slots=True)
class _Looked:
    """A fact looked for in all articles: those that have most of its words, its figures, those that have a name."""

    fact: Mapping[str, object]
    found: frozenset[str]
    figures: tuple[float, ...]
    naming: frozenset[str]


def _look(context: Context, fact: Mapping[str, object]) -> _Looked:
    start, end = int(str(fact["start"])), int(str(fact["end"]))
    found = articles_saying(context, context.printed(str(fact["article_id"]), start, end), _FOUND)
    figures = [float(n["value"]) for n in _inside(context, "numbers", fact) if n["unit"] != "date" and end > start]
    names = filter(None, str(fact["names"] or "").split(", ")) if figures else ()
    naming = frozenset[str]().union(*(articles_naming(context, name) for name in names))
    return _Looked(fact, found, tuple(figures), naming)


def _cell(context: Context, outlet: str, looked: _Looked, having: list[Row]) -> dict[str, object]:
    fact = looked.fact
    mine = [row for row in having if context.outlet(str(row["article_id"])) == outlet]
    if mine:
        at = mine[0]
        other = str(at["article_id"]) != fact["article_id"] and _differs(context, fact, at)
        cell = DIFFERENTLY if other else SAYS
        place = {"article_id": str(at["article_id"]), "start": int(at["start"]), "end": int(at["end"])}
        return {"outlet": outlet, "cell": cell, **place}
    cell = TO_CHECK if any(_may_say(context, i, looked) for i in context.articles_of(outlet)) else NOT_FOUND
    return {"outlet": outlet, "cell": cell, "article_id": None, "start": 0, "end": 0}


def _differs(context: Context, fact: Mapping[str, object], at: Row) -> bool:
    """Whether the figures of one unit in two sentences are other figures."""
    one = _figures(_inside(context, "numbers", fact))
    two = _figures(_inside(context, "numbers", at))
    return any(
        not any(abs(a - b) <= _APART * max(abs(a), abs(b)) for a in one[unit] for b in two[unit])
        for unit in one.keys() & two.keys()
    )


def _figures(rows: list[Row]) -> dict[str, list[float]]:
    out: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row["unit"] and row["unit"] != "date":
            out[str(row["unit"])].append(float(row["value"]))
    return out


def _may_say(context: Context, article_id: str, looked: _Looked) -> bool:
    """Whether an article may have a fact in other words: most of them in a sentence, or its figure beside its name."""
    if article_id in looked.found:
        return True
    return article_id in looked.naming and all(has_number(context, article_id, value) for value in looked.figures)
