"""What came of checking a report: how much was checked, what differs, what has changed, in one verdict."""

from __future__ import annotations

from dataclasses import dataclass

from framing.reports.changed_inputs import Change
from framing.reports.differing_files import FileDifference
from framing.reports.differing_tables import Difference
from framing.reports.output_folder import LISTING

_NAMED = 6  # files that the last line names


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome of a check: how many numbers were checked, what differs, and what has changed since the report.

    ``differences`` are values of tables and findings, ``files`` whole files: pages, charts, notebooks, records,
    missing and extra ones.
    """

    checked: int
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    files: tuple[FileDifference, ...] = ()
    n_files: int = 0

    @property
    def holds(self) -> bool:
        """Whether every file follows, and nothing it rests on was changed since."""
        return not self.differences and not self.files and not any(change.breaks for change in self.changes)

    @property
    def verdict(self) -> str:
        """The last line: "the same", or what differs."""
        tables = [f"data/{one.table}.csv" if one.table != "findings" else "findings.json" for one in self.differences]
        names = list(dict.fromkeys([*tables, *(one.file for one in self.files)]))
        # the record differs wherever anything does: it is told last
        names.sort(key=lambda name: name in {LISTING, "ledger.jsonl"})
        if names:
            more = f" and {len(names) - _NAMED} more files" if len(names) > _NAMED else ""
            return f"differs in {', '.join(names[:_NAMED])}{more}"
        broken = [change.what for change in self.changes if change.breaks]
        return f"the files are the same, but {'; '.join(broken)}" if broken else "the same"

    def __str__(self) -> str:
        head = f"{self.checked} numbers checked, {len(self.differences)} differ"
        if self.n_files:
            head += f"; {self.n_files} files checked, {len({one.file for one in self.files})} differ"
        changed = [f"changed since the report: {change.what}" for change in self.changes]
        return "\n".join([head, *changed, *map(str, self.differences), *map(str, self.files), self.verdict])
