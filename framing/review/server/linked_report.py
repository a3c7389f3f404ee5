"""A report's page as the review's server shows it: each sentence behind a number leads to its unit.

The page stays as it was written; links are put in on the way out. It may be anybody's: it is
answered with a policy under which nothing in it runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from framing.review.server.review_units import ReviewSet, ReviewUnit
from framing.sets.safe_read import read_bounded

MOST_PAGE = 50_000_000  # bytes
REPORT_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
# As framing.show.sentence_list writes a line: whose it is stands over the first of an article's lines.
_LINE = re.compile(
    r"<li>(?:<i><b>[^<]*</b> (?P<where>[^<]*)</i> )?"
    r"(?P<before>[^<]*)<mark>(?P<marked>[^<]*)</mark>(?P<after>[^<]*)(?=</li>)"
)


class NoReportError(ValueError):
    """A folder without a report's page; the message says what to give."""


@dataclass(frozen=True, slots=True)
class _Article:
    """An article's text and its marks in text order; ``starts`` are where they begin."""

    text: str
    marks: Sequence[ReviewUnit]
    starts: Sequence[int]
    sentences: Sequence[ReviewUnit]


def linked_page(folder: Path, review: ReviewSet) -> str:
    """Return the page of the report in ``folder`` with a link behind each sentence whose unit ``review`` has.

    Sentences of texts that have changed since, and words in which nothing is marked and that
    are no sentence of the set, get none.

    Raises:
        NoReportError: there is no page in the folder, or it cannot be read.
    """
    try:
        page = read_bounded(folder / "index.html", MOST_PAGE).decode("utf-8")
    except (OSError, ValueError) as error:
        msg = f"{folder / 'index.html'}: no page of a report ({error}); give the folder that 'framing report' wrote"
        raise NoReportError(msg) from error
    articles = {a.id: _article(a.text, a.id, review.units) for a in review.article_set.articles}

    over = ""

    def linked(line: re.Match[str]) -> str:
        nonlocal over
        over = over if line["where"] is None else unescape(line["where"])
        unit = _unit_of(line, articles.get(over.rpartition(" · ")[2]))
        if unit is None:
            return line[0]
        return f'{line[0]} <a class="check" href="../#unit={escape(unit.name)}" target="_blank">check</a>'

    return _LINE.sub(linked, page)


def _article(text: str, article: str, units: Mapping[str, ReviewUnit]) -> _Article:
    mine = sorted((u for u in units.values() if u.article == article), key=lambda u: u.at)
    marks = [u for u in mine if u.mark != "sentence"]
    return _Article(text, marks, [u.at[0][0] for u in marks], [u for u in mine if u.mark == "sentence"])


def _unit_of(line: re.Match[str], article: _Article | None) -> ReviewUnit | None:
    """The mark at the words that a line marks, the last to begin there or before; else the sentence they are in."""
    before, marked, after = (unescape(line[part]) for part in ("before", "marked", "after"))
    if article is None:
        return None
    words = before.removeprefix("… ") + marked + after.removesuffix(" …")
    at = article.text.find(words)
    if at < 0:
        return None
    start = at + len(before.removeprefix("… "))
    end = start + max(len(marked), 1)
    last = bisect_right(article.starts, end - 1)
    for unit in reversed(article.marks[:last]):
        if unit.at[-1][1] > start:
            return unit
    return next((u for u in article.sentences if u.at[0][0] < end and start < u.at[-1][1]), None)
