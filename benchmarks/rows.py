"""One line of the benchmarks' table, and how a script hands its lines to ``run.py``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, ours and its peer's or limit's figure, their ratio, and what the ratio has to be."""

    what: str
    ours: str
    peer: str
    ratio: float
    target: str

    @property
    def holds(self) -> bool | None:
        """Whether the ratio is as it has to be; ``None`` for a figure without a target."""
        sign, _, value = self.target.partition(" ")
        if not value:
            return None
        return self.ratio >= float(value) if sign == "≥" else self.ratio <= float(value)


def best(run: Callable[[], object], times: int = 3, *, clock: Callable[[], float] = time.process_time) -> float:
    """Return the least seconds of a few runs: of processor time, since a shared machine's clock measures neighbours."""
    took = []
    for _ in range(times):
        start = clock()
        run()
        took.append(clock() - start)
    return min(took)


def hand_over(rows: Iterable[Row]) -> None:
    """Print rows for people, or with ``--json`` for ``run.py``."""
    for row in rows:
        if "--json" in sys.argv:
            print(json.dumps(asdict(row)), flush=True)
        else:
            wanted = f" (has to be {row.target})" if row.target else ""
            print(f"{row.what}: {row.ours}; {row.peer}; ratio {row.ratio:.2f}{wanted}", flush=True)
