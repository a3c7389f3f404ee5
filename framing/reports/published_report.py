"""A report's own record as it stands: what it lists, what its ledger says, and which files are there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.published_tables import Sheet
from framing.findings.read_ledger import read_ledger
from framing.findings.write_ledger import LEDGER
from framing.reports.causes import Behind
from framing.reports.output_folder import LISTING
from framing.sets.safe_read import read_bounded
from framing.store.written_files import file_digest

SIGNATURE = "report.sig"  # see signature.py: made of the digest, so no part of it
_MOST_BYTES = 500_000_000


class VerifyError(ValueError):
    """A report that cannot be checked; the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """A report as it stands: its listing, as written too, and its ledger as read."""

    folder: Path
    raw: str
    listing: Mapping[str, Any]
    run: Run
    sheets: Mapping[str, Sheet]
    behind: Behind

    @property
    def files(self) -> list[str]:
        """Every file of the folder, links among them, by relative path; the listing and its signature left out."""
        found = (f for f in sorted(self.folder.rglob("*")) if f.is_symlink() or not f.is_dir())
        names = [f.relative_to(self.folder).as_posix() for f in found]
        return [name for name in names if name not in {LISTING, SIGNATURE}]


def read_published(out: Path) -> Published:
    """Read the record of a report.

    Raises:
        VerifyError: no report stands there, or its ledger cannot be read.
    """
    raw, listing = read_listing_strictly(out)
    try:
        _own_text(out, LEDGER)
        run, sheets, behind = read_ledger(out / LEDGER)
    except (OSError, ValueError) as error:
        msg = f"{out}: no ledger that can be read ({error}); make the report again with 'framing report'"
        raise VerifyError(msg) from None
    return Published(out, raw, listing, run, sheets, behind)


def read_listing_strictly(out: Path) -> tuple[str, dict[str, Any]]:
    """Return ``report.json`` as written and as read.

    Raises:
        VerifyError: it is not there, a link, or not the record of a report.
    """
    try:
        raw = _own_text(out, LISTING)
        listing: dict[str, Any] = json.loads(raw)
        listing["parameters"].keys()
        "".join(listing["files"].values())  # TypeError where a digest is no text
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        msg = f"{out}: no report stands there ({LISTING}: {error}); give the folder that 'framing report' wrote"
        raise VerifyError(msg) from None
    return raw, listing


def _own_text(folder: Path, name: str) -> str:
    """Return a file of the folder itself as text; ``ValueError`` for a link, which a report has none of."""
    if (folder / name).is_symlink():
        msg = f"{name} is a link"
        raise ValueError(msg)
    return read_bounded(folder / name, _MOST_BYTES).decode("utf-8")


def own_digest(folder: Path, name: str) -> str | None:
    """Return the digest of a file of the folder itself; ``None`` if it is missing, a link, or elsewhere.

    Nothing is read through a link or outside of the folder, whatever ``name`` says.
    """
    try:
        own = (folder / name).resolve() == folder.resolve() / name
    except (OSError, RuntimeError, ValueError):
        own = False
    return file_digest(folder / name) if own else None
