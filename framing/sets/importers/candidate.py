"""A candidate article, as an importer finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from framing.text.article import Certainty


class NeedsLibraryError(ValueError):
    """A kind of file whose library is not installed, or not wholly; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of an article. What it does not say is ``None``."""

    id: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    title: str | None = None
    author: str | None = None
    desk: str | None = None
    published: date | None = None
    certainty: Certainty | None = None
    genre: str | None = None
    wire: str | None = None
    url: str | None = None
    language: str | None = None
    attribution: str | None = None
    note: str | None = None
    own_text: bool | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a candidate was read, for whoever looks it over before it is taken.

    ``origins`` pairs a fact's field with the place it was found in, ``headlines`` places with
    the headlines they offer; ``left_out`` are paragraphs near the text that were not taken;
    ``completeness`` is the share (0 to 1) of the words near the text that was, ``None`` if unknown.
    """

    origins: tuple[tuple[str, str], ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    completeness: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A text with what its source says of it.

    ``place`` says where it was found, for messages (file, or file and row). ``original``
    holds the bytes it came from when ``text`` is not simply those bytes (``suffix`` is
    then their file type). ``notes`` say what was done: encoding, mending. ``headline_added``
    if the title was not in the text and was made its first line.
    """

    place: str
    stem: str
    text: str
    facts: Facts = Facts()
    original: bytes | None = None
    suffix: str = ".txt"
    notes: tuple[str, ...] = ()
    headline_added: bool = False
    reading: Reading = Reading()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something in the source that gave no article, and why. ``harmless`` if nobody would have expected one."""

    place: str
    why: str
    harmless: bool = False
