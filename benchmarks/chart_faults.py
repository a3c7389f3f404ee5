"""What the chart lint finds in the charts of real article sets, which no test can hold: text cut, run together, small.

    python benchmarks/chart_faults.py EVENTS.jsonl [--events 40] [--seed 7] [--draft] [--from ID …]

EVENTS.jsonl as ``front_pages.py`` reads it. Every chart that the standard suite draws of a set is drawn with few
draws and held against the lint of the tests (``tests/helpers/chart_lint.py``), without codebook or, with ``--draft``,
with the untouched codebook that ``framing suggest`` drafts. A line a fault, then how many charts of how many sets have
one. What a chart cannot be drawn for is said too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

from chart_lint import faults
from every_chart import every_chart
from front_pages import drafted, drawn, set_of

from framing.store.open_set import open_set


def found(place: Path, *, draft: bool) -> Iterator[list[str]]:
    """Yield the faults of each chart of a set."""
    tables = open_set(place, parser="none", cache=place.parent / "cache")
    for chart in every_chart(place, tables, drafted(place) if draft else None):
        yield faults(chart, outlets=tables.outlets)


def main() -> None:
    """Read the command line and look at the charts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("events", type=Path)
    parser.add_argument("--events", type=int, default=40, dest="n")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--from", nargs="*", default=[], dest="ids")
    asked = parser.parse_args()
    charts = faulty = 0
    events = drawn(asked.events, seed=asked.seed, n=asked.n, skip=0, ids=asked.ids)
    with tempfile.TemporaryDirectory() as folder:
        for event in events:
            place = set_of(event, Path(folder))
            for wrong in found(place, draft=asked.draft):
                charts += 1
                faulty += bool(wrong)
                for line in wrong:
                    print(f"{event['id']}: {line}", flush=True)
    print(f"{len(events)} sets, {charts} charts, {faulty} with a fault")


if __name__ == "__main__":
    main()
