"""The fact grid as a table: facts down, outlets across; each cell that has a sentence opens it."""

from __future__ import annotations

from collections.abc import Mapping

from framing.figures.number_words import counted
from framing.findings.fact_grid import DIFFERENTLY, NOT_FOUND, SAYS, TO_CHECK, FactGrid
from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, Markup
from framing.show.sentences_behind import Reader, opens, reader_of
from framing.show.shown import Shown, grid, say

_LONGEST = 90  # characters of a part of a fact


def about_facts(found: FactGrid) -> tuple[str, ...]:
    """Say how many facts there are and what a cell means; one line where there are none."""
    n = len(found.facts)
    if not n:
        return ("No facts could be aligned: the texts are not at hand, or no sentence has one to check.",)
    common = int((found.facts["n_outlets"] > 1).sum())
    first = (
        f"{counted(n, 'fact')} with a deed, a figure or a quotation to check; {counted(common, 'is', 'are')} in two "
        "outlets or more."
    )
    second = (
        "“No sentence found” is said after looking for the words in other forms, for figures in words and rounded, and "
        "for names; “to check” where something of it was found: read and decide. Why a fact is not there, the texts "
        "don’t say."
    )
    return first, second


def fact_table(found: FactGrid, tables: Tables, *, most: int = 30) -> Shown:
    """Return the facts that most outlets have, then those of one outlet, ``most`` of them; the rest is data."""
    if found.facts.empty:
        return say(about_facts(found)[0])
    reader = reader_of(tables)
    outlets = list(dict.fromkeys(map(str, found.cells["outlet"])))
    cells = {(int(c["fact"]), str(c["outlet"])): c for c in found.cells.to_dict("records")}
    ordered = found.facts.sort_values(["n_outlets", "fact"], ascending=[False, True], kind="stable")
    body: list[list[str | Markup | Html]] = []
    for fact in ordered.head(most).to_dict("records"):
        number = int(fact["fact"])
        body.append([_words(fact), *(_cell(cells[number, outlet], outlet, reader) for outlet in outlets)])
    left = len(found.facts) - len(body)
    note = f"{left} more in the data files." if left > 0 else ""
    return grid(["Fact", *outlets], body, caption="Facts over outlets", numeric=[False] * (1 + len(outlets)), note=note)


def _words(fact: Mapping[object, object]) -> str:
    """Who did what to whom, then figures, dates, names that the deed does not have, each once."""
    deed = " ".join(str(fact[k]) for k in ("who", "did", "whom") if isinstance(fact[k], str))
    parts = [deed] if deed else []
    for name in ("numbers", "dates", "names", "places"):
        told = fact[name] if isinstance(fact[name], str) else ""
        new = [word for word in str(told).split(", ") if word and word not in deed]
        parts += [", ".join(new)] if new else []
    said = "; ".join(parts) or "a quotation"
    return said if len(said) <= 2 * _LONGEST else said[: 2 * _LONGEST].rsplit(" ", 1)[0] + " …"


def _cell(cell: Mapping[object, object], outlet: str, reader: Reader) -> Markup | Html:
    said = str(cell["cell"])
    if said in (SAYS, DIFFERENTLY):
        place = Place(str(cell["article_id"]), int(str(cell["start"])), int(str(cell["end"])))
        return opens(said, [place], reader, what=f"{outlet} {said}")
    return Markup('<span class="none">{}</span>').format({NOT_FOUND: "no sentence found", TO_CHECK: "to check"}[said])
