"""Readers' decisions while a review runs: written to the set's file before anything else is shown."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from framing.review.server.review_units import ReviewUnit
from framing.sets.corrections import CORRECTIONS, Correction, append_corrections, read_corrections
from framing.sets.decided import decided, standing
from framing.sets.set_problems import SetError

_NO_STAMP = (0, 0)


class DecisionError(ValueError):
    """A decision that cannot be taken; the message says why."""


@dataclass(slots=True)
class DecisionLog:
    """The decisions of a set, kept in step with its file: two coders, or two servers, may write at once."""

    folder: Path
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _stamp: tuple[int, int] = (-1, -1)
    _read: tuple[Correction, ...] = ()

    def every(self) -> tuple[Correction, ...]:
        """Return all decisions in the file, read again if it is not as it was.

        Raises :class:`SetError` if a line of it cannot be read.
        """
        with self._lock:
            path = self.folder / CORRECTIONS
            stat = path.stat() if path.exists() else None
            stamp = (stat.st_mtime_ns, stat.st_size) if stat is not None else _NO_STAMP
            if stamp != self._stamp:
                found, faults = read_corrections(self.folder)
                if faults:
                    raise SetError(faults)
                self._read, self._stamp = found, stamp
            return self._read

    def of_coder(self, coder: str) -> dict[tuple[str, str, Any], Correction]:
        """Return the last standing decision of a coder on each mark."""
        return {one.key: one for one in standing(self.every()) if one.coder == coder}

    def coders_of(self) -> dict[tuple[str, str, Any], set[str]]:
        """Return who has decided on each mark."""
        made: dict[tuple[str, str, Any], set[str]] = {}
        for one in standing(self.every()):
            made.setdefault(one.key, set()).add(one.coder)
        return made

    def open_marks(self) -> set[tuple[str, str, Any]]:
        """Return the marks on which coders differ and that nobody has adjudicated."""
        return {key for key, one in decided(self.every()).items() if one.open}

    def decide(self, unit: ReviewUnit, sha256: str, coder: str, said: Mapping[str, Any]) -> Correction:
        """Write a coder's decision on a unit; on the disk when this returns.

        Args:
            unit: What it is about.
            sha256: Of the article's text.
            coder: Who decides.
            said: ``decision``, and if they apply ``new``, ``reason``, ``blind``, ``adjudicates``, ``seconds``; for an
                added mark ``mark`` and ``at``.

        Raises:
            DecisionError: it is none.
        """
        decision, new = said.get("decision"), said.get("new") or {}
        mark: object = unit.mark
        at: object = unit.at
        if decision == "add":
            mark, at = said.get("mark"), said.get("at")
            if mark not in ("quotation", "mention") or not at:
                msg = "an added mark needs its kind and its place"
                raise DecisionError(msg)
        elif decision == "accept" and not said.get("blind"):
            new = {**{n: v for n, v in unit.facts.items() if n != "voice" or unit.mark == "mention"}, **new}
        old = {n: unit.old[n] for n in new if n in unit.old} if decision != "add" else {}
        if decision == "delete":
            old = {n: unit.old[n] for n in ("kind", "concept", "variant") if n in unit.old}
        try:
            made = Correction.model_validate(
                {
                    "id": uuid.uuid4().hex,
                    "mark": mark,
                    "decision": decision,
                    "article": unit.article,
                    "sha256": sha256,
                    "at": at,
                    "old": old,
                    "new": new,
                    "coder": coder,
                    "date": datetime.now(UTC).date(),
                    "reason": said.get("reason", ""),
                    "unit": unit.name,
                    "adjudicates": said.get("adjudicates", False),
                    "blind": said.get("blind", False),
                    "seconds": said.get("seconds"),
                }
            )
        except ValueError as error:
            msg = f"no decision: {str(error)[:300]}"
            raise DecisionError(msg) from None
        self._append(made)
        return made

    def undo(self, coder: str) -> Correction | None:
        """Take back the coder's last standing decision and return it; ``None`` if there is none."""
        with self._lock:
            mine = [one for one in standing(self.every()) if one.coder == coder]
            if not mine:
                return None
            last = mine[-1]
            day = datetime.now(UTC).date()
            self._append(Correction(id=uuid.uuid4().hex, decision="undo", of=last.id, coder=coder, date=day))
            return last

    def _append(self, made: Correction) -> None:
        with self._lock:
            append_corrections(self.folder, [made])
            self._stamp = (-1, -1)
