"""Which letters charts can draw: DejaVu Sans on every machine, further families where they are, and what none has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

# Families with letters that DejaVu Sans lacks, as common systems call them; those that are there come after it.
FURTHER_FAMILIES = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Hiragino Sans", "PingFang SC",
    "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "WenQuanYi Zen Hei", "Noto Sans Devanagari", "Noto Sans Thai",
    "Noto Sans Bengali", "Noto Sans Tamil", "Nirmala UI", "Noto Emoji", "Segoe UI Emoji", "Segoe UI Symbol",
    "Arial Unicode MS",
)  # fmt: skip


@cache
def further_families() -> tuple[str, ...]:
    """Return those of the further families that this machine has."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(family for family in FURTHER_FAMILIES if family in known)


def letters_without_font(names: Iterable[str]) -> dict[str, str]:
    """Return the names that charts as pictures cannot show, each with the letters that no font here has.

    Drawings (SVG) and the page hold the letters as text, which a browser shows in a font of its own.

    >>> letters_without_font(["Daily Post", "Grüne Zeitung"])
    {}
    """
    found = {}
    for name in dict.fromkeys(names):
        missing = [c for c in dict.fromkeys(name) if not _drawable(c)]
        if missing:
            found[name] = "".join(missing)
    return found


@cache
def _drawable(letter: str) -> bool:
    if unicodedata.category(letter)[0] in "CZM":
        return True
    return any(ord(letter) in known for known in _letters())


@cache
def _letters() -> tuple[frozenset[int], ...]:
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    files = [font_manager.findfont(family) for family in ("DejaVu Sans", *further_families())]
    return tuple(frozenset(FT2Font(file).get_charmap()) for file in files)
