"""Dates as sources write them. A date that can be read in two ways is not read at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from framing.text.article import Certainty

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME},?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_YEAR = re.compile(r"^(\d{4})$")
_EPOCH = re.compile(r"^(\d{9,10}|\d{12,13})(?:\.\d+)?$")  # seconds or milliseconds since 1970
_SECONDS = 10  # digits
_FIRST, _LAST = 1800, 2200
_MONTHS_A_YEAR = 12


def _made(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if _FIRST < made.year < _LAST else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def read_date(written: object) -> tuple[date | None, Certainty | None]:
    """Return the date and how exactly it is known; ``(None, None)`` if it cannot be read for certain.

    Reads ISO dates and times, "30 September 2020", "Sept. 30, 2020", "20200930", a month
    "2020-09" or a year "2020" (then the first day of it, with that certainty),
    30/09/2020 where the day is above 12, and
    seconds or milliseconds since 1970. 09/10/2020 is two dates and so none.
    """
    if isinstance(written, datetime):
        return written.date(), "day"
    if isinstance(written, date):
        return written, "day"
    text = str(written if written is not None else "").strip()[:200]
    if match := _EPOCH.match(text):
        seconds = int(match[1]) / (1000 if len(match[1]) > _SECONDS else 1)
        return datetime.fromtimestamp(seconds, tz=UTC).date(), "day"
    if match := _MONTH.match(text):
        found = _made(match[1], match[2], 1)
        return found, "month" if found else None
    if match := _YEAR.match(text):
        found = _made(match[1], 1, 1)
        return found, "year" if found else None
    found = _day(text)
    return found, "day" if found else None


def _day(text: str) -> date | None:
    if match := _ISO.search(text) or _COMPACT.match(text):
        return _made(*match.groups())
    if match := _DAY_MONTH.search(text):
        return _made(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.search(text):
        return _made(match[3], _month(match[1]), match[2])
    if match := _NUMBERS.match(text):
        one, two, year = (int(part) for part in match.groups())
        if one > _MONTHS_A_YEAR >= two:
            return _made(year, two, one)
        if two > _MONTHS_A_YEAR >= one or one == two:
            return _made(year, one, two)
    return None
