r"""Corrections: what readers decided on single marks of a set, in ``corrections.jsonl`` beside the manifest.

One line is one decision, and lines are only ever added: undoing a decision is a line too. A decision is anchored
on the text's hash, the mark's place and the value that the reader saw, so that it can never slip onto something else.

```json
{"id": "c1", "article": "quay-post", "sha256": "…", "mark": "quotation", "decision": "change", "at": [[79, 96]],
 "old": {"speaker": "Ruiz"}, "new": {"speaker": "Ana Ruiz"}, "coder": "mb", "date": "2026-11-25", "reason": "…"}
```
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from framing.sets.safe_read import read_bounded
from framing.sets.set_problems import SetFault, shown

CORRECTIONS = "corrections.jsonl"
MOST_BYTES = 50_000_000

Mark = Literal["quotation", "mention", "word", "sentence", "speaker"]
Decision = Literal["accept", "change", "delete", "add", "undo"]
Line = Annotated[str, Field(max_length=2000)]
MarkPlace = tuple[tuple[int, int], ...]

# What a reader can settle of each kind of mark. Spans are lists of [start, end], all else is text or null.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "quotation": ("kind", "content", "cue", "source", "speaker", "source_type", "identified", "cue_class"),
    "mention": ("concept", "variant", "voice", "span"),
    "word": ("wording", "word_class"),
    "sentence": (),
    "speaker": ("speaker", "source_type", "identified"),
}
SPANS = ("content", "cue", "source", "span")


class Correction(BaseModel):
    """One decision of one coder.

    ``mark`` is what it is about: a ``quotation`` or ``mention`` at ``at`` (its content, or its span); a ``word`` (or
    phrase) of the lists of stance and loaded wording, of another kind (``wording``) here or none; a ``sentence`` of
    which a coder says that it holds no further quotation or mention; or a ``speaker`` wherever he speaks in the set.
    ``old`` holds what the machine said of the fields in question, before speakers got their names across the set;
    ``new`` what the coder says. ``unit`` is the unit of a checked sample, ``of`` the decision that an ``undo`` takes
    back, ``blind`` says that the coder did not see what the machine says, and ``adjudicates`` that this decision
    settles what coders saw differently. ``seconds`` is how long the unit was looked at.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)

    id: Line
    mark: Mark = "quotation"
    decision: Decision
    coder: Line
    date: date
    article: Line = ""
    sha256: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    at: MarkPlace = ()
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    reason: Line = ""
    unit: Line = ""
    of: Line = ""
    adjudicates: bool = False
    blind: bool = False
    aspect: Literal["", "quotations", "mentions"] = ""
    seconds: Annotated[float, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Correction:
        if self.decision == "undo":
            if not self.of:
                msg = "an undo names the decision that it takes back in 'of'"
                raise ValueError(msg)
            return self
        if self.mark == "speaker":
            if not self.old.get("speaker"):
                msg = "a correction of a speaker names him as the machine does in old.speaker"
                raise ValueError(msg)
        elif not (self.article and self.sha256 and self.at):
            msg = "a correction needs the article's id, the sha256 of its text, and 'at', the place of the mark"
            raise ValueError(msg)
        for name in {**self.old, **self.new}:
            if name not in FIELDS[self.mark]:
                msg = f"a {self.mark} has no field '{shown(name)}'; it has {', '.join(FIELDS[self.mark]) or 'none'}"
                raise ValueError(msg)
        for name, value in {**self.old, **self.new}.items():
            _check_value(name, value)
        _check_spans("at", self.at)
        return self

    @property
    def key(self) -> tuple[str, str, MarkPlace]:
        """What it decides on: article, kind of mark, place; for a speaker the name stands in the article's place."""
        if self.mark == "speaker":
            return str(self.old["speaker"]), self.mark, ()
        return self.article, f"{self.mark}{self.aspect}", self.at


def _check_value(name: str, value: object) -> None:
    if name in SPANS:
        spans = [value] if name == "span" else value
        if not isinstance(spans, list | tuple) or not all(
            isinstance(s, list | tuple) and len(s) == 2 and all(type(x) is int for x in s)  # noqa: PLR2004 (a pair)
            for s in spans
        ):
            msg = f"'{name}' is not a list of [start, end]" if name != "span" else "'span' is not [start, end]"
            raise ValueError(msg)
        _check_spans(name, [(s[0], s[1]) for s in spans])
    elif value is not None and not (isinstance(value, str) and 0 < len(value) <= 2000):  # noqa: PLR2004 (as Line)
        msg = f"'{name}' is neither null nor a text of at most 2000 characters"
        raise ValueError(msg)


def _check_spans(name: str, spans: Iterable[tuple[int, int]]) -> None:
    end = 0
    for start, stop in spans:
        if not end <= start < stop:
            msg = f"'{name}' has the span {start}–{stop}; spans are not empty, in order, and do not overlap"
            raise ValueError(msg)
        end = stop


def read_corrections(folder: Path) -> tuple[tuple[Correction, ...], tuple[SetFault, ...]]:
    """Return the decisions in a set's ``corrections.jsonl``, in order, and what is wrong with its lines.

    No file gives nothing. A link, a folder or a file of more than 50 MB is a fault, not read.
    """
    path = folder / CORRECTIONS
    where = shown(str(path), longest=1000)
    if not path.exists() and not path.is_symlink():
        return (), ()
    try:
        if path.is_symlink():
            msg = "it is a link"
            raise ValueError(msg)  # noqa: TRY301 (said as every other reason)
        lines = read_bounded(path, MOST_BYTES).decode("utf-8").split("\n")
    except (OSError, ValueError) as error:
        return (), (SetFault(where, f"it cannot be read ({shown(str(error))})", "mend it, or move it elsewhere"),)
    found: list[Correction] = []
    faults: list[SetFault] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = Correction.model_validate(json.loads(line))
            if one.id in seen:
                msg = f"the id '{shown(one.id)}' stands twice"
                raise ValueError(msg)  # noqa: TRY301 (said as every other reason)
        except (ValueError, RecursionError) as error:
            first = error.errors()[0] if isinstance(error, ValidationError) else None
            what = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
            faults.append(SetFault(f"{where}, line {number}", f"no correction ({shown(what)})", "mend that line"))
            continue
        seen.add(one.id)
        found.append(one)
    return tuple(found), tuple(faults)


def line_of_correction(one: Correction) -> str:
    """Return a decision as its line, without newline; fields that say nothing are left out."""
    values = one.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"id": one.id, "mark": one.mark, **values}, ensure_ascii=False, separators=(", ", ": "))


def append_corrections(folder: Path, decisions: Sequence[Correction]) -> None:
    """Add decisions to a set's file in one write, on the disk when this returns.

    A last line that was cut off is closed first, so that nothing is ever written onto it.
    """
    if not decisions:
        return
    path = folder / CORRECTIONS
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    try:
        size = os.fstat(handle).st_size
        cut = size > 0 and os.pread(handle, 1, size - 1) != b"\n" if hasattr(os, "pread") else False
        text = ("\n" if cut else "") + "".join(f"{line_of_correction(one)}\n" for one in decisions)
        data = text.encode("utf-8", "surrogatepass")
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
