"""Which shared passage shows best how outlets change a text: the same sentences, with most words changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from framing.measure.tables import Tables
from framing.show.changed_words import SLIGHT, ChangedWords

_LONGEST = 650  # code points of a passage: what can be taken in without scrolling, also on a phone
_MOST_SENTENCES = 4
# What a changed word tells, for choosing passages alone: another name, figure or verb more than a detail.
_TELLS = {"label": 4, "number": 4, "cue verb": 3, "detail": 1, "rewrite": 1}
_IN_QUOTATION = 3  # on top of that, where somebody's words were changed

Places = Mapping[int, Mapping[str, tuple[int, int]]]  # by family and article: where the sentence stands


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a passage: who prints it, and in whose article its sentences stand, with what differs."""

    outlets: tuple[str, ...]
    article_id: str
    sentences: tuple[tuple[int, int], ...]
    changes: tuple[ChangedWords, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that several outlets print, in each of their versions, the oldest first."""

    versions: tuple[Version, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Everybody who prints it."""
        return tuple(outlet for version in self.versions for outlet in version.outlets)


@dataclass(frozen=True, slots=True)
class _Change:
    """A rewording: its kind, and by article where its words stand, one side and the other."""

    family: int
    kind: str
    quoted: bool
    sides: tuple[Mapping[str, tuple[int, int]], Mapping[str, tuple[int, int]]]

    def among(self, articles: Sequence[str]) -> bool:
        """Tell whether both readings stand in these articles."""
        return all(any(i in side for i in articles) for side in self.sides)


def shared_passages(tables: Tables, *, most: int = 3) -> tuple[Passage, ...]:
    """Return the passages whose versions tell most, best first; no sentence stands in two of them.

    A passage is up to four sentences that follow each other in one article and stand in an article of
    another outlet too, in other words. Of an outlet's articles the first that has it counts. Only
    articles whose texts are at hand; sets that share nothing give none.
    """
    places, changes = _places(tables), _changes(tables)
    order = _by_date(tables)
    found = [
        (_telling(window, articles, changes), window, articles)
        for window in _windows(tables, places, order)
        for articles in [_printed_by(window, places, order)]
        if len(articles) > 1
    ]
    taken: set[int] = set()
    out: list[Passage] = []
    for points, window, articles in sorted(found, key=lambda f: (-f[0], len(f[1]), f[1])):
        if points <= 0 or len(out) == most:
            break
        if taken.isdisjoint(window):
            passage = _passage(window, articles, places, changes, tables)
            if len(passage.versions) > 1:
                taken.update(window)
                out.append(passage)
    return tuple(out)


def _by_date(tables: Tables) -> dict[str, str]:
    """The articles whose texts are at hand with their outlets, oldest first."""
    articles = tables["articles"].sort_values(["published", "article_id"], kind="stable")
    pairs = zip(articles["article_id"].astype(str), articles["outlet"].astype(str), strict=True)
    return {article: outlet for article, outlet in pairs if article in tables.texts}


def _places(tables: Tables) -> Places:
    out: defaultdict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in tables["families"].to_dict("records"):
        out[int(row["family"])].setdefault(str(row["article_id"]), (int(row["start"]), int(row["end"])))
    return out


def _changes(tables: Tables) -> list[_Change]:
    sides: defaultdict[int, dict[str, dict[str, tuple[int, int]]]] = defaultdict(lambda: {"a": {}, "b": {}})
    for row in tables["readings"].to_dict("records"):
        words = (int(row["change_start"]), int(row["change_end"]))
        sides[int(row["rewording"])][str(row["side"])].setdefault(str(row["article_id"]), words)
    rows: list[dict[Any, Any]] = tables["rewordings"].to_dict("records")
    return [
        _Change(
            int(row["family"]),
            str(row["kind"]),
            bool(row["inside_quotation"]),
            (sides[int(row["rewording"])]["a"], sides[int(row["rewording"])]["b"]),
        )
        for row in rows
    ]


def _windows(tables: Tables, places: Places, order: Mapping[str, str]) -> Iterator[tuple[int, ...]]:
    """Runs of shared sentences that follow each other in an article, each run once."""
    seen: set[tuple[int, ...]] = set()
    for article in order:
        text = tables.texts[article]
        mine = sorted((where[article], family) for family, where in places.items() if article in where)
        for i in range(len(mine)):
            for j in range(i + 1, min(i + _MOST_SENTENCES, len(mine)) + 1):
                run = mine[i:j]
                near = all(not text[a[0][1] : b[0][0]].strip() for a, b in pairwise(run))
                long = run[-1][0][1] - run[0][0][0] > _LONGEST
                families = tuple(family for _, family in run)
                if near and (not long or len(run) == 1) and families not in seen:
                    seen.add(families)
                    yield families


def _printed_by(window: Sequence[int], places: Places, order: Mapping[str, str]) -> tuple[str, ...]:
    """The articles that have all sentences of a run, one an outlet, oldest first."""
    first: dict[str, str] = {}
    for article, outlet in order.items():
        if all(article in places[family] for family in window):
            first.setdefault(outlet, article)
    return tuple(first.values())


def _telling(window: Sequence[int], articles: Sequence[str], changes: Sequence[_Change]) -> int:
    """What a passage tells: its changes by kind, times the outlets that print it."""
    return len(articles) * sum(
        _TELLS.get(one.kind, 0) + _IN_QUOTATION * (one.quoted and one.kind not in SLIGHT)
        for one in changes
        if one.family in window and one.among(articles)
    )


def _passage(
    window: Sequence[int], articles: Sequence[str], places: Places, changes: Sequence[_Change], tables: Tables
) -> Passage:
    outlet_of = _by_date(tables)
    inside = [one for one in changes if one.family in window and one.among(articles)]
    versions: dict[str, Version] = {}
    for article in articles:
        sentences = tuple(places[family][article] for family in window)
        marks = {
            ChangedWords(*side[article], one.kind, quoted=one.quoted)
            for one in inside
            for side in one.sides
            if article in side
        }
        words = " ".join(" ".join(tables.texts[article][start:end].split()) for start, end in sentences)
        same = versions.get(words)
        outlets = (*(same.outlets if same else ()), outlet_of[article])
        versions[words] = (
            replace(same, outlets=outlets) if same else Version(outlets, article, sentences, tuple(sorted(marks)))
        )
    return Passage(tuple(versions.values()))
