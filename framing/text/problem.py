"""What a scan could not do, as data.

A reader of a table must be able to tell "there is none" from "it could not be read".
Scans therefore return problems beside results: not exceptions, and not silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.text.span import Span

ProblemKind = Literal[
    "unclosed-quotation",
    "unopened-quotation",
    "unbalanced-quotation-marks",
    "no-parser",
    "not-english",
    "empty-text",
    "control-characters",
    "number-unread",
]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A place in an article that a scan could not read, the kind of trouble, and what was done about it."""

    span: Span
    kind: ProblemKind
    note: str = ""
