"""One act of reporting as the rules find it: cue, source, content, and by which frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.annotate.quotations.cues import ReportingVerb
from framing.text.span import Span

Frame = Literal[
    "clause",
    "evidence",
    "before",
    "around",
    "inf",
    "order",
    "np",
    "about",
    "name",
    "noun",
    "phrase",
    "unseen",
    "layout",
]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of reporting. ``head`` is where the cue's main word starts; ``verb`` is ``None`` for other cues.

    ``weak`` ones count only where the content holds words between marks.
    """

    cue: tuple[Span, ...]
    source: Span | None
    content: tuple[Span, ...]
    frame: Frame
    head: int
    verb: ReportingVerb | None = None
    weak: bool = False
