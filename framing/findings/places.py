"""Where in the texts a number comes from: the spans behind one row of a table.

A row names its outlet, concept, label, voice, speaker … in columns of known names; the
mentions, quotations or numbers that fit all of them are what was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.annotate.voice import OWN_VOICE
from framing.measure.declared_contrast import DECLARED
from framing.measure.place import Place
from framing.measure.speech_acts import SPEECH, UNKNOWN
from framing.measure.tables import Tables


def places_of(row: Mapping[Any, Any], tables: Tables) -> tuple[Place, ...]:
    """Return the mentions behind a row of the evidence table, in order of article and place.

    For a label the outlet never used, what it used instead: its other mentions of the concept.
    Rows that are not about labels give the spans of :func:`places_behind`.
    """
    measure, group, key = (str(row.get(name, "")) for name in ("measure", "group", "key"))
    if measure in _QUOTING:
        of_group, of_key = _QUOTING[measure]
        if measure == "unnamed share":
            of_key, key = "identified", "anonymous"
        return _quotations(row, {of_group: group, of_key: key}, tables)
    if measure in ("wording", "agent share", "agentless passive share"):
        return _told(row, tables)
    mentions = tables["mentions"]
    if row.get("outlet"):
        mentions = mentions[mentions["outlet"] == row["outlet"]]
    if measure == "term-choice score":
        return _places(mentions[mentions["concept"] == key])
    mentions = mentions[mentions["concept"] == group]
    if measure == "own-voice share":
        return _places(mentions)
    if measure in (DECLARED, "own-voice label share"):
        mentions = mentions[mentions["voice"].isin(OWN_VOICE)]
    elif measure not in ("label share", "articles with label"):
        return places_behind(row, tables)
    if measure == DECLARED:
        a, _, b = key.partition(" | ")
        first = mentions[mentions["variant"].isin(a.split(", "))]
        other = mentions[mentions["variant"].isin(b.split(", "))]
    else:
        first, other = mentions[mentions["variant"] == key], mentions
    return _places(first if len(first) else other)


# column of a published table -> column of the table of mentions or quotations
_MENTION_COLUMNS = {
    "outlet": "outlet",
    "article_id": "article_id",
    "concept": "concept",
    "variant": "variant",
    "voice": "voice",
}
_QUOTATION_COLUMNS = {
    "outlet": "outlet", "article_id": "article_id", "speaker": "speaker", "source_type": "source_type",
    "cue_lemma": "cue_lemma", "cue_class": "cue_class", "kind": "kind",
}  # fmt: skip


def places_behind(row: Mapping[Any, Any], tables: Tables) -> tuple[Place, ...]:
    """Return the spans that fit the columns of any published row; none if the row names neither labels nor quotations.

    A row with ``concept``, ``variant`` or ``voice`` counts mentions; one with ``speaker``,
    ``source_type``, ``cue_lemma`` or ``cue_class`` counts quotations.
    """
    given = {str(name): value for name, value in row.items() if isinstance(value, str) and value}
    for table, columns, telling in (
        ("mentions", _MENTION_COLUMNS, {"concept", "variant"}),
        ("quotations", _QUOTATION_COLUMNS, {"speaker", "source_type", "cue_lemma", "cue_class"}),
    ):
        if telling & given.keys():
            found = tables[table]
            for name, column in columns.items():
                if name in given:
                    found = found[found[column] == given[name]]
            return _places(found)
    return ()


# measure -> columns of the table of quotations that its group and key name
_QUOTING = {
    "source type share": ("", "source_type"),
    "speaker share": ("", "speaker"),
    "cue class share": ("source_type", "cue_class"),
    "cue verb share": ("source_type", "cue_lemma"),
    "unnamed share": ("", "identified"),
    "quoted share": ("", ""),
    "first quotation": ("", ""),
}


def _quotations(row: Mapping[Any, Any], wanted: Mapping[str, str], tables: Tables) -> tuple[Place, ...]:
    """Quotations of the row's outlet (or article) that have these values; if it has none, all that it has."""
    mine = tables["quotations"]
    mine = mine[mine["kind"].isin(SPEECH)]
    if row.get("outlet"):
        mine = mine[mine["outlet"] == row["outlet"]]
    if row.get("article_id"):
        mine = mine[mine["article_id"] == row["article_id"]]
    found = mine
    for column, value in wanted.items():
        if column:
            found = found[found[column].isna() if value == UNKNOWN else found[column] == value]
    return _places(found if len(found) else mine)


def _told(row: Mapping[Any, Any], tables: Tables) -> tuple[Place, ...]:
    """Words of a stance, actions of a concept, or passives without agent, in the outlet's own words."""
    measure, key = str(row.get("measure", "")), str(row.get("key", ""))
    found = tables["wording" if measure == "wording" else "roles"]
    if row.get("outlet"):
        found = found[found["outlet"] == row["outlet"]]
    if measure == "wording":
        return _places(found[(found["kind"] == key) & found["voice"].isin([*OWN_VOICE, "attributed"])])
    found = found[found["voice"].isin(OWN_VOICE)]
    if measure == "agent share":
        return _places(found[(found["agent_concept"] == key) | (found["patient_concept"] == key)])
    return _places(found[found["form"] == "agentless passive"])


def _places(frame: pd.DataFrame) -> tuple[Place, ...]:
    rows = zip(frame["article_id"], frame["start"], frame["end"], strict=True)
    return tuple(sorted(Place(str(a), int(s), int(e)) for a, s, e in rows))


class SpanIndex:
    """Finds the spans behind many rows of one set: tables are read once, and equal questions answered once."""

    def __init__(self, tables: Tables) -> None:
        """Read the tables of mentions and quotations."""
        self._tables = tables
        self._known: dict[tuple[tuple[str, str], ...], tuple[Place, ...]] = {}

    def places(self, row: Mapping[str, str]) -> tuple[Place, ...]:
        """Return the spans behind a row given by its cells that are no numbers."""
        telling = {name: value for name, value in row.items() if name in _TELLING}
        if not telling.keys() & {"measure", "concept", "variant", "speaker", "source_type", "cue_lemma", "cue_class"}:
            return ()
        asked = tuple(sorted(telling.items()))
        if asked not in self._known:
            found = places_of(telling, self._tables) if "measure" in telling else places_behind(telling, self._tables)
            self._known[asked] = found
        return self._known[asked]


_TELLING = {"measure", "group", "key", *_MENTION_COLUMNS, *_QUOTATION_COLUMNS}
