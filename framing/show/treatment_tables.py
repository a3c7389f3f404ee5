"""How those whom articles name are treated, and which part clauses give them: tables for notebook 09."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.figures.number_words import counted
from framing.measure.measure import CodedSet, Measure
from framing.measure.measures import places_of
from framing.measure.place import places_in
from framing.measure.responsibility import PARTS, responsibility, responsibility_places
from framing.measure.row_sentence import concept_name
from framing.measure.tables import Tables
from framing.measure.treatment import FEWEST_OUTLETS, FEWEST_SENTENCES, OTHERS, OWN, TREATMENT, treated_actors
from framing.show.escaped_html import Cell, Html, fill, joined
from framing.show.rows_of_cells import rows_by
from framing.show.sentences_behind import Reader, opens, reader_of
from framing.show.shown import Shown, grid, say
from framing.stats.tiers import TIERS

MOST_ACTORS = 12
_SIDES = (("negative", "ill"), ("positive", "well"))
_PART_WORDS = {
    "acting": "acts",
    "cause": "brings a harm about",
    "harmed": "suffers a harm",
    "owing": "is called on to act",
    "offering": "offers or gives a remedy",
}


def about_treatment() -> tuple[str, ...]:
    """Say what is counted, how far it can be trusted, and what it does not tell.

    >>> import framing as fr
    >>> print(fr.about_treatment()[0])
    Each sentence that names somebody, ..., speaks ill of them, well of them, or neither, ...
    """
    what = (
        "Each sentence that names somebody, or evidently means them by a pronoun, speaks ill of them, well of them, or "
        "neither, by words of lists that are said of them, asserted and not denied, doubted or wished for. The "
        "outlet’s own words are text and headlines without quotations, indirect speech, and judgements and sides of "
        "others that it reports; those are in the second table."
    )
    how_well = (
        "Lists and grammar decide, strictly, and irony is not seen. Read by hand in news, three of four rows were "
        "right; of the sentences that coders call ill or well, more than nine in ten have no such word and were "
        "missed. So open the sentences, and take a zero for what it is. "
        "What a sentence tells may be the plain truth; nothing here says how anybody deserves to be spoken of."
    )
    return what, how_well


def treatment_table(
    evidence: pd.DataFrame,
    tables: Tables,
    *,
    codebook: Codebook | None = None,
    measure: Measure = TREATMENT,
    what: str = "In the outlet’s own words",
) -> Shown:
    """Return actors down and outlets across: sentences that speak ill and well, of how many, interval and tier.

    Args:
        evidence: The report's evidence table.
        tables: The set; each count opens its sentences.
        codebook: For the names of concepts.
        measure: ``TREATMENT``, or ``QUOTED_TREATMENT`` for the words and judgements of others.
        what: The caption.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> compared = fr.compare_outlets(fr.sourcing(tables), draws=100)
    >>> print(fr.treatment_table(compared, tables, codebook=book))
    In the outlet’s own words: nobody is named by two outlets, in three sentences or more.
    """
    rows, counts = measure.of(evidence), treated_actors(tables)
    compared, spoken_of = _order(rows, codebook), _spoken_of(counts, codebook)
    if not compared and not spoken_of:
        return say(f"{what}: nobody is named by two outlets, in three sentences or more.")
    side = OWN if measure is TREATMENT else OTHERS
    reader, coded, outlets = reader_of(tables), CodedSet(tables, codebook), tables.outlets
    others = [a for a in spoken_of if a not in compared]
    actors = [*compared[: max(MOST_ACTORS - len(others), MOST_ACTORS // 2)], *others][:MOST_ACTORS]
    compared_in, counted_in = rows_by(rows, "group", "outlet"), rows_by(counts, "actor", "outlet")
    body: list[list[Cell]] = []
    for actor in actors:
        line: list[Cell] = [concept_name(actor, codebook)]
        for outlet in outlets:
            cells = {str(r["key"]): r for r in compared_in.get((actor, outlet), ())}
            known = counted_in.get((actor, outlet), ())
            line.append(
                _treated(cells, coded, reader, what=f"{outlet}: {line[0]}") if cells else _not_compared(known, side)
            )
        body.append(line)
    left = len({*compared, *others}) - len(body)
    note = "Ill and well: sentences of all that name them, which open. In small type the intervals over articles."
    if left:
        note += f" Not shown: {counted(left, 'further actor')}."
    if measure is TREATMENT and (silent := _only_by_others(counts, codebook)):
        note += f" Named in the words of others only: {', '.join(silent)}."
    return grid(["", *outlets], body, caption=what, numeric=[False] * (1 + len(outlets)), note=note)


def _order(rows: pd.DataFrame, codebook: Codebook | None) -> list[str]:
    """Actors of whom anything ill or well is said first, then by sentences; a concept stands for its namesake."""
    said = rows[rows["key"].isin([key for key, _ in _SIDES]) & (rows["estimate"] > 0)]["group"].unique()
    sizes = rows[rows["key"] == "negative"].groupby("group")["n"].sum()
    order = sorted(map(str, sizes.index), key=lambda a: (a not in said, -float(sizes[a]), a))
    by_name: dict[str, str] = {}
    for actor in order:
        name = concept_name(actor, codebook)
        if name not in by_name or actor != name:
            by_name[name] = actor
    return [actor for actor in order if by_name[concept_name(actor, codebook)] == actor]


def _spoken_of(counts: pd.DataFrame, codebook: Codebook | None) -> list[str]:
    """Whom two outlets or more name, in three sentences or more, in anybody's words; most named first, each once."""
    sums = counts.groupby("actor", sort=False).agg(n=("n", "sum"), outlets=("outlet", "nunique"))
    enough = sums[(sums["outlets"] >= FEWEST_OUTLETS) & (sums["n"] >= FEWEST_SENTENCES)]
    named = {concept_name(str(actor), codebook): str(actor) for actor in reversed(enough.index)}
    return [str(actor) for actor in enough.index if named[concept_name(str(actor), codebook)] == actor]


