"""Mentions of a codebook's concepts in an article."""

from __future__ import annotations

from dataclasses import dataclass

from framing.text.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a concept under one of its labels. Its voice is derived, see ``voice.py``."""

    concept: str
    variant: str
    span: Span
