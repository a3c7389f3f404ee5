"""The text of an article, as its file has it, or what is wrong with that file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from framing.sets.language import looks_english
from framing.sets.safe_read import MOST_TEXT_BYTES, read_bounded
from framing.sets.set_problems import shown

_BLANK = "\ufeff \t\r\n\v\f\u00a0\u200b"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, the remedy, and the manifest's field to point at."""

    what: str
    remedy: str
    field: str = "file"


def text_fault(text: str, name: str) -> Fault | None:
    """Return why ``text`` (of the file ``name``) cannot be an article: empty, or not English; else ``None``."""
    if not text.strip(_BLANK):
        return Fault(f"its text {name} is empty", "put the article's text there or remove the entry")
    if not looks_english(text):
        return Fault(f"its text {name} is not English", "only English is read so far: remove the entry")
    return None


def read_text(file: Path, *, sha256: str, name: str) -> str | Fault:
    """Return the text of ``file``, its bytes read as UTF-8 with nothing changed, if its digest is ``sha256``.

    Else the fault: missing, unreadable, changed, not UTF-8, empty, not English. ``name``
    is the file as the manifest writes it.
    """
    name = shown(name)
    if not file.exists():
        return Fault(
            f"its text {name} is not there",
            "put the file in place, or run `framing import SOURCE --set DIR` on the folder that has it",
        )
    try:
        data = read_bounded(file, MOST_TEXT_BYTES)
    except (OSError, ValueError) as error:
        return Fault(f"its text {name} cannot be read ({error})", "give a readable text file")
    if hashlib.sha256(data).hexdigest() != sha256:
        return Fault(
            f"its text {name} has changed: it is not the one this hash was made of",
            "restore the original file, or if the change is meant, remove the entry and import the file again",
            "sha256",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(
            f"its text {name} is not UTF-8 (byte {error.start})",
            "remove the entry and run `framing import` on the file, which detects and converts the encoding",
        )
    return text_fault(text, name) or text
