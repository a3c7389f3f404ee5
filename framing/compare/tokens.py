"""Tokens of a sentence as comparing needs them: words and marks with their places and a folded form.

Two outlets' typography must not look like a rewording: curly and straight marks, kinds of
dashes, letter case and the points of an acronym fold to the same form. The spans keep the
text as it is printed, so every edit can still be replayed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from framing.text.reading_view import has_unseen, reading_view
from framing.text.span import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 5,200  2.5  17th  5bn
    r"|[^\W_]+(?:(?:[-‐‑]|['’](?![sS]\b))[^\W_]+)*"  # al-Kadhimi, don't, but Iran + 's
    r"|['’][sS]\b"
    r"|[^\w\s]|_"
)
_SENTENCE = 1000  # characters: what is longer is a whole article's text, of which few are asked again
_FOLD = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: where it stands, its folded form, and whether it is a word."""

    span: Span
    form: str
    is_word: bool


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return ``word`` in the form that comparing uses: lower case, plain marks, acronyms without points."""
    form = word.translate(_FOLD).lower()
    return form.replace(".", "") if len(form) > 1 and form.endswith(".") else form


def tokens(text: str, *, within: Span | None = None) -> tuple[Token, ...]:
    """Return the tokens of ``text``, or of the part ``within`` it, in order; white space is between them.

    No token crosses the ends of ``within``. A blank text gives none.
    """
    start, end = (0, len(text)) if within is None else (within.start, within.end)
    if has_unseen(text[start:end]):
        view = reading_view(text[start:end])
        seen = _tokens(view.text, 0, len(view.text))
        return tuple(Token(view.place(token.span).shift(start), token.form, token.is_word) for token in seen)
    return _tokens(text, start, end) if end - start > _SENTENCE else _tokens_once(text, start, end)


def word_forms(text: str) -> list[str]:
    """Return the folded forms of the words of ``text`` in order: those of :func:`tokens`, without their places.

    >>> word_forms("“The U.S. is here”")
    ['the', 'us', 'is', 'here']
    """
    if has_unseen(text):
        return [token.form for token in tokens(text) if token.is_word]
    return [form for form, is_word in map(_read, _TOKEN.findall(text)) if is_word]


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(Token(Span(*m.span()), *_read(m.group())) for m in _TOKEN.finditer(text, start, end))


# Each comparison and each kind of finding reads the sentences of a few articles once more: five times in all.
_tokens_once = lru_cache(maxsize=2048)(_tokens)


@lru_cache(maxsize=1 << 16)  # a set says the same words again and again
def _read(word: str) -> tuple[str, bool]:
    """The form of a token, and whether it is a word."""
    return fold(word), word[0].isalnum() or any(map(str.isalnum, word))
