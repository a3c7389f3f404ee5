"""Marks as plain CSV: a row a mark, spans as '12-30 45-60', cells safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from framing.measure.tables import read_spans, write_spans
from framing.review.exchange.coded_set import CodedSet, ExchangeError, mark_kind, words_of
from framing.review.exchange.marks import CodedMark
from framing.sets.corrections import MarkPlace
from framing.text.article import Article
from framing.text.span import Span
from framing.text.spreadsheet_cell import as_cell, from_cell

_TEXT_FIELDS = ("kind", "speaker", "source_type", "identified", "cue_class", "concept", "variant", "voice")
_SPAN_FIELDS = ("cue", "source")
COLUMNS = ("article", "sha256", "coder", "mark", "spans", "words", *_TEXT_FIELDS, *_SPAN_FIELDS, "note", "id")


def write_mark_table(coded: CodedSet) -> bytes:
    """Return marks as CSV in UTF-8, in their order."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    for mark in coded.marks:
        article = coded.articles[mark.article_id]
        row = {name: mark.fields.get(name) or "" for name in _TEXT_FIELDS}
        row |= {name: _written(mark.fields.get(name) or ()) for name in _SPAN_FIELDS}
        row |= {"article": article.id, "sha256": article.sha256, "coder": mark.coder, "mark": mark.mark}
        row |= {"spans": _written(mark.at), "words": words_of(article.text, mark.at), "note": mark.note, "id": mark.id}
        rows.writerow({name: as_cell(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _written(at: MarkPlace | tuple[()]) -> str:
    return write_spans(Span(s, e) for s, e in at) or ""


def read_mark_table(data: bytes, articles: Mapping[str, Article]) -> CodedSet:
    """Return the marks of a CSV with the columns article, mark and spans, and any of the others.

    Rows of articles that are not there, or whose text is another, are problems; a row that cannot be read is an error.

    Raises:
        ExchangeError: no such table, or a row that is none.
    """
    try:
        text = data.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"no CSV in UTF-8 ({error}); save the table again as CSV (UTF-8)"
        raise ExchangeError(msg) from None
    lacking = [name for name in ("article", "mark", "spans") if not rows or name not in rows[0]]
    if lacking:
        msg = f"the table lacks the column {', '.join(lacking)}; it has {', '.join(COLUMNS)}"
        raise ExchangeError(msg)
    marks, problems = [], []
    for number, row in enumerate(rows, start=2):
        cells = {name: from_cell(value or "") for name, value in row.items() if isinstance(name, str)}
        article = articles.get(cells["article"])
        if article is None or cells.get("sha256", article.sha256) not in ("", article.sha256):
            problems.append(f"line {number}: article `{cells['article'][:60]}` is not there, or its text is another")
            continue
        try:
            marks.append(_mark(cells, article))
        except (ValueError, TypeError) as error:
            msg = f"line {number}: no mark ({error}); mend or remove the row"
            raise ExchangeError(msg) from None
    return CodedSet(articles, tuple(marks), tuple(problems))


def _mark(cells: Mapping[str, str], article: Article) -> CodedMark:
    at = tuple((s.start, s.end) for s in read_spans(cells["spans"]))
    if not at or at[-1][1] > len(article.text) or cells["mark"] not in ("quotation", "mention"):
        msg = f"mark '{cells['mark'][:40]}' at '{cells['spans'][:40]}'"
        raise ValueError(msg)
    fields: dict[str, object] = {name: cells[name] for name in _TEXT_FIELDS if cells.get(name)}
    for name in _SPAN_FIELDS:
        if cells.get(name):
            fields[name] = [[s.start, s.end] for s in read_spans(cells[name])]
    said = (cells.get(name, "") for name in ("coder", "note", "id"))
    return CodedMark(article.id, mark_kind(cells["mark"]), at, fields, *said)
