"""One outline for a page made of many notebooks: headings shifted, gaps closed, places to link to."""

from __future__ import annotations

import html
import re

from framing.sets.ids import slug

_TAG = re.compile(r"<[^>]+>")
_DEEPEST = 6
_TOP = 3  # level of a section's parts; those stand in the contents


class Outline:
    """Headings of one section, in order.

    The first heading, if it is of level one, is the section's title and not part of it. Level two
    becomes the page's level three, and no heading is more than one level below the one before.
    """

    def __init__(self, identity: str) -> None:
        """Begin a section called ``identity``, which its headings' ids begin with."""
        self.title = ""
        self.headings: list[tuple[str, str]] = []
        self._identity, self._last, self._seen = identity, _TOP - 1, False

    def heading(self, level: int, markup: str, attributes: str = "") -> str:
        """Return a heading of a notebook as it stands on the page; empty if it is the section's title."""
        first, self._seen = not self._seen, True
        if first and level == 1:
            self.title = words_of(markup)
            return ""
        self._last = level = max(_TOP, min(level + 1, self._last + 1, _DEEPEST))
        if level > _TOP:
            return f"<h{level}{attributes}>{markup}</h{level}>"
        words = words_of(markup)
        name = f"{self._identity}-{slug(words) or 'part'}"
        if any(name == other for other, _ in self.headings):
            name = f"{name}-{len(self.headings) + 1}"
        self.headings.append((name, words))
        return f'<h{_TOP} id="{name}">{markup}</h{_TOP}>'


def words_of(markup: str) -> str:
    """Return the words of markup.

    >>> words_of("Whom <em>each</em> quotes &amp; why")
    'Whom each quotes & why'
    """
    return html.unescape(_TAG.sub("", markup)).strip()
