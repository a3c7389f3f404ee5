"""The looks of a page's drawings, each said once in its style sheet: most of a drawing's letters are the same few."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Declarations that can stand in a style sheet whoever wrote them: words, numbers and colours, no reference.
_PLAIN = re.compile(r"[a-z-]+:[#a-zA-Z0-9.,% -]+(;[a-z-]+:[#a-zA-Z0-9.,% -]+)*")


@dataclass(slots=True)
class DrawingLooks:
    """Names for the styles of a page's drawings and signs for the drawings, in the order in which they are met.

    >>> looks = DrawingLooks()
    >>> looks.named("fill:none"), looks.named("fill:red"), looks.named("fill:none")
    ('k0', 'k1', 'k0')
    >>> looks.named("fill:url(#hatched)") is None
    True
    >>> print(looks.rules())
    .k0{fill:none}
    .k1{fill:red}
    >>> looks.sign("chart one"), looks.sign("chart two"), looks.sign("chart one")
    ('d0', 'd1', 'd0')
    """

    _names: dict[str, str] = field(default_factory=dict)
    _signs: dict[str, str] = field(default_factory=dict)

    def named(self, style: str) -> str | None:
        """Return the class that says ``style``; ``None`` for one that no style sheet should hold."""
        if not _PLAIN.fullmatch(style):
            return None
        return self._names.setdefault(style, f"k{len(self._names)}")

    def sign(self, place: str) -> str:
        """Return what the ids of the drawing at ``place`` begin with: said thousands of times, so short."""
        return self._signs.setdefault(place, f"d{len(self._signs)}")

    def rules(self) -> str:
        """Return the style sheet of all names given so far; an empty one where there were none."""
        return "\n".join(f".{name}{{{style}}}" for style, name in self._names.items())