def _not_compared(known: Sequence[Mapping[Hashable, Any]], side: str) -> Html:
    """A cell of somebody whom too few outlets name on this side for a share: the plain counts."""
    mine = [r for r in known if r["whose"] == side]
    if mine:
        r = mine[0]
        return fill("{} ill, {} well of {}", f"{r['negative']:g}", f"{r['positive']:g}", f"{r['n']:g}")
    if known:
        return fill('<span class="none">only in {}</span>', "others’ words" if side == OWN else "own words")
    return fill('<span class="none">not named</span>')


def _only_by_others(counts: pd.DataFrame, codebook: Codebook | None) -> list[str]:
    """Those whom two outlets or more name, in three sentences or more, and never in own words; most named first."""
    own = set(counts.loc[counts["whose"] == OWN, "actor"])
    rest = (
        counts[~counts["actor"].isin(own)]
        .groupby("actor", sort=False)
        .agg(n=("n", "sum"), outlets=("outlet", "nunique"))
    )
    rest = rest[(rest["outlets"] >= FEWEST_OUTLETS) & (rest["n"] >= FEWEST_SENTENCES)]
    return [concept_name(str(actor), codebook) for actor in rest.index]


def _treated(cells: Mapping[str, Mapping[Hashable, Any]], coded: CodedSet, reader: Reader, *, what: str) -> Html:
    """One cell; without a sentence that names the actor there is no share."""
    known = [(word, cells[key]) for key, word in _SIDES if key in cells and not pd.isna(cells[key]["estimate"])]
    if not known:
        return fill('<span class="none">not named</span>')
    n = float(known[0][1]["n"])
    shown: list[Html] = []
    small: list[str] = []
    for word, row in known:
        times = round(float(row["estimate"]) * n)
        behind = places_of(row, coded) if times else ()
        shown.append(fill("{} {}", opens(str(times), behind, reader, what=f"{what}, {word}"), word))
        if not pd.isna(row["low"]):
            small.append(f"{word} {100 * float(row['low']):.0f}–{100 * float(row['high']):.0f} %")
    tiers = {str(row["tier"]) for _, row in known}
    strongest = [tier for tier in TIERS if tier in tiers][:1]
    under = "; ".join([", ".join(small) or "one article, no interval", *strongest])
    return fill("{} of {}<br><small>{}</small>", joined(shown, ", "), f"{n:g}", under)


def responsibility_table(tables: Tables, *, codebook: Codebook | None = None) -> Shown:
    """Return actors and parts down, outlets across: in how many clauses, which open, and with which verbs.

    In the outlet's own words. The parts are those that clauses give: nobody is called guilty or innocent.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> print(fr.responsibility_table(tables, codebook=book))
    No clause that gives somebody named a part was found, or the set was read without a parser.
    """
    counts, places = responsibility(tables), responsibility_places(tables)
    if counts.empty:
        return say("No clause that gives somebody named a part was found, or the set was read without a parser.")
    reader, outlets = reader_of(tables), tables.outlets
    told = counts[counts["part"] != "acting"].groupby("actor")["n"].sum()
    sizes = counts.groupby("actor")["n"].sum()
    order = sorted(map(str, told.index), key=lambda a: (-int(told[a]), -int(sizes[a]), a))
    rows: list[list[Cell]] = []
    for actor in order[:MOST_ACTORS]:
        for part in PARTS:
            mine = counts[(counts["actor"] == actor) & (counts["part"] == part)]
            if len(mine):
                name = concept_name(actor, codebook)
                behind = places[(places["actor"] == actor) & (places["part"] == part)]
                rows.append([name, _PART_WORDS[part], *_clauses(mine, behind, reader, outlets, what=name)])
    return grid(
        ["", "As one who", *outlets],
        rows,
        caption="Who is presented as acting, as cause, as harmed, as owing or offering a remedy",
        numeric=[False] * (2 + len(outlets)),
        note="Clauses in the outlet’s own words, which open; what is denied or only supposed is left out. Those who "
        "only act are in no row.",
    )


def _clauses(
    counts: pd.DataFrame, places: pd.DataFrame, reader: Reader, outlets: Sequence[str], *, what: str
) -> list[Cell]:
    out: list[Cell] = []
    for outlet in outlets:
        mine = counts[counts["outlet"] == outlet]
        if mine.empty:
            out.append("–")
            continue
        behind = places_in(places[places["outlet"] == outlet])
        n = int(mine["n"].iloc[0])
        shown = opens(str(n), behind, reader, what=f"{outlet}: {what}")
        out.append(fill("{}<br><small>{}</small>", shown, str(mine["verbs"].iloc[0])))
    return out
