"""What a user should hear before a report is made: departures from the plan, decisions that were not applied."""

from __future__ import annotations

from collections.abc import Iterator

from framing.measure.correction_rows import not_applied
from framing.measure.tables import Tables
from framing.reports.parameters import Params


def run_notes(params: Params, tables: Tables) -> Iterator[str]:
    """Yield one line for each thing to be said; nothing for a set without plan and corrections."""
    # the statistics behind it are for who makes reports: a batch that only hands them out need not load them
    from framing.reports.preregistration import said_departures

    if planned := said_departures(params):
        yield f"preregistration {planned}"
    for line in not_applied(tables.frames):
        yield f"correction not applied: {line}"
