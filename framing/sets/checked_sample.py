"""A checked sample: units of a set drawn with known probabilities, in ``sample.jsonl`` beside the manifest.

The first line says how it was drawn, every other line is a unit. Each unit of a set has a number between 0 and 1 that
follows from the seed and its place alone; a stratum's sample are its units up to a threshold. So a set that grows keeps
the units that were drawn, and a larger sample holds the smaller one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from framing.sets.corrections import MOST_BYTES, Line, Mark, MarkPlace
from framing.sets.safe_read import read_bounded
from framing.sets.set_problems import SetFault, shown

SAMPLE = "sample.jsonl"
_FRACTION = 2**64


class SampleHead(BaseModel):
    """How a sample was drawn: ``thresholds`` by stratum; ``codebook`` and ``program`` are digests at that time.

    ``twice`` is the share of units that two coders are asked for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["framing sample 1"] = "framing sample 1"
    seed: int
    thresholds: dict[str, Annotated[float, Field(ge=0, le=1)]]
    twice: Annotated[float, Field(ge=0, le=1)] = 0.2
    codebook: Line = ""
    program: Line = ""


class SampledUnit(BaseModel):
    """One unit: a mark of the machine, or a sentence in which marks may have been missed.

    ``number`` is its number between 0 and 1, ``seen`` what the machine said of it when it was drawn.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: Line
    article: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    mark: Mark
    at: MarkPlace
    stratum: Line
    number: Annotated[float, Field(ge=0, le=1)]
    twice: bool = False
    seen: dict[str, Any] = {}


class CheckedSample(BaseModel):
    """A sample as read."""

    model_config = ConfigDict(frozen=True)

    head: SampleHead
    units: tuple[SampledUnit, ...]

    @property
    def digest(self) -> str:
        """Digest of which units it holds and how they were drawn: what two sheets must share to be compared."""
        return hashlib.sha256("\n".join(lines_of_sample(self)).encode("utf-8")).hexdigest()


def unit_name(article: str, mark: str, at: MarkPlace) -> str:
    """Return the name of a unit, which follows from its place alone.

    >>> unit_name("quay-1", "mention", ((0, 7),)) == unit_name("quay-1", "mention", ((0, 7),))
    True
    """
    return "u" + hashlib.sha256(json.dumps([article, mark, at]).encode()).hexdigest()[:15]


def unit_number(seed: int, unit: str, *, use: str = "draw") -> float:
    """Return a unit's number in [0, 1): even over units, the same for one seed, unit and use."""
    digest = hashlib.sha256(f"{seed}\0{use}\0{unit}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / _FRACTION


def lines_of_sample(sample: CheckedSample) -> list[str]:
    """Return the lines of a sample's file."""
    return [json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in (sample.head, *sample.units)]


def read_sample(folder: Path) -> tuple[CheckedSample | None, tuple[SetFault, ...]]:
    """Return a set's sample, or ``None`` if it has none, and what is wrong with its file."""
    path = folder / SAMPLE
    where = shown(str(path), longest=1000)
    if not path.exists() and not path.is_symlink():
        return None, ()
    number = 0
    try:
        if path.is_symlink():
            msg = "it is a link"
            raise ValueError(msg)  # noqa: TRY301 (said as every other reason)
        lines = [line for line in read_bounded(path, MOST_BYTES).decode("utf-8").split("\n") if line.strip()]
        head = SampleHead.model_validate_json(lines[0] if lines else "")
        units = []
        for number, line in enumerate(lines[1:], start=2):  # noqa: B007 (told where it stops)
            units.append(SampledUnit.model_validate_json(line))
    except (OSError, ValueError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        what = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
        line = f", line {max(number, 1)}"
        remedy = "mend that line, or draw the sample again with `framing sample SET`"
        return None, (SetFault(where + line, f"no sample ({shown(what)})", remedy),)
    return CheckedSample(head=head, units=tuple(units)), ()
