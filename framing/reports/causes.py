"""Why something in a report is not what making it again gives: what can be behind it, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.findings.published_tables import Key
from framing.measure.place import Place
from framing.reports.changed_inputs import Change

Behind = Mapping[tuple[str, Key, int], tuple[Place, ...]]  # table, row, number among rows of that key: its places


@dataclass(frozen=True, slots=True)
class Causes:
    """What is known of a report's making and its files.

    ``changes`` are what it was made from and is no more, ``listed`` the digests that ``report.json`` gives,
    ``actual`` those of the files as they stand.
    """

    changes: tuple[Change, ...]
    listed: Mapping[str, str]
    actual: Mapping[str, str | None]

    def edited(self, name: str) -> bool:
        """Whether the file is not the one that the run listed."""
        return self.listed.get(name) != self.actual.get(name)

    def of_file(self, name: str) -> str:
        """Why a file differs from the one made again."""
        said = [change.what for change in self.changes]
        if self.edited(name):
            here = f"{name} was edited after the report was made" if name in self.listed else _unlisted(name)
            return "; ".join([here, *said])
        return "; ".join(said) or together(name)

    def of_row(self, name: str, key: Key, places: Iterable[Place]) -> str:
        """Why a row of a table differs, the file ``name`` being as it was listed: the changes that touch it, else all.

        A change touches a row by its article, or by the labels that it is about.
        """
        articles = {place.article_id for place in places} | {value for part, value in key if part == "article_id"}
        cells = " | ".join(value for _, value in key)
        near = [
            change.what
            for change in self.changes
            if change.article in articles - {""} or (change.words and any(word in cells for word in change.words))
        ]
        return "; ".join(near or [change.what for change in self.changes]) or together(name)


def together(name: str) -> str:
    """Say that a file and its record were changed alike: nothing else can be behind a difference."""
    return (
        f"{name} was edited together with its digest in report.json: nothing that the report was made from has changed"
    )


def _unlisted(name: str) -> str:
    return f"{name} is not in report.json's list: nobody can say that the run wrote it"
