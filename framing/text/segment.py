"""Headline, subheadings, paragraphs and sentences of an article, as spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.text.span import Span

BoilerplateKind = Literal[
    "section", "repeated-headline", "dateline", "caption", "related", "share", "credit", "furniture"
]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Page furniture, and which sort."""

    span: Span
    kind: BoilerplateKind


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an article's parts stand. Sentences cover headline, subheadings and body, not boilerplate."""

    headline: Span | None
    subheadings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]
