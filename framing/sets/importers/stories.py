"""A story list: facts without texts (Media Cloud and the like), joined to texts by address, id or title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from framing.sets.importers.candidate import Facts, Found
from framing.sets.importers.encoding import decode
from framing.sets.importers.ris import rows_of_ris
from framing.sets.importers.table_rows import rows_of
from framing.sets.importers.tables import SUFFIXES, story_list
from framing.sets.importers.workbook import WORKBOOKS, rows_of_workbook
from framing.sets.near_copies import plain_words
from framing.sets.safe_read import read_bounded
from framing.sets.set_problems import SetError, SetFault, shown

_MOST_BYTES = 200_000_000


def _address(url: str) -> str:
    """Return an address without what does not matter: scheme, "www.", query, last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.').removeprefix('m.')}{parts.path.rstrip('/')}"


def _keys(facts: Facts) -> list[tuple[str, str]]:
    words = " ".join(plain_words(facts.title or ""))
    found = [("url", _address(facts.url or "")), ("id", facts.id or ""), ("title", words)]
    return [(kind, value) for kind, value in found if value]


def _rows(name: str, path: Path, mapping: Mapping[str, str]) -> list[Facts]:
    suffix = path.suffix.lower()
    data = read_bounded(path, _MOST_BYTES)
    if suffix in SUFFIXES:
        return story_list(name, rows_of(data, suffix), mapping)
    if suffix in WORKBOOKS:
        return story_list(name, rows_of_workbook(data, suffix, is_column=("url", "link", "title")), mapping)
    if suffix == ".ris":
        return story_list(name, rows_of_ris(decode(data).text), mapping)
    remedy = f"give one of {', '.join((*SUFFIXES, *WORKBOOKS, '.ris'))}"
    raise SetError([SetFault(name, "a story list is a table", remedy)])


@dataclass(frozen=True, slots=True)
class Stories:
    """The rows of a story list by each of their keys; a key of two rows is none."""

    by_key: Mapping[tuple[str, str], Facts]

    @classmethod
    def read(cls, path: Path, mapping: Mapping[str, str]) -> Stories:
        """Read a story list. Raises :class:`SetError` naming what is wrong with it."""
        name = shown(str(path), longest=1000)
        try:
            rows = _rows(name, path, mapping)
        except (OSError, ValueError) as error:
            if isinstance(error, SetError):
                raise
            remedy = "give a table with a column url, id or title"
            raise SetError([SetFault(name, f"the story list cannot be read ({shown(str(error))})", remedy)]) from error
        by_key: dict[tuple[str, str], Facts] = {}
        twice: set[tuple[str, str]] = set()
        for row in rows:
            for key in _keys(row):
                if by_key.setdefault(key, row) != row:
                    twice.add(key)
        return cls({key: row for key, row in by_key.items() if key not in twice})

    def join(self, found: Found) -> Facts:
        """Return the facts of ``found`` with those of its row filled in where it has none.

        A text without address, id or title is looked for by its file name as an id.
        """
        for key in [*_keys(found.facts), ("id", found.stem)]:
            if row := self.by_key.get(key):
                empty = {f.name: getattr(row, f.name) for f in fields(Facts) if getattr(found.facts, f.name) is None}
                return replace(found.facts, **empty)
        return found.facts
