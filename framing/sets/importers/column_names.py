"""How a column's name is compared with the names that are known."""

from __future__ import annotations


def plain_name(name: object) -> str:
    """Return the letters and digits of a column's name, in small letters.

    Example:
        >>> plain_name("publishedAt") == plain_name("published_at") == plain_name("Published at")
        True
    """
    return "".join(c for c in str(name).lower() if c.isalnum())
