"""Finds the sentences behind a number: each with its place marked, its outlet and its date."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, fill
from framing.show.sentence_list import Line, SentenceList

MOST_LINES = 60
_LEAST_LINES, _ARTICLES_OF_MOST = 8, 100  # a page of ten times the articles has as long lists ten times as often
_BEFORE, _AFTER = 180, 220  # code points of context around the marked place, at most


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from, for the line above its sentence."""

    outlet: str
    published: str
    title: str


class Reader:
    """Finds sentences of a set's articles; made once for a notebook."""

    def __init__(self, tables: Tables) -> None:
        """Index the tables."""
        self._texts, self._most_lines = tables.texts, most_lines(len(tables["articles"]))
        self._origins: dict[str, Origin] = {}
        articles = tables["articles"]
        columns = (articles[name] for name in ("article_id", "outlet", "published", "certainty", "title"))
        for identity, outlet, published, certainty, title in zip(*columns, strict=True):
            self._origins[str(identity)] = Origin(
                str(outlet), date_words(published, str(certainty)), "" if pd.isna(title) else str(title)
            )
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        sentences = tables["sentences"]
        for identity, start, end in zip(sentences["article_id"], sentences["start"], sentences["end"], strict=True):
            self._sentences.setdefault(str(identity), []).append((int(start), int(end)))
        self._order = {str(identity): i for i, identity in enumerate(articles.sort_values("published")["article_id"])}

    def origin(self, article_id: str) -> Origin:
        """Return where the article comes from."""
        return self._origins[article_id]

    def sentence_around(self, place: Place) -> tuple[int, int]:
        """Return the sentences the place touches, from the first one's start to the last one's end."""
        found = self._sentences.get(place.article_id, [])
        first = max(bisect_right(found, (place.start, 1 << 62)) - 1, 0)
        if not found or found[first][1] <= place.start or found[first][0] > place.start:
            return max(0, place.start - 80), place.end + 80
        last = max(bisect_right(found, (max(place.end - 1, place.start), 1 << 62)) - 1, first)
        return found[first][0], max(found[last][1], place.end)

    def line(self, place: Place) -> Line:
        """Return the sentence with the place marked, where it stands and from whom it is."""
        origin = self._origins.get(place.article_id) or Origin("?", "", "")
        text = self._texts.get(place.article_id)
        if text is None:
            missing = f"text not at hand: characters {place.start}–{place.end}"
            return Line(origin.outlet, origin.published, place.article_id, missing=missing)
        start, end = self.sentence_around(place)
        start, left = (place.start - _BEFORE, "… ") if place.start - start > _BEFORE else (start, "")
        end, right = (place.end + _AFTER, " …") if end - place.end > _AFTER else (min(end, len(text)), "")
        return Line(
            origin.outlet,
            origin.published,
            place.article_id,
            before=left + text[start : place.start],
            marked=text[place.start : place.end],
            after=text[place.end : end] + right,
        )

    def sentences(self, places: Iterable[Place], *, what: str, shown: str = "") -> SentenceList:
        """Return the list of sentences, oldest article first; beyond :func:`most_lines` only their number.

        Its id is made of ``what`` it counts, the number ``shown`` and the places, so that the same
        list has the same id wherever it is opened.
        """
        given = tuple(places)
        every = sorted(given, key=lambda p: (self._order.get(p.article_id, 0), p.start, p.end))
        written = f"{what}|{shown}|" + "|".join(f"{p.article_id}:{p.start}-{p.end}" for p in given)
        name = "ev-" + hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        lines = tuple(self.line(place) for place in every[: self._most_lines])
        return SentenceList(name, what, lines, len(every) - len(lines))


def most_lines(n_articles: int) -> int:
    """Return how many sentences a list says at most: fewer where there are more articles, and so more long lists.

    >>> [most_lines(n) for n in (1, 100, 200, 1000)]
    [60, 60, 30, 8]
    """
    return max(_LEAST_LINES, min(MOST_LINES, MOST_LINES * _ARTICLES_OF_MOST // max(n_articles, 1)))


def date_words(published: object, certainty: str) -> str:
    """Return a date for a line: "2020-09-27", "about 2020-09-27" when only the week is known, "undated"."""
    if not isinstance(published, str) or not published:
        return "undated"
    return {"day": str(published), "month": str(published)[:7], "year": str(published)[:4]}.get(
        certainty, f"about {published}"
    )


def opens(shown: str, places: Sequence[Place], reader: Reader, *, what: str) -> Html:
    """Return a number that opens the sentences behind it, or the bare number if it has none.

    ``what`` says in words what is counted: the list's heading and part of the button's name.
    """
    if not places:
        return fill('<span class="none">{}</span>', shown)
    found = reader.sentences(places, what=what, shown=shown)
    button = fill(
        '<button class="opens" popovertarget="{name}" aria-label="{shown}: {what}">{shown}</button>',
        name=found.id,
        shown=shown,
        what=what,
    )
    return Html(button.body, (found,))


# The tables last read and their reader: a notebook shows one set.
_LAST: list[tuple[Tables, Reader]] = []


def reader_of(tables: Tables) -> Reader:
    """Return the reader of these tables, made once as long as the same object is asked for."""
    if not _LAST or _LAST[0][0] is not tables:
        _LAST[:] = [(tables, Reader(tables))]
    return _LAST[0][1]
