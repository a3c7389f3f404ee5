"""What the kinds of findings read: the tables of one set, its codebook, and where things stand in its articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.compare.tokens import Token, fold, tokens
from framing.findings.finding import Reading
from framing.findings.shortened import shortened as cut
from framing.measure.tables import Tables, read_spans
from framing.text.endings import breaks_off
from framing.text.inline_links import inline_links
from framing.text.span import Span, merge

_LINKS = "labels of links in sentences"
Row = dict[Hashable, Any]
NUMBER_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article. ``paragraph`` counts from 0 in the body and is -1 in the headline."""

    start: int
    end: int
    paragraph: int
    part: str


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands over an article: from its text (``start`` there), else from the manifest alone (``start`` -1)."""

    article_id: str
    outlet: str
    text: str
    start: int

    def reading(self, marks: Iterable[tuple[int, int]] = (), *, voice: str = "", note: str = "headline") -> Reading:
        """Return it as a reading; ``marks`` count code points of ``text``."""
        if self.start < 0:
            return Reading(self.outlet, self.article_id, marks=tuple(marks), text=self.text, voice=voice, note=note)
        moved = tuple((self.start + a, self.start + b) for a, b in marks)
        end = self.start + len(self.text)
        return Reading(self.outlet, self.article_id, self.start, end, moved, voice=voice, note=note)


@dataclass(frozen=True)
class Context:
    """Everything that a kind of finding is made from. ``evidence`` is the table of comparisons; may be empty.

    Of articles in ``strays`` only the headline is read: their texts are not the ones under it.
    """

    tables: Tables
    codebook: Codebook | None = None
    evidence: pd.DataFrame = field(default_factory=pd.DataFrame)
    strays: frozenset[str] = frozenset()
    kept: dict[str, list[Row]] = field(default_factory=dict, init=False, repr=False)  # tables read once
    split: dict[str, dict[str, list[Row]]] = field(default_factory=dict, init=False, repr=False)  # and by article
    noted: dict[str, Any] = field(default_factory=dict, init=False, repr=False)  # names found once
    folded: dict[str, tuple[tuple[str, int, int], ...]] = field(default_factory=dict, init=False, repr=False)
    placed: dict[str, dict[str, list[int]]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def articles(self) -> Mapping[str, Row]:
        """The row of each article by its id, in the set's order."""
        return {str(row["article_id"]): row for row in self.tables["articles"].to_dict("records")}

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Who published the articles, each once, in the set's order."""
        return tuple(dict.fromkeys(self.outlet(i) for i in self.articles))

    @property
    def one_each(self) -> bool:
        """Whether there are two outlets or more with one article each."""
        return len(self.outlets) == len(self.articles) > 1

    def outlet(self, article_id: str) -> str:
        """Return who published an article; its id where that is not known."""
        return str(self.articles[article_id]["outlet"]) or article_id

    def articles_of(self, outlet: str) -> list[str]:
        """Return the ids of an outlet's articles."""
        return list(self._by_outlet.get(outlet, ()))

    @cached_property
    def _by_outlet(self) -> Mapping[str, list[str]]:
        out: defaultdict[str, list[str]] = defaultdict(list)
        for i in self.articles:
            out[self.outlet(i)].append(i)
        return out

    @property
    def whole(self) -> bool:
        """Whether every article's text is at hand: only then can it be said that something was not found."""
        return not self.strays and all(i in self.tables.texts for i in self.articles)

    @cached_property
    def complete(self) -> bool:
        """Whether all texts are at hand and none breaks off: what is not found in an excerpt may stand in its rest."""
        return self.whole and not any(breaks_off(text) for text in self.tables.texts.values())

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table; none if the set has no such table."""
        if table not in self.kept:
            self.kept[table] = self.tables[table].to_dict("records") if table in self.tables.frames else []
        return self.kept[table]

    def rows_of(self, table: str, article_id: str) -> list[Row]:
        """Return the rows of a table that belong to one article, in the table's order; none if there are none."""
        if table not in self.split:
            parts: defaultdict[str, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                parts[row["article_id"]].append(row)
            self.split[table] = dict(parts)
        return self.split[table].get(article_id, [])

    @cached_property
    def sentences(self) -> Mapping[str, tuple[Sentence, ...]]:
        """The sentences of each article in text order."""
        out: defaultdict[str, list[Sentence]] = defaultdict(list)
        for row in self.rows("sentences"):
            made = Sentence(int(row["start"]), int(row["end"]), int(row["paragraph"]), str(row["part"]))
            if made.part == "headline" or row["article_id"] not in self.strays:
                out[str(row["article_id"])].append(made)
        return {i: tuple(sorted(found, key=lambda s: s.start)) for i, found in out.items()}

    def sentence_at(self, article_id: str, at: int) -> Sentence | None:
        """Return the sentence that a place stands in, ``None`` in boilerplate."""
        every = self.sentences.get(article_id, ())
        k = bisect_right(every, at, key=lambda s: s.start) - 1
        return every[k] if k >= 0 and at < every[k].end else None

    def is_choice(self, row: Row) -> bool:
        """Tell whether a mention is its outlet's choice: in own voice or headline, not in an agency's words."""
        return row["voice"] in OWN_VOICE and not self.is_agency(row)

    def is_agency(self, row: Row) -> bool:
        """Tell whether the words of a table's row are a wire agency's that the outlet kept; packs of old do not say."""
        place = Span(int(row["start"]), int(row["end"]))
        return bool(row.get("in_agency_copy", False)) or self.is_agency_copy(str(row["article_id"]), place)

    def is_agency_copy(self, article_id: str, span: Span) -> bool:
        """Tell whether every word of a place is a wire agency's: nothing in it is the outlet's choice."""
        kept = self.agency_words.get(article_id, ())
        if not kept:
            return False
        text = self.tables.texts.get(article_id)
        places = [span] if text is None else [t.span for t in tokens(text, within=span) if t.is_word]
        return bool(places) and all(any(part.covers(place) for part in kept) for place in places)

    @cached_property
    def agency_words(self) -> Mapping[str, tuple[Span, ...]]:
        """The words of each article that are a wire agency's, in order."""
        out: defaultdict[str, list[Span]] = defaultdict(list)
        for row in self.rows("agency_words"):
            out[str(row["article_id"])].append(Span(int(row["start"]), int(row["end"])))
        return {i: merge(spans) for i, spans in out.items()}

    def body(self, article_id: str) -> tuple[Sentence, ...]:
        """Return the sentences of an article without headline, subheadings and captions read as such."""
        return tuple(s for s in self.sentences.get(article_id, ()) if s.part == "body")

    def printed(self, article_id: str, start: int, end: int) -> str:
        """Return the words of a place on one line, without labels of links; empty where the text is not at hand."""
        text = self.tables.texts.get(article_id, "")
        links = [run for run in self.links(article_id) if start < run.end and run.start < end]
        edges = [start, *(x for run in links for x in (run.start, run.end)), end]
        return " ".join(" ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).split())

    def links(self, article_id: str) -> tuple[Span, ...]:
        """Return the labels of links that have grown into an article's sentences, found once; see ``inline_links``."""
        known: dict[str, tuple[Span, ...]] = self.noted.setdefault(_LINKS, {})
        if article_id not in known:
            known[article_id] = inline_links(self.tables.texts.get(article_id, ""))
        return known[article_id]

    def reading(
        self, article_id: str, start: int, end: int, *, voice: str = "", note: str = "", more: Iterable[Span] = ()
    ) -> Reading:
        """Return the sentences around a place as a reading in which the place is marked, and ``more`` if given."""
        # Nothing, where words are lacking, may stand at the very end of a sentence.
        first = self.sentence_at(article_id, start) or self.sentence_at(article_id, start - 1)
        last = self.sentence_at(article_id, max(start, end - 1)) or first
        a, b = (first.start if first else start), (last.end if last else end)
        marks = tuple(dict.fromkeys((s.start, s.end) for s in (*more, Span(start, end)) if a <= s.start and s.end <= b))
        return Reading(self.outlet(article_id), article_id, a, max(b, end), marks, voice=voice, note=note)

    def row_reading(self, row: Row, *, voice: str = "", note: str = "") -> Reading:
        """Return the sentences around the place of a table's row, in which it is marked.

        Of a quotation in several parts each is marked, and not what the reporter says between them.
        """
        made = self.reading(str(row["article_id"]), int(row["start"]), int(row["end"]), voice=voice, note=note)
        written = row.get("parts")
        parts = read_spans(written) if isinstance(written, str) else ()
        return replace(made, marks=tuple((part.start, part.end) for part in parts)) if len(parts) > 1 else made

    def nothing(self, outlet: str, note: str = "no sentence found") -> Reading:
        """Return the reading of an outlet that has nothing to show."""
        first = next(i for i in self.articles if self.outlet(i) == outlet)
        return Reading(outlet, first, note=note)

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The headline of each article that has one, in the set's order.

        The manifest's title is the headline, wherever it stands; a line at the top of the text
        that looks like one is taken only where the manifest has no title.
        """
        out = []
        for i, row in self.articles.items():
            title: str = "" if pd.isna(row["title"]) else " ".join(str(row["title"]).split())
            tops = [s for s in self.sentences.get(i, ()) if s.part == "headline"]
            whole = self.tables.texts.get(i, "")[tops[0].start : tops[-1].end] if tops else ""
            if whole and (not title or _same(title, whole)) and "\n" not in whole:
                out.append(Headline(i, self.outlet(i), whole, tops[0].start))
            elif title:
                out.append(Headline(i, self.outlet(i), title, -1))
        return tuple(out)

    def tokens_of(self, article_id: str) -> tuple[tuple[str, int, int], ...]:
        """Return the words of a whole text, folded, with their places; page furniture included, headline in it too."""
        if article_id not in self.folded:
            found = tokens(self.tables.texts.get(article_id, ""))
            self.folded[article_id] = tuple((t.form, t.span.start, t.span.end) for t in found if t.is_word)
        return self.folded[article_id]

    def at_form(self, article_id: str) -> Mapping[str, Sequence[int]]:
        """Return which of an article's :meth:`tokens_of` have a form, by number, in order."""
        if article_id not in self.placed:
            at: defaultdict[str, list[int]] = defaultdict(list)
            for k, (form, _, _) in enumerate(self.tokens_of(article_id)):
                at[form].append(k)
            self.placed[article_id] = dict(at)
        return self.placed[article_id]

    def articles_with(self, form: str) -> frozenset[str]:
        """Return the articles in which a folded word stands, page furniture included."""
        return self._articles_by_form.get(form, frozenset())

    @cached_property
    def _articles_by_form(self) -> Mapping[str, frozenset[str]]:
        users: defaultdict[str, set[str]] = defaultdict(set)
        for article_id in self.articles:
            for form in self.at_form(article_id):
                users[form].add(article_id)
        return {form: frozenset(some) for form, some in users.items()}

    @cached_property
    def words(self) -> Mapping[str, tuple[Token, ...]]:
        """The words of each article's sentences, headline included."""
        return {
            i: tuple(
                t for s in self.sentences.get(i, ()) for t in tokens(text, within=Span(s.start, s.end)) if t.is_word
            )
            for i, text in self.tables.texts.items()
        }


def _same(one: str, other: str) -> bool:
    return [t.form for t in tokens(one) if t.is_word] == [t.form for t in tokens(other) if t.is_word]


def named(outlets: Iterable[str]) -> str:
    """Return names in a row: "A", "A and B", "A, B and C"."""
    every = list(dict.fromkeys(outlets))
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"


def forms_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(t.form for t in tokens(text) if t.is_word)


__all__ = ["Context", "Headline", "Row", "Sentence", "cut", "fold", "forms_of", "named"]
