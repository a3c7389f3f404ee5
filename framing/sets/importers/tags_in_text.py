"""Markup left in what should be plain text: a whole page in a cell, paragraphs in tags, entities."""

from __future__ import annotations

import html
import re

_PAGE = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|em|strong|b|i|u|li|ul|ol|h[1-6]|blockquote|figure|img|script|style)\b[^<>]*>", re.IGNORECASE
)
_BLOCK = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|figure)\b[^<>]*>", re.IGNORECASE)
_GONE = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8});", re.IGNORECASE)
_LEAST = 2  # tags of this kind that make markup of it: one alone may be what the text is about


def is_page(text: str) -> bool:
    """Whether a text is the source of a whole page."""
    return bool(_PAGE.match(text))


def without_tags(text: str) -> str:
    r"""Return a text without the tags and entities of HTML, paragraphs parted by empty lines; plain text as it is.

    Example:
        >>> without_tags("<p>&ldquo;No&rdquo;, she said.</p><p>They left.</p>")
        '“No”, she said.\n\nThey left.'
        >>> without_tags("x < y and y > z & so on")
        'x < y and y > z & so on'
    """
    if len(_TAG.findall(text)) >= _LEAST:
        text = _TAG.sub("", _BLOCK.sub("\n\n", _GONE.sub("", text)))
        lines = (" ".join(html.unescape(line).split()) for line in text.split("\n"))
        return "\n\n".join(line for line in lines if line)
    return html.unescape(text) if _ENTITY.search(text) else text
