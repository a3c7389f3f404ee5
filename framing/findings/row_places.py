"""Where in the texts a published row comes from: its spans, or why it has none.

A row is known by its cells. It is the row of a measure, or carries offsets of its own, or names
labels, quotations, a term, or whole articles; what it names is looked up in the set's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from framing.measure.measure import CodedSet
from framing.measure.measures import is_measure, places_of
from framing.measure.place import Place, Places, places_in
from framing.measure.speech_acts import UNKNOWN
from framing.measure.term_counts import term_places

Cells = Mapping[str, str]

# column of a published table -> column of the table of mentions or quotations
_MENTIONS = ("outlet", "article_id", "concept", "variant", "voice")
_QUOTATIONS = ("outlet", "article_id", "speaker", "source_type", "cue_lemma", "cue_class", "kind")
_WHOLE = ("article_id", "one", "two", "parent", "child")  # columns that name an article

NO_TEXT = "counts comparisons, not words of the texts"
NOT_FOUND = "nothing was found there: the number is that of an absence"


@dataclass(slots=True)
class RowPlaces:
    """Finds the places behind published rows of one set; equal questions are answered once."""

    coded: CodedSet
    _known: dict[tuple[tuple[str, str], ...], Places] = field(default_factory=dict)
    _terms: Mapping[tuple[str, str], Places] | None = None
    _articles: Mapping[str, Place] | None = None
    _readers: dict[tuple[str, ...], Callable[[Cells], Places] | None] = field(default_factory=dict)  # by columns
    _terms_of: dict[tuple[str, frozenset[str]], Places] = field(default_factory=dict)

    def of(self, cells: Cells) -> tuple[Places, str]:
        """Return the places behind a row given by all its cells, and why there are none (empty if there are some)."""
        columns = tuple(cells)
        if columns not in self._readers:
            self._readers[columns] = next((read for names, read in self._ways() if names <= cells.keys()), None)
        read = self._readers[columns]
        if read is None:
            return (), NO_TEXT
        found = read(cells)
        return found, "" if found else NOT_FOUND

    def _ways(self) -> tuple[tuple[set[str], Callable[[Cells], Places]], ...]:
        """How rows are read, by the columns they have; the first that fits speaks."""
        return (
            ({"measure", "group", "key", "outlet", "left_out"}, self._of_setting),
            ({"measure", "outlet"}, self._of_measure),
            ({"rewording", "a_article_id", "b_article_id"}, self._of_rewording),
            ({"article_id", "start", "end"}, _own),
            ({"concept", "outlet"}, self._of_mentions),
            ({"cue_lemma", "outlet"}, self._of_quotations),
            ({"speaker", "outlet"}, self._of_quotations),
            ({"source_type", "outlet"}, self._of_quotations),
            ({"term", "outlet"}, self._of_term),
            ({"parent", "child"}, self._of_descent),
            ({"one", "two"}, self._whole_articles),
            ({"article_id"}, self._whole_articles),
        )

    def _of_measure(self, cells: Cells) -> Places:
        row = {name: cells.get(name, "") for name in ("measure", "group", "key", "outlet", "article_id")}
        if not is_measure(row["measure"]):
            return ()
        asked = tuple(sorted(row.items()))
        if asked not in self._known:
            self._known[asked] = places_of(row, self.coded)
        return self._known[asked]

    def _of_setting(self, cells: Cells) -> Places:
        """A row of a specification curve: the finding's mentions, less what the setting leaves out."""
        found = self._of_measure({name: cells[name] for name in ("measure", "group", "key", "outlet")})
        return tuple(place for place in found if place.article_id != cells["left_out"])

    def _of_rewording(self, cells: Cells) -> Places:
        readings = self.coded.tables["readings"]
        mine = readings[readings["rewording"] == int(cells["rewording"])]
        sides = [Place(cells[f"{s}_article_id"], int(cells[f"{s}_start"]), int(cells[f"{s}_end"])) for s in "ab"]
        return tuple(sorted({*sides, *places_in(mine)}))

    def _of_mentions(self, cells: Cells) -> Places:
        return self._fitting("mentions", _MENTIONS, cells)

    def _of_quotations(self, cells: Cells) -> Places:
        return self._fitting("quotations", _QUOTATIONS, cells)

    def _fitting(self, table: str, columns: tuple[str, ...], cells: Cells) -> Places:
        """The places of a table's rows that have what the cells name; a cell that is empty asks for nothing."""
        asked = {name: cells[name] for name in columns if cells.get(name)}
        rows = self.coded.placed(("table", table), lambda: self.coded.tables[table])
        return rows.where({name: None if value == UNKNOWN else value for name, value in asked.items()})

    def _of_term(self, cells: Cells) -> Places:
        """Where the outlet uses the term, and where the outlet (or all others) that it is set against does."""
        if self._terms is None:
            self._terms = term_places(self.coded.tables)
        every = self.coded.tables.outlets
        against = cells.get("against", "")
        asked = cells["term"], frozenset((cells["outlet"], *([against] if against in every else every)))
        if asked not in self._terms_of:
            found = (place for o in asked[1] for place in self._terms.get((o, asked[0]), ()))
            self._terms_of[asked] = tuple(sorted(found))
        return self._terms_of[asked]

    def _of_descent(self, cells: Cells) -> Places:
        """The sentences that child and parent share; of a child whose parent is not in the set, all that it shares."""
        families = self.coded.tables["families"]
        pair = [cells["child"], cells["parent"]]
        both = set(families.loc[families["article_id"] == pair[0], "family"])
        if pair[1] in set(self.coded.tables["articles"]["article_id"]):
            both &= set(families.loc[families["article_id"] == pair[1], "family"])
        shared = families[families["family"].isin(both) & families["article_id"].isin(pair)]
        return places_in(shared) or self._whole_articles(cells)

    def _whole_articles(self, cells: Cells) -> Places:
        named = {cells[name] for name in _WHOLE if cells.get(name)}
        if self._articles is None:
            articles = self.coded.tables["articles"]
            self._articles = {place.article_id: place for place in places_in(articles.assign(start=0), end="n_chars")}
        return tuple(sorted(self._articles[name] for name in named if name in self._articles))


def _own(cells: Cells) -> Places:
    """The row's own offsets; an article that has no such sentence has 0 and 0."""
    start, end = (int(float(cells[name] or 0)) for name in ("start", "end"))
    return (Place(cells["article_id"], start, end),) if end > start else ()
