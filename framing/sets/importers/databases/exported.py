"""One article of a database export, and how it becomes a candidate."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from framing.sets.importers.candidate import Dropped, Facts, Found, Reading
from framing.sets.importers.dates import read_date
from framing.sets.importers.torn_files import TORN_ARTICLE

_COUNT = re.compile(r"\b(\d[\d,]*)\s*(?:words?\b|mots?\b|$)")
_MOST_LISTED = 10
_LEAST_OF_STATED = 0.75  # databases count headline and byline too, and count words by rules of their own
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exported:
    """An article as an export lists it: catalogue lines are facts, and none of them stands in ``paragraphs``.

    ``length`` is the database's own count of words, as written; ``numbered`` is (2, 5) for "2 of 5";
    ``torn`` if the file ends before the lines that close an article.
    """

    paragraphs: tuple[str, ...]
    headline: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    section: str = ""
    url: str = ""
    language: str = ""
    length: str = ""
    numbered: tuple[int, int] | None = None
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """What a file of a database held: its articles, and how many it says it holds (``None``: it does not say)."""

    database: str
    articles: tuple[Exported, ...]
    stated: int | None = None

    @property
    def missing(self) -> str:
        """What is said of articles that the export counts and that were not found; empty if none is missing.

        Articles numbered "2 of 5" tell which are missing, in whatever order they stand; a number met
        twice is that of a second export in the same file.
        """
        counted: dict[int, Counter[int]] = defaultdict(Counter)
        for one in self.articles:
            if one.numbered:
                counted[one.numbered[1]][one.numbered[0]] += 1
        if not counted:
            found = len(self.articles)
            told = self.stated is not None and self.stated != found
            return f"says that it holds {self.stated} articles, and {found} were found" if told else ""
        stated = sum(of * max(numbers.values()) for of, numbers in counted.items())
        if stated == len(self.articles):
            return ""
        gone = [
            f"{number} of {of}"
            for of, numbers in sorted(counted.items())
            for number in range(1, of + 1)
            if numbers[number] < max(numbers.values())
        ]
        listed = ", ".join(gone[:_MOST_LISTED]) + (" and others" if len(gone) > _MOST_LISTED else "")
        return f"says that it holds {stated} articles, and {len(self.articles)} were found; missing: {listed}"


def looks_like_date(line: str) -> bool:
    """Whether a line is a date as databases print it: "May 14, 2025 Wednesday 6:02 AM GMT"."""
    return len(line.strip()) < 60 and read_date(line.strip())[0] is not None  # noqa: PLR2004 - longer lines are sentences


def cut_at_the_end(articles: Sequence[Exported]) -> tuple[Exported, ...]:
    """The articles, of which at most the last is ``torn``, and only where all others have their closing lines.

    Not every edition of a database's export writes such lines, so their absence tells only beside their presence.
    """
    told = len(articles) > 1 and not any(one.torn for one in articles[:-1])
    return tuple(replace(one, torn=told and one.torn and one is articles[-1]) for one in articles)


def unwrapped(lines: Iterable[str]) -> tuple[str, ...]:
    """Return paragraphs of hard-wrapped lines: blank lines part them, other line ends are spaces."""
    made: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            made[-1].append(line.strip())
        elif made[-1]:
            made.append([])
    return tuple(" ".join(part) for part in made if part)


def candidates_of(
    export: Export, *, place: str, stem: str, torn: Sequence[str] = (), before: int = 0
) -> Iterable[Found | Dropped]:
    """Give a candidate an article: headline, an empty line, paragraphs; and say if some are missing.

    An article without any words gives none, with the reason. ``torn`` says what is known of the file's
    end, for its last article; ``before`` articles of the same file were given already.
    """
    of = before + len(export.articles)
    for number, one in enumerate(export.articles, start=before + 1):
        where = f"{place}, article {number} of {of}"
        if not any(part.strip() for part in one.paragraphs):
            yield Dropped(where, f"{export.database} gives no text of it")
            continue
        yield _candidate(one, export.database, where, f"{stem}-{number}", torn if number == of else ())
    if export.missing:
        yield Dropped(place, f"{export.database} {export.missing}: look into it")


def _candidate(one: Exported, database: str, where: str, stem: str, torn: Sequence[str]) -> Found:
    published, certainty = read_date(_WEEKDAY.sub("", one.date))
    text = "\n\n".join([*([one.headline] if one.headline else []), *one.paragraphs]) + "\n"
    share = _share_of_stated(one)
    notes = [f"read from an export of {database}", *torn]
    if one.torn and not torn:
        notes.append(TORN_ARTICLE)
    short = share if share is not None and share < _LEAST_OF_STATED else None
    if short is not None:
        notes.append(f"{database} counts {one.length.strip()}, and {short:.0%} of them are here: a part may be missing")
    return Found(
        place=where,
        stem=stem,
        text=text,
        facts=Facts(
            outlet=one.outlet or None,
            title=one.headline or None,
            author=one.author or None,
            published=published,
            certainty=certainty,
            url=one.url or None,
            attribution="stated" if one.outlet else None,
        ),
        original=text.encode("utf-8", "surrogatepass"),
        notes=tuple(notes),
        reading=Reading(completeness=None if short is None else round(short, 3)),
    )


def _share_of_stated(one: Exported) -> float | None:
    """The words read, of those that the database counts; ``None`` where it counts none."""
    stated = _COUNT.search(one.length)
    count = int(stated[1].replace(",", "")) if stated else 0
    return sum(len(part.split()) for part in one.paragraphs) / count if count else None


def first_value(fields: Sequence[tuple[str, str]], *names: str) -> str:
    """Return the first value that is not empty of the fields called so, in the order of ``names``."""
    return next((value for name in names for field, value in fields if field == name and value), "")
