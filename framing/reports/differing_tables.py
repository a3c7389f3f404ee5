"""Cells that differ between a report's table, its ledger, and the table made again, each with its cause."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.findings.published_tables import Key, Sheet, row_key
from framing.reports.causes import Behind, Causes

_SHOWN = 120  # letters of a cell that are shown whole

Row = tuple[str, ...]
At = tuple[Key, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that does not follow: where it stands, in the report, in the ledger and made again.

    ``ledger`` is ``None`` for what a ledger does not keep: words.
    """

    table: str
    row: str
    column: str
    published: str
    ledger: str | None
    recomputed: str
    why: str

    def __str__(self) -> str:
        shown = self.published or "nothing"
        if self.ledger is not None and self.published != self.ledger:
            shown += f" (ledger: {self.ledger or 'nothing'})"
        before = self.published if self.ledger is None else self.ledger
        made = f"; made again: {self.recomputed or 'nothing'}" if self.recomputed != before else ""
        return f"{self.table} · {self.row} · {self.column}: {shown}{made}. Why: {self.why}"


def read_rows(text: str) -> tuple[Row, list[Row]]:
    """Return heading and rows of a CSV file as text."""
    rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))]
    return (rows[0], rows[1:]) if rows else ((), [])


@dataclass(frozen=True, slots=True)
class TableCheck:
    """One table of ``data/`` as it stands in the report and as made again, with what the ledger kept of it."""

    file: str
    causes: Causes
    behind: Behind
    ledger: Sheet | None
    remade_sheet: Sheet | None

    @property
    def name(self) -> str:
        """The table's name."""
        return self.file.removeprefix("data/").removesuffix(".csv")

    def differences(self, published: str, remade: str) -> Iterator[Difference]:
        """Give each cell that differs, each row that is there only once, and rows in another order."""
        (head, rows), (head_now, rows_now) = read_rows(published), read_rows(remade)
        if head != head_now:
            why = self.causes.of_file(self.file)
            yield Difference(self.name, "heading", "columns", ", ".join(head), None, ", ".join(head_now), why)
            if Counter(head) != Counter(head_now) or len(set(head)) != len(head):
                return
            order = [head.index(name) for name in head_now]
            rows = [tuple(row[i] for i in order) if len(row) == len(head) else row for row in rows]
        for old, new in _paired(rows, rows_now, self._keys(head_now, rows), self._keys(head_now, rows_now)):
            yield from self._of_pair(head_now, old, new)
        yield from self._moved(rows, rows_now)

    def _keys(self, head: Row, rows: Sequence[Row]) -> list[At]:
        """What tells each row from the others, as the ledger does it."""
        numbers = self.remade_sheet.numbers if self.remade_sheet is not None else ()
        seen: Counter[Key] = Counter()
        made = []
        for row in rows:
            key = row_key(dict(zip(head, row, strict=False)), numbers)
            made.append((key, seen[key]))
            seen[key] += 1
        return made

    def _of_pair(self, head: Row, old: _Placed | None, new: _Placed | None) -> Iterator[Difference]:
        if old is None or new is None:
            there = new if old is None else old
            assert there is not None
            said = ", ".join(f"{n} {v}" for n, v in zip(head, there.row, strict=False) if v)[:200]
            where = _named(there.at[0])
            published, remade = ("", said) if old is None else (said, "")
            yield Difference(self.name, where, "row", published, None, remade, self._why(there.at))
            return
        if len(old.row) != len(head):
            what = f"{len(old.row)} cells"
            yield Difference(self.name, _named(new.at[0]), "row", what, None, f"{len(head)} cells", self._why(new.at))
        numbers = self.remade_sheet.numbers if self.remade_sheet is not None else ()
        for column, before, now in zip(head, old.row, new.row, strict=False):
            if before != now:
                kept = self.ledger.rows.get(new.at, {}).get(column) if self.ledger and column in numbers else None
                why = self._why(new.at, kept=kept, published=before, remade=now)
                yield Difference(self.name, _named(new.at[0]), column, *_apart(before, now, kept), why)

    def _why(self, at: At, *, kept: str | None = None, published: str = "", remade: str = "") -> str:
        """Why a cell differs, given what the ledger kept of it: an edit, or a change of what it was made from."""
        causes = self.causes
        of_row = causes.of_row(self.file, at[0], self.behind.get((self.name, *at), ()))
        if not causes.edited(self.file) or (causes.changes and kept == published):
            return of_row
        said = causes.of_file(self.file).split("; ")[0]
        return f"{said}; {of_row}" if causes.changes and kept != remade else said

    def _moved(self, rows: Sequence[Row], rows_now: Sequence[Row]) -> Iterator[Difference]:
        """Say where rows that are all there stand in another order, by the first of them."""
        if rows == rows_now or Counter(rows) != Counter(rows_now):
            return
        first = next(i for i, (old, new) in enumerate(zip(rows, rows_now, strict=True)) if old != new)
        now = rows_now.index(rows[first])
        row, why = f"row {first + 1}", self.causes.of_file(self.file)
        yield Difference(self.name, row, "order of rows", f"row {first + 1}", None, f"row {now + 1}", why)


