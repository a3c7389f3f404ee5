"""Files that break off: what a page, an RTF file or a text looks like whose end is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_END_IS_MISSING = "its end is missing"
TORN_PAGE = f"the page's file breaks off: {_END_IS_MISSING}"
TORN_FILE = f"the file breaks off: {_END_IS_MISSING}"
TORN_CHARACTER = f"the file breaks off within a character: {_END_IS_MISSING}"
TORN_ARTICLE = f"the file ends within it: {_END_IS_MISSING}"

_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPEN = re.compile(r"<(article|section|main|div|table|script)\b", re.IGNORECASE)
_CLOSE = re.compile(r"</(article|section|main|div|table|script)\s*>", re.IGNORECASE)
_LAST_TAG = re.compile(r"<[a-zA-Z/!][^<>]*$")


def is_torn(page: str) -> bool:
    """Whether the source of a page breaks off.

    The end tags of ``html`` and ``body`` may be left out, and programs that save small pages do
    so; those of the elements counted here may not.

    Example:
        >>> is_torn("<html><body><div><p>The quay was"), is_torn("<title>x</title><div><p>The quay</div>")
        (True, False)
    """
    if _END.search(page):
        return False
    return bool(_LAST_TAG.search(page[-2000:])) or len(_OPEN.findall(page)) > len(_CLOSE.findall(page))


def said_of_the_end(notes: Iterable[str]) -> list[str]:
    """Return those of an article's notes that say that its file breaks off.

    Example:
        >>> said_of_the_end(["read as windows-1252", TORN_FILE]) == [TORN_FILE]
        True
    """
    return [note for note in notes if note.endswith(_END_IS_MISSING)]
