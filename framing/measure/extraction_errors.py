"""How far to trust the quotations: what was found against articles that people marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate.quotations.find import find_quotations
from framing.annotate.quotations.record import Quotation
from framing.measure.tables import Column, frame
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span, hull, merge

if TYPE_CHECKING:
    import pandas as pd

COVERED = 0.3  # share of the marked words that must be found; Asr et al. (2021), The Gender Gap Tracker, PLoS ONE 16(1)

BY_KIND: tuple[Column, ...] = (
    Column("kind", "text", "", "between marks, indirect, or all"),
    Column("n_marked", "count", "quotations", "marked by people"),
    Column("n_found", "count", "quotations", "found by the rules"),
    Column("precision", "real", "share", "of those found, the part that people marked too; missing if none was found"),
    Column("recall", "real", "share", "of those marked, the part that was found; missing if none was marked"),
)
ERRORS: tuple[Column, ...] = (
    Column("error", "text", "", "missed or added"),
    Column("kind", "text", "", "between marks or indirect"),
    Column("article_id", "text", "", "the article"),
    Column("start", "count", "code points", "where the words begin"),
    Column("n_chars", "count", "code points", "length of the words"),
    Column("words", "text", "", "the words"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the contents of the quotations that people marked in it."""

    article: Article
    contents: tuple[tuple[Span, ...], ...]


def read_labelled(path: str | Path) -> tuple[Labelled, ...]:
    """Return the labelled articles of a JSONL file: one object a line with id, text and quotes.

    Raises:
        FileNotFoundError: no such file.
        ValueError: a line has another form; the message names it.
    """
    out = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            contents = tuple(tuple(Span(*map(int, part)) for part in q["content"]) for q in row["quotes"])
            out.append(Labelled(Article(str(row["id"]), str(row["text"])), tuple(c for c in contents if c)))
        except (KeyError, TypeError, ValueError) as error:
            msg = (
                f'{path}, line {number}: not {{"id", "text", "quotes": [{{"content": [[start, end], …]}}, …]}}: {error}'
            )
            raise ValueError(msg) from error
    return tuple(out)


def extraction_errors(labelled: Iterable[Labelled], *, parser: str = "auto") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return precision and recall by kind, and every error, longest first.

    A marked quotation counts as found when an unused found one covers more than
    ``COVERED`` of its words. Scare quotes, and quotations inside others, are not counted.
    Columns as ``BY_KIND`` and ``ERRORS`` declare; no articles give shares that are missing.

    Raises:
        ParserError: the model is not installed.
    """
    reader = get_parser(parser)
    tally = {kind: [0, 0, 0, 0] for kind in ("between marks", "indirect")}  # marked, recalled, found, right
    errors: list[dict[str, object]] = []
    for one in labelled:
        layout = lay_out(one.article)
        parse = reader.parse(one.article, layout)
        found = _outermost(find_quotations(one.article, layout=layout, parse=parse)[0])
        pairs = _pairs(one.contents, [q.content for q in found])
        for i, content in enumerate(one.contents):
            kind = _kind(one.article.text, content)
            tally[kind][0] += 1
            tally[kind][1] += i in pairs
            if i not in pairs:
                errors.append(_error("missed", kind, one.article, content))
        right = set(pairs.values())
        for k, q in enumerate(found):
            kind = _kind(one.article.text, q.content)
            tally[kind][2] += 1
            tally[kind][3] += k in right
            if k not in right:
                errors.append(_error("added", kind, one.article, q.content))
    sums = [sum(column) for column in zip(*tally.values(), strict=True)]
    rows = [
        {
            "kind": kind,
            "n_marked": marked,
            "n_found": n_found,
            "precision": right_ones / n_found if n_found else float("nan"),
            "recall": recalled / marked if marked else float("nan"),
        }
        for kind, (marked, recalled, n_found, right_ones) in {**tally, "all": sums}.items()
    ]
    errors.sort(key=lambda e: (-int(str(e["n_chars"])), str(e["article_id"]), int(str(e["start"]))))
    return frame(BY_KIND, rows), frame(ERRORS, errors)


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    for q in quotations:
        if q.kind not in ("scare", "nested") and not (out and hull(out[-1].content).covers(hull(q.content))):
            out.append(q)
    return out


def _pairs(marked: Sequence[tuple[Span, ...]], found: Sequence[tuple[Span, ...]]) -> dict[int, int]:
    """Pair each marked content with the best unused found one that covers enough of it."""
    left = set(range(len(found)))
    out: dict[int, int] = {}
    for i, content in enumerate(marked):
        total = sum(map(len, merge(content)))
        shares = {k: _shared(content, found[k]) / max(total, 1) for k in left}
        best = max(shares, key=lambda k: (shares[k], -k), default=None)
        if best is not None and shares[best] > COVERED:
            out[i] = best
            left.remove(best)
    return out


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in merge(a) for y in merge(b))


def _kind(text: str, content: Sequence[Span]) -> str:
    """Between marks, if a mark stands in or right beside the words."""
    around = "".join(text[max(0, s.start - 1) : s.end + 1] for s in content)
    return "between marks" if any(mark in around for mark in '"“”') else "indirect"


def _error(error: str, kind: str, article: Article, content: Sequence[Span]) -> dict[str, object]:
    words = " … ".join(s.of(article.text) for s in content)
    return {
        "error": error,
        "kind": kind,
        "article_id": article.id,
        "start": content[0].start,
        "n_chars": sum(map(len, content)),
        "words": words,
    }
