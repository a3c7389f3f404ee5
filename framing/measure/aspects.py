"""What an article puts first: aspects of the event by where they stand, weighted by position.

An aspect stands in headline, opening (first paragraph), first fifth, or later, or no sentence was found with a word
for it. Emphasis weighs sentences by place, since readers meet a news story from the top (the inverted pyramid: Pöttker,
News and its communicative quality, Journalism Studies 4, 2003) and many read no further than its beginning: a headline
counts four times, the opening three times, the rest of the first fifth twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.indicator_book import IndicatorBook, aspect_book
from framing.measure.answered_sentences import ANSWERS, answer_rows
from framing.measure.measure import CodedSet, Measure, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import by_article, cells, records
from framing.measure.row_sentence import Said, bracket
from framing.measure.tables import ARTICLE_MEASURE, Column, Tables, columns_of, frame
from framing.text.span import Span

HEADLINE, OPENING, EARLY, LATE = "headline", "opening", "first fifth", "later"
WEIGHTS: Mapping[str, float] = {HEADLINE: 4.0, OPENING: 3.0, EARLY: 2.0, LATE: 1.0}
FIFTH = 0.2  # of an article's words

PLACED: tuple[Column, ...] = (
    *ANSWERS,
    *columns_of(
        ("zone", "text", "", "headline, opening, first fifth or later"),
        ("at", "real", "share", "words of the body before its sentence ÷ words of the body; 0 in the headline"),
    ),
)


def sentence_zones(tables: Tables) -> dict[str, dict[int, tuple[str, float]]]:
    """Return zone and position of each sentence, by article and the sentence's number.

    The opening is the first paragraph of the body; of an article printed as one paragraph, its first sentence.
    """
    out: dict[str, dict[int, tuple[str, float]]] = {}
    names = ("start", "part", "sentence", "paragraph", "n_words")
    for article_id, rows in by_article(tables["sentences"], *names).items():
        rows.sort(key=itemgetter(0))
        body = [row for row in rows if row[1] != "headline"]
        total = sum(int(n_words) for *_, n_words in body) or 1
        zones = {int(sentence): (HEADLINE, 0.0) for _, part, sentence, *_ in rows if part == "headline"}
        one = len({paragraph for *_, paragraph, _ in body}) == 1
        before = 0
        for k, (_, _, sentence, paragraph, n_words) in enumerate(body):
            first = k == 0 if one else paragraph == body[0][3]
            zone = OPENING if first else EARLY if before < FIFTH * total else LATE
            zones[int(sentence)] = (zone, before / total)
            before += int(n_words)
        out[article_id] = zones
    return out


# The tables and book last read and what was found in them: each row of a report asks for it again.
_LAST: list[tuple[Tables, IndicatorBook, pd.DataFrame]] = []


def placed_aspects(tables: Tables, *, book: IndicatorBook | None = None) -> pd.DataFrame:
    """Return every mark of an aspect with the zone of its sentence (``PLACED``), in text order.

    The same frame is returned as long as the same tables and book are asked for: do not change it.

    Args:
        tables: The set. Without texts, or in another language than the book's, an article has no rows. Words inside
            the name of an outlet of the set ("Business Daily") tell nothing and mark nothing.
        book: The aspects; the package's own if not given.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> placed = fr.placed_aspects(tables, book=fr.aspect_book())
    >>> sorted(placed["zone"].unique())
    ['first fifth', 'headline', 'later', 'opening']
    """
    book = book or aspect_book()
    if not _LAST or _LAST[0][0] is not tables or _LAST[0][1] is not book:
        _LAST[:] = [(tables, book, _placed(tables, book))]
    return _LAST[0][2]


def _placed(tables: Tables, book: IndicatorBook) -> pd.DataFrame:
    outlets = tables.outlets
    named = {i: named_in(text, outlets) for i, text in tables.texts.items()}
    zones = sentence_zones(tables)
    rows: list[dict[str, Any]] = []
    for row in answer_rows(tables, book):
        article_id, start, end = row["article_id"], row["start"], row["end"]
        if not any(name.start <= start and end <= name.end for name in named[article_id]):
            zone, share = zones.get(article_id, {}).get(row["sentence"], (LATE, 1.0))
            rows.append({**row, "zone": zone, "at": share})
    return frame(PLACED, rows)


def named_in(text: str, outlets: Iterable[str]) -> tuple[Span, ...]:
    """Return where the names of outlets stand in a text, whatever their case.

    >>> [s.of("the quay post says") for s in named_in("the quay post says", ["Quay Post (online)"])]
    ['quay post']
    """
    low = text.lower()
    out: list[Span] = []
    for name in outlets:
        wanted = name.lower().partition(" (")[0]
        at = low.find(wanted) if len(low) == len(text) and wanted else -1
        while at >= 0:
            out.append(Span(at, at + len(wanted)))
            at = low.find(wanted, at + len(wanted))
    return tuple(out)


def aspect_emphasis(tables: Tables, *, book: IndicatorBook | None = None) -> pd.DataFrame:
    """Return how much of each article's weight an aspect has, in the ``ARTICLE_MEASURE`` form.

    Measure "aspect emphasis", ``key`` the aspect: the weights of the sentences that have a word for it (``value``)
    over the weights of all its sentences (``base``); 0 to 1. Aspects that no article of the set has add no rows.
    """
    found = placed_aspects(tables, book=book)
    has: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for article_id, entry, sentence, zone in cells(found, "article_id", "entry", "sentence", "zone"):
        has[article_id, entry][sentence] = zone
    zones = sentence_zones(tables)
    used = sorted({entry for _, entry in has})
    language = (book or aspect_book()).language
    rows: list[dict[str, object]] = []
    for article in records(tables["articles"]):
        article_id = str(article["article_id"])
        base = sum(WEIGHTS[zone] for zone, _ in zones.get(article_id, {}).values())
        if article_id in tables.texts and article["language"] == language and base:
            rows += [_row(article, key, sum(WEIGHTS[z] for z in has[article_id, key].values()), base) for key in used]
    return frame(ARTICLE_MEASURE, rows)


def _row(article: Mapping[Any, Any], key: str, value: float, base: float) -> dict[str, object]:
    return {
        "measure": ASPECT_EMPHASIS.name,
        "group": "",
        "key": key,
        "outlet": article["outlet"],
        "article_id": article["article_id"],
        "cluster": article["cluster"],
        "value": value,
        "base": base,
        "unit": "share",
    }


def _measure_rows(coded: CodedSet) -> pd.DataFrame:
    return aspect_emphasis(coded.tables)


def _places(coded: CodedSet, row: Row) -> Places:
    """The words for the aspect in an outlet's articles."""
    rows = coded.placed(placed_aspects, lambda: placed_aspects(coded.tables))
    return rows.where({**outlet_of(row), "entry": row["key"]})


def _sentence(said: Said, codebook: Codebook | None) -> str:
    del codebook
    name = next((e.name for e in aspect_book().entries if e.id == said.key), said.key)
    rest = "" if said.rest != said.rest else f"; in the other outlets {100 * said.rest:.0f} %"
    more = "more" if said.difference >= 0 else "less"
    return (
        f"{said.outlet} gives {name} {more} room, and further up: sentences with a word for it have "
        f"{100 * said.estimate:.0f} % of the weight by position {bracket(said)}{rest}."
    )


ASPECT_EMPHASIS = Measure(
    name="aspect emphasis",
    rows=_measure_rows,
    counts="weighted sentences",
    places=_places,
    sentence=_sentence,
    rank=60,
)
