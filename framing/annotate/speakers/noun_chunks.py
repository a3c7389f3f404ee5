"""A noun phrase cut at its prepositions, with the lexicon's nouns in it: "president | of the union | in the north"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from framing.annotate.speakers.source_lexicon import Found, find_entries

_TOKEN = re.compile(r"[^\W_][\w&’'.\-‐‑/]*|&")
_PAST_PREFIX = re.compile(r"\b(then|ex)-(?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_PREPOSITIONS = frozenset(
    {"of", "for", "at", "with", "from", "in", "on", "by", "to", "about", "against", "behind", "near", "under", "into"}
    | {"that", "between", "among", "across", "over", "after", "before", "since", "during", "via", "within", "familiar"}
    | {"close", "based", "representing", "whose", "working", "living"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words without possessive endings, and the nouns of the lexicon among them, in order."""

    words: tuple[str, ...]
    items: tuple[Found, ...]

    def chunk_end(self, start: int) -> int:
        """Where the chunk that begins at ``start`` ends: at a preposition that is not part of a noun of the lexicon."""
        inside = {i for f in self.items for i in range(f.start + 1, f.end)}
        ends = (i for i in range(start + 1, len(self.words)) if self.is_preposition(i) and i not in inside)
        return min(next(ends, len(self.words)), len(self.words))

    def chunk_start(self, end: int) -> int:
        """Where the chunk begins in which the word before ``end`` stands."""
        return max((i + 1 for i in range(end) if self.is_preposition(i)), default=0)

    def is_preposition(self, i: int) -> bool:
        """Tell whether word ``i`` is a preposition, or a word that opens a clause like one."""
        return self.words[i].lower() in _PREPOSITIONS

    def within(self, start: int, end: int) -> list[Found]:
        """The lexicon's nouns that lie between words ``start`` and ``end``."""
        return [f for f in self.items if start <= f.start and f.end <= end]

    def lower(self, start: int, end: int) -> list[str]:
        """The words from ``start`` to ``end`` in lower case."""
        return [w.lower() for w in self.words[start:end]]


def cut(text: str, *, title: bool = False) -> Phrase:
    """Return ``text``, a noun phrase, as a :class:`Phrase`; ``title`` says that it stands right before a name.

    >>> [f.entry.word for f in cut("the union’s vice-president").items]
    ['union', 'vice-president']
    """
    return of_words(_TOKEN.findall(_PAST_PREFIX.sub(r"\1 ", text)), title=title)


def of_words(tokens: Sequence[str], *, title: bool = False) -> Phrase:
    """Return tokens as a :class:`Phrase`; see :func:`cut`."""
    words = tuple(_POSSESSIVE.sub("", t.rstrip("'’")) for t in tokens)
    items = find_entries(words, title=title) or find_entries([w.rstrip(".") for w in words], title=title)
    return Phrase(words, tuple(items))
