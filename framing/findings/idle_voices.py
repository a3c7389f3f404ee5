"""Voices whose being heard in one article alone tells nothing: somebody ordinary who only tells, another's report."""

from __future__ import annotations

import re

from framing.findings.context import Context, Row
from framing.findings.names import is_title, last, namings, person
from framing.findings.quoted_acts import acts_of

_CITIZEN = "citizen"
_BEHIND = re.compile(r"(?:[’']s)?\s?(?:[,(]|[-–—]{1,2}\s|who\b|of\b|from\b|with\b)")
_BEFORE = re.compile(r"(?P<word>[\w’'\-.]+)(?P<mark>,?)\s$")
_BACK = 60  # code points before a name in which a role stands
_AT_THE_TIME = re.compile(r"\bat the time\b")


def is_ordinary(context: Context, rows: list[Row], name: str) -> bool:
    """Tell whether somebody is a passer-by whose words do nothing: whom no office, body or description places.

    "A passenger of the ferry" is placed: one of those whom the event is about.

    ``rows`` are the quotations of the person. Words that judge, demand, refuse, admit or promise tell whoever says
    them; so does the office of who says them.

    Returns true for no rows.
    """
    kinds = {row["source_type"] for row in rows if isinstance(row["source_type"], str)}
    placed = kinds - {_CITIZEN} or any(_is_described(context, i, name) for i in _articles(rows))
    does = any(acts_of(context.printed(str(r["article_id"]), int(r["start"]), int(r["end"]))) for r in rows)
    return not placed and not does


def _articles(rows: list[Row]) -> set[str]:
    return {str(row["article_id"]) for row in rows}


def _is_described(context: Context, article: str, name: str) -> bool:
    """Whether an article says anywhere who somebody is: a title or noun before the name, an apposition behind it."""
    text = context.tables.texts.get(article, "")
    first = name.rsplit(maxsplit=1)[0]
    for start, end in namings(context, article, name):
        before = _BEFORE.search(text[max(0, start - _BACK) : start].removesuffix(f"{first} "))
        word = before["word"] if before else ""
        if _BEHIND.match(text, end) or (before and before["mark"]) or is_title(word.lower()) or word[:1].isupper():
            return True
    return False


def is_reported_by_another(context: Context, row: Row, name: str) -> bool:
    """Tell whether words stand in what somebody else is said to say, or were said to others "at the time"."""
    article = str(row["article_id"])
    for other in context.rows_of("quotations", article):
        inside = other["kind"] == "indirect" and other["start"] <= row["start"] and row["end"] <= other["end"]
        if inside and (teller := person(other["speaker"])) and last(teller) != last(name):
            return True
    sentence = context.sentence_at(article, int(row["start"]))
    return sentence is not None and bool(_AT_THE_TIME.search(context.printed(article, int(row["end"]), sentence.end)))
