"""LexisNexis: Nexis Uni ("Body" … "End of Document") and the older Academic form ("1 of 3 DOCUMENTS")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from framing.sets.importers.databases.exported import (
    Export,
    Exported,
    cut_at_the_end,
    first_value,
    looks_like_date,
    unwrapped,
)

_OF = re.compile(r"^\s*(\d+) of (\d+) DOCUMENTS?\s*$")
_END = re.compile(r"^\s*End of Document\s*$")
_BODY = re.compile(r"^\s*Body\s*$")
_LISTED = re.compile(r"^\s*Documents \((\d+)\)\s*$")
# catalogue lines: BYLINE, SECTION, LENGTH … in capitals in the older form, with one in the newer
_FIELD = re.compile(
    r"^\s*(byline|section|length|dateline|highlight|series|distribution|edition|column|load-date|language|graphic|"
    r"publication-type|document-type|journal-code|subject|industry|geographic|person|company|organization|ticker|"
    r"city|state|country|correction|correction-date|type|url|copyright|notes|classification|pub-type|isbn|issn)"
    r"\s*:\s*(.*)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^\s*(?:Classification|Graphic|Load-Date:.*|Notes)\s*$|^\s*(?:Load-Date|Language):", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^\s*(?:Copyright|©|\(c\))\s.*|^\s*All Rights Reserved\s*$", re.IGNORECASE)
# of these a line in capitals or with a colon may also open a paragraph of the text
_HEAD_FIELDS = ("byline", "section", "length", "dateline", "highlight", "series", "distribution", "edition", "column")


def read_lexisnexis(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export, or ``None`` if these lines are none."""
    if sum(bool(_OF.match(line)) for line in lines) > 0:
        return _academic(lines)
    if any(_END.match(line) for line in lines) and any(_BODY.match(line) for line in lines):
        return _uni(lines)
    return None


def _academic(lines: Sequence[str]) -> Export:
    starts = [i for i, line in enumerate(lines) if _OF.match(line)]
    parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    stated = max(int(m[2]) for i in starts if (m := _OF.match(lines[i])))
    return Export("LexisNexis", cut_at_the_end([_academic_article(part) for part in parts]), stated)


def _academic_article(part: Sequence[str]) -> Exported:
    number, lines = _OF.match(part[0]), part[1:]
    filled = [i for i, line in enumerate(lines) if line.strip() and not _COPYRIGHT.match(line)]
    dated = next((i for i in filled[:8] if looks_like_date(lines[i])), filled[0] if filled else 0)
    outlet = next((lines[i].strip() for i in filled if i < dated), "")
    fields: list[tuple[str, str]] = []
    headline: list[str] = []
    body = dated + 1
    for i in range(dated + 1, len(lines)):
        field = _FIELD.match(lines[i])
        if field:
            fields.append((field[1].lower(), field[2].strip()))
            body = i + 1
        elif lines[i].strip():
            if fields:
                break
            headline.append(lines[i].strip())
        if not fields:
            body = i + 1
    end = next((i for i in range(body, len(lines)) if _is_tail(lines[i])), len(lines))
    return Exported(
        unwrapped(lines[body:end]),
        headline=" ".join(headline),
        outlet=outlet,
        date=lines[dated].strip() if lines else "",
        author=first_value(fields, "byline"),
        section=first_value(fields, "section"),
        length=first_value(fields, "length"),
        numbered=(int(number[1]), int(number[2])) if number else None,
        torn=end == len(lines),
    )


def _is_tail(line: str) -> bool:
    field = _FIELD.match(line)
    return bool(_COPYRIGHT.match(line)) or bool(field and field[1].lower() not in _HEAD_FIELDS)


def _uni(lines: Sequence[str]) -> Export:
    parts: list[list[str]] = [[]]
    for line in lines:
        if _END.match(line):
            parts.append([])
        else:
            parts[-1].append(line)
    stated = [int(m[1]) for line in lines if (m := _LISTED.match(line))]
    last = parts.pop()  # after the last "End of Document": nothing, or an article that is cut
    articles = [_uni_article(part) for part in parts]
    if any(_BODY.match(line) for line in last):
        articles.append(replace(_uni_article(last), torn=True))
    return Export("Nexis Uni", tuple(articles), sum(stated) if stated else None)


def _uni_article(lines: Sequence[str]) -> Exported:
    # a document of pictures alone has no text, and none is made up for it
    body = next((i for i, line in enumerate(lines) if _BODY.match(line)), len(lines))
    head = [line.strip() for line in lines[:body] if line.strip()]
    # the last date before the text: a cover page has one too
    dated = max((i for i, line in enumerate(head) if looks_like_date(line) and not _FIELD.match(line)), default=0)
    fields = [(m[1].lower(), m[2].strip()) for line in head[dated:] if (m := _FIELD.match(line))]
    end = next((i for i in range(body + 1, len(lines)) if _TAIL.match(lines[i])), len(lines))
    return Exported(
        tuple(line.strip() for line in lines[body + 1 : end] if line.strip()),
        headline=head[dated - 2] if dated >= 2 else "",  # noqa: PLR2004 - headline, outlet, date
        outlet=head[dated - 1] if dated >= 1 else "",
        date=head[dated] if head else "",
        author=first_value(fields, "byline"),
        section=first_value(fields, "section"),
        length=first_value(fields, "length"),
    )
