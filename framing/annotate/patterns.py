"""Codebook patterns as regular expressions over a normalised text.

Normalising keeps every code point in its place, so that an offset found in the normalised
text is one of the text itself: characters are exchanged, never added or removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

# Each of these stands for its plain form; case is dealt with apart.
_PLAIN = {
    "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\r": " ",
}  # fmt: skip

# Between two words of a pattern: one hyphen, or any white space with at most one line end.
_BETWEEN = r"(?:-|\ *\n\ *|\ +)"
MOST_STARS = 3  # in one word of a pattern
_ANY_WORD = r"\w+(?:['.]\w+)*"


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


def normalise(text: str) -> str:
    """Return ``text`` in lower case with plain quotation marks, hyphens and spaces, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        # A few capitals have longer small forms (İ); they stay as they are.
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not low.isascii():
        for odd, plain in _PLAIN.items():
            low = low.replace(odd, plain)
    elif "\t" in low or "\r" in low or "`" in low:
        low = low.replace("\t", " ").replace("\r", " ").replace("`", "'")
    return low


def collapse(matched: str) -> str:
    """Return a normalised match with single spaces between its words: the key of a literal pattern."""
    return " ".join(matched.replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as written, and its words before, in and after the mention."""

    written: str
    before: tuple[str, ...]
    words: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def literal(self) -> bool:
        """Whether the pattern has neither ``*`` nor a context, so that equality decides."""
        return not self.before and not self.after and not any("*" in w for w in self.words)

    @property
    def key(self) -> str:
        """The words of the mention, as :func:`collapse` gives them for a literal match."""
        return " ".join(self.words)


def parse_pattern(written: str) -> Pattern:
    """Return the pattern written so: words, ``*``, and at most one pair of square brackets.

    Raises:
        PatternError: No words, brackets that don't pair or hold nothing, a mention of nothing but ``*``, more than
            ``MOST_STARS`` of them in one word: with each the ways to read a long word multiply.

    >>> parse_pattern("anti-*").words
    ('anti', '*')
    """
    if written.count("[") > 1 or written.count("[") != written.count("]") or written.find("]") < written.find("["):
        msg = f"pattern '{written}': use one pair of square brackets around the mention, or none"
        raise PatternError(msg)
    before, middle, after = "", written, ""
    if "[" in written:
        before, rest = written.split("[")
        middle, after = rest.split("]")
    parts = tuple(tuple(re.sub(r"\*+", "*", collapse(normalise(part))).split()) for part in (before, middle, after))
    if not parts[1] or all(set(word) == {"*"} for word in parts[1]):
        msg = f"pattern '{written}' names nothing: give at least one word for the mention"
        raise PatternError(msg)
    many = next((word for part in parts for word in part if word.count("*") > MOST_STARS), "")
    if many:
        msg = f"pattern '{written}': '{many}' has more than {MOST_STARS} '*' in one word; write the forms out"
        raise PatternError(msg)
    return Pattern(written, *parts)


def _word_regex(word: str) -> str:
    if word == "*":
        return _ANY_WORD
    return r"\w*".join(re.escape(piece) for piece in word.split("*"))


def pattern_regex(pattern: Pattern) -> str:
    """Return the regular expression of one pattern; the mention is its group 1."""
    mention = _BETWEEN.join(_word_regex(w) for w in pattern.words)
    before = "".join(_word_regex(w) + _BETWEEN for w in pattern.before)
    after = "".join(_BETWEEN + _word_regex(w) for w in pattern.after)
    return rf"(?<!\w){before}({mention}){after}(?!\w)"


def trie_regex(keys: Iterable[str]) -> str:
    """Return one expression that matches the longest of ``keys`` at a place, shaped as a trie.

    A trie tries each next character once, where a plain alternation would try each key in
    turn; a thousand keys cost hardly more than ten.

    Args:
        keys: Normalised literals, single spaces between words. At least one.
    """
    return _trie(sorted(set(keys)), 0)


def _char(c: str) -> str:
    return _BETWEEN if c == " " else re.escape(c)


def _trie(keys: list[str], depth: int) -> str:
    """The expression for what follows ``depth`` characters that all ``keys`` share."""
    ends_here = any(len(k) == depth for k in keys)
    longer = [k for k in keys if len(k) > depth]
    if not longer:
        return ""
    branches: list[str] = []
    for c, group in groupby(longer, key=lambda k: k[depth]):
        branches.append(_char(c) + _trie(list(group), depth + 1))
    if len(branches) == 1 and not ends_here:
        return branches[0]
    # Greedy: the longer key is tried before the shorter one that it begins with.
    return f"(?:{'|'.join(branches)})" + ("?" if ends_here else "")
