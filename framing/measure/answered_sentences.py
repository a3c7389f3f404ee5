"""Which sentences of a set a book of indicators speaks to: one row a mark, for frames and for aspects alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from framing.annotate.indicator_book import Evidence, IndicatorBook
from framing.annotate.indicator_marks import IndicatorMark, finder_of
from framing.lexicons import load
from framing.measure.plain_rows import records
from framing.measure.tables import PLACE, Column, Tables, columns_of, frame
from framing.text.span import Span

ANSWERS: tuple[Column, ...] = columns_of(
    *PLACE,
    ("outlet", "text", "", "who published the article"),
    ("entry", "text", "", "id of the frame or aspect"),
    ("question", "text", "", "id of the question that the sentence answers"),
    ("indicator", "text", "", "which indicator of the book told it"),
    ("sentence", "count", "", "position of the sentence in its article"),
    ("sentence_start", "count", "code points", "first code point of that sentence"),
    ("sentence_end", "count", "code points", "one past its last"),
    ("paragraph", "count", "", "position of its paragraph, from 0; -1 in the headline"),
)
_DOUBTING = "doubting"
_SPEECH = frozenset(("direct", "partial", "indirect"))


def answered_sentences(tables: Tables, book: IndicatorBook) -> pd.DataFrame:
    """Return every mark of a book in a set's sentences, headlines included, one row each (``ANSWERS``).

    Page furniture is in no sentence and marks nothing. Articles without text (annotation pack) and articles in
    another language than the book's have no rows.
    """
    return frame(ANSWERS, answer_rows(tables, book))


def answer_rows(tables: Tables, book: IndicatorBook) -> list[dict[str, Any]]:
    """Return the rows of :func:`answered_sentences`, for what goes through them and needs no table."""
    evidence = {
        (e.id, q.id, i.label): i.evidence for e in book.entries for q in e.questions for i in q.indicators if i.evidence
    }
    numbers, quotations = _by_article(tables, "numbers"), _by_article(tables, "quotations")
    sentences = _by_article(tables, "sentences")
    rows: list[dict[str, Any]] = []
    for article in records(tables["articles"]):
        article_id = str(article["article_id"])
        if article_id not in tables.texts or article["language"] != book.language:
            continue
        mine = sorted(sentences[article_id], key=lambda s: int(s["start"]))
        spans = [Span(int(s["start"]), int(s["end"])) for s in mine]
        marks = list(finder_of(book).marks(tables.texts[article_id], spans))
        for at, kind in evidence.items():
            marks += [IndicatorMark(span, *at) for span in _facts(kind, numbers[article_id], quotations[article_id])]
        rows += _rows(article_id, str(article["outlet"]), sorted(marks), mine)
    return rows


def _by_article(tables: Tables, name: str) -> defaultdict[str, list[dict[Any, Any]]]:
    out: defaultdict[str, list[dict[Any, Any]]] = defaultdict(list)
    for row in records(tables[name]):
        out[str(row["article_id"])].append(row)
    return out


def _rows(
    article_id: str, outlet: str, marks: Sequence[IndicatorMark], sentences: Sequence[Mapping[Any, Any]]
) -> Iterator[dict[str, Any]]:
    """The marks with the sentence that each begins in; what begins in none is left out."""
    k = 0
    for mark in marks:
        while k < len(sentences) and int(sentences[k]["end"]) <= mark.span.start:
            k += 1
        if k == len(sentences):
            return
        at = sentences[k]
        if int(at["start"]) <= mark.span.start:
            yield {
                "article_id": article_id,
                "start": mark.span.start,
                "end": min(mark.span.end, int(at["end"])),
                "outlet": outlet,
                "entry": mark.entry,
                "question": mark.question,
                "indicator": mark.indicator,
                "sentence": int(at["sentence"]),
                "sentence_start": int(at["start"]),
                "sentence_end": int(at["end"]),
                "paragraph": int(at["paragraph"]),
            }


def _facts(
    kind: Evidence, numbers: Sequence[Mapping[Any, Any]], quotations: Sequence[Mapping[Any, Any]]
) -> Iterator[Span]:
    """Places of what is no word of a list: amounts of money, people who speak for themselves, doubted speech."""
    if kind == "money":
        for row in numbers:
            if row["unit"] in _currencies():
                yield Span(int(row["start"]), int(row["end"]))
        return
    for row in quotations:
        if row["kind"] not in _SPEECH:
            continue
        citizen = kind == "citizen source" and row["source_type"] == "citizen" and row["identified"] == "named"
        if citizen or (kind == "doubted speech" and row["cue_class"] == _DOUBTING):
            yield Span(int(row["start"]), int(row["end"]))


@cache
def _currencies() -> frozenset[str]:
    lists = load("quantities")["currencies"]
    return frozenset((*lists["signs"].values(), *lists["words"].values()))
