"""One article of a database export, and how it becomes a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.sets.importers.candidate import Dropped, Facts, Found
from framing.sets.importers.dates import read_date

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exported:
    """An article as an export lists it: catalogue lines are facts, and none of them stands in ``paragraphs``."""

    paragraphs: tuple[str, ...]
    headline: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    section: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """What a file of a database held: its articles, and how many it says it holds (``None``: it does not say)."""

    database: str
    articles: tuple[Exported, ...]
    stated: int | None = None


def looks_like_date(line: str) -> bool:
    """Whether a line is a date as databases print it: "May 14, 2025 Wednesday 6:02 AM GMT"."""
    return len(line.strip()) < 60 and read_date(line.strip())[0] is not None  # noqa: PLR2004 - longer lines are sentences


def unwrapped(lines: Iterable[str]) -> tuple[str, ...]:
    """Return paragraphs of hard-wrapped lines: blank lines part them, other line ends are spaces."""
    made: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            made[-1].append(line.strip())
        elif made[-1]:
            made.append([])
    return tuple(" ".join(part) for part in made if part)


def candidates_of(export: Export, *, place: str, stem: str) -> Iterable[Found | Dropped]:
    """Give a candidate an article: headline, an empty line, paragraphs; and say if some are missing.

    An article without any words gives none, with the reason.
    """
    of = len(export.articles)
    for number, one in enumerate(export.articles, start=1):
        where = f"{place}, article {number} of {of}"
        if not any(part.strip() for part in one.paragraphs):
            yield Dropped(where, f"{export.database} gives no text of it")
            continue
        published, certainty = read_date(_WEEKDAY.sub("", one.date))
        text = "\n\n".join([*([one.headline] if one.headline else []), *one.paragraphs]) + "\n"
        yield Found(
            place=where,
            stem=f"{stem}-{number}",
            text=text,
            facts=Facts(
                outlet=one.outlet or None,
                title=one.headline or None,
                author=one.author or None,
                published=published,
                certainty=certainty,
                genre=None,
                url=one.url or None,
                language=None,
                attribution="stated" if one.outlet else None,
            ),
            original=text.encode("utf-8", "surrogatepass"),
            notes=(f"read from an export of {export.database}",),
        )
    if export.stated is not None and export.stated != of:
        yield Dropped(
            place, f"{export.database} says that it holds {export.stated} articles, and {of} were found: look into it"
        )


def first_value(fields: Sequence[tuple[str, str]], *names: str) -> str:
    """Return the first value that is not empty of the fields called so, in the order of ``names``."""
    return next((value for name in names for field, value in fields if field == name and value), "")
