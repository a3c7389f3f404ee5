"""Who copied whom, and whose words the copies carry."""

from __future__ import annotations

from collections.abc import Sequence

from framing.findings.context import Context, Row, named
from framing.findings.finding import LINEAGE, Finding, Reading, untested
from framing.findings.rewording_sides import reworded

_CLEAR = frozenset(("clear", "likely"))
_SHOWN = 3
_LEAST = 3  # shared sentences


def lineages(context: Context) -> list[Finding]:
    """Return one finding for each article that descends from another of the set, and one for each agency's copies.

    Only where the reasoning is clear or likely. Articles without shared copy give none.
    """
    edges = [row for row in context.rows("lineage") if row["clarity"] in _CLEAR and isinstance(row["parent"], str)]
    inside = [row for row in edges if bool(row["parent_in_set"]) and _apart(context, row)]
    out = [_descends(context, row, edges) for row in inside if int(row["n_sentences"]) >= _LEAST]
    agencies: dict[str, list[str]] = {}
    for row in edges:
        if not bool(row["parent_in_set"]):
            agencies.setdefault(str(row["parent"]).removesuffix(" (not in the set)"), []).append(str(row["child"]))
    for agency, children in agencies.items():
        apart = {context.outlet(i) for i in children}
        if len(apart) > 1 and not any({str(f.key.split(" | ")[-1])} & set(children) for f in out):
            out.append(_agency(context, agency, children))
    return out


def _apart(context: Context, row: Row) -> bool:
    return context.outlet(str(row["parent"])) != context.outlet(str(row["child"]))


def _descends(context: Context, row: Row, edges: Sequence[Row]) -> Finding:
    parent, child = str(row["parent"]), str(row["child"])
    one, other = context.outlet(parent), context.outlet(child)
    n, followed, against = int(row["n_sentences"]), int(row["followed"]), int(row["against"])
    source = next((str(e["parent"]) for e in edges if e["child"] == parent and not bool(e["parent_in_set"])), "")
    agency = f", itself {source.removesuffix(' (not in the set)')} copy" if source else ""
    words, readings = _carried(context, parent, child)
    with_words = f", {named(f'“{w}”' for w in words)} among them" if words else ""
    places = (
        f"; where copies differ it has {one}’s wording in {followed} of {followed + against} places" if followed else ""
    )
    return untested(
        LINEAGE,
        parent, child,
        headline=f"{other} carries {one}’s text{agency}: {n} sentences in common{places}{with_words}.",
        sentence=str(row["statement"]),
        telling="a copy is no second witness",
        readings=readings,
        strength=1.0 if followed else 0.8,
        key=f"{parent} | {child}",
        n=n,
    )  # fmt: skip


def _carried(context: Context, parent: str, child: str) -> tuple[list[str], list[Reading]]:
    """Words in which the two agree against a third article, and where they stand; else a sentence that they share."""
    words: list[str] = []
    readings: list[Reading] = []
    for change in reworded(context, "label", "number", "cue verb"):
        for side, other in ((change.a, change.b), (change.b, change.a)):
            at = dict(side.places)
            if parent in at and child in at and len(words) < _SHOWN and len(at[parent]):
                words += [w for w in [context.printed(parent, at[parent].start, at[parent].end)] if w]
                shown = [(i, at[i]) for i in (parent, child)] + list(other.places[:1])
                readings += [context.reading(i, s.start, s.end) for i, s in shown if not readings or len(words) <= 1]
    if not readings:
        families = [r for r in context.rows("families") if r["article_id"] in (parent, child)]
        both = [r for r in families if sum(o["family"] == r["family"] for o in families) > 1][:2]
        readings = [
            Reading(context.outlet(str(r["article_id"])), str(r["article_id"]), int(r["start"]), int(r["end"]))
            for r in both
        ]
    return list(dict.fromkeys(words)), readings


def _agency(context: Context, agency: str, children: Sequence[str]) -> Finding:
    outlets = [context.outlet(i) for i in children]
    families = [r for r in context.rows("families") if r["article_id"] in children]
    numbers = {f: [r for r in families if r["family"] == f] for f in dict.fromkeys(r["family"] for r in families)}
    first = next((rows for rows in numbers.values() if len(rows) > 1), [])
    return untested(
        LINEAGE,
        agency, *children,
        headline=f"{named(outlets)} carry the same {agency} copy.",
        sentence="What such copies agree in is one report and not several.",
        telling="a copy is no second witness",
        readings=[
            context.row_reading(r) for r in first
        ],
        strength=0.7,
        key=" | ".join((agency, *children)),
        n=len(numbers),
    )  # fmt: skip
