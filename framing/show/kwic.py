"""The sentences behind a number: each with its place marked, its outlet and its date.

KWIC, key word in context, is corpus linguistics' name for such lists. Here the context is the
whole sentence, cut only where it is very long.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.show.escaped_html import Markup, joined

MOST_LINES = 60
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
        self._texts = tables.texts
        self._origins: dict[str, Origin] = {}
        articles = tables["articles"]
        columns = (articles[name] for name in ("article_id", "outlet", "published", "certainty", "title"))
        for identity, outlet, published, certainty, title in zip(*columns, strict=True):
            self._origins[str(identity)] = Origin(
                str(outlet), say_date(published, str(certainty)), "" if pd.isna(title) else str(title)
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

    def line(self, place: Place) -> Markup:
        """Return one list item: outlet, date and article, then the sentence with the place marked."""
        origin = self._origins.get(place.article_id) or Origin("?", "", "")
        parts = [part for part in (origin.published, place.article_id) if part]
        head = Markup('<span class="from"><b>{}</b> {}</span>').format(origin.outlet, " · ".join(parts))
        text = self._texts.get(place.article_id)
        if text is None:
            words = Markup("<i>text not at hand: characters {}–{}</i>").format(place.start, place.end)
            return Markup("<li>{} {}</li>").format(head, words)
        start, end = self.sentence_around(place)
        start, left = (place.start - _BEFORE, "… ") if place.start - start > _BEFORE else (start, "")
        end, right = (place.end + _AFTER, " …") if end - place.end > _AFTER else (min(end, len(text)), "")
        return Markup("<li>{} <span class='line'>{}{}<mark>{}</mark>{}{}</span></li>").format(
            head, left, text[start : place.start], text[place.start : place.end], text[place.end : end], right
        )

    def lines(self, places: Iterable[Place]) -> Markup:
        """Return the list of sentences, oldest article first; beyond ``MOST_LINES`` only their number."""
        every = sorted(places, key=lambda p: (self._order.get(p.article_id, 0), p.start, p.end))
        more = len(every) - MOST_LINES
        rest = Markup("<li><i>and {} more, in the data files</i></li>").format(more) if more > 0 else Markup("")
        return Markup("<ol>{}{}</ol>").format(joined((self.line(place) for place in every[:MOST_LINES]), "\n"), rest)


def say_date(published: object, certainty: str) -> str:
    """Return a date for a line: "2020-09-27", "about 2020-09-27" when only the week is known, "undated"."""
    if not isinstance(published, str) or not published:
        return "undated"
    return {"day": str(published), "month": str(published)[:7], "year": str(published)[:4]}.get(
        certainty, f"about {published}"
    )


def opens(shown: str, places: Sequence[Place], reader: Reader, *, what: str) -> Markup:
    """Return a number that opens the sentences behind it, or the bare number if it has none.

    It is a button with a native popover: no script, closed by Escape, reached by keyboard.
    ``what`` says in words what is counted: the popover's heading and part of the button's name.
    """
    if not places:
        return Markup('<span class="none">{}</span>').format(shown)
    every = tuple(places)
    written = f"{what}|{shown}|" + "|".join(f"{p.article_id}:{p.start}-{p.end}" for p in every)
    name = "ev-" + hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Markup(
        '<button type="button" class="opens" popovertarget="{name}" aria-label="{shown}: {what}">{shown}</button>'
        '<section popover class="kwic" id="{name}" aria-label="{what}"><header><b>{what}</b>'
        '<button type="button" class="close" popovertarget="{name}" popovertargetaction="hide">Close</button></header>'
        "{lines}</section>"
    ).format(name=name, shown=shown, what=what, lines=reader.lines(every))


# The tables last read and their reader: a notebook shows one set.
_LAST: list[tuple[Tables, Reader]] = []


def reader_of(tables: Tables) -> Reader:
    """Return the reader of these tables, made once as long as the same object is asked for."""
    if not _LAST or _LAST[0][0] is not tables:
        _LAST[:] = [(tables, Reader(tables))]
    return _LAST[0][1]
