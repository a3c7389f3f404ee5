"""The folder of a batch: a user's files in it are refused or moved aside, what killed runs left is cleared away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from framing.batch.part_digests import FOLDER
from framing.batch.report_cards import FEED
from framing.batch.status import STATUS, Status, read_status
from framing.reports.output_folder import mend, read_listing
from framing.reports.parameters import read_values
from framing.store.cache import clear_cache_drafts
from framing.store.drafts import clear_drafts
from framing.store.output_guard import OutputError, check_place, in_the_way, move_aside, refuse

TABLES = "tables"  # tables of all sets, see query.py
SETS = "sets"  # article sets laid out from a JSONL or Parquet file


class BatchError(ValueError):
    """A batch that cannot begin: it was asked for wrongly, with every fault found. Nothing was run."""


def clear_away(folder: Path, status: Status, *, interrupted: bool = False) -> None:
    """Remove what processes that were killed, of this batch or one before it, left half-written.

    Of a batch that was interrupted that holds for this process as well.
    """
    mend(folder / one.out for one in status)
    for place in (folder, folder / SETS, folder / TABLES / FOLDER, *(folder / TABLES).glob("*/set=*")):
        clear_drafts(place, own=interrupted)
    clear_cache_drafts()


def common_values(common: Path | None) -> dict[str, Any]:
    """Return the parameters that all sets of a list have in common, none without a file.

    Raises:
        ParameterError: the file cannot be read as parameters.
        BatchError: it names what each set has for itself.
    """
    values = read_values(common) if common else {}
    taken = [name for name in ("article_set", "out") if name in values]
    if taken:
        msg = f"{common}: {', '.join(taken)} cannot be common to all sets; take it out"
        raise BatchError(msg)
    return values


def make_way(folder: Path, *, force: bool, tell: Callable[[str], None]) -> None:
    """Refuse, or move aside, somebody's files in the places of a batch's: those that its record does not account for.

    The page is written again and again while a batch is resumed, so what the record gives as its digest is asked for
    only where there is one.
    """
    before = read_status(folder / STATUS)
    if before is None:
        # sets that were laid out by a batch that ended before its first status are its own
        laid_out = all(read_listing(one) is not None for one in (folder / SETS).glob("[!.]*"))
        names = ("index.html", FEED, STATUS, TABLES, *(() if laid_out else (SETS,)))
        taken = in_the_way(folder, names, None)
    else:
        page = before.get("page")
        taken = in_the_way(folder, (), {"index.html": page} if page else {})
    try:
        check_place(folder, own=before is not None)
        refuse(folder, taken, force=force)
    except OutputError as error:
        raise BatchError(str(error)) from None
    aside = move_aside(folder, taken)
    if aside is not None:
        tell(f"moved aside: {', '.join(taken)}, now in {aside}")
