"""Who is presented as acting, as cause, as harmed, as owing or offering a remedy; from what clauses say is done.

Parts that texts give, after Entman (1993) and Iyengar (1991), never a verdict on who is to blame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from typing import Any

import pandas as pd

from framing.annotate.voice import OWN_VOICE
from framing.lexicons import load
from framing.measure.tables import Column, Tables, columns_of, frame, read_spans
from framing.text.span import Span

PARTS = ("acting", "cause", "harmed", "owing", "offering")

RESPONSIBILITY_PLACES: tuple[Column, ...] = columns_of(
    ("article_id", "text", "", "the article's id in its set"),
    ("start", "count", "code points", "first code point of the verb"),
    ("end", "count", "code points", "one past its last"),
    ("outlet", "text", "", "who published the article"),
    ("actor", "text", "", "name of the person or body in the set, or id of the concept"),
    ("kind", "text", "", "person, body, group or concept"),
    ("part", "text", "", "acting, cause, harmed, owing or offering"),
    ("verb", "text", "", "dictionary form"),
    ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
    ("sentence", "count", "", "position of its sentence; -1 if in none"),
)
RESPONSIBILITY: tuple[Column, ...] = columns_of(
    ("actor", "text", "", "name of the person or body in the set, or id of the concept"),
    ("kind", "text", "", "person, body, group or concept"),
    ("part", "text", "", "acting, cause, harmed, owing or offering"),
    ("outlet", "text", "", "who published the articles"),
    ("n", "count", "as 'counts' says", "how often"),
    ("counts", "text", "", "what n counts: clauses"),
    ("n_articles", "count", "articles", "articles with at least one"),
    ("verbs", "text", "", "the verbs, most frequent first"),
)
_MOST_VERBS = 6


@cache
def _parts() -> dict[tuple[str, str], tuple[str, ...]]:
    """Side and verb to the parts that whoever is on that side plays."""
    out: dict[tuple[str, str], tuple[str, ...]] = {}

    def add(side: str, verb: str, part: str) -> None:
        out[side, verb] = tuple(dict.fromkeys((*out.get((side, verb), ()), part)))

    lists = load("responsibility")
    for part in PARTS[1:]:
        for side in ("agent", "patient"):
            for verb in lists[part][side]:
                add(side, verb, part)
    for group in load("treatment_verbs")["verbs"]:
        if group["id"] == "harm":
            for verb in set(group["words"]) - set(lists["not_done"]["verbs"]):
                add("agent", verb, "cause")
                add("patient", verb, "harmed")
    return out


def responsibility_places(tables: Tables, *, own_voice: bool = True) -> pd.DataFrame:
    """Return each clause that gives a named actor a part, one row a part (``RESPONSIBILITY_PLACES``).

    An agent of any verb is "acting"; further parts are those of ``lexicons/responsibility.toml`` and the verbs of harm.
    What a clause denies or only supposes is left out. Without a parse there are no rows.

    Args:
        tables: The set.
        own_voice: Whether only the outlet's own words (text and headlines) count.
    """
    if "treatments" not in tables.frames:
        return frame(RESPONSIBILITY_PLACES, [])
    roles = tables["roles"]
    roles = roles[roles["reality"] == "told"]
    roles = roles[roles["voice"].isin(OWN_VOICE)] if own_voice else roles
    named = _named(tables)
    rows = [row for role in roles.to_dict("records") for row in _parts_of(role, named)]
    rows.sort(key=lambda r: (str(r["article_id"]), int(str(r["start"])), str(r["actor"]), str(r["part"])))
    return frame(RESPONSIBILITY_PLACES, rows)


# Article and sentence to where somebody is named in it: place, actor, kind, and the article's name for it.
Named = dict[tuple[str, int], list[tuple[Span, str, str, str]]]


def _named(tables: Tables) -> Named:
    out: Named = {}
    rows = tables["treatments"].drop_duplicates(["article_id", "start", "end", "actor"])
    for r in rows.to_dict("records"):
        place = (Span(int(r["start"]), int(r["end"])), str(r["actor"]), str(r["kind"]), str(r["name"]))
        out.setdefault((str(r["article_id"]), int(r["sentence"])), []).append(place)
    return out


def _parts_of(role: dict[Hashable, Any], named: Named) -> Iterator[dict[str, object]]:
    here = named.get((str(role["article_id"]), int(role["sentence"])), [])
    about = {name: role[name] for name in ("article_id", "start", "end", "outlet", "verb", "voice", "sentence")}
    for side in ("agent", "patient"):
        spans = read_spans(role[f"{side}_spans"])
        parts = (("acting",) if side == "agent" else ()) + _parts().get((side, str(role["verb"])), ())
        for target, actor, kind, name in here if spans and parts else ():
            if kind == "concept":
                meant = role[f"{side}_concept"] == actor
            else:
                meant = any(s.covers(target) for s in spans) and _means(str(role[side]), len(target), name)
            if meant:
                yield from ({**about, "actor": actor, "kind": kind, "part": part} for part in parts)


def _means(head: str, size: int, name: str) -> bool:
    """Whether a phrase with this head word is the one named: a word of the name, or the whole of a pronoun."""
    return head in name.lower().split() or size == len(head)


def responsibility(tables: Tables, *, own_voice: bool = True) -> pd.DataFrame:
    """Return who is given which part by which outlet, how often and with which verbs (``RESPONSIBILITY``).

    Sorted by how often the set gives an actor any part, most first, then by part in the order of ``PARTS``.
    The sentences are those of :func:`responsibility_places`.
    """
    places = responsibility_places(tables, own_voice=own_voice)
    size = places.groupby("actor").size()
    rows = [
        {
            "actor": actor,
            "kind": mine["kind"].iloc[0],
            "part": part,
            "outlet": outlet,
            "n": len(mine),
            "counts": "clauses",
            "n_articles": int(mine["article_id"].nunique()),
            "verbs": ", ".join(_most_used(mine["verb"])),
        }
        for (actor, part, outlet), mine in places.groupby(["actor", "part", "outlet"], sort=True)
    ]
    rows.sort(key=lambda r: (-int(size[r["actor"]]), str(r["actor"]), PARTS.index(str(r["part"])), str(r["outlet"])))
    return frame(RESPONSIBILITY, rows)


def _most_used(verbs: Iterable[str]) -> list[str]:
    """The most frequent verbs, of equal ones the first in the alphabet."""
    counts = Counter(verbs)
    return sorted(counts, key=lambda v: (-counts[v], v))[:_MOST_VERBS]
