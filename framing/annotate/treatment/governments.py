"""Governments that a text names by their country: "the Iraqi government", "Baghdad's government", "Government of Iraq".

A list of people and bodies has them only where they speak. They are read from the forms of countries and capitals in
``lexicons/places.toml``, and have one name in all texts.

>>> text = "The Danish government fell. Denmark's government had promised more."
>>> [(span.of(text), name) for span, name in find_governments(text)]
[('Danish government', 'Danish government'), ("Denmark's government", 'Danish government')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from framing.lexicons import load
from framing.text.span import Span

_NAME = r"[A-Z][\w.]*(?: [A-Z][\w.]*)?"
_NAMED = re.compile(
    rf"\b(?P<before>{_NAME})(?:['’]s?)? [Gg]overnment\b(?!-)|\b[Gg]overnment of (?:the )?(?P<behind>{_NAME})"
)
_SHORT = 3  # letters of forms that are printed in capitals: "US", "UAE"


def find_governments(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where a text names a country's government, and its name; of a text without any, nothing."""
    if "overnment" not in text:
        return
    for m in _NAMED.finditer(text):
        words = m["before"] or m["behind"]
        if name := government_of(words):
            yield Span(*m.span()), name
        elif m["before"] and (name := government_of(words.rpartition(" ")[2])):  # "The Danish government"
            yield Span(m.start() + words.rfind(" ") + 1, m.end()), name


def government_of(place: str) -> str:
    """Return the name of the government of a country, given any form of it; empty for what is none.

    >>> government_of("Copenhagen"), government_of("U.S."), government_of("Harbour")
    ('Danish government', 'US government', '')
    """
    form = _forms().get(place.lower(), "")
    if not form:
        return ""
    return f"{form.upper() if len(form) <= _SHORT else form.title()} government"


@cache
def _forms() -> dict[str, str]:
    """Each form of a country in lower case, and the one before "government"."""
    out: dict[str, str] = {}
    for country, others in load("places")["places"].items():
        for form in (country, *others):
            out.setdefault(form, others[0] if others else country)
    return out
