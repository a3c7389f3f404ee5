"""What a report's own record says that its files, or the report made again, do not: ``report.json`` and the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.write_ledger import LEDGER
from framing.reports.causes import Causes
from framing.reports.differing_files import FileDifference, lines_that_differ, values_that_differ
from framing.reports.output_folder import LISTING, listing_text
from framing.reports.report_digest import FIELD

_OWN = frozenset(("files", FIELD, "made_from", "versions"))  # compared in their own ways
_EDITED = "report.json was edited after the report was made"


def listing_differences(
    raw: str, listing: Mapping[str, Any], remade: Mapping[str, Any], causes: Causes, *, digest: str
) -> Iterator[FileDifference]:
    """Give what ``report.json`` says otherwise than the report made again, and than the files beside it.

    Args:
        raw: The file as it is written.
        listing: The same, read.
        remade: That of the report made again.
        causes: Digests of the files as listed and as they stand.
        digest: The report's digest as its files stand.
    """
    changed = "; ".join(change.what for change in causes.changes)
    for name in dict.fromkeys([*remade, *listing]):
        if name not in _OWN and listing.get(name) != remade.get(name):
            old, new = values_that_differ(listing.get(name), remade.get(name))
            yield FileDifference(LISTING, f"{name} is {old}, made again {new}", changed or _EDITED)
    if not causes.changes and listing.get("made_from") != remade.get("made_from"):
        yield FileDifference(LISTING, "made_from is not the digest of what it was made from", _EDITED)
    unlisted = [name for name in remade["files"] if name not in listing["files"] and causes.actual.get(name)]
    if unlisted:
        said = f"does not list {len(unlisted)} of {len(remade['files'])} files ({', '.join(unlisted[:3])}, …)"
        yield FileDifference(LISTING, said, changed or _EDITED)
    if listing.get(FIELD) != digest and not any(causes.edited(name) for name in listing["files"]):
        yield FileDifference(LISTING, "digest is not that of the files and settings", _EDITED)
    if raw != listing_text(listing):
        why = f"{_EDITED}: it is not written as a run writes it (a name twice, other spaces)"
        yield FileDifference(LISTING, "its form", why)


def ledger_differences(
    published: str, remade: str, before: Run, causes: Causes, listing: Mapping[str, Any]
) -> Iterator[FileDifference]:
    """Give in what a ledger differs from the one made again, the name of the run apart.

    ``before`` is what the ledger says that the report was made from.
    """
    head, lines = _without_run(published)
    _, lines_now = _without_run(remade)
    if head.get("id") != before.id:
        yield FileDifference(LEDGER, "its line of the run is not the one that its id was made of", _edited(causes))
    said = {f"parameter {name}": (value, listing["parameters"].get(name)) for name, value in before.parameters.items()}
    versions = listing.get("versions", {})
    for pair in before.libraries.split(", "):
        name, _, version = pair.partition(" ")
        if name in versions:
            said[f"version of {name}"] = version, versions[name]
    for what, (one, other) in said.items():
        if one != other:
            what_differs = f"{what} is {one}, in report.json {other}"
            yield FileDifference(LEDGER, what_differs, f"{LEDGER} or report.json was edited after the report was made")
    if lines != lines_now:
        differ = lines_that_differ("\n".join(lines), "\n".join(lines_now))
        yield FileDifference(LEDGER, differ, causes.of_file(LEDGER))
    elif causes.edited(LEDGER) and not causes.changes:
        yield FileDifference(LEDGER, "what it says of the run, or its form", causes.of_file(LEDGER))


def _edited(causes: Causes) -> str:
    return causes.of_file(LEDGER) if causes.edited(LEDGER) else f"{LEDGER} was edited together with its digest"


def _without_run(ledger: str) -> tuple[Mapping[str, Any], list[str]]:
    """The line of the run, and all other lines with the run's name taken out."""
    lines = ledger.split("\n")
    for number, line in enumerate(lines):
        if line.startswith('{"kind":"run"'):
            head: Mapping[str, Any] = json.loads(line)
            mark = f'"run":"{head.get("id")}"'
            return head, [other.replace(mark, '"run":""') for i, other in enumerate(lines) if i != number]
    return {}, lines
