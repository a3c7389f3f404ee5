"""What a teacher wants to know of a text before a lesson: what a list of words finds in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from framing.lexicons import load


@cache
def _note_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (note["topic"], _any_of(note["words"]), _any_of(note["not"]) if note.get("not") else None)
        for note in load("content_notes")["note"]
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")\b", re.IGNORECASE)


def content_notes(text: str) -> tuple[str, ...]:
    """Return what a text mentions that a teacher wants to know of before a lesson, with the words that say so.

    A word list decides (``lexicons/content_notes.toml``): it tells that a word occurs, not
    how the thing is treated. Nothing found gives an empty tuple.
    """
    notes: list[str] = []
    for topic, words, but in _note_patterns():
        found = [m[0].lower() for m in words.finditer(text) if but is None or not but.fullmatch(m[0])]
        if found:
            shown = [w for w, _ in Counter(found).most_common(4)]
            notes.append(f"{topic} ({', '.join(shown)})")
    return tuple(notes)
