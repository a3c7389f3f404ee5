"""Where a batch stands: one record a set, written to ``status.json`` as it goes on.

The file names every set, so that writing it after each would cost the square of their number. A step that follows close
on the last writing is left to the next: the reports themselves say what is made, and a batch is resumed from them.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from framing.batch.worker_proof import Worker
from framing.store.cache import beside

STATUS = "status.json"
_PAUSE = 1.0  # seconds in which steps are gathered, and
_SHARE = 20  # so many times as long as a writing took: writing takes a twentieth of a batch at most
_WRITTEN = {"state", "asked", "done", "failed", "sets"}  # what every batch has written down
State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a set has no report: the notebook and cell (from 1) that stopped, or ``None``, and the reason."""

    notebook: str | None
    cell: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SetStatus:
    """One set of a batch. ``out`` is relative to the batch's folder; ``seconds`` are those of its last making."""

    id: str
    title: str
    out: str
    state: State = "waiting"
    seconds: float = 0.0
    notebooks: Mapping[str, float] = field(default_factory=dict)
    failure: Failure | None = None


class Status:
    """All sets of a batch, in order, on disk as they change."""

    def __init__(
        self,
        path: Path,
        asked: Mapping[str, Any],
        sets: Iterable[SetStatus],
        *,
        versions: Mapping[str, str] | None = None,
    ) -> None:
        """Take up the batch described by ``asked`` (its inputs and options); nothing is written yet.

        ``versions`` are name and version of all that its reports depend on.
        """
        self.path = path
        self._asked = dict(asked)
        self._sets = {one.out: one for one in sets}
        self._lock = threading.Lock()
        self._page: str | None = None
        self._versions = dict(versions or {})
        self._workers: tuple[Worker, ...] = ()
        self._counts = Counter(one.state for one in self._sets.values())
        self._next = 0.0

    def __len__(self) -> int:
        """How many sets there are."""
        return len(self._sets)

    def __iter__(self) -> Any:  # noqa: ANN401 (an iterator of SetStatus)
        return iter(list(self._sets.values()))

    def update(self, out: str, **changes: Any) -> SetStatus:  # noqa: ANN401 (fields of SetStatus)
        """Change the record of the set written to ``out``; see :meth:`write_soon`."""
        with self._lock:
            before = self._sets[out]
            now = self._sets[out] = replace(before, **changes)
            self._counts.subtract([before.state])
            self._counts.update([now.state])
            return now

    def note_page(self, digest: str | None) -> None:
        """Note the digest of the batch's page, so that the next run knows it from a page of somebody else."""
        self._page = digest

    def note_workers(self, workers: Iterable[Worker]) -> None:
        """Note a cluster's workers, those that were refused with what differs, and write all."""
        self._workers = tuple(workers)
        self.write("running")

    def count(self, state: State) -> int:
        """How many sets are in ``state``."""
        return self._counts[state]

    def write_soon(self) -> None:
        """Write ``status.json`` of a batch that is running, unless that was done a moment ago."""
        if time.monotonic() >= self._next:
            self.write("running")

    def write(self, state: Literal["running", "interrupted", "finished"]) -> None:
        """Write ``status.json``; a reader sees the old one or this one, whole."""
        start = time.monotonic()
        with self._lock:
            content = {
                "state": state,
                "asked": self._asked,
                "done": self.count("done"),
                "failed": self.count("failed"),
                "page": self._page,
                "versions": self._versions,
                "workers": [asdict(one) for one in self._workers],
                "sets": [asdict(one) for one in self._sets.values()],
            }
        with beside(self.path) as draft:
            draft.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        end = time.monotonic()
        self._next = end + max(_PAUSE, _SHARE * (end - start))


def read_status(path: Path) -> dict[str, Any] | None:
    """Return what ``status.json`` says, or ``None`` if it is not there or not whole."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        ours = isinstance(found, dict) and isinstance(found.get("sets"), list) and found.keys() >= _WRITTEN
    except (OSError, ValueError):
        return None
    return found if ours else None
