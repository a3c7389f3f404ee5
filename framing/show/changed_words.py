"""Words of a shared sentence that differ from another article's, marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from framing.show.escaped_html import Markup, escape

# Kinds that change how words look and nothing that they say.
SLIGHT = frozenset(("punctuation", "spelling", "name form"))


@dataclass(frozen=True, slots=True, order=True)
class ChangedWords:
    """A place that differs from another text's; empty where words are missing. ``kind`` is the rewording's."""

    start: int
    end: int
    kind: str
    quoted: bool

    @property
    def classes(self) -> str:
        """How it looks: one that stands inside a quotation, and one of mere spelling, have a look of their own."""
        return "change" + " quoted" * self.quoted + " slight" * (self.kind in SLIGHT)


def with_changes(text: str, start: int, end: int, changes: Iterable[ChangedWords]) -> Markup:
    """Return ``text`` from ``start`` to ``end``, escaped, with marks around what differs.

    A change that overlaps an earlier one or reaches out of the sentence is left out.

    >>> with_changes("The mob left", 0, 12, [ChangedWords(4, 7, "label", quoted=False)])
    Markup('The <mark class="change" title="label">mob</mark> left')
    """
    out: list[Markup] = []
    at = start
    for one in sorted(changes):
        if one.start < at or one.end > end:
            continue
        out.append(escape(text[at : one.start]))
        words = text[one.start : one.end]
        if words:
            out.append(Markup('<mark class="{}" title="{}">{}</mark>').format(one.classes, one.kind, words))
        else:
            out.append(Markup('<span class="gap" title="{}: words that the other has">‸</span>').format(one.kind))
        at = one.end
    return Markup("").join([*out, escape(text[at:end])])
