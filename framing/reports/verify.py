"""Check a report: make it again elsewhere and compare every file of it, naming what differs and why.

Three things are held against each other: the report as it stands, its own record (``report.json`` with the digest of
each file, and the ledger), and the report that today's texts, codebook, settings and programs give. What differs from
the record was edited afterwards. What agrees with the record and not with the report made again has its cause in
something that the report was made from, or was edited together with the record.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.findings.write_findings import FINDINGS
from framing.findings.write_ledger import LEDGER
from framing.reports.causes import Causes
from framing.reports.changed_inputs import Change, changed_inputs, changed_versions
from framing.reports.copied_set import CannotMakeAgainError
from framing.reports.differing_files import FileDifference, what_differs
from framing.reports.differing_findings import finding_differences
from framing.reports.differing_record import ledger_differences, listing_differences
from framing.reports.differing_tables import Difference, TableCheck
from framing.reports.make_again import NOT_RUN, Remade, make_again, todays_parameters
from framing.reports.output_folder import LISTING
from framing.reports.published_report import Published, VerifyError, own_digest, read_published
from framing.reports.report_digest import FIELD, PAGE, blanked, digest_of_folder
from framing.reports.verification import Verification


def verify(
    out_dir: str | Path, *, params: str | Path | None = None, notebooks_from: str | Path | None = None
) -> Verification:
    """Make the report in ``out_dir`` again, elsewhere, and compare every file.

    Only this package's own notebooks are run, whatever stands beside the report or its parameters:
    a report may come from somebody else.

    Args:
        out_dir: Folder of a report.
        params: Parameters file; ``None`` takes the one the report was made with, if it is still
            there, else the parameters that the report lists.
        notebooks_from: Folder whose notebooks are run in place of the package's. They are programs, and
            can do whatever you can: only a folder that you trust.

    Returns:
        The verdict. A difference is named by file and place in it, with its cause.

    Raises:
        VerifyError: the folder is no report with a ledger, or it cannot be made again here.
    """
    published = read_published(Path(out_dir).resolve())
    own = Path(notebooks_from) if notebooks_from is not None else None
    try:
        now = todays_parameters(published.folder, published.listing, params)
        with tempfile.TemporaryDirectory(prefix="framing-verify-") as scratch:
            remade = make_again(now, published.listing, published.run, scratch=Path(scratch), notebooks_from=own)
            return compare(published, remade, own_notebooks=own is None)
    except CannotMakeAgainError as error:
        listed = published.listing["files"].items()
        edited = [name for name, digest in listed if own_digest(published.folder, name) != digest]
        also = f"\nedited or removed after the report was made: {', '.join(edited)}" if edited else ""
        msg = f"{published.folder}{also}\ncannot be made again here: {error}"
        raise VerifyError(msg) from error


def compare(published: Published, remade: Remade, *, own_notebooks: bool = True) -> Verification:
    """Compare a report as it stands with the same report made again, file by file."""
    before, now = published.run, remade.run
    versions = published.listing.get("versions")
    changes = tuple(changed_inputs(before, now))
    if isinstance(versions, Mapping):
        changes += tuple(changed_versions(versions, remade.listing["versions"]))
    if own_notebooks and any(before.notebooks.get(name) != digest for name, digest in now.notebooks.items()):
        changes += (Change(NOT_RUN, breaks=False),)
    # Corrections whose text or old value has gone are listed, never applied in silence.
    changes += tuple(Change(f"a correction is not applied: {line}", breaks=False) for line in now.unapplied)
    names = dict.fromkeys([*published.listing["files"], *published.files, *remade.listing["files"]])
    actual = {name: own_digest(published.folder, name) for name in names}
    causes = Causes(changes, published.listing["files"], actual)
    check = _Check(published, remade, causes)
    values = [difference for name in names for difference in check.values(name)]
    told = {_file_of(one) for one in values}
    files = [one for name in names if name != LEDGER and name not in told for one in check.file(name)]
    files += check.record()
    cells = (value for sheet in published.sheets.values() for row in sheet.rows.values() for value in row.values())
    return Verification(sum(1 for value in cells if value), tuple(values), changes, tuple(files), len(names) + 1)


def _file_of(one: Difference) -> str:
    return FINDINGS if one.table == "findings" else f"data/{one.table}.csv"


@dataclass(frozen=True, slots=True)
class _Check:
    """A report as it stands beside the one made again."""

    published: Published
    remade: Remade
    causes: Causes

    def _bytes(self, name: str) -> tuple[bytes, bytes] | None:
        """Both files of a name as they are compared; ``None`` if one is missing or they are the same."""
        if self.causes.actual[name] is None or name not in self.remade.listing["files"]:
            return None
        old, new = ((one.folder / name).read_bytes() for one in (self.published, self.remade))
        if name == PAGE:
            old = blanked(old, self.published.listing.get(FIELD))
            new = blanked(new, self.remade.listing.get(FIELD))
        return (old, new) if old != new else None

    def values(self, name: str) -> Iterator[Difference]:
        """The values that differ in a table or in the findings; nothing for other files."""
        both = self._bytes(name)
        if both is None or not (name == FINDINGS or (name.startswith("data/") and name.endswith(".csv"))):
            return
        try:
            old, new = (part.decode("utf-8") for part in both)
            if name == FINDINGS:
                ledger = self.published.sheets.get("findings")
                yield from finding_differences(json.loads(old), json.loads(new), self.causes, ledger)
                return
        except (ValueError, RecursionError):
            return  # told as a file
        stem = Path(name).stem
        behind = {**self.remade.behind, **self.published.behind}
        sheets = self.published.sheets.get(stem), self.remade.sheets.get(stem)
        yield from TableCheck(name, self.causes, behind, *sheets).differences(old, new)

    def file(self, name: str) -> Iterator[FileDifference]:
        """What is wrong with a file as a whole: it is missing, is one too many, or has other bytes."""
        listed, actual = name in self.causes.listed, self.causes.actual[name]
        made = name in self.remade.listing["files"]
        changed = "; ".join(change.what for change in self.causes.changes)
        if actual is None:
            link = (self.published.folder / name).is_symlink()
            what = "is a link, which a report has none of" if link else "is missing"
            gone = (
                "it was removed after the report was made"
                if listed
                else f"removed together with its digest in {LISTING}"
            )
            if made or listed:
                yield FileDifference(name, what, changed if changed and not listed else gone)
            else:
                yield FileDifference(name, what, f"no run wrote it: {LISTING} does not list it")
        elif not made:
            why = changed or f"added together with a digest in {LISTING}"
            if not listed:
                why = f"no run wrote it: {LISTING} does not list it"
            yield FileDifference(name, "is one too many: the report made again has none", why)
        elif (both := self._bytes(name)) is not None:
            yield FileDifference(name, what_differs(name, *both), self.causes.of_file(name))
        elif self.causes.edited(name) and listed:
            yield FileDifference(LISTING, f"the digest of {name} is not that of the file", _RECORD_EDITED)

    def record(self) -> list[FileDifference]:
        """What ``report.json`` and the ledger say otherwise than the report made again, or than each other."""
        published, remade = self.published, self.remade
        ledgers = [(one.folder / LEDGER).read_text(encoding="utf-8") for one in (published, remade)]
        found = list(ledger_differences(ledgers[0], ledgers[1], published.run, self.causes, published.listing))
        digest = digest_of_folder(published.folder, published.listing)
        found += listing_differences(published.raw, published.listing, remade.listing, self.causes, digest=digest)
        return found


_RECORD_EDITED = f"{LISTING} was edited after the report was made"
