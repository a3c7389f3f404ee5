"""Numbers that differ between a report as it stands, its ledger, and the report made again, each with its causes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.findings.published_tables import Key, Sheet
from framing.findings.write_findings import FINDINGS
from framing.measure.place import Place
from framing.reports.changed_inputs import Change

Behind = Mapping[tuple[str, Key, int], tuple[Place, ...]]  # table, row, number among rows of that key: its places


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that does not follow: where it stands, its value in the report, in the ledger and made again."""

    table: str
    row: str
    column: str
    published: str
    ledger: str
    recomputed: str
    why: str

    def __str__(self) -> str:
        made = f"; made again: {self.recomputed or 'nothing'}" if self.recomputed != self.ledger else ""
        shown = f"{self.published or 'nothing'}"
        if self.published != self.ledger:
            shown += f" (ledger: {self.ledger or 'nothing'})"
        return f"{self.table} · {self.row} · {self.column}: {shown}{made}. Why: {self.why}"


@dataclass(frozen=True, slots=True)
class ThreeSheets:
    """One table: as it stands in the report, as the ledger has it, and as made again."""

    published: Sheet | None
    ledger: Sheet | None
    remade: Sheet | None

    @property
    def name(self) -> str:
        """The table's name."""
        return next(sheet.name for sheet in (self.ledger, self.remade, self.published) if sheet is not None)

    def value(self, sheet: Sheet | None, at: tuple[Key, int], column: str) -> str:
        """Return the cell as printed, empty if it is not there."""
        return sheet.rows.get(at, {}).get(column, "") if sheet is not None else ""


def differences_of(three: ThreeSheets, changes: tuple[Change, ...], behind: Behind) -> Iterator[Difference]:
    """Give each number of a table that is not the same in all three, with what can be behind it."""
    every = [sheet for sheet in (three.ledger, three.published, three.remade) if sheet is not None]
    for at in dict.fromkeys(at for sheet in every for at in sheet.rows):
        columns = dict.fromkeys(name for sheet in every for name in sheet.numbers)
        for column in columns:
            published, ledger, remade = (
                three.value(sheet, at, column) for sheet in (three.published, three.ledger, three.remade)
            )
            if _same(published, ledger) and _same(ledger, remade):
                continue
            why = []
            if not _same(published, ledger):
                file = FINDINGS if three.name == "findings" else f"data/{three.name}.csv"
                why.append(f"{file} was edited after the report was made")
            if not _same(ledger, remade):
                why += _causes(changes, at[0], behind.get((three.name, *at), ()))
            row = ", ".join(f"{name} {value}" for name, value in at[0]) or "its only row"
            yield Difference(three.name, row, column, published, ledger, remade, "; ".join(why))


def _causes(changes: tuple[Change, ...], key: Key, spans: tuple[Place, ...]) -> list[str]:
    """The changes that can be behind a number: those that touch its row or spans, else all."""
    articles = {place.article_id for place in spans} | {value for name, value in key if name == "article_id"}
    cells = " | ".join(value for _, value in key)
    near = [
        change.what
        for change in changes
        if change.article in articles - {""} or (change.words and any(word in cells for word in change.words))
    ]
    every = [change.what for change in changes if "edited or removed" not in change.what]
    return (
        near or every or ["nothing it was made from has changed: it does not come out twice the same, please report it"]
    )


def _same(one: str, other: str) -> bool:
    """Whether two printed numbers are one, but for rounding in the last digits."""
    if one == other:
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False