@dataclass(frozen=True, slots=True)
class _Placed:
    row: Row
    at: At


def _paired(
    old: Sequence[Row], new: Sequence[Row], keys_old: Sequence[At], keys_new: Sequence[At]
) -> Iterator[tuple[_Placed | None, _Placed | None]]:
    """Pair rows that differ: those alike in full are done, then by what tells rows apart, then by their order."""
    left = Counter(new)
    rest_old = []
    for row, at in zip(old, keys_old, strict=True):
        if left[row]:
            left[row] -= 1
        else:
            rest_old.append(_Placed(row, at))
    spent = Counter(old)
    rest_new = []
    for row, at in zip(new, keys_new, strict=True):
        if spent[row]:
            spent[row] -= 1
        else:
            rest_new.append(_Placed(row, at))
    by_key = {one.at: one for one in rest_new}
    unpaired = []
    for one in rest_old:
        other = by_key.pop(one.at, None)
        if other is None:
            unpaired.append(one)
        else:
            yield one, other
    for one in rest_new:
        if one.at in by_key:
            yield (_likest(one, unpaired), one)
    yield from ((one, None) for one in unpaired)


def _likest(one: _Placed, others: list[_Placed]) -> _Placed | None:
    """Take the row out of ``others`` that has most cells in common with ``one``, half of them at least."""
    alike = {i: sum(a == b for a, b in zip(one.row, other.row, strict=False)) for i, other in enumerate(others)}
    best = max(alike, key=lambda i: (alike[i], -i), default=None)
    return others.pop(best) if best is not None and 2 * alike[best] >= len(one.row) else None


def _apart(before: str, now: str, kept: str | None) -> tuple[str, str | None, str]:
    """Long words cut to where they differ, so that what is shown shows it."""
    if max(len(before), len(now)) <= _SHOWN:
        return before, kept, now
    (a, b) = around(before, now)
    return a, None, b


def around(one: str, other: str, *, width: int = 40) -> tuple[str, str]:
    """Return two texts cut to the place where they begin to differ, with some letters before and after.

    >>> around("x" * 60 + "17 of 19", "x" * 60 + "19 of 19", width=5)
    ('…xxxx17 of…', '…xxxx19 of…')
    """
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - width)
    cut = (text[start : at + width - 1] for text in (one, other))
    a, b = (f"{'…' * (start > 0)}{piece}" for piece in cut)
    ends = (f"{piece}{'…' * (len(text) > at + width - 1)}" for piece, text in ((a, one), (b, other)))
    first, second = ends
    return first, second


def _named(key: Key) -> str:
    return ", ".join(f"{name} {value}" for name, value in key) or "its only row"
